"""A group that became a supergroup has another number: its row moves there, once, with all that hangs on it."""

from typing import Any

from sqlalchemy import Column, ColumnElement, Row, Table, and_, delete, select, update

from bot.domain.delivery import MESSAGES, Matter, Status
from bot.domain.member import Standing
from bot.domain.saved import Telling
from bot.store import advisory
from bot.store.database import Connection
from bot.store.tables import alert, announcement, expecting, flood, item, member, mute, outbox, saved
from bot.store.traces import leave_traces

_NO_CHOICE = frozenset({"id", "person", "standing", "joined_on", "seen_on"})


async def move_to(tx: Connection, old: bytes, new: bytes) -> bool:
    """Moves the member with the sealed number `old` to `new`; whether there was one to move.

    When the new number has a row already, the choices of whichever was used last are kept, and nothing is sent twice.
    """
    await advisory.take(tx, advisory.Lock.PLANNING)
    found = await tx.execute(select(member).where(member.c.person.in_([old, new])))
    rows = {row.person: row for row in found}
    before, there = rows.get(old), rows.get(new)
    for table in (flood, expecting):
        await tx.execute(delete(table).where(table.c.person == old))
    if before is None or old == new:
        return False
    await _let_copies_go(tx, before.id)
    if there is None:
        standing = _standing_after(before.standing)
        await tx.execute(update(member).where(member.c.id == before.id).values(person=new, standing=standing))
    else:
        await _merge(tx, before, there, new)
    leave_traces(tx)
    return True


def _standing_after(standing: Standing) -> Standing:
    # The bot is said to leave the old chat when that is closed, and sometimes before the move itself is told.
    return Standing.ACTIVE if standing is Standing.BLOCKED else standing


async def _let_copies_go(tx: Connection, number: int) -> None:
    """What was sent cannot be changed any more: the new chat counts its messages anew, so the old ids mean others."""
    theirs = _sent_to(number)
    await tx.execute(update(outbox).where(theirs, outbox.c.message_id.is_not(None)).values(message_id=None))
    await tx.execute(delete(outbox).where(theirs, outbox.c.matter.not_in(MESSAGES), outbox.c.status == Status.WAITING))


async def _merge(tx: Connection, before: Row[Any], there: Row[Any], new: bytes) -> None:
    """One row of two. The lower number is kept: a plan under way has come to it, or will come to it only once."""
    newer = before if before.seen_on > there.seen_on else there
    kept, dropped = sorted((before, there), key=lambda row: int(row.id))
    await _merge_outbox(tx, kept.id, dropped.id)
    await _merge_alerts(tx, kept.id, dropped.id)
    for table, key in ((saved, saved.c.item_id), (mute, mute.c.funder)):
        await _hand_over(tx, table, key, kept.id, dropped.id)
    await tx.execute(delete(member).where(member.c.id == dropped.id))
    choices = {column.name: getattr(newer, column.name) for column in member.columns if column.name not in _NO_CHOICE}
    await tx.execute(
        update(member)
        .where(member.c.id == kept.id)
        .values(
            person=new,
            standing=there.standing if newer is there else _standing_after(before.standing),
            joined_on=min(before.joined_on, there.joined_on),
            seen_on=max(before.seen_on, there.seen_on),
            **choices,
        )
    )


async def _merge_outbox(tx: Connection, kept: int, dropped: int) -> None:
    """Of two rows for the same message the one that waits is dropped."""
    found = [*await tx.execute(select(outbox).where(_sent_to(kept)))]
    found += await tx.execute(select(outbox).where(_sent_to(dropped)))
    by_message: dict[tuple[object, ...], Row[Any]] = {}
    doubles: list[int] = []
    for row in found:
        key = (row.matter, row.subject, row.due_at)
        first = by_message.setdefault(key, row)
        if first is not row:
            waits = first.status is Status.WAITING and row.status is not Status.WAITING
            doubles.append(first.id if waits else row.id)
    await tx.execute(delete(outbox).where(outbox.c.id.in_(doubles)))
    await tx.execute(update(outbox).where(_sent_to(dropped)).values(member_id=kept))


async def _merge_alerts(tx: Connection, kept: int, dropped: int) -> None:
    """Who was told in either chat is not told again."""
    for state in (Telling.DROPPED, Telling.TOLD):
        items = list(await tx.scalars(select(alert.c.item_id).where(_alerts_of(dropped), alert.c.state == state)))
        await tx.execute(update(alert).where(alert.c.item_id.in_(items), alert.c.member_id == kept).values(state=state))
    both = list(await tx.scalars(select(alert.c.item_id).where(_alerts_of(kept))))
    await tx.execute(delete(alert).where(alert.c.item_id.in_(both), alert.c.member_id == dropped))
    await tx.execute(update(alert).where(_alerts_of(dropped)).values(member_id=kept))


async def _hand_over(tx: Connection, table: Table, key: Column[Any], kept: int, dropped: int) -> None:
    """What both have is kept once."""
    both = list(await tx.scalars(select(key).where(table.c.member_id == kept)))
    await tx.execute(delete(table).where(table.c.member_id == dropped, key.in_(both)))
    await tx.execute(update(table).where(table.c.member_id == dropped).values(member_id=kept))


def _sent_to(number: int) -> ColumnElement[bool]:
    # By announcement, because the index of the outbox leads with it.
    return and_(
        outbox.c.matter.in_(Matter), outbox.c.subject.in_(select(announcement.c.id)), outbox.c.member_id == number
    )


def _alerts_of(number: int) -> ColumnElement[bool]:
    # By item, because the key leads with it.
    return and_(alert.c.item_id.in_(select(item.c.id)), alert.c.member_id == number)
