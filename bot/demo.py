"""The demo and the tour: the real bot over HTTP against the bundled local Telegram, with nothing kept afterwards."""

import asyncio
import os
import signal
import sys
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from bot import app
from bot.logs import start_logging
from bot.settings import GivenSettings, SettingsError
from bot.simulator.server import Simulator
from bot.times import Times
from bot.tour import tell

OLGA = 3003  # the owner; she names Boris a broadcaster
STARTS_WITHIN = 30.0  # seconds
FOLDER = "cso-bot-demo-"


async def open_demo(port: int) -> int:
    """Runs the local Telegram with its browser chat, and the bot, until Ctrl-C.

    Both live in this process and share a clock: whoever moves the time in the browser moves the bot's schedules too.
    """
    start_logging("WARNING")
    console = Console(highlight=False)
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    with TemporaryDirectory(prefix=FOLDER) as folder:
        sim = await _start(port, strict=False)
        clock = sim.clock
        times = Times(lambda: datetime.fromtimestamp(clock.now(), UTC), clock.now, clock.sleep)
        console.print(f"\n[bold]Open {sim.address}/[/bold] and chat with the bot as any of its people.")
        console.print("Nothing leaves this machine, and nothing is kept. Ctrl-C ends the demo.\n")
        _show(f"{sim.address}/")
        try:
            await app.run(GivenSettings.model_validate(_settings(sim, Path(folder))), stop, times)
        finally:
            await sim.stop()
    return 0


async def play_tour() -> int:
    """Plays the story against a bot that is a process of its own, and prints it; 0 when all of it happened."""
    async with _tour_stage() as sim:
        await tell(sim, Console(highlight=False, width=100), OLGA)
    for violation in sim.violations:
        sys.stderr.write(f"{violation}\n")
    return 1 if sim.violations else 0


@asynccontextmanager
async def _tour_stage() -> AsyncIterator[Simulator]:
    with TemporaryDirectory(prefix=FOLDER) as folder:
        sim = await _start(0, strict=True)
        outside = {name: value for name, value in os.environ.items() if not name.startswith("BOT_")}
        settings = {f"BOT_{name.upper()}": value for name, value in _settings(sim, Path(folder)).items()}
        bot = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", env=outside | settings | {"PYTHONPATH": str(_root())}, cwd=folder
        )
        try:
            await sim.until(lambda: sim.calls.of("getUpdates"), STARTS_WITHIN)
            yield sim
        finally:
            if bot.returncode is None:
                bot.terminate()
            await bot.wait()
            await sim.stop()


async def _start(port: int, *, strict: bool) -> Simulator:
    sim = Simulator(strict=strict)
    try:
        await sim.start(port)
    except OSError as error:
        raise SettingsError(f"Port {port} is taken ({error.strerror}): try cso-bot demo --port 8082") from None
    return sim


def _settings(sim: Simulator, folder: Path) -> dict[str, str]:
    return {
        "token": sim.token,
        "api_url": sim.address,
        "database_url": f"sqlite+aiosqlite:///{folder}/bot.db",
        "secret_key_file": f"{folder}/secret.key",
        "owners": str(OLGA),
        "listen": "127.0.0.1:0",
        "log_level": "WARNING",
    }


def _show(address: str) -> None:
    # Only where there is a desktop: a text browser would take the terminal over.
    if sys.platform in {"darwin", "win32"} or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        webbrowser.open(address)


def _root() -> Path:
    return Path(__file__).resolve().parent.parent
