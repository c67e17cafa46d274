"""Staff: who may do what, named by an owner in the chat."""

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
    """Everybody with a role, in the order they were named."""
    found = await c.execute(
        select(staff.c.id, staff.c.person, staff.c.role, staff.c.named_on).order_by(staff.c.named_on, staff.c.id),
    )
    return [Colleague(row.id, row.person, row.role, row.named_on) for row in found]


async def name(tx: Connection, person: bytes, role: Role, today: date) -> None:
    """Gives this person this role, in place of any other."""
    await upsert(tx, staff, key={"person": person}, new={"role": role, "named_on": today}, old={})


async def dismiss(tx: Connection, colleague_id: int) -> None:
    """Takes the role of the person in this row."""
    await tx.execute(delete(staff).where(staff.c.id == colleague_id))
    leave_traces(tx)
