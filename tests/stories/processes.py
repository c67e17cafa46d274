"""Real processes of the bot, as stories start and kill them; what they log to is read at the end."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from bot.simulator.server import Simulator
from tests.sentinels import personal

RECIPIENTS = 60
TEXT = "Ертең сағат 15:00-де онлайн кездесу өтеді."
PATIENCE = 30.0

Process = asyncio.subprocess.Process
Start = Callable[[Simulator, str, Path], Awaitable[Process]]


async def start_bot(sim: Simulator, url: str, key_file: Path) -> asyncio.subprocess.Process:
    outside = {name: value for name, value in os.environ.items() if not name.startswith("BOT_")}
    settings = {
        "BOT_TOKEN": sim.token,
        "BOT_API_URL": sim.address,
        "BOT_DATABASE_URL": url,
        "BOT_SECRET_KEY_FILE": str(key_file),
        "BOT_LISTEN": "127.0.0.1:0",
        "BOT_LOG_LEVEL": "DEBUG",
    }
    with log_of(key_file).open("ab") as log:
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", env=outside | settings, stderr=log
        )


@pytest.fixture
async def start() -> AsyncIterator[Start]:
    """Starts a process of the bot, which does not outlive the test."""
    started: list[Process] = []

    async def one(sim: Simulator, url: str, key_file: Path) -> Process:
        started.append(await start_bot(sim, url, key_file))
        return started[-1]

    yield one
    for process in started:
        if process.returncode is None:
            process.kill()
            await process.wait()


def log_of(key_file: Path) -> Path:
    """Where the processes of a story log to; nothing of anybody may stand there, as in the log of any other test."""
    return key_file.with_name("bot.log")


def assert_silent(log: Path) -> None:
    said = log.read_text("utf-8")
    assert "ready" in said
    assert personal(said) == []
    assert TEXT not in said
    assert not [number for number in range(RECIPIENTS) if str(10_000 + number) in said]
