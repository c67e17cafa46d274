"""Builds every part, hands each what it needs, opens and closes them: the only place that knows the whole."""

import asyncio
import logging
import secrets
import signal
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from datetime import datetime
from string import ascii_lowercase
from typing import Any, NoReturn

from bot.content.shelf import Shelf
from bot.domain.member import Member, Role
from bot.domain.places import Language
from bot.gateway.bot import TelegramBot, introduce, open_bot
from bot.gateway.dispatch import Dispatch
from bot.gateway.faults import TokenRejectedError
from bot.gateway.floods import FloodScopes
from bot.gateway.guard import Guard
from bot.gateway.messenger import BotMessenger
from bot.gateway.profile import Profile
from bot.gateway.pulse import Pulse
from bot.gateway.reception import Reception
from bot.gateway.routing import TABLE
from bot.gateway.speaker import Speaker
from bot.gateway.standings import Standings
from bot.gateway.throttle import Throttle
from bot.gateway.updates import UpdateReader
from bot.gateway.visits import Visits
from bot.handlers.visit import Visit
from bot.i18n.catalogs import Catalogs
from bot.outreach.engine import Outreach
from bot.outreach.pacer import Pacer
from bot.receiving import Door, receive
from bot.settings import Settings, SettingsError
from bot.store.database import Database, open_database
from bot.times import Times
from bot.ui.routes import Home
from bot.watching import Watch

logger = logging.getLogger(__name__)

LONGEST_STOP = 9.5  # seconds from SIGTERM to the end, whatever hangs
LONGEST_SILENCE = 120.0  # seconds without an answer to getUpdates after which the health check says so


async def serve(settings: Settings) -> None:
    """Runs the bot until SIGTERM or Ctrl-C. Raises what an operator can put right; see `cli.EXPECTED`."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await run(settings, stop)


async def run(settings: Settings, stop: asyncio.Event, times: Times | None = None) -> None:
    """Runs the bot until `stop` is set, and ends within ten seconds of it."""
    catalogs = Catalogs.load(settings.locales_dir)
    shelf = Shelf(settings.content_dir)
    async with AsyncExitStack() as opened:
        db = await open_database(settings.database_url, settings.secret_key_file)
        opened.push_async_callback(db.close)
        bot = await opened.enter_async_context(open_bot(settings.token.get_secret_value(), settings.api_url))
        try:
            async with asyncio.timeout(None) as limit, asyncio.TaskGroup() as nursery:
                work = nursery.create_task(_work(settings, times or Times(), catalogs, shelf, db, bot, nursery, stop))
                await stop.wait()
                limit.reschedule(asyncio.get_running_loop().time() + LONGEST_STOP)
                await work
        except TimeoutError:
            logger.warning("stopped after %s seconds without waiting for what was left", LONGEST_STOP)
        except BaseExceptionGroup as group:
            _raise_what_matters(group)
    logger.info("stopped")


async def _work(
    settings: Settings,
    times: Times,
    catalogs: Catalogs,
    shelf: Shelf,
    db: Database,
    bot: TelegramBot,
    nursery: asyncio.TaskGroup,
    stop: asyncio.Event,
) -> None:
    username = await _unless(stop, nursery, introduce(bot, times.sleep))
    if username is None:
        return

    def make_visit(
        *, person: bytes, member: Member | None, role: Role | None, language: Language, now: datetime
    ) -> Visit:
        return Visit(
            person=person,
            member=member,
            role=role,
            language=language,
            t=catalogs.translator(language),
            translator=catalogs.translator,
            catalogue=shelf.current,
            db=db,
            now=now,
            bot_username=username,
        )

    gate = Pacer(settings.rate, times.monotonic, times.sleep)
    scopes = FloodScopes(times.monotonic)
    speaker = Speaker(bot, gate, scopes, times.sleep)
    messenger = BotMessenger(bot, gate, scopes, speaker)
    visits = Visits(db, make_visit, catalogs.translator, settings.owners, settings.language, times.now)
    reception = Reception(Dispatch(TABLE, visits), Standings(visits), visits, speaker, Throttle(times.monotonic))
    guard = Guard(reception.receive, speaker, visits, Home(), _new_id)
    outreach = Outreach.over(
        db, messenger, gate, catalogs.translator, settings.language, settings.owners, times.now, settings.rate
    )
    watch = Watch(settings.content_dir, shelf, db, messenger, catalogs.translator, settings, times.now)
    profile = Profile(bot, gate, catalogs.translator, settings.language, settings.owners)
    passing = [nursery.create_task(profile.publish()), nursery.create_task(watch.run())]
    sending = nursery.create_task(outreach.run(stop))
    pulse = Pulse(times.monotonic, LONGEST_SILENCE)
    logger.info("ready")
    await receive(settings, Door(bot, db, guard, UpdateReader(bot), pulse, times), nursery, stop)
    await sending
    for task in passing:
        task.cancel()


async def _unless(stop: asyncio.Event, nursery: asyncio.TaskGroup, work: Coroutine[Any, Any, str]) -> str | None:
    """What the work gives, or None when `stop` came first."""
    working, bell = nursery.create_task(work), nursery.create_task(stop.wait())
    await asyncio.wait({working, bell}, return_when=asyncio.FIRST_COMPLETED)
    bell.cancel()
    if working.done():
        return working.result()
    working.cancel()
    return None


def _raise_what_matters(group: BaseExceptionGroup[BaseException]) -> NoReturn:
    found: BaseException | None = group.subgroup((TokenRejectedError, SettingsError))
    while isinstance(found, BaseExceptionGroup):
        found = found.exceptions[0]
    raise found or group


def _new_id() -> str:
    return "".join(secrets.choice(ascii_lowercase) for _ in range(8))
