"""Staff: who may do what. Owners stand in the settings and are kept here too; the others are named in the chat."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, select

from bot.domain.member import Role
from bot.store.database import Connection
from bot.store.inserts import upsert
from bot.store.tables import staff
from bot.store.traces import leave_traces


@dataclass(frozen=True, slots=True)
class Colleague:
    """One person with a role."""

    id: int
    person: bytes
    role: Role
    named_on: date


async def everyone(c: Connection) -> list[Colleague]:
    """Everybody who was named in the chat, in that order; owners are not."""
    found = await c.execute(
        select(staff.c.id, staff.c.person, staff.c.role, staff.c.named_on)
        .where(staff.c.role != Role.OWNER)
        .order_by(staff.c.named_on, staff.c.id),
    )
    return [Colleague(row.id, row.person, row.role, row.named_on) for row in found]


async def broadcasters(c: Connection) -> list[bytes]:
    """Everybody who may announce, owners among them."""
    found = await c.scalars(
        select(staff.c.person).where(staff.c.role.in_([Role.OWNER, Role.BROADCASTER])).order_by(staff.c.id)
    )
    return list(found.all())


async def name(tx: Connection, person: bytes, role: Role, today: date) -> bool:
    """Gives this person this role, in place of any other; False for an owner, who keeps theirs."""
    held = await tx.scalar(select(staff.c.role).where(staff.c.person == person).with_for_update())
    if held is Role.OWNER:
        return False
    await upsert(tx, staff, key={"person": person}, new={"role": role, "named_on": today}, old={})
    return True


async def dismiss(tx: Connection, colleague_id: int) -> None:
    """Takes the role of the person in this row; an owner keeps theirs."""
    await tx.execute(delete(staff).where(staff.c.id == colleague_id, staff.c.role != Role.OWNER))
    leave_traces(tx)


async def sync_owners(tx: Connection, sealed: Collection[bytes], today: date) -> None:
    """Makes these the owners, whatever they were before; who no longer is one has no role any more."""
    gone = await tx.execute(delete(staff).where(staff.c.role == Role.OWNER, staff.c.person.not_in(sealed)))
    if gone.rowcount:
        leave_traces(tx)
    for person in sealed:
        await upsert(tx, staff, key={"person": person}, new={"role": Role.OWNER}, old={"named_on": today})
