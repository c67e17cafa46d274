"""The demo and the tour: the real bot over HTTP against the bundled local Telegram, with nothing kept afterwards."""

import asyncio
import os
import signal
import sys
import webbrowser
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from bot import app
from bot.demo_content import Laid, lay
from bot.demo_crowd import gather
from bot.logs import start_logging
from bot.settings import GivenSettings, SettingsError
from bot.simulator.clock import Clock, RealClock
from bot.simulator.server import Simulator
from bot.times import Times
from bot.tour import tell
from bot.tour_bot import TourBot

OLGA = 3003  # the owner; she names Boris a broadcaster
FOLDER = "cso-bot-demo-"
ALERTS_AFTER = 10  # seconds; visitors have nothing to correct
UNDO_IN_TOUR = 5  # seconds; nobody likes to watch a minute pass


async def open_demo(port: int, clock: Clock | None = None) -> int:
    """Runs the local Telegram with its browser chat, and the bot, until Ctrl-C.

    Both live in this process and share a clock: whoever moves the time in the browser moves the bot's schedules too.
    """
    start_logging("WARNING")
    console = Console(highlight=False)
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    with TemporaryDirectory(prefix=FOLDER) as folder:
        clock = clock or RealClock()
        sim = await _start(Simulator(strict=False, clock=clock), port)
        times = Times(lambda: datetime.fromtimestamp(clock.now(), UTC), clock.now, clock.sleep)
        laid = lay(Path(folder), times.now().date())
        settings = GivenSettings.model_validate(_settings(sim, Path(folder), laid))
        await gather(sim, settings.database_url, settings.secret_key_file, times.now().date())
        console.print(f"\n[bold]Open {sim.address}/[/bold] and chat with the bot as any of its people.")
        console.print("Olga owns it: with /staff she names Boris, 2002, a broadcaster.")
        console.print("Boris writes to everybody with /announce, and Olga approves it.")
        console.print("A new opportunity waits. Members who asked for grants hear of it soon after:")
        console.print(f"  cp {laid.new} {laid.place}", soft_wrap=True)
        console.print("Nothing leaves this machine, and nothing is kept. Ctrl-C ends the demo.\n")
        _show(f"{sim.address}/")
        try:
            await app.run(settings, stop, times)
        finally:
            await sim.stop()
    return 0


async def play_tour() -> int:
    """Plays the story against a bot that is a process of its own, and prints it; 0 when all of it happened."""
    with TemporaryDirectory(prefix=FOLDER) as name:
        folder = Path(name)
        sim = await _start(Simulator(strict=True), 0)
        laid = lay(folder, Times().now().date())
        settings = _settings(sim, folder, laid) | {"undo_seconds": str(UNDO_IN_TOUR)}
        try:
            await gather(sim, settings["database_url"], Path(settings["secret_key_file"]), Times().now().date())
            async with TourBot(sim, settings, folder) as bot:
                await tell(sim, bot, Console(highlight=False, width=100), OLGA, laid)
        finally:
            await sim.stop()
    for violation in sim.violations:
        sys.stderr.write(f"{violation}\n")
    return 1 if sim.violations else 0


async def _start(sim: Simulator, port: int) -> Simulator:
    try:
        await sim.start(port)
    except OSError as error:
        raise SettingsError(f"Port {port} is taken ({error.strerror}): try cso-bot demo --port 8082") from None
    return sim


def _settings(sim: Simulator, folder: Path, laid: Laid) -> dict[str, str]:
    return {
        "token": sim.token,
        "api_url": sim.address,
        "database_url": f"sqlite+aiosqlite:///{folder}/bot.db",
        "secret_key_file": f"{folder}/secret.key",
        "content_dir": str(laid.folder),
        "alerts_after": str(ALERTS_AFTER),
        "owners": str(OLGA),
        "listen": "127.0.0.1:0",
        "log_level": "WARNING",
    }


def _show(address: str) -> None:
    # Only where there is a desktop: a text browser would take the terminal over.
    if sys.platform in {"darwin", "win32"} or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        webbrowser.open(address)
