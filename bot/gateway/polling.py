"""Fetches updates by long polling, and confirms to Telegram only what was handled.

Telegram forgets an update when a later call asks for a higher `offset`. So the offset is that of the update longest in
hand, and what comes again because of it is recognised. A slow chat holds nobody up: after a short pause the next call
asks again from the oldest unfinished update and gets those behind it. Telegram gives at most 100 of them, which bounds
how far the others can run ahead of an update that is held until its deadline.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from telegram.constants import PollingLimit
from telegram.error import Conflict, TelegramError

from bot.gateway.backoff import Backoff
from bot.gateway.bot import TelegramBot
from bot.gateway.faults import AnswerLostError, FloodWaitError, TokenRejectedError
from bot.gateway.inbox import Inbox
from bot.gateway.outcomes import raise_if_rejected
from bot.gateway.pulse import Pulse
from bot.gateway.updates import UpdateReader, update_id_of

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Times:
    """How long polling waits for what, in seconds."""

    long_poll: int = 30  # Telegram allows 50
    slack: float = 10.0  # beyond the long poll, until its answer counts as lost
    pause: float = 0.6  # within half a second of a call with the same offset Telegram gives one update only
    patience: float = 5.0  # for what is in hand when stopping
    farewell: float = 1.0  # for the last confirmation; its answer, which Telegram may hold for three, is not needed


class Polling:
    """`sleep` takes seconds and is used after failures only."""

    def __init__(
        self,
        bot: TelegramBot,
        reader: UpdateReader,
        inbox: Inbox,
        pulse: Pulse,
        sleep: Callable[[float], Awaitable[None]],
        times: Times | None = None,
    ) -> None:
        self._bot = bot
        self._reader = reader
        self._inbox = inbox
        self._pulse = pulse
        self._sleep = sleep
        self._backoff = Backoff(sleep)
        self._times = times or Times()
        self._next = 0  # what follows the newest update received
        self._confirmed = 0

    async def run(self, stop: asyncio.Event) -> None:
        """Poll until `stop`, let what is in hand finish, and confirm it. Raises `TokenRejectedError`."""
        async with asyncio.TaskGroup() as group:
            polling = group.create_task(self._poll())
            bell = group.create_task(stop.wait())
            await asyncio.wait({polling, bell}, return_when=asyncio.FIRST_COMPLETED)
            polling.cancel()
            bell.cancel()
        if not polling.cancelled():
            raise polling.result()
        await self._inbox.close(self._times.patience)
        await self._say_farewell()

    @property
    def _offset(self) -> int:
        oldest = self._inbox.lowest_unfinished
        return self._next if oldest is None else oldest

    async def _poll(self) -> TokenRejectedError:
        while True:
            try:
                batch = await self._fetch()
            except TokenRejectedError as rejected:
                return rejected
            except TelegramError as error:
                await self._wait_after(error)
                continue
            self._backoff.reset()
            self._pulse.beat()
            self._take(batch)
            all_done = await self._inbox.idle(within=self._times.pause)
            if batch and all_done and self._offset == self._confirmed:
                await self._sleep(self._times.pause)

    async def _fetch(self) -> list[object]:
        offset = self._offset
        times = self._times
        try:
            batch = await self._bot.raw_updates(
                offset, PollingLimit.MAX_LIMIT, times.long_poll, times.long_poll + times.slack
            )
        except TelegramError as error:
            raise_if_rejected(error)
            raise
        self._confirmed = offset
        return batch

    def _take(self, batch: list[object]) -> None:
        for raw in batch:
            update_id = update_id_of(raw)
            if update_id is None:
                self._reader.read(raw)
                continue
            self._next = update_id + 1
            if self._inbox.knows(update_id):
                continue
            update = self._reader.read(raw)
            if update is None:
                self._inbox.pass_over(update_id)
            else:
                self._inbox.put(update)

    async def _wait_after(self, error: TelegramError) -> None:
        if isinstance(error, FloodWaitError):
            await self._sleep(error.seconds)
            return
        if isinstance(error, Conflict):
            logger.error("another process polls with this token, or a webhook is set: stop the other one")
        else:
            logger.warning("updates could not be fetched (%s): trying again", type(error).__name__)
        await self._backoff.wait()

    async def _say_farewell(self) -> None:
        offset = self._offset
        if offset == self._confirmed:
            return
        try:
            await self._bot.raw_updates(offset, 1, 0, self._times.farewell)
        except AnswerLostError:
            return
        except TelegramError as error:
            logger.warning("the last updates could not be confirmed (%s)", type(error).__name__)
