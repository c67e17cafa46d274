"""What the next text of a person is for: at most one expectation a person, with an end."""

from datetime import datetime

from sqlalchemy import delete

from bot.store.database import Connection
from bot.store.inserts import upsert
from bot.store.tables import expecting


async def expect(tx: Connection, person: bytes, what: str, until: datetime) -> None:
    """Takes the next text of this person for `what`, a packed route, until that moment; replaces any earlier one."""
    await upsert(tx, expecting, key={"person": person}, new={"what": what, "until": until}, old={})


async def clear(tx: Connection, person: bytes) -> None:
    """Expects nothing from this person any more."""
    await tx.execute(delete(expecting).where(expecting.c.person == person))
