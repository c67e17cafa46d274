"""From when on each member may get something: worked out once for all who live by the same hours and days."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import ColumnElement, Integer, case, false, literal, null, select, type_coerce
from sqlalchemy.types import TypeEngine

from bot.domain.member import Standing
from bot.domain.places import Country
from bot.domain.quiet import Calendars, Closed, Hours
from bot.store.database import Connection
from bot.store.tables import member

T = TypeVar("T")

_MOST_QUIET = 24 * 24


@dataclass(frozen=True, slots=True)
class Habits:
    """What decides when a member may be written to."""

    country: Country | None
    quiet: Hours
    quiet_days: bool


@dataclass(frozen=True, slots=True)
class Days:
    """Which days are closed: `rest` for members who keep days of rest, `remembrance` for everybody."""

    rest: Calendars
    remembrance: Calendars

    def off(self, habits: Habits) -> Closed:
        """The days on which a member of these habits gets nothing from the bot itself."""
        return self.rest(habits.country) if habits.quiet_days else self.remembrance(habits.country)


def no_days(country: Country | None) -> Closed:
    """A calendar without a closed day."""
    del country
    return _never


def _never(day: date) -> bool:
    del day
    return False


async def habits_of(tx: Connection, those: ColumnElement[bool]) -> list[Habits]:
    """The habits of these members, as far as they can be written to; many share the same few."""
    found = await tx.execute(
        select(member.c.country, member.c.quiet, member.c.quiet_days)
        .where(those, member.c.standing == Standing.ACTIVE)
        .distinct()
    )
    return [Habits(*row) for row in found]


async def moments(
    tx: Connection, those: ColumnElement[bool], opens: Callable[[Habits], datetime], kind: TypeEngine[datetime]
) -> ColumnElement[datetime]:
    """The moment that `opens` gives, for each of these members by their habits."""
    return by_habits({habits: opens(habits) for habits in await habits_of(tx, those)}, kind)


def by_habits(values: Mapping[Habits, T | None], kind: TypeEngine[T]) -> ColumnElement[T]:
    """The value that belongs to the habits of the member; null where there is none."""
    different = set(values.values())
    if len(different) == 1:
        return literal(different.pop(), kind)
    cases = {_packed(habits): literal(value, kind) for habits, value in values.items() if value is not None}
    return case(cases, value=_PACKED, else_=null()) if cases else literal(None, kind)


_COUNTRIES = {country: 1 + number for number, country in enumerate(Country)}
# One number for all three, which the database works out once a member and not once a case.
_PACKED = (
    case(_COUNTRIES, value=member.c.country, else_=0) * (2 * _MOST_QUIET)
    + type_coerce(member.c.quiet, Integer) * 2
    + case((member.c.quiet_days == false(), 0), else_=1)
)


def _packed(habits: Habits) -> int:
    country = _COUNTRIES[habits.country] if habits.country else 0
    quiet = habits.quiet.start * 24 + habits.quiet.end
    return country * 2 * _MOST_QUIET + quiet * 2 + habits.quiet_days
