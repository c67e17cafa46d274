"""Approvals: who asked for one, who does not share in it, and the right of one person to give it, once and soon."""

from datetime import datetime

from sqlalchemy import delete, insert, or_, select, update

from bot.store import drafts
from bot.store.database import Connection
from bot.store.tables import announcement, approval


async def ask(tx: Connection, announcement_id: int, person: bytes) -> bool:
    """Leaves an announcement to somebody other than `person`, who answers for it from now on; False when it cannot be.

    Whoever asks is its author, whoever wrote it: one person alone must never be both who asks and who approves.
    """
    if not await drafts.submit(tx, announcement_id):
        return False
    await tx.execute(update(announcement).where(announcement.c.id == announcement_id).values(author=person))
    await tx.execute(delete(approval).where(approval.c.announcement_id == announcement_id))
    return True


async def asked_by(tx: Connection, announcement_id: int) -> bytes | None:
    """Who answers for it; None when they are forgotten. Until the transaction ends it stays as it is."""
    found: bytes | None = await tx.scalar(
        select(announcement.c.author).where(announcement.c.id == announcement_id).with_for_update(),
    )
    return found


async def is_asked_by(c: Connection, announcement_id: int, person: bytes) -> bool:
    """Whether this person answers for it, as it stands now."""
    found: bytes | None = await c.scalar(select(announcement.c.author).where(announcement.c.id == announcement_id))
    return found == person


async def grant(
    tx: Connection, token: str, announcement_id: int, person: bytes, digest: str, now: datetime, until: datetime
) -> None:
    """Gives this person the right to approve exactly this, in place of an earlier right of theirs."""
    mine = (approval.c.announcement_id == announcement_id) & (approval.c.person == person)
    await tx.execute(delete(approval).where(or_(approval.c.until <= now, mine)))
    await tx.execute(
        insert(approval).values(token=token, announcement_id=announcement_id, person=person, digest=digest, until=until)
    )


async def take(tx: Connection, token: str, announcement_id: int, person: bytes, now: datetime) -> str | None:
    """Uses up a right: the digest it was given for, None when it is not theirs, not of this one, used or over."""
    found = await tx.execute(
        delete(approval)
        .where(
            approval.c.token == token,
            approval.c.announcement_id == announcement_id,
            approval.c.person == person,
        )
        .returning(approval.c.digest, approval.c.until),
    )
    row = found.first()
    return row.digest if row is not None and row.until > now else None
