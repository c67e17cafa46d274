"""The bot of the tour: a process of its own, so that it can be killed in the middle and started again."""

import asyncio
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Self

from bot.simulator.server import Simulator

STARTS_WITHIN = 30.0  # seconds


class TourBot:
    """`async with TourBot(…) as bot:` the bot asks for updates at the start, and is gone at the end."""

    def __init__(self, sim: Simulator, settings: Mapping[str, str], folder: Path) -> None:
        outside = {name: value for name, value in os.environ.items() if not name.startswith("BOT_")}
        chosen = {f"BOT_{name.upper()}": value for name, value in settings.items()}
        self._sim = sim
        self._environment = outside | chosen | {"PYTHONPATH": str(Path(__file__).resolve().parent.parent)}
        self._folder = folder
        self._process: asyncio.subprocess.Process | None = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._process is not None and self._process.returncode is None:
            self._process.terminate()
            await self._process.wait()

    async def start(self) -> None:
        before = len(self._sim.calls.of("getUpdates"))
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", env=self._environment, cwd=self._folder
        )
        await self._sim.until(lambda: len(self._sim.calls.of("getUpdates")) > before, STARTS_WITHIN)

    async def kill(self) -> None:
        """SIGKILL: it can neither finish nor write anything down."""
        if self._process is not None:
            self._process.kill()
            await self._process.wait()
