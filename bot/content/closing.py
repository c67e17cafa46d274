"""When a funding opportunity closes: at a moment where its hour is known, else with the end of a day."""

from datetime import date, datetime

from bot.content.models import Funding, Tellable
from bot.domain.facts import Facts, closing
from bot.domain.timing import day_there, is_past


def moment_of(item: Tellable) -> datetime | None:
    """The moment, as UTC, at which it closes; None when it has no deadline or only a day is known."""
    if not isinstance(item, Funding):
        return None
    stated = Facts(deadline=item.deadline, deadline_time=item.deadline_time, deadline_zone=item.deadline_zone)
    return closing(stated)


def last_day(item: Funding, today: date | None = None) -> date | None:
    """The last day to apply, on the clock of `today` or else on the one most readers live by; None when it has none."""
    return None if item.deadline is None else day_there(item.deadline, moment_of(item), today)


def has_closed(item: Funding, today: date) -> bool:
    """Whether its deadline has passed for who lives by the clock of `today`."""
    return item.deadline is not None and is_past(item.deadline, moment_of(item), today)
