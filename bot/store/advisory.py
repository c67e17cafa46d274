"""Locks that processes on one PostgreSQL hold until their transaction ends; SQLite has one writer and needs none.

They are named by numbers. Any will do, so long as nobody else on the same server means something else by them. The one
that is held for longer than a transaction is in `seat`.
"""

from enum import IntEnum

from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection


class Lock(IntEnum):
    """What is kept from happening twice at once."""

    MIGRATING = 7_014_001
    PLANNING = 7_014_002  # shared by those who plan; whoever forgets a member waits for them, and they for that
    SENDING = 7_014_003  # held by the session of the process that sends, for as long as it does


async def wait_patiently(tx: AsyncConnection) -> None:
    """In this transaction no wait for a lock is ever too long."""
    if tx.dialect.name == "postgresql":
        await tx.execute(text("SET LOCAL lock_timeout = 0"))


async def take(tx: AsyncConnection, lock: Lock) -> None:
    """Waits until nobody else has this lock, and has it alone."""
    if tx.dialect.name == "postgresql":
        await tx.execute(select(func.pg_advisory_xact_lock(lock.value)))


async def share(tx: AsyncConnection, lock: Lock) -> None:
    """Waits until nobody has this lock alone, and has it with others."""
    if tx.dialect.name == "postgresql":
        await tx.execute(select(func.pg_advisory_xact_lock_shared(lock.value)))
