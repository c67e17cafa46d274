"""How often each reason for stopping messages was given; by whom is not known."""

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from bot.domain.parting import Reason
from bot.store.database import Connection
from bot.store.tables import parting


async def count(tx: Connection, reason: Reason) -> None:
    """One more person gave this reason."""
    insert = sqlite.insert if tx.dialect.name == "sqlite" else postgresql.insert
    first = insert(parting).values(reason=reason, n=1)
    await tx.execute(first.on_conflict_do_update(index_elements=["reason"], set_={"n": parting.c.n + 1}))


async def counts(c: Connection) -> dict[Reason, int]:
    """How often each was given; a reason that nobody gave is left out."""
    found = await c.execute(select(parting.c.reason, parting.c.n))
    return dict(found.all())
