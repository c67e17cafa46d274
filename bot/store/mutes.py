"""Of which funders a member wants to hear nothing new."""

from sqlalchemy import ScalarSelect, delete, literal, select

from bot.store.database import Connection
from bot.store.inserts import insert_missing
from bot.store.tables import member, mute
from bot.store.traces import leave_traces


async def add(tx: Connection, person: bytes, funder: str) -> None:
    """This member hears nothing new of this funder from now on."""
    row = select(member.c.id, literal(funder)).where(member.c.person == person)
    await tx.execute(insert_missing(tx, mute, (mute.c.member_id, mute.c.funder), row, unique=tuple(mute.primary_key)))


async def remove(tx: Connection, person: bytes, funder: str) -> None:
    """This member hears of this funder again."""
    await tx.execute(delete(mute).where(mute.c.member_id == _number(person), mute.c.funder == funder))
    leave_traces(tx)


async def clear(tx: Connection, person: bytes) -> None:
    """This member hears of every funder again."""
    await tx.execute(delete(mute).where(mute.c.member_id == _number(person)))
    leave_traces(tx)


async def of(c: Connection, person: bytes) -> list[str]:
    """The funders this member muted, in the order of their names."""
    found = await c.scalars(select(mute.c.funder).where(mute.c.member_id == _number(person)).order_by(mute.c.funder))
    return list(found.all())


def _number(person: bytes) -> ScalarSelect[int]:
    return select(member.c.id).where(member.c.person == person).scalar_subquery()
