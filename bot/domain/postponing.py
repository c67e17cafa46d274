"""A reminder that its reader put off: on which day it is due, and what of the ladder is over with any reminder."""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.quiet import Closed, first_open_day
from bot.domain.reminders import covered_at, is_day_of, rung_due, told_through
from bot.domain.timing import days_until

# In the place of a rung that is over: who put this reminder off wants no ladder, and asked for this one all the same.
ONLY_THIS = 0
# In the place of that, since they stopped all reminders: until they take that back it is not wanted.
STOPPED = -1


@dataclass(frozen=True, slots=True)
class Wish:
    """What one reader wants of reminders of one item.

    `reminded` is the smallest rung that is over, None when none is, or ONLY_THIS or STOPPED; `put_off` the day until
    which they asked for none.
    """

    ladder: frozenset[int]
    reminded: int | None
    put_off: date | None

    @property
    def is_wanted(self) -> bool:
        """Whether anything is: whoever stopped all reminders after they had put one off wants that one neither."""
        return bool(self.ladder) or self.reminded == ONLY_THIS

    def rests_until(self, deadline: date) -> date | None:
        """The day of the reminder that was put off. A deadline that is nearer, as it may have become, does not wait."""
        return self.put_off if self.put_off is not None and self.put_off <= deadline else None


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
    put_off = wish.rests_until(deadline)
    if put_off is None:
        return None if rung is None else Reminded(rung)
    if day < put_off or not wish.is_wanted or told_through(day, deadline, closed) is None:
        return None
    over = covered_at(days_until(deadline, day), wish.ladder)
    rungs = (one for one in (wish.reminded, rung, over) if one is not None and one > ONLY_THIS)
    return Reminded(min(rungs, default=wish.reminded))


def is_turned_off(deadline: date, day: date, wish: Wish, closed: Closed) -> bool:
    """Whether what is to be told on this day, with which `wish.reminded` is over, is of a rung turned off since.

    What was put off to another day is wanted all the same, and so is what another rung asks for on this day.
    """
    rung = wish.reminded
    if not wish.ladder or rung is None or rung <= ONLY_THIS or rung in wish.ladder:
        return False
    its_day = {one for one in (rung, *wish.ladder) if is_day_of(one, deadline, day, closed)}
    return its_day == {rung}
