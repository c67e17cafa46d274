"""The lockdown: one person freezes everything unasked, two together let it go on."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from sqlalchemy import delete, exists, select, update

from bot.domain.member import Role
from bot.store.database import Connection
from bot.store.inserts import upsert
from bot.store.tables import lockdown, staff

_ONLY = 1  # there is one lockdown, or none

_ANNOUNCING = select(staff.c.person).where(staff.c.role.in_([Role.OWNER, Role.BROADCASTER]))


class Thawing(Enum):
    """What became of the wish that sending goes on."""

    NOT_FROZEN = auto()
    ASKED = auto()  # somebody else has to agree
    STILL_ASKED = auto()  # by the same person, who cannot agree with themselves
    DONE = auto()


@dataclass(frozen=True, slots=True)
class Frozen:
    """Since when everything is frozen; who asked for the thaw, and until when somebody else can agree."""

    at: datetime
    thaw_by: bytes | None = None
    thaw_until: datetime | None = None


async def is_frozen(c: Connection) -> bool:
    """Whether nothing unasked is sent."""
    return bool(await c.scalar(select(exists().where(lockdown.c.id == _ONLY))))


async def state(c: Connection, now: datetime) -> Frozen | None:
    """The lockdown, None when there is none. A wish to thaw that is over, or of somebody without a role, is none."""
    found = await c.execute(
        select(
            lockdown.c.frozen_at,
            lockdown.c.thaw_by,
            lockdown.c.thaw_until,
            lockdown.c.thaw_by.in_(_ANNOUNCING).label("counts"),
        ).where(lockdown.c.id == _ONLY)
    )
    row = found.first()
    if row is None:
        return None
    if not row.counts or row.thaw_until <= now:
        return Frozen(row.frozen_at)
    return Frozen(row.frozen_at, row.thaw_by, row.thaw_until)


async def freeze(tx: Connection, person: bytes, now: datetime) -> bool:
    """Freezes everything; False when it is frozen already, and then nothing changes."""
    if await _held(tx):
        return False
    nobody = {"thaw_by": None, "thaw_until": None}
    await upsert(tx, lockdown, key={"id": _ONLY}, new=nobody, old={"frozen_by": person, "frozen_at": now})
    return True


async def ask_thaw(tx: Connection, person: bytes, now: datetime, until: datetime) -> Thawing:
    """Asks for the thaw until then, or ends the lockdown when somebody else asks for it just now."""
    if not await _held(tx):
        return Thawing.NOT_FROZEN
    frozen = await state(tx, now)
    asking = frozen.thaw_by if frozen else None
    if asking is not None and asking != person:
        await tx.execute(delete(lockdown))
        return Thawing.DONE
    await tx.execute(update(lockdown).values(thaw_by=person, thaw_until=until))
    return Thawing.STILL_ASKED if asking else Thawing.ASKED


async def _held(tx: Connection) -> bool:
    """Whether there is a lockdown; it stays as it is until the transaction ends."""
    return await tx.scalar(select(lockdown.c.id).where(lockdown.c.id == _ONLY).with_for_update()) is not None
