"""Items that members keep: which, what each decided about them, and how far their reminders have come."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, ScalarSelect, and_, delete, nulls_last, select, update

from bot.domain.reminders import covered_at
from bot.domain.saved import Saving
from bot.domain.timing import days_until
from bot.store.database import Connection
from bot.store.inserts import upsert
from bot.store.items import KNOWN_COLUMNS, Known, known_in
from bot.store.last_days import last_day, moment_in
from bot.store.tables import item, member, saved
from bot.store.traces import leave_traces


@dataclass(frozen=True, slots=True)
class Saved:
    """One item that a member saved.

    `reminded` is the smallest rung of the ladder that is over, or a mark of `domain.postponing`; no reminder is wanted
    before the day `not_before`.
    """

    item: Known
    state: Saving
    reminded: int | None
    not_before: date | None
    saved_on: date


async def save(tx: Connection, person: bytes, item_id: int, today: date) -> bool:
    """Saves the item for this member, anew when it was declined; whether both exist. `today` is the reader's own day.

    Rungs of the ladder that are over by now are not made up for: the reader has just seen the deadline.
    """
    found = await tx.execute(
        select(member.c.id, member.c.ladder, member.c.country, item.c.closes_on, item.c.facts)
        .select_from(member.join(item, item.c.id == item_id))
        .where(member.c.person == person)
    )
    row = found.one_or_none()
    if row is None:
        return False
    reminded = None
    if row.closes_on is not None:
        deadline = last_day(row.closes_on, moment_in(row.facts), row.country)
        reminded = covered_at(days_until(deadline, today), row.ladder)
    key = {"member_id": row.id, "item_id": item_id}
    new = {"state": Saving.SAVED, "reminded": reminded, "not_before": None}
    await upsert(tx, saved, key=key, new=new, old={"saved_on": today})
    return True


async def unsave(tx: Connection, person: bytes, item_id: int) -> None:
    """Takes the item off the list of this member."""
    await tx.execute(delete(saved).where(_is(person, item_id)))
    leave_traces(tx)


async def decide(tx: Connection, person: bytes, item_id: int, state: Saving) -> bool:
    """Writes down what this member decided about an item they saved; whether they have it."""
    done = await tx.execute(update(saved).where(_is(person, item_id)).values(state=state, not_before=None))
    return done.rowcount > 0


async def remind_later(tx: Connection, person: bytes, item_id: int, day: date) -> bool:
    """No reminder of the item before this day, and one on it; whether this member has it saved."""
    done = await tx.execute(
        update(saved).where(_is(person, item_id), saved.c.state == Saving.SAVED).values(not_before=day)
    )
    return done.rowcount > 0


async def listed(c: Connection, person: bytes) -> list[Saved]:
    """What this member saved and did not decline, the nearest deadline first; what has gone is among it."""
    return await _found(c, saved.c.member_id == _number(person), saved.c.state != Saving.DECLINED)


async def find(c: Connection, person: bytes, item_id: int) -> Saved | None:
    """This item among those that this member saved, declined ones too."""
    found = await _found(c, _is(person, item_id))
    return found[0] if found else None


async def _found(c: Connection, *conditions: ColumnElement[bool]) -> list[Saved]:
    own = (saved.c.state, saved.c.reminded, saved.c.not_before, saved.c.saved_on)
    found = await c.execute(
        select(*own, *KNOWN_COLUMNS)
        .join(item, item.c.id == saved.c.item_id)
        .where(*conditions)
        .order_by(nulls_last(item.c.closes_on), item.c.id)
    )
    return [Saved(known_in(row[len(own) :]), *row[: len(own)]) for row in found]


def _is(person: bytes, item_id: int) -> ColumnElement[bool]:
    return and_(saved.c.member_id == _number(person), saved.c.item_id == item_id)


def _number(person: bytes) -> ScalarSelect[int]:
    return select(member.c.id).where(member.c.person == person).scalar_subquery()
