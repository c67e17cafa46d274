"""The demo: the real bot, as a process of its own, against the bundled local Telegram."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from bot.simulator.server import Simulator
from bot.tour import tell

OLGA = 3003  # the owner; the tour has her name Boris
STARTS_WITHIN = 30.0  # seconds


async def open_demo(port: int) -> int:
    """Runs the bot and the local Telegram until Ctrl-C, and prints what to open."""
    console = Console(highlight=False)
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with _stage(port, strict=False) as (sim, bot):
        console.print(f"\n[bold]Open {sim.address}/ in a browser[/bold] and chat with the bot as any of its people.")
        console.print("Nothing leaves this machine, and nothing is kept. Ctrl-C ends the demo.\n")
        async with asyncio.TaskGroup() as group:
            ends = {group.create_task(stop.wait()), group.create_task(bot.wait())}
            await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
            for end in ends:
                end.cancel()
        return 0 if stop.is_set() else 1


async def play_tour() -> int:
    """Plays the story and prints its transcript; 0 when all of it happened."""
    async with _stage(0, strict=True) as (sim, _):
        await tell(sim, Console(highlight=False, width=100), OLGA)
    for violation in sim.violations:
        sys.stderr.write(f"{violation}\n")
    return 1 if sim.violations else 0


@asynccontextmanager
async def _stage(port: int, *, strict: bool) -> AsyncIterator[tuple[Simulator, asyncio.subprocess.Process]]:
    """The local Telegram and a bot that polls it, both gone afterwards."""
    with TemporaryDirectory(prefix="cso-bot-demo-") as folder:
        sim = Simulator(strict=strict)
        await sim.start(port)
        bot = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", env=_environment(sim, Path(folder)), cwd=folder
        )
        try:
            await sim.until(lambda: sim.calls.of("getUpdates"), STARTS_WITHIN)
            yield sim, bot
        finally:
            if bot.returncode is None:
                bot.terminate()
            await bot.wait()
            await sim.stop()


def _environment(sim: Simulator, folder: Path) -> dict[str, str]:
    """The settings of the demo, and nothing of the bot's that may be set outside."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith("BOT_")}
    return outside | {
        "PYTHONPATH": str(Path(__file__).resolve().parent.parent),
        "BOT_TOKEN": sim.token,
        "BOT_API_URL": sim.address,
        "BOT_DATABASE_URL": f"sqlite+aiosqlite:///{folder}/bot.db",
        "BOT_SECRET_KEY_FILE": f"{folder}/secret.key",
        "BOT_OWNERS": str(OLGA),
        "BOT_LISTEN": "127.0.0.1:0",
        "BOT_LOG_LEVEL": "WARNING",
    }
