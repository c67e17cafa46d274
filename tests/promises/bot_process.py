"""The bot in a process of its own, on a clock it shares with its Telegram and a disk that can be told to fail."""

import asyncio
import functools
import os
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.pool import ConnectionPoolEntry

from bot.app import run
from bot.cli import EXPECTED, PASSING, TRY_AGAIN, WRONG
from bot.i18n.catalogs import Catalogs
from bot.logs import start_logging
from bot.outreach import engine
from bot.outreach.clock import Bell
from bot.settings import GivenSettings
from bot.store import sqlite
from tests.promises.shared_clock import SharedClock
from tests.visits import catalogs

MOST_PAGES = 2**30 - 1


@dataclass(frozen=True, slots=True)
class Order:
    """What a process is told: its settings as JSON, its clock, its log, and the file that says what the disk cannot.

    `ring` is how many real seconds pass between two rings of the engine's bell, which knows nothing of a faster clock.
    """

    settings: str
    clock: Path
    log: Path
    disk: Path
    ring: float


def play(order: Order) -> None:
    """Runs the bot until SIGTERM; exits as the command `run` does."""
    log = os.open(order.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(log, 2)
    settings = GivenSettings.model_validate_json(order.settings)
    start_logging(settings.log_level)
    _fail_as_told(order.disk)
    setattr(Catalogs, Catalogs.load.__name__, lambda _: catalogs())
    setattr(engine, Bell.__name__, functools.partial(Bell, order.ring))
    try:
        asyncio.run(_serve(settings, SharedClock(order.clock)))
    except EXPECTED as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(TRY_AGAIN if isinstance(error, PASSING) else WRONG)


async def _serve(settings: GivenSettings, clock: SharedClock) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await run(settings, stop, clock.times())


def _fail_as_told(disk: Path) -> None:
    """Each transaction on SQLite meets the disk as the file describes it: "full", "read-only", or well."""
    opened = sqlite.writer

    def writer(path: Path) -> AsyncEngine:
        engine = opened(path)

        def meet_the_disk(connection: DBAPIConnection, entry: ConnectionPoolEntry, used: object) -> None:
            del entry, used
            state = disk.read_text("utf-8") if disk.exists() else ""
            cursor = connection.cursor()
            cursor.execute(f"PRAGMA query_only = {int(state == 'read-only')}")
            cursor.execute(f"PRAGMA max_page_count = {1 if state == 'full' else MOST_PAGES}")
            cursor.close()

        event.listen(engine.sync_engine, "checkout", meet_the_disk)
        return engine

    sqlite.writer = writer
