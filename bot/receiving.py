"""How updates come in: by long polling, which one process does, or through the webhook, which all answer."""

import asyncio
import logging
from contextlib import AsyncExitStack
from dataclasses import dataclass

from aiohttp import web

from bot.gateway.bot import TelegramBot
from bot.gateway.guard import Guard
from bot.gateway.inbox import Inbox
from bot.gateway.polling import Polling
from bot.gateway.pulse import Pulse
from bot.gateway.updates import UpdateReader
from bot.gateway.webhook import receive_at, receive_by_polling
from bot.settings import Settings, SettingsError
from bot.store.database import Database
from bot.times import Times
from bot.until import unless
from bot.web.health import Health
from bot.web.server import make_app
from bot.web.webhook import Webhook

logger = logging.getLogger(__name__)

PATIENCE = 5.0  # seconds for the updates in hand when stopping


@dataclass(frozen=True, slots=True)
class Door:
    """What either way of receiving needs. The pulse is that of polling, or of standing by for it."""

    bot: TelegramBot
    db: Database
    guard: Guard
    reader: UpdateReader
    pulse: Pulse
    times: Times


async def attend(settings: Settings, door: Door, nursery: asyncio.TaskGroup, stop: asyncio.Event) -> None:
    """Until `stop`: the health page and, where its address is set, the webhook."""
    attending = _by_webhook if settings.webhook_url else _health_only
    async with AsyncExitStack() as opened:
        await attending(opened, settings, door, nursery, stop)


async def poll(door: Door, nursery: asyncio.TaskGroup, stop: asyncio.Event) -> None:
    """Asks Telegram for updates until `stop`, then lets what is in hand finish. Two would steal each other's."""
    await unless(stop, receive_by_polling(door.bot, door.times.sleep))
    inbox = Inbox(door.guard.handle, nursery)
    await Polling(door.bot, door.reader, inbox, door.pulse, door.times.sleep).run(stop)


async def _health_only(
    opened: AsyncExitStack, settings: Settings, door: Door, _: asyncio.TaskGroup, stop: asyncio.Event
) -> None:
    try:
        await _listen(opened, settings, make_app(Health(door.db, [door.pulse]), None))
    except SettingsError as error:
        logger.warning("no health page: %s", error)  # polling does not need it
    await stop.wait()


async def _by_webhook(
    opened: AsyncExitStack, settings: Settings, door: Door, nursery: asyncio.TaskGroup, stop: asyncio.Event
) -> None:
    secret = settings.webhook_secret.get_secret_value()
    inbox = Inbox(door.guard.handle_or_return, nursery)
    await _listen(opened, settings, make_app(Health(door.db, []), Webhook(secret, door.reader, inbox)))
    await unless(stop, receive_at(door.bot, settings.webhook_url, secret, door.times.sleep))
    await stop.wait()
    await inbox.close(PATIENCE)


async def _listen(opened: AsyncExitStack, settings: Settings, app: web.Application) -> None:
    runner = web.AppRunner(app, access_log=None, handle_signals=False)
    await runner.setup()
    opened.push_async_callback(runner.cleanup)
    try:
        await web.TCPSite(runner, settings.listen_host, settings.listen_port).start()
    except OSError as error:
        raise SettingsError(f"BOT_LISTEN: {settings.listen} cannot be listened on ({error.strerror})") from None
