"""A database in trouble: reading goes on, whoever wants something saved is told, and so are the owners."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.domain.places import Language
from bot.store import sqlite
from tests.faults import locked
from tests.stories.stage import Actor, Stage, make_stage

BUSY = "busy_timeout = 5000"
LOCKED = "<b>The bot's database is locked by another program.</b>"
OVER = "<b>The bot's database works again.</b>"


@pytest.fixture
async def stage(
    tmp_path: Path, sqlite_template: Path, key_file: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Stage]:
    """A bot that waits 0.2 seconds for a lock, and not five."""
    assert BUSY in sqlite._PRAGMAS
    shortened = ("busy_timeout = 200", *(pragma for pragma in sqlite._PRAGMAS if pragma != BUSY))
    monkeypatch.setattr(sqlite, "_PRAGMAS", shortened)
    shutil.copy(sqlite_template, tmp_path / "bot.db")
    async with make_stage(f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}", key_file) as opened:
        yield opened
    assert opened.sim.violations == []


async def test_a_database_that_somebody_keeps_locked(stage: Stage, tmp_path: Path) -> None:
    aisulu, olga = stage.aisulu(Language.EN), stage.olga(Language.RU)
    await aisulu.join()
    await olga.start()
    with locked(tmp_path / "bot.db"):
        await aisulu.press("Funding opportunities")
        assert aisulu.screen.labels[0].startswith("1. ")
        await aisulu.say("/alerts")
        await aisulu.press("Grants")
        assert aisulu.text == "This cannot be saved right now. Please try again later."
        await stage.until(lambda: heard(olga, LOCKED) == 1)
        await aisulu.press("Main menu")
        assert aisulu.text.startswith("Main menu")
    await stage.until(lambda: heard(olga, OVER))
    assert heard(olga, LOCKED) == 1
    await aisulu.say("/alerts")
    await aisulu.press("Grants")
    assert any(label.startswith("✓") for label in aisulu.screen.labels)


def heard(olga: Actor, words: str) -> int:
    """How often an owner was told this."""
    plain = olga.t(words).removeprefix("<b>").removesuffix("</b>")
    return sum(plain in message.text for message in olga.person.messages)
