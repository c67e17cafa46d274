"""The log: no token, id, name or text, whoever writes the record."""

import logging

import pytest

from bot.logs import QuietFormatter, masked

TOKEN = "123456789:AAF-abcdefghijklmnopqrstuvwxyz01234"


def shown(logger: str, message: str, *args: object, error: BaseException | None = None) -> str:
    info = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord(logger, logging.ERROR, "x.py", 1, message, args, info)
    return QuietFormatter().format(record)


@pytest.mark.parametrize(
    ("line", "after"),
    [
        (f"POST /bot{TOKEN}/sendMessage", "POST /bot<token>/sendMessage"),
        ("chat 5550001234 blocked", "chat <number> blocked"),
        ("chat -1001234567890 left", "chat <number> left"),
        ("25 sent in 1.04 s", "25 sent in 1.04 s"),
        ("postgresql+asyncpg://bot:hunter2@host/db", "postgresql+asyncpg://<password>@host/db"),
    ],
)
def test_masks(line: str, after: str) -> None:
    assert masked(line) == after


def test_our_own_records_are_formatted_and_masked() -> None:
    assert shown("bot.outreach", "%d sent for %s", 3, 5550001234).endswith("ERROR bot.outreach: 3 sent for <number>")


def test_records_of_others_show_no_argument() -> None:
    line = shown("aiohttp.access", "%s said %s", "Aisulu", "secret words")
    assert "Aisulu" not in line
    assert line.endswith("aiohttp.access: %s said %s")


def test_a_record_of_others_is_cut_at_its_first_line() -> None:
    assert "secret" not in shown("asyncio", "Task exception was never retrieved\nfuture: ValueError('secret')")


class _OwnError(Exception):
    __module__ = "bot.store.database"


def _raised(error: Exception, cause: Exception | None = None) -> Exception:
    with pytest.raises(type(error)) as caught:
        raise error from cause
    return caught.value


def test_a_traceback_names_the_type_and_the_place_and_no_words() -> None:
    line = shown("bot.gateway", "failed", error=_raised(ValueError("written by Aisulu"), KeyError("her secret")))
    assert "ValueError" in line
    assert "KeyError" in line
    assert "test_logs.py" in line
    assert "Aisulu" not in line
    assert "secret" not in line


def test_the_message_of_our_own_error_is_shown_masked() -> None:
    line = shown("bot.store", "failed", error=_raised(_OwnError("database 5550001234 is full")))
    assert "database <number> is full" in line


def test_each_error_of_a_group_is_described() -> None:
    group = ExceptionGroup("several", [_raised(ValueError("secret")), _raised(OSError("secret"))])
    line = shown("bot.app", "failed", error=_raised(group))
    assert "ValueError" in line
    assert "OSError" in line
    assert "secret" not in line
