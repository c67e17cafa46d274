"""The library's bot on our transport, which can also fetch updates without reading them."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from telegram import Bot
from telegram.error import TelegramError

from bot.gateway.backoff import Backoff
from bot.gateway.faults import AnswerLostError
from bot.gateway.outcomes import raise_if_rejected
from bot.gateway.transport import AiohttpRequest
from bot.gateway.updates import ALLOWED

logger = logging.getLogger(__name__)

POLLING_CONNECTIONS = 4  # one would do, were a broken connection always noticed at once


class TelegramBot(Bot):
    """`Bot.get_updates` reads a batch whole, so that one bad update hides the rest; this one leaves reading to us."""

    __slots__ = ()

    def __repr__(self) -> str:  # the library's shows the token
        return "TelegramBot"

    async def raw_updates(self, offset: int, limit: int, long_poll: int, read_seconds: float) -> list[object]:
        """The updates from `offset` on, which confirms all before it; waits up to `long_poll` seconds for the first."""
        answer = await self._post(
            "getUpdates",
            {"offset": offset, "limit": limit, "timeout": long_poll, "allowed_updates": list(ALLOWED)},
            read_timeout=read_seconds,
        )
        if not isinstance(answer, list):
            raise AnswerLostError("the answer to getUpdates is not a list")
        return answer


@asynccontextmanager
async def open_bot(token: str, api_url: str) -> AsyncIterator[TelegramBot]:
    """A bot with its connections, which are closed at the end. Nothing is called yet."""
    async with AiohttpRequest(connections=POLLING_CONNECTIONS) as polling, AiohttpRequest() as rest:
        yield TelegramBot(
            token,
            base_url=f"{api_url}/bot",
            base_file_url=f"{api_url}/file/bot",
            request=rest,
            get_updates_request=polling,
        )


async def introduce(bot: Bot, sleep: Callable[[float], Awaitable[None]]) -> str:
    """The bot's username, asked until Telegram answers; raises `TokenRejectedError` when it knows no such bot."""
    backoff = Backoff(sleep)
    while True:
        try:
            return (await bot.get_me()).username or ""
        except TelegramError as error:
            raise_if_rejected(error)
            logger.warning("Telegram does not answer (%s): trying again", type(error).__name__)
        await backoff.wait()
