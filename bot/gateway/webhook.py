"""Tells Telegram where updates go: to our webhook, or into its queue for polling."""

import logging
from collections.abc import Awaitable, Callable

from telegram import Bot
from telegram.error import TelegramError

from bot.gateway.backoff import Backoff
from bot.gateway.faults import FloodWaitError
from bot.gateway.outcomes import raise_if_rejected
from bot.gateway.updates import ALLOWED

logger = logging.getLogger(__name__)

PATH = "/telegram"


def address(public_url: str) -> str:
    """The address Telegram calls: the operator's, with our path behind it unless it is there already."""
    return public_url if public_url.endswith(PATH) else public_url.rstrip("/") + PATH


async def receive_at(bot: Bot, public_url: str, secret: str, sleep: Callable[[float], Awaitable[None]]) -> None:
    """Have updates delivered to the webhook; what waits is kept. Tries until it works."""

    async def call() -> bool:
        return await bot.set_webhook(address(public_url), allowed_updates=ALLOWED, secret_token=secret)

    await _until_done(call, "the webhook could not be set", sleep)


async def receive_by_polling(bot: Bot, sleep: Callable[[float], Awaitable[None]]) -> None:
    """Have updates queued for polling, which Telegram refuses while a webhook is set; what waits is kept."""
    await _until_done(bot.delete_webhook, "the webhook could not be removed", sleep)


async def _until_done(
    call: Callable[[], Awaitable[bool]], complaint: str, sleep: Callable[[float], Awaitable[None]]
) -> None:
    backoff = Backoff(sleep)
    while True:
        try:
            await call()
        except FloodWaitError as wait:
            await sleep(wait.seconds)
        except TelegramError as error:
            raise_if_rejected(error)
            logger.warning("%s (%s): trying again", complaint, type(error).__name__)
            await backoff.wait()
        else:
            return
