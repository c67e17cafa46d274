"""Builds every part, hands each what it needs, opens and closes them: the only place that knows the whole."""

import asyncio
import logging
import secrets
import signal
from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from string import ascii_lowercase
from typing import NoReturn

from bot.content.shelf import Shelf
from bot.domain.approval import Rules
from bot.domain.member import Member, Role
from bot.domain.places import Language
from bot.garbage import keep_what_stays
from bot.gateway.administrators import Administrators
from bot.gateway.bot import TelegramBot, introduce, open_bot
from bot.gateway.dispatch import Dispatch
from bot.gateway.entrance import Entrance
from bot.gateway.floods import FloodScopes
from bot.gateway.group_routes import GROUP_TABLE
from bot.gateway.groups import Groups
from bot.gateway.guard import Guard
from bot.gateway.messenger import BotMessenger
from bot.gateway.profile import Profile
from bot.gateway.pulse import Pulse
from bot.gateway.reception import Reception
from bot.gateway.routing import TABLE
from bot.gateway.speaker import Speaker
from bot.gateway.standings import Standings
from bot.gateway.throttle import Patience, Throttle
from bot.gateway.updates import UpdateReader
from bot.gateway.visits import Visits
from bot.gateway.waits import Waits
from bot.handlers.visit import Visit
from bot.i18n.catalogs import Catalogs
from bot.leading import Term
from bot.outreach import calendars
from bot.outreach.alarms import Alarms
from bot.outreach.engine import Outreach
from bot.outreach.leadership import Leadership
from bot.outreach.pacer import Pacer
from bot.outreach.ports import HopelessError
from bot.receiving import Door, attend
from bot.settings import Settings, SettingsError
from bot.store import staff
from bot.store.database import Database, open_database
from bot.store.errors import StoreError
from bot.times import Times
from bot.ui.routes import Home
from bot.until import unless
from bot.watching import Watch

logger = logging.getLogger(__name__)

LONGEST_STOP = 9.5  # seconds from SIGTERM to the end, whatever hangs
LONGEST_SILENCE = 120.0  # seconds without an answer to getUpdates after which the health check says so


async def serve(settings: Settings) -> None:
    """Runs the bot until SIGTERM or Ctrl-C. Raises what an operator can put right; see `cli.EXPECTED`."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await run(settings, stop, loaded=keep_what_stays)


async def run(
    settings: Settings, stop: asyncio.Event, times: Times | None = None, loaded: Callable[[], None] = lambda: None
) -> None:
    """Runs the bot until `stop` is set, and ends within ten seconds of it; `loaded` is called when all is read."""
    catalogs = Catalogs.load(settings.locales_dir)
    shelf = Shelf(settings.content_dir)
    calendars.load()
    loaded()
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
    pulse = Pulse(times.monotonic, LONGEST_SILENCE)
    leadership = Leadership(db.seat(), times.sleep, pulse.beat)
    gate = Pacer(settings.rate, times.monotonic, times.sleep, lambda: leadership.leads)
    scopes = FloodScopes(times.monotonic, gate.burst_of)
    waits = Waits(db, gate, scopes, times.now)
    username = await unless(stop, _begin(settings, times, db, bot, waits))
    if username is None:
        return

    speaker = Speaker(bot, gate, waits, times.sleep)
    messenger = BotMessenger(bot, gate, scopes, speaker, paid=settings.paid_broadcast)
    visits = _visits(settings, times, catalogs, shelf, db, username)
    entrance = _entrance(times, db, bot, speaker, visits, username)
    guard = Guard(entrance.receive, speaker, visits, Home(), _new_id)
    door = Door(bot, db, guard, UpdateReader(bot), pulse, times)
    term = Term(
        outreach=lambda: Outreach.over(
            db,
            messenger,
            gate,
            catalogs.translator,
            settings.language,
            settings.owners,
            times.now,
            settings.rate,
            paid=settings.paid_broadcast,
            catalogue=lambda: shelf.current,
            alerts_after=timedelta(seconds=settings.alerts_after),
            alerts_limit=settings.alerts_limit,
            rules=_rules(settings),
        ),
        profile=Profile(bot, gate, catalogs.translator, settings.language, settings.owners),
        door=door,
        polls=not settings.webhook_url,
    )
    t = catalogs.translator(settings.language)
    alarms = Alarms(db, messenger, t, settings.owners, lambda: leadership.in_charge, times.monotonic, times.sleep)
    watch = Watch(settings.content_dir, shelf, db, messenger, catalogs.translator, settings, times.now)
    passing = [nursery.create_task(watch.run()), nursery.create_task(waits.follow(times.sleep))]
    attending = [nursery.create_task(alarms.run(stop)), nursery.create_task(attend(settings, door, nursery, stop))]
    logger.info("ready")
    await leadership.run(stop, term.serve)
    for task in attending:
        await task
    for task in passing:
        task.cancel()


def _entrance(
    times: Times, db: Database, bot: TelegramBot, speaker: Speaker, visits: Visits, username: str
) -> Entrance:
    standings, throttle = Standings(visits), Throttle(times.monotonic)
    administrators, patience = Administrators(bot, speaker), Patience.of(throttle, times.monotonic)
    return Entrance(
        Reception(Dispatch(TABLE, visits), standings, visits, speaker, throttle),
        Groups(GROUP_TABLE, visits, standings, speaker, administrators, patience, db, username),
    )


def _rules(settings: Settings) -> Rules:
    return Rules(settings.approvals, timedelta(seconds=settings.undo_seconds))


def _visits(settings: Settings, times: Times, catalogs: Catalogs, shelf: Shelf, db: Database, username: str) -> Visits:
    rules = _rules(settings)

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
            rules=rules,
        )

    return Visits(db, make_visit, catalogs.translator, settings.owners, settings.language, times.now)


async def _begin(settings: Settings, times: Times, db: Database, bot: TelegramBot, waits: Waits) -> str:
    """What has to be done before the first word is said; the bot's username."""
    await waits.restore(times.sleep)
    try:
        async with db.write() as tx:
            await staff.sync_owners(tx, [db.seal.seal(owner) for owner in settings.owners], times.now().date())
    except StoreError as error:
        logger.warning("the owners could not be noted (%s): they may miss notices to staff", type(error).__name__)
    return await introduce(bot, times.sleep)


def _raise_what_matters(group: BaseExceptionGroup[BaseException]) -> NoReturn:
    found: BaseException | None = group.subgroup((HopelessError, SettingsError))
    while isinstance(found, BaseExceptionGroup):
        found = found.exceptions[0]
    raise found or group


def _new_id() -> str:
    return "".join(secrets.choice(ascii_lowercase) for _ in range(8))
