"""Changes of items: what each said before and after, as the JSON of `domain.facts`.

Who has not had the message of one change yet when the item changes again gets one message of both: the later change
takes the rows of the earlier that still wait.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select, update

from bot.domain.announcement import Errand, State
from bot.domain.delivery import Matter, Status
from bot.store.columns import not_earlier
from bot.store.database import Connection
from bot.store.inserts import upsert
from bot.store.tables import announcement, change, member, outbox


@dataclass(frozen=True, slots=True)
class Change:
    """What one CHANGE announcement tells."""

    announcement_id: int
    item_id: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Step:
    """One of the changes of an item, and how far its CHANGE announcement has come."""

    announcement_id: int
    before: str
    state: State
    due_at: datetime | None


# A row of these was sent, or may have been.
_MAY_HAVE_COME = (Status.BEGUN, Status.SENT, Status.UNCERTAIN)


async def steps(c: Connection, item_id: int) -> list[Step]:
    """Every change of this item, in their order."""
    found = await c.execute(
        select(change.c.announcement_id, change.c.before, announcement.c.state, announcement.c.due_at)
        .join(announcement, announcement.c.id == change.c.announcement_id)
        .where(change.c.item_id == item_id)
        .order_by(change.c.announcement_id)
    )
    return [Step(*row) for row in found]


async def missed(c: Connection, changes: Collection[int], members: Collection[int]) -> set[tuple[int, int]]:
    """Which of these members have a row of which of these CHANGE announcements that did not reach them."""
    found = await c.execute(
        select(outbox.c.subject, outbox.c.member_id).where(
            outbox.c.matter == Matter.CHANGE,
            outbox.c.subject.in_(changes),
            outbox.c.member_id.in_(members),
            outbox.c.status.not_in(_MAY_HAVE_COME),
        )
    )
    return {(subject, member_id) for subject, member_id in found}


async def bring_forward(tx: Connection, person: bytes, moment: datetime) -> None:
    """Changes that wait for the end of this member's pause wait no longer than to this moment."""
    going = select(announcement.c.id).where(
        announcement.c.errand == Errand.CHANGE, announcement.c.state.in_([State.SENDING, State.PAUSED])
    )
    theirs = select(member.c.id).where(member.c.person == person).scalar_subquery()
    soonest = not_earlier(moment)
    await tx.execute(
        update(outbox)
        .where(
            outbox.c.matter == Matter.CHANGE,
            outbox.c.subject.in_(going),
            outbox.c.member_id == theirs,
            outbox.c.status == Status.WAITING,
            outbox.c.not_before > soonest,
        )
        .values(not_before=soonest)
    )


async def open_of(c: Connection, item_id: int) -> Change | None:
    """The change of this item that is to be told and has not begun: a further one can join it."""
    return await _find(c, change.c.item_id == item_id, announcement.c.state == State.SCHEDULED)


async def get(c: Connection, announcement_id: int) -> Change | None:
    """What this announcement tells."""
    return await _find(c, change.c.announcement_id == announcement_id)


async def write(tx: Connection, announcement_id: int, item_id: int, before: str, after: str) -> None:
    """Writes down what this announcement tells, in place of anything written before."""
    told = {"before": before, "after": after}
    await upsert(tx, change, key={"announcement_id": announcement_id}, new=told, old={"item_id": item_id})


async def _find(c: Connection, *conditions: ColumnElement[bool]) -> Change | None:
    found = await c.execute(
        select(change.c.announcement_id, change.c.item_id, change.c.before, change.c.after)
        .join(announcement, announcement.c.id == change.c.announcement_id)
        .where(*conditions)
        .order_by(change.c.announcement_id.desc())
        .limit(1),
    )
    row = found.one_or_none()
    return None if row is None else Change(*row)
