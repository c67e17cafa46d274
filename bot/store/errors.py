"""What can go wrong with the database: one type for each thing one can do about it."""

import sqlite3

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionFreeError


class StoreError(Exception):
    """The database cannot be used. The message is one line: what, where, what to do."""


class KeyUnusableError(StoreError):
    """The key file is missing, unreadable, damaged or open to others, or is not the one of this database."""


class StoreInUseError(StoreError):
    """Another process holds this SQLite file."""


class StoreBusyError(StoreError):
    """Somebody else kept the database locked for too long: nothing was written, try again."""


class StoreFullError(StoreError):
    """The disk is full: nothing was written, make room."""


class StoreReadOnlyError(StoreError):
    """The database cannot be written: nothing was written, mend the permissions or the disk."""


class StoreUnreachableError(StoreError):
    """The database does not answer or cannot be read: try again, and look after it when that does not help."""


# Only the low byte of an SQLite error code names the family (https://www.sqlite.org/rescode.html).
_SQLITE: dict[int, type[StoreError]] = {
    sqlite3.SQLITE_BUSY: StoreBusyError,
    sqlite3.SQLITE_LOCKED: StoreBusyError,
    sqlite3.SQLITE_FULL: StoreFullError,
    sqlite3.SQLITE_READONLY: StoreReadOnlyError,
    sqlite3.SQLITE_IOERR: StoreUnreachableError,
    sqlite3.SQLITE_CANTOPEN: StoreUnreachableError,
    sqlite3.SQLITE_CORRUPT: StoreUnreachableError,
    sqlite3.SQLITE_NOTADB: StoreUnreachableError,
}

# SQLSTATE codes and classes (PostgreSQL manual, appendix A); the first that the code begins with counts.
_POSTGRESQL: dict[str, type[StoreError]] = {
    "53100": StoreFullError,  # disk_full
    "53": StoreUnreachableError,  # too many connections, out of memory
    "40": StoreBusyError,  # serialization failure, deadlock
    "55P03": StoreBusyError,  # lock_not_available
    "25006": StoreReadOnlyError,  # read_only_sql_transaction: a standby
    "08": StoreUnreachableError,
    "28": StoreUnreachableError,  # wrong password or role
    "3D": StoreUnreachableError,  # no such database
    "57P": StoreUnreachableError,  # shutting down, starting up
}

_ADVICE: dict[type[StoreError], str] = {
    StoreBusyError: "The database at {place} is busy ({why}): try again in a moment.",
    StoreFullError: "The disk of the database at {place} is full ({why}): make room.",
    StoreReadOnlyError: "The database at {place} cannot be written ({why}): give this user the right to write there.",
    StoreUnreachableError: "The database at {place} cannot be used ({why}): check that it is there, up and whole.",
}


def trouble(error: Exception, place: str) -> StoreError | None:
    """The StoreError that tells what to do about an error of the driver; None when the fault is the program's own."""
    kind = _kind(error)
    if kind is None:
        return None
    cause = error.orig if isinstance(error, DBAPIError) else error
    why = " ".join(str(cause).split()) or type(cause).__name__
    return kind(_ADVICE[kind].format(place=place, why=why))


def _kind(error: Exception) -> type[StoreError] | None:
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        return _SQLITE.get(getattr(cause, "sqlite_errorcode", 0) & 0xFF)
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return StoreUnreachableError
    if isinstance(cause, NoConnectionFreeError):
        return StoreBusyError
    code = getattr(cause, "sqlstate", None)
    if isinstance(code, str):
        return next((kind for prefix, kind in _POSTGRESQL.items() if code.startswith(prefix)), None)
    return StoreUnreachableError if isinstance(cause, OSError) else None
