"""Brings a database to the schema of this version; all of it in the caller's transaction, or nothing."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, inspect
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import tables
from bot.store.errors import StoreError

_SCRIPTS = Path(__file__).parent / "migrations"


async def exists(tx: AsyncConnection) -> bool:
    """Whether there is a database of this bot at all."""
    return await tx.run_sync(lambda connection: inspect(connection).has_table(tables.meta.name))


async def upgrade(tx: AsyncConnection, place: str) -> None:
    """Runs the migrations this database does not have yet."""
    try:
        await tx.run_sync(_run)
    except CommandError as error:
        raise StoreError(
            f"The database at {place} was made by a newer version of the bot ({error}): "
            "install that version, or restore the backup made before it."
        ) from error


def _run(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
