"""What has to be known of an item so that the bot can tell readers of it by itself."""

import re
from datetime import date, timedelta

from bot.content import closing
from bot.content.catalogue import Catalogue
from bot.content.models import Course, Funding, Notice, Tellable
from bot.domain.digests import NEWS_FOR
from bot.domain.estimate import DAYS, Past
from bot.domain.facts import Facts
from bot.domain.interests import Kind, Theme
from bot.domain.places import Country, Language

_LONGEST_KEY = 60
_DAY, _MONTH = len("2026-11-22"), len("2026-11")


def themes_of(item: Tellable) -> frozenset[Theme]:
    """The themes by which readers choose it; empty for what concerns everybody."""
    return item.themes if isinstance(item, Funding) else frozenset()


def countries_of(item: Tellable) -> frozenset[Country]:
    """The countries by which readers choose it; empty for what concerns everybody."""
    return frozenset() if isinstance(item, Course) else item.countries


def funder_of(item: Tellable) -> str | None:
    """The key by which readers mute who gives the money; None for what has no funder.

    `donor` when the editor gave one, else the funder's name with its letters and digits only.
    """
    if not isinstance(item, Funding):
        return None
    name = item.read(Language.EN).text.funder
    return item.donor or re.sub(r"[\W_]+", "-", name.casefold()).strip("-")[:_LONGEST_KEY]


def closes_on(item: Tellable, today: date | None = None) -> date | None:
    """The last day to apply, on the clock of `today` or else of most readers; None when there is none to wait for."""
    match item:
        case Funding():
            return closing.last_day(item, today)
        case Notice(kind=Kind.JOB):
            return item.until
        case _:
            return None


def facts_of(item: Tellable) -> Facts:
    """What is compared when the item changes. News, stories and courses have nothing whose change is told."""
    match item:
        case Funding():
            return _facts_of_funding(item)
        case Notice(kind=Kind.JOB):
            return Facts(deadline=item.until, countries=item.countries)
        case _:
            return Facts()


def published_on(item: Tellable) -> date | None:
    """The day it was published: `published`, else the day of its source; None where only a month or year is known."""
    if item.published is not None:
        return item.published
    return date.fromisoformat(item.source_date) if len(item.source_date) == _DAY else None


def is_out(item: Tellable, today: date) -> bool:
    """Whether its day has come: one that is published later is new on that day, and must not be taken in before."""
    return item.published is None or item.published <= today


def is_worth_telling(item: Tellable, today: date) -> bool:
    """Whether readers should hear of it when it is first seen today: out, not over, not marked quiet, not old.

    One whose day of publication is not known is as new as its file.
    """
    day = published_on(item)
    return (
        is_out(item, today) and not item.quiet and not is_over(item, today) and (day is None or today - day <= NEWS_FOR)
    )


def is_over(item: Tellable, today: date) -> bool:
    """Whether nothing can be done about it any more: closed, cancelled, or taken out of the lists."""
    match item:
        case Funding():
            return item.cancelled or closing.has_closed(item, today)
        case Notice():
            return item.until is not None and item.until < today
        case _:
            return False


def past_of(catalogue: Catalogue, today: date, days: int = DAYS) -> dict[tuple[Kind, str], Past]:
    """What the catalogue says was published in the last `days` days, today among them, by kind and slug.

    Of what only the month is known counts its first day; of what only the year is known nothing can be counted. What
    is quiet is not counted: nobody is told of it.
    """
    found = ((kind, item, _counted_on(item)) for kind, item in catalogue.tellable() if not item.quiet)
    return {
        (kind, item.slug): Past(day, kind, themes_of(item), countries_of(item))
        for kind, item, day in found
        if day is not None and timedelta(0) <= today - day < timedelta(days=days)
    }


def reaches_back(catalogue: Catalogue, today: date, days: int = DAYS) -> bool:
    """Whether something in it is at least `days` days old, so that it was kept all the time since."""
    counted = (_counted_on(item) for _, item in catalogue.tellable() if not item.quiet)
    return any(day is not None and today - day >= timedelta(days=days) for day in counted)


def _counted_on(item: Tellable) -> date | None:
    month = f"{item.source_date}-01" if len(item.source_date) == _MONTH else None
    return published_on(item) or (date.fromisoformat(month) if month else None)


def _facts_of_funding(item: Funding) -> Facts:
    amount = item.amount
    return Facts(
        window=item.window,
        deadline=item.deadline,
        minimum=amount.minimum if amount else None,
        maximum=amount.maximum if amount else None,
        currency=amount.currency if amount else None,
        countries=item.countries,
        registration_required=item.registration_required,
        individuals=item.individuals,
        cancelled=item.cancelled,
        deadline_time=item.deadline_time,
        deadline_zone=item.deadline_zone,
    )
