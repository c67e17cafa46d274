"""A reminder that its reader put off: on which day it is due, and what of the ladder is over with any reminder."""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.quiet import Closed, first_open_day
from bot.domain.reminders import covered_at, rung_due, told_through
from bot.domain.timing import days_until

# In the place of a rung that is over: who put this reminder off wants no ladder, and asked for this one all the same.
ONLY_THIS = 0


@dataclass(frozen=True, slots=True)
class Wish:
    """What one reader wants of reminders of one item.

    `reminded` is the smallest rung that is over, None when none is, or ONLY_THIS; `put_off` the day until which they
    asked for none.
    """

    ladder: frozenset[int]
    reminded: int | None
    put_off: date | None

    @property
    def is_wanted(self) -> bool:
        """Whether anything is: whoever stopped all reminders after they had put one off wants that one neither."""
        return bool(self.ladder) or self.reminded == ONLY_THIS


@dataclass(frozen=True, slots=True)
class Reminded:
    """A reminder is due. `through` is what is over with it, as in `Wish.reminded`."""

    through: int | None


def later_day(wanted: date, today: date, deadline: date, closed: Closed) -> date:
    """The day on which a reminder comes that is put off from today to a later day, not after the deadline.

    Where that day is closed, the last open day before it; where there is none after today, the next one; and where
    none is left until the deadline, the day itself.
    """
    before = (wanted - timedelta(days=n) for n in range((wanted - today).days))
    found = next((day for day in before if not closed(day)), None) or first_open_day(wanted, closed)
    return found if found <= deadline else wanted


def reminder_due(deadline: date, day: date, wish: Wish, closed: Closed) -> Reminded | None:
    """What is due on this day of the reader's calendar; None for nothing.

    A reminder put off is due on the day it was put off to, which `later_day` chose; when it was missed, or is closed
    by now, on the next open day. Until then the ladder rests, and rungs that pass meanwhile are over with it.
    """
    rung = rung_due(deadline, day, wish.ladder, wish.reminded, closed)
    if wish.put_off is None:
        return None if rung is None else Reminded(rung)
    if day < wish.put_off or not wish.is_wanted or told_through(day, deadline, closed) is None:
        return None
    over = covered_at(days_until(deadline, day), wish.ladder)
    return Reminded(min((one for one in (wish.reminded, rung, over) if one), default=wish.reminded))
