"""Which error of a driver means what."""

import sqlite3

import pytest
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as NoConnectionFreeError

from bot.store.errors import (
    StoreBusyError,
    StoreError,
    StoreFullError,
    StoreReadOnlyError,
    StoreUnreachableError,
    trouble,
)


class ServerError(Exception):
    """An error of PostgreSQL, as the driver gives it."""

    def __init__(self, sqlstate: str) -> None:
        super().__init__(f"the server's words for {sqlstate}\nDETAIL: more")
        self.sqlstate = sqlstate


@pytest.mark.parametrize(
    ("sqlstate", "kind"),
    [
        ("53100", StoreFullError),
        ("53300", StoreUnreachableError),
        ("40P01", StoreBusyError),
        ("55P03", StoreBusyError),
        ("25006", StoreReadOnlyError),
        ("08006", StoreUnreachableError),
        ("28P01", StoreUnreachableError),
        ("3D000", StoreUnreachableError),
        ("57P01", StoreUnreachableError),
    ],
)
def test_a_server_error_says_what_to_do_in_one_line(sqlstate: str, kind: type[StoreError]) -> None:
    told = trouble(DBAPIError("SELECT 1", {}, ServerError(sqlstate)), "host/bot")
    assert type(told) is kind
    assert "host/bot" in str(told)
    assert f"words for {sqlstate}" in str(told)
    assert "\n" not in str(told)


@pytest.mark.parametrize("error", [ConnectionRefusedError(), TimeoutError(), FileNotFoundError("no such socket")])
def test_a_server_that_is_not_there_is_unreachable(error: OSError) -> None:
    assert isinstance(trouble(error, "host/bot"), StoreUnreachableError)


def test_when_every_connection_is_in_use_the_database_is_busy() -> None:
    assert isinstance(trouble(NoConnectionFreeError("QueuePool limit reached"), "host/bot"), StoreBusyError)


def test_a_connection_that_broke_is_unreachable() -> None:
    broken = DBAPIError("SELECT 1", {}, Exception("connection is closed"), connection_invalidated=True)
    assert isinstance(trouble(broken, "host/bot"), StoreUnreachableError)


@pytest.mark.parametrize(
    "error",
    [
        IntegrityError("INSERT", {}, sqlite3.IntegrityError("UNIQUE constraint failed")),
        DBAPIError("SELECT 1", {}, ServerError("42601")),
        DBAPIError("SELECT 1", {}, ServerError("23505")),
    ],
)
def test_a_fault_of_the_program_is_not_the_operators(error: DBAPIError) -> None:
    assert trouble(error, "host/bot") is None
