"""One life of what fetches updates, which a test ends in order or kills."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from telegram import Update

from bot.gateway.bot import open_bot
from bot.gateway.inbox import Inbox
from bot.gateway.polling import Polling, Times
from bot.gateway.pulse import Pulse
from bot.gateway.updates import UpdateReader
from tests.gateway.hands import Hands

QUICK = Times(long_poll=5, slack=1, pause=0.02, patience=0.05, farewell=0.5)
Handle = Callable[[Update], Awaitable[bool]]


@dataclass
class Life:
    """One life of the bot, as far as fetching updates goes."""

    hands: Hands = field(default_factory=Hands)
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    task: asyncio.Task[None] | None = None
    inbox: Inbox | None = None
    reader: UpdateReader | None = None

    async def kill(self) -> None:
        """Ends it as SIGKILL would: nothing is finished, nothing confirmed."""
        assert self.task is not None
        self.task.cancel()
        await asyncio.wait({self.task})

    async def end(self) -> None:
        """Ends it in order; errors come out."""
        assert self.task is not None
        self.stop.set()
        await asyncio.wait_for(self.task, 5)


@asynccontextmanager
async def living(address: str, token: str, handle: Handle, times: Times = QUICK) -> AsyncIterator[Life]:
    life = Life()

    async def live() -> None:
        async with open_bot(token, address) as bot, asyncio.TaskGroup() as nursery:
            life.reader, life.inbox = UpdateReader(bot), Inbox(handle, nursery)
            pulse = Pulse(life.hands, 60)
            await Polling(bot, life.reader, life.inbox, pulse, life.hands.sleep, times).run(life.stop)

    life.task = asyncio.create_task(live())
    yield life
    if not life.task.done():
        await life.kill()


async def nothing_comes(update: Update) -> bool:
    raise AssertionError(f"update {update.update_id} was not expected")
