"""Watches the log of every test: no token, id, name or text of anybody may stand in it, whatever the level.

Loaded as a plugin (see pyproject.toml). The simulator is left out: it plays Telegram and may know people.
"""

import logging
from collections.abc import Iterator

import pytest

from bot.logs import QuietFormatter
from bot.simulator.server import TOKEN

NUMBER = 7_700_123_456  # the Telegram id of somebody who must not be found anywhere
NAME = "Sentinella"
WORDS = "words-that-nobody-may-keep"

_PERSONAL = (TOKEN, TOKEN.split(":")[1], str(NUMBER), NAME, WORDS, "Aisulu", "Boris", "Olga", "Mallory", "Dilnoza")


def personal(text: str) -> list[str]:
    """What of the sentinels stands in the text."""
    return [sentinel for sentinel in _PERSONAL if sentinel in text]


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(QuietFormatter())
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if not record.name.startswith(("bot.simulator", "tests")):
            line = self.format(record)
            self.found += [f"{sentinel!r} in {line}" for sentinel in personal(line)]


@pytest.fixture(autouse=True)
def nothing_personal_in_the_log() -> Iterator[None]:
    """Fails whichever test made the log say something about somebody."""
    listener, root, ours = _Listener(), logging.getLogger(), logging.getLogger("bot")
    before = ours.level
    root.addHandler(listener)
    ours.setLevel(logging.DEBUG)
    yield
    ours.setLevel(before)
    root.removeHandler(listener)
    assert not listener.found
