"""A scene: a Telegram, a database, one clock for all, and bots that come and go."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Self

from bot.domain.announcement import State
from bot.simulator.chats import Standing
from bot.simulator.person import Person
from bot.simulator.server import Simulator
from tests.promises.bot_process import Order
from tests.promises.copies import keep_every_call, said
from tests.promises.processes import Bot
from tests.promises.shared_clock import SharedClock
from tests.promises.town import WORDS, Place
from tests.sentinels import personal
from tests.stories.stage import working_morning
from tests.visits import BORIS, OLGA

PATIENCE = 30.0  # real seconds
LOOK = 0.05
HURRY = 40
FASTEST_RING = 0.1
UNFORESEEN = re.compile(r"failed: (?!Store|Timeout)\w+")


class Scene:
    """`speed` is how many seconds pass here in a real one; strictly, the Bot API is checked in every call.

    `further` are settings of the bot beside those that every scene gives.
    """

    def __init__(
        self,
        place: Place,
        folder: Path,
        speed: float = 1,
        begin: datetime | None = None,
        further: Mapping[str, object] | None = None,
    ) -> None:
        self.place = place
        self.folder = folder
        self._further = further or {}
        self.clock = SharedClock.make(folder / "clock", begin or working_morning(), speed)
        self._ring = max(FASTEST_RING, 1 / speed)
        self.sim = Simulator(clock=self.clock)
        keep_every_call(self.sim)
        self.disk = folder / "disk"
        self.log = folder / "bot.log"
        self._bots: list[Bot] = []

    async def __aenter__(self) -> Self:
        await self.sim.start()
        # Real seconds must do: a process that starts takes some, whatever the clock shows.
        self.sim.world.presses.window *= max(1.0, self.clock.speed)
        for one, name in ((BORIS, "Boris"), (OLGA, "Olga")):
            self.person(one, name)
        return self

    async def __aexit__(self, kind: type[BaseException] | None, *_: object) -> None:
        for bot in self._bots:
            bot.destroy()
        await self.sim.stop()
        if kind is None:
            self._look_into_the_log()

    def _look_into_the_log(self) -> None:
        """Nothing of anybody may stand there, and no fault but those of the database and the network."""
        written = self.log.read_text("utf-8")
        assert personal(written) == []
        assert WORDS not in written
        assert UNFORESEEN.findall(written) == []

    @property
    def unexpected(self) -> list[object]:
        """What Telegram would object to, but for a card edited before a kill that came before it was written down."""
        return [one for one in self.sim.violations if one.kind != "not-modified"]

    def start(self) -> Bot:
        """One more process, on the database of this scene."""
        given = {
            "token": self.sim.token,
            "api_url": self.sim.address,
            "owners": [OLGA],
            "database_url": self.place.url,
            "secret_key_file": str(self.place.key_file),
            "listen": "127.0.0.1:0",
            "log_level": "DEBUG",
            **self._further,
        }
        order = Order(json.dumps(given), self.folder / "clock", self.log, self.disk, self._ring)
        bot = Bot(order)
        self._bots.append(bot)
        return bot

    def person(self, number: int, name: str = "Member") -> Person:
        """Somebody who has started the bot."""
        person = self.sim.person(number, name, "ru")
        person.account.standing = Standing.STARTED
        return person

    async def up(self) -> Bot:
        """One more process, in a hurry: when it has asked for updates and has said what it is."""
        speed, self.clock.speed = self.clock.speed, HURRY
        bot = await self.again()
        self.clock.speed = speed
        return bot

    async def again(self) -> Bot:
        """The same, as fast as the clock of the scene lets it."""
        before = len(self.sim.calls.of("getUpdates"))
        bot = self.start()
        await self.sim.until(lambda: len(self.sim.calls.of("getUpdates")) > before, PATIENCE)
        await self.falls_silent()
        return bot

    async def falls_silent(self, seconds: float = 0.2) -> None:
        """Waits until a bot has spoken, and then said nothing for so many real seconds."""
        await self.sim.until(lambda: any(said(self.sim)), PATIENCE)
        before = -1
        while before != (before := sum(1 for _ in said(self.sim))):
            await asyncio.sleep(seconds)

    async def ended(self, announcement_id: int, patience: float = PATIENCE) -> None:
        """Waits until the announcement is done."""

        async def is_done() -> bool:
            return await self.place.state(announcement_id) is State.DONE

        await self.becomes(is_done, patience)

    async def release(self, *announcements: int) -> None:
        """What was for another day is due now."""
        for one in announcements:
            await self.promise(one, self.clock.moment())

    async def promise(self, announcement_id: int, due: datetime) -> None:
        """What was for another day is due at this moment."""
        await self.place.change(
            "UPDATE announcement SET due_at = :due WHERE id = :id", due=int(due.timestamp()), id=announcement_id
        )

    async def becomes(self, holds: Callable[[], Awaitable[object]], patience: float = PATIENCE) -> None:
        """Waits until this holds, which is asked again and again."""
        try:
            async with asyncio.timeout(patience):
                while not await holds():
                    await asyncio.sleep(LOOK)
        except TimeoutError:
            raise TimeoutError(f"after {patience} s: {self.last_words}") from None

    async def passes(self, seconds: float) -> None:
        """So many seconds go by, in a jump; those who sleep look around."""
        self.clock.advance(seconds)
        await asyncio.sleep(LOOK)

    @property
    def last_words(self) -> str:
        """The end of the log, for whoever wonders."""
        return "\n".join(self.log.read_text("utf-8").splitlines()[-15:]) if self.log.exists() else ""

    def another_day(self) -> datetime:
        return self.soon(10 * 24 * 3600)

    def soon(self, seconds: float = 0) -> datetime:
        return self.clock.moment() + timedelta(seconds=seconds)
