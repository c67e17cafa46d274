"""What the sender and the planner have to know of saved items, to remind of each once, and to remind of it still."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, bindparam, null, or_, select, update

from bot.domain.delivery import Matter, Status
from bot.domain.member import Standing
from bot.domain.places import Country
from bot.domain.saved import Saving
from bot.store.columns import RowId
from bot.store.database import Connection
from bot.store.queue import Batch
from bot.store.tables import item, member, outbox, saved


@dataclass(frozen=True, slots=True)
class Kept:
    """What one member decided about an item. `ladder` are the rungs on which they want to be reminded of any."""

    state: Saving
    not_before: date | None
    ladder: frozenset[int]


@dataclass(frozen=True, slots=True)
class Rung:
    """How far some members have been reminded of one item, and until when they put it off; how many is no matter."""

    item_id: int
    closes_on: date
    reminded: int | None
    put_off: date | None
    ladder: frozenset[int]
    country: Country | None
    quiet_days: bool


def reachable_by(moment: datetime) -> ColumnElement[bool]:
    """Members who can be written to now, or when their pause ends by this moment."""
    return and_(member.c.standing == Standing.ACTIVE, or_(member.c.paused.is_(False), member.c.paused_until <= moment))


_OF_ITEM = (
    select(saved.c.member_id, saved.c.state, saved.c.not_before, member.c.ladder)
    .join(member, member.c.id == saved.c.member_id)
    .where(saved.c.item_id == bindparam("about"), saved.c.member_id.in_(bindparam("members", expanding=True)))
)


async def of_item(c: Connection, item_id: int, member_ids: Collection[int]) -> dict[int, Kept]:
    """What each of these members decided about the item; who never saved it is left out."""
    found = await c.execute(_OF_ITEM, {"about": item_id, "members": list(member_ids)})
    return {row.member_id: Kept(row.state, row.not_before, row.ladder) for row in found}


async def rungs(c: Connection, day: date, until: date, pauses_end_by: datetime) -> list[Rung]:
    """Of the saved items that close from `day` to `until`, or were put off: how far reminders have come, each once."""
    found = await c.execute(
        select(
            item.c.id,
            item.c.closes_on,
            saved.c.reminded,
            saved.c.not_before,
            member.c.ladder,
            member.c.country,
            member.c.quiet_days,
        )
        .distinct()
        .select_from(item.join(saved, saved.c.item_id == item.c.id).join(member, member.c.id == saved.c.member_id))
        .where(
            item.c.closes_on >= day,
            or_(item.c.closes_on <= until, saved.c.not_before.is_not(None)),
            item.c.gone_on.is_(None),
            saved.c.state == Saving.SAVED,
            reachable_by(pauses_end_by),
        )
    )
    return [Rung(*row) for row in found]


_ANEW = Batch(
    update(saved)
    .where(saved.c.member_id == bindparam("member", type_=RowId), saved.c.item_id == bindparam("item", type_=RowId))
    .values(reminded=null())
)


async def remind_anew(tx: Connection, rows: Sequence[tuple[int, int]]) -> None:
    """These, members and items, were not reminded on their day: the nearest rung counts as still to come."""
    await _ANEW.run(tx, [{"member": who, "item": one} for who, one in rows])


async def take_back(tx: Connection, announcement_id: int, item_id: int) -> None:
    """The same for everybody for whom a row of this REMINDER still waits; it is not to be sent any more."""
    unsent = select(outbox.c.member_id).where(
        outbox.c.matter == Matter.REMINDER, outbox.c.subject == announcement_id, outbox.c.status == Status.WAITING
    )
    await tx.execute(
        update(saved).where(saved.c.item_id == item_id, saved.c.member_id.in_(unsent)).values(reminded=null())
    )
