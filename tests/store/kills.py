"""A process that dies between two statements, as far as the database can tell."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from bot.store.database import Database


class KilledError(Exception):
    """Nothing is executed after this."""


@contextmanager
def killed_before(db: Database, step: int) -> Iterator[list[str]]:
    """Fails before this statement or commit, counted from 0, and before every later one; gives those that were made."""
    made: list[str] = []

    def count(statement: str) -> None:
        if len(made) >= step:
            raise KilledError
        made.append(statement)

    def on_statement(*arguments: object) -> None:
        count(str(arguments[2]))

    def on_commit(connection: object) -> None:
        del connection
        count("COMMIT")

    engines = (db._engines.reader.sync_engine, db._engines.writer.sync_engine)
    for engine in engines:
        event.listen(engine, "before_cursor_execute", on_statement)
        event.listen(engine, "commit", on_commit)
    try:
        yield made
    finally:
        for engine in engines:
            event.remove(engine, "before_cursor_execute", on_statement)
            event.remove(engine, "commit", on_commit)
