"""The ladder of reminders before a deadline: which rung is due on which day, and at what moment."""

from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.quiet import Closed, Hours, first_open_day

# Days before a deadline on which a reminder may be wanted.
LADDER = (14, 7, 3, 1)

# The bit of each rung in a stored set; a number once given is never given again.
_BITS = {14: 1, 7: 2, 3: 4, 1: 8}

# The hour on the reader's own clock.
_REMIND_AT = 10


def ladder_mask(rungs: Iterable[int]) -> int:
    """The rungs as an integer."""
    return sum(_BITS[rung] for rung in set(rungs))


def ladder_of(mask: int) -> frozenset[int]:
    """The rungs whose bits are set; unknown bits are passed over."""
    return frozenset(rung for rung, bit in _BITS.items() if mask & bit)


def covered_at(days_left: int, ladder: Collection[int]) -> int | None:
    """The smallest rung that is over when an item is saved with so many days left: its reader has just seen the day.

    None while the whole ladder is still to come. The same holds when the deadline or the ladder changes.
    """
    return min((rung for rung in ladder if rung >= days_left), default=None)


def is_to_come(days_left: int, ladder: Collection[int]) -> bool:
    """Whether there will be a reminder, on a later day, of what is saved with so many days left.

    Closed days do not matter: a rung has its day, an open one near it, or its day although it is closed.
    """
    return any(rung < days_left for rung in ladder)


def told_through(day: date, deadline: date, closed: Closed) -> date | None:
    """Through which day this one brings the reminders of a reader's calendar; None when it brings none.

    An open day brings those of the closed days after it as well. A closed day brings none, unless it is closed until
    the deadline: that does not wait, and whoever has not been reminded before would never be.
    """
    if day > deadline:
        return None
    first = first_open_day(day, closed)
    if first != day:
        return day if first > deadline else None
    return first_open_day(day + timedelta(days=1), closed) - timedelta(days=1)


def rung_due(deadline: date, day: date, ladder: Collection[int], reminded: int | None, closed: Closed) -> int | None:
    """The rung of which to remind on this day of the reader's calendar; None for nothing.

    `reminded` is the smallest rung that is over; None, or what is no rung, when none is. A rung whose day is closed is
    due on the last open day before it. Of several (closed days in a row, or days that an outage missed) only the
    nearest to the deadline is given; the others are over with it. Nothing is due after the deadline.
    """
    through = told_through(day, deadline, closed)
    if through is None:
        return None
    left = (rung for rung in ladder if reminded is None or reminded <= 0 or rung < reminded)
    return min((rung for rung in left if deadline - timedelta(days=rung) <= through), default=None)


def is_day_of(rung: int, deadline: date, day: date, closed: Closed) -> bool:
    """Whether this is the very day of the rung, and not one on which it would be made up for."""
    through = told_through(day, deadline, closed)
    return through is not None and day <= deadline - timedelta(days=rung) <= through


def reminder_moment(day: date, zone: ZoneInfo, hours: Hours) -> datetime:
    """The moment, as UTC, of a reminder on this day of the reader's calendar; it lies on that day.

    Ten o'clock. A deadline does not wait: where quiet hours cover that and begin on the same day it is the last full
    hour before them. Hours that began the day before, or at midnight, leave no earlier hour of this day that is not
    quiet, and the day before is another rung's (or a closed one): then it is their end.
    """
    hour = _REMIND_AT
    if hours.cover(hour):
        hour = hours.start - 1 if 0 < hours.start <= hour else hours.end
    return datetime.combine(day, time(hour), zone).astimezone(UTC)
