"""Runs everything unasked: the sender all the while, the rest at each ring of the bell."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence
from datetime import datetime, timedelta
from typing import Protocol, Self

from bot.content.catalogue import Catalogue
from bot.domain.approval import ALONE, Rules
from bot.domain.places import Language
from bot.i18n.translator import Translator
from bot.outreach.arrivals import Arrivals
from bot.outreach.cards import Cards
from bot.outreach.clock import Bell
from bot.outreach.daily import Daily
from bot.outreach.editions import Editions
from bot.outreach.guard import Guard
from bot.outreach.materials import nothing
from bot.outreach.pauses import Pauses
from bot.outreach.planner import Planner
from bot.outreach.ports import Gate, Messenger
from bot.outreach.sender import Sender
from bot.outreach.staff_notices import StaffNotices
from bot.store.database import Database


class Rings(Protocol):
    """What the engine needs of a bell."""

    def start(self) -> None: ...
    def stop(self) -> None: ...
    def ring(self) -> None: ...
    async def wait(self) -> None: ...


class Maker(Protocol):
    """What the engine needs of whoever makes announcements that nobody writes."""

    async def tick(self, now: datetime) -> None:
        """Does what there is to do at `now`, which is nothing nearly always."""
        ...


class Outreach:
    """`run` returns, within ten seconds of `stop`, when what was in flight is written down.

    It is for one term of leading: the next one begins with another, which finds out anew what was left begun.
    """

    def __init__(
        self,
        bell: Rings,
        planner: Planner,
        cards: Cards,
        notices: StaffNotices,
        sender: Sender,
        now: Callable[[], datetime],
        makers: Sequence[Maker] = (),
    ) -> None:
        """`makers` make what the planner plans, of what nobody writes."""
        self._bell = bell
        self._planner = planner
        self._cards = cards
        self._notices = notices
        self._sender = sender
        self._now = now
        self._makers = makers

    @classmethod
    def over(
        cls,
        db: Database,
        messenger: Messenger,
        gate: Gate,
        translator: Callable[[Language], Translator],
        fallback: Language,
        owners: Collection[int],
        now: Callable[[], datetime],
        rate: int,
        *,
        paid: bool = False,
        catalogue: Callable[[], Catalogue] = nothing,
        alerts_after: timedelta = timedelta(minutes=5),
        alerts_limit: int = 20,
        rules: Rules = ALONE,
    ) -> Self:
        """The engine over this database; `fallback` is for staff who chose no language, `owners` are Telegram ids.

        `rate` is broadcasts a second, `paid` whether they are paid for. For `alerts_after` and `alerts_limit` see
        `Arrivals`; `catalogue` gives the newest. `rules` say when a second person has to approve.
        """
        editions = Editions(translator, catalogue)
        sender = Sender(db, messenger, gate, editions, now, window=window_for(rate), paid=paid)
        cards = Cards(db, messenger, translator, fallback, owners)
        notices = StaffNotices(db, messenger, translator, fallback)
        makers = (Arrivals(db, catalogue, alerts_after, alerts_limit), Pauses(db), Daily(db))
        return cls(Bell(), Planner(db, rules=rules), cards, notices, sender, now, makers)

    async def run(self, stop: asyncio.Event) -> None:
        """Works until `stop` is set."""
        self._bell.start()
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._sender.run(stop))
                group.create_task(self._at_each_ring("Planning", self._plan, stop))
                group.create_task(self._at_each_ring("Showing cards", self._cards.refresh, stop))
                group.create_task(self._at_each_ring("Telling staff", self._notices.refresh, stop))
                await stop.wait()
                self._bell.ring()
        finally:
            self._bell.stop()

    async def _plan(self, now: datetime) -> bool:
        try:
            for maker in self._makers:
                with Guard("Making what the bot sends by itself"):
                    await maker.tick(now)
            return await self._planner.tick(now)
        finally:
            self._sender.wake()

    async def _at_each_ring(
        self, what: str, work: Callable[[datetime], Awaitable[bool | None]], stop: asyncio.Event
    ) -> None:
        """`work` gives True when it wants to go on at once."""
        while not stop.is_set():
            goes_on: bool | None = False
            with Guard(what):
                goes_on = await work(self._now())
            if not goes_on and not stop.is_set():
                await self._bell.wait()


def window_for(rate: int) -> int:
    """How many sends may be begun at once: what `rate` a second keeps in the air at up to 200 ms an answer."""
    return max(1, round(rate / 5))
