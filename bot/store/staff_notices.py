"""What staff are still to be told: a row a person, until it was said, given up or is out of date."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select, update

from bot.domain.member import Role
from bot.store.database import Connection
from bot.store.tables import staff, staff_notice
from bot.store.traces import leave_traces

_ANNOUNCING = select(staff.c.person).where(staff.c.role.in_([Role.OWNER, Role.BROADCASTER]))


@dataclass(frozen=True, slots=True)
class StaffNotice:
    """`what` is the packed place that waits for this person, or the packed press of a colleague they should know of.

    `is_over` when it is out of date; `may_announce` is whether its reader may.
    """

    id: int
    person: bytes
    what: str
    tries: int
    is_over: bool
    may_announce: bool


async def add(tx: Connection, persons: Collection[bytes], what: str, until: datetime) -> None:
    """Leaves this word for each of them, once; it is of no use after `until`."""
    same = (staff_notice.c.what == what, staff_notice.c.person.in_(persons))
    await tx.execute(delete(staff_notice).where(*same))
    rows = [{"person": person, "what": what, "tries": 0, "until": until} for person in persons]
    if rows:
        await tx.execute(insert(staff_notice), rows)


async def waiting(c: Connection, now: datetime) -> list[StaffNotice]:
    """Everything that is still to be said or to be taken away, the oldest first."""
    found = await c.execute(
        select(
            staff_notice.c.id,
            staff_notice.c.person,
            staff_notice.c.what,
            staff_notice.c.tries,
            (staff_notice.c.until <= now).label("is_over"),
            staff_notice.c.person.in_(_ANNOUNCING).label("may_announce"),
        ).order_by(staff_notice.c.id)
    )
    return [
        StaffNotice(row.id, row.person, row.what, row.tries, bool(row.is_over), bool(row.may_announce)) for row in found
    ]


async def note_try(tx: Connection, notice_id: int) -> None:
    """Counts an attempt that reached nobody."""
    await tx.execute(
        update(staff_notice).where(staff_notice.c.id == notice_id).values(tries=staff_notice.c.tries + 1),
    )


async def done(tx: Connection, notice_id: int) -> None:
    """Nothing more is to be said of it. Its reader may be staff no more, so nothing of them stays in the files."""
    leave_traces(tx)
    await tx.execute(delete(staff_notice).where(staff_notice.c.id == notice_id))
