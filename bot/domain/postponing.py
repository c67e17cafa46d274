"""A reminder that its reader put off: on which day it is due, and what of the ladder is over with any reminder."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.quiet import Closed, first_open_day
from bot.domain.reminders import covered_at, rung_due
from bot.domain.timing import days_until


@dataclass(frozen=True, slots=True)
class Wish:
    """What one reader wants of reminders of one item.

    `reminded` is the smallest rung that is over, None when none is; `put_off` the day until which they asked for none.
    """

    ladder: frozenset[int]
    reminded: int | None
    put_off: date | None


@dataclass(frozen=True, slots=True)
class Reminded:
    """A reminder is due. `through` is the smallest rung that is over with it, None when none is."""

    through: int | None


def reminder_due(deadline: date, day: date, wish: Wish, closed: Closed) -> Reminded | None:
    """What is due on this day of the reader's calendar; None for nothing.

    A reminder put off is due on the day that was asked for, or on the last open day before it; when it was missed, on
    the next open day. Until then the ladder rests, and rungs that pass meanwhile are over with it.
    """
    rung = rung_due(deadline, day, wish.ladder, wish.reminded, closed)
    if wish.put_off is None:
        return None if rung is None else Reminded(rung)
    if not _has_come(wish.put_off, deadline, day, closed):
        return None
    over = covered_at(days_until(deadline, day), wish.ladder)
    return Reminded(_smallest([one for one in (wish.reminded, rung, over) if one is not None]))


def _has_come(wanted: date, deadline: date, day: date, closed: Closed) -> bool:
    if day > deadline or first_open_day(day, closed) != day:
        return False
    return wanted < first_open_day(day + timedelta(days=1), closed)


def _smallest(rungs: Collection[int]) -> int | None:
    return min(rungs, default=None)
