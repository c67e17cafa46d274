"""Answers people: each call through the gate's reply lane, with patience for what passes within seconds."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from telegram import Bot
from telegram.error import TelegramError

from bot.gateway import messages
from bot.gateway.faults import FloodWaitError, NotSentError
from bot.gateway.outcomes import is_stale_query, raise_if_rejected, reason_of
from bot.gateway.shown import Shown
from bot.gateway.waits import Waits
from bot.outreach.ports import Gate
from bot.ui.screen import Screen

logger = logging.getLogger(__name__)

TRIES = 3
LONGEST_WAIT = 8.0  # seconds; who is told to wait longer will press again, and should not hold up the updates behind
TOAST_LIMIT = 200
T = TypeVar("T")


class Speaker:
    """`sleep` takes seconds. What cannot be said is logged without naming anybody, and dropped."""

    def __init__(self, bot: Bot, gate: Gate, waits: Waits, sleep: Callable[[float], Awaitable[None]]) -> None:
        self._bot = bot
        self._gate = gate
        self._waits = waits
        self._sleep = sleep
        self._shown = Shown()

    async def show(self, chat_id: int, screen: Screen, topic: int | None = None) -> int | None:
        """Send the screen, into this topic of a forum; the new message's id, or None when it could not be said."""
        shown_by = await self.say(chat_id, lambda: messages.send(self._bot, chat_id, screen, topic))
        return self._kept(chat_id, shown_by, screen)

    async def show_lasting(self, chat_id: int, screen: Screen) -> int | None:
        """The same for a message that presses do not turn into another screen."""
        return await self.say(chat_id, lambda: messages.send_lasting(self._bot, chat_id, screen))

    async def replace(self, chat_id: int, message_id: int, screen: Screen) -> int | None:
        """Show the screen in this message; the id of the message that shows it, or None when none does."""
        if self._shown.is_there(chat_id, message_id, screen):
            return message_id
        shown_by = await self.say(chat_id, lambda: messages.edit(self._bot, chat_id, message_id, screen))
        return self._kept(chat_id, shown_by, screen)

    async def acknowledge(
        self, query_id: str, toast: str | None, cache_seconds: int = 0, url: str | None = None
    ) -> None:
        """Answer a press, which ends the button's spinner, shows the toast and opens the address of a private chat."""
        text = toast[:TOAST_LIMIT] if toast else None

        async def call() -> bool:
            return await self._bot.answer_callback_query(query_id, text, url=url, cache_time=cache_seconds or None)

        await self.say(None, call)

    async def say(self, chat_id: int | None, call: Callable[[], Awaitable[T]]) -> T | None:
        """What the call gives, or None when it was not made or Telegram would not; raises `TokenRejectedError` only.

        `chat_id` is the chat a message goes to, None for a call that is no message.
        """
        try:
            return await self._patiently(chat_id, call)
        except TelegramError as error:
            raise_if_rejected(error)
            if not is_stale_query(error):
                logger.warning("an answer could not be said: %s: %s", type(error).__name__, reason_of(error))
        except TimeoutError:
            logger.warning("an answer could not be said: a flood wait lasts")
        return None

    def _kept(self, chat_id: int, shown_by: int | None, screen: Screen) -> int | None:
        if shown_by is not None:
            self._shown.keep(chat_id, shown_by, screen)
        return shown_by

    async def _patiently(self, chat_id: int | None, call: Callable[[], Awaitable[T]]) -> T:
        for attempt in range(1, TRIES):
            try:
                return await self._once(chat_id, call)
            except FloodWaitError as wait:
                if wait.seconds > LONGEST_WAIT:
                    raise
            except NotSentError:
                await self._sleep(attempt)
        return await self._once(chat_id, call)

    async def _once(self, chat_id: int | None, call: Callable[[], Awaitable[T]]) -> T:
        async with asyncio.timeout(LONGEST_WAIT):
            await self._gate.reply(chat_id)
        try:
            return await call()
        except FloodWaitError as wait:
            await self._waits.heed(chat_id, wait.seconds)
            raise
