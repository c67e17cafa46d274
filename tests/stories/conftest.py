"""Stories: the whole bot, over HTTP, pressed by label."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.stories.processes import start
from tests.stories.stage import Stage, make_stage

__all__ = ["either_stage", "stage", "start"]


@pytest.fixture
async def stage(tmp_path: Path, sqlite_template: Path, key_file: Path) -> AsyncIterator[Stage]:
    """The bot running on SQLite; at the end Telegram must have nothing to complain of."""
    shutil.copy(sqlite_template, tmp_path / "bot.db")
    opened = make_stage(f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}", key_file)
    async with opened:
        yield opened
    assert opened.sim.violations == []


@pytest.fixture
async def either_stage(tmp_path: Path, fresh_url: str) -> AsyncIterator[Stage]:
    """The same, once on SQLite and once on PostgreSQL."""
    opened = make_stage(fresh_url, tmp_path / "secret.key")
    async with opened:
        yield opened
    assert opened.sim.violations == []
