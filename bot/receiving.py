"""How updates come in: by long polling, or through the webhook when its address is set."""

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
from bot.web.health import Health
from bot.web.server import make_app
from bot.web.webhook import Webhook

logger = logging.getLogger(__name__)

PATIENCE = 5.0  # seconds for the updates in hand when stopping


@dataclass(frozen=True, slots=True)
class Door:
    """What either way of receiving needs."""

    bot: TelegramBot
    db: Database
    guard: Guard
    reader: UpdateReader
    pulse: Pulse
    times: Times


async def receive(settings: Settings, door: Door, nursery: asyncio.TaskGroup, stop: asyncio.Event) -> None:
    """Receives until `stop`, then lets what is in hand finish."""
    by = _by_webhook if settings.webhook_url else _by_polling
    await by(settings, door, nursery, stop)


async def _by_polling(settings: Settings, door: Door, nursery: asyncio.TaskGroup, stop: asyncio.Event) -> None:
    async with AsyncExitStack() as opened:
        try:
            await _listen(opened, settings, make_app(Health(door.db, [door.pulse]), None))
        except SettingsError as error:
            logger.warning("no health page: %s", error)  # polling does not need it
        await receive_by_polling(door.bot, door.times.sleep)
        inbox = Inbox(door.guard.handle, nursery)
        await Polling(door.bot, door.reader, inbox, door.pulse, door.times.sleep).run(stop)


async def _by_webhook(settings: Settings, door: Door, nursery: asyncio.TaskGroup, stop: asyncio.Event) -> None:
    secret = settings.webhook_secret.get_secret_value()
    inbox = Inbox(door.guard.handle_or_return, nursery)
    async with AsyncExitStack() as opened:
        await _listen(opened, settings, make_app(Health(door.db, []), Webhook(secret, door.reader, inbox)))
        await receive_at(door.bot, settings.webhook_url, secret, door.times.sleep)
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
