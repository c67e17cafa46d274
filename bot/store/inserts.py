"""INSERT … ON CONFLICT, which both databases have and SQLAlchemy spells once for each."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Column, Insert, Select, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection


async def upsert(
    tx: AsyncConnection, table: Table, key: Mapping[str, object], new: Mapping[str, object], old: Mapping[str, object]
) -> None:
    """Inserts a row of `key`, `new` and `old`; where the key is there already, sets only `new`."""
    insert = sqlite.insert if tx.dialect.name == "sqlite" else postgresql.insert
    statement = insert(table).values({**key, **old, **new})
    await tx.execute(statement.on_conflict_do_update(index_elements=list(key), set_=dict(new)))


def insert_missing(
    tx: AsyncConnection,
    table: Table,
    columns: Sequence[Column[object]],
    rows: Select[*tuple[object, ...]],
    unique: Sequence[Column[object]],
) -> Insert:
    """Inserts those of the selected rows whose `unique` columns are not there yet."""
    insert = sqlite.insert if tx.dialect.name == "sqlite" else postgresql.insert
    # Naming the constraint spares PostgreSQL to ask every unique index of the table.
    return insert(table).from_select([*columns], rows).on_conflict_do_nothing(index_elements=unique)
