"""Everything of the bot that works unasked, put together as the engine does; another one is what a restart makes."""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.content.catalogue import Catalogue
from bot.outreach.arrivals import Arrivals
from bot.outreach.daily import Daily
from bot.outreach.editions import Editions
from bot.outreach.pauses import Pauses
from bot.outreach.planner import Planner
from bot.outreach.sender import Sender
from bot.store.database import Database
from tests.outreach.scenes import OpenGate, ScriptedTelegram
from tests.properties.mortal import Mortal
from tests.visits import translator

AFTER = timedelta(minutes=5)
LIMIT = 20
CHUNK = 2  # members in a transaction, so that there are several


class Machine:
    def __init__(
        self,
        db: Database,
        telegram: ScriptedTelegram,
        catalogue: Callable[[], Catalogue],
        now: Callable[[], datetime],
    ) -> None:
        self._mortal = Mortal(db)
        planned = self._mortal.as_database()
        self._makers = (Arrivals(planned, catalogue, AFTER, LIMIT), Pauses(planned), Daily(planned))
        self._planner = Planner(planned, CHUNK)
        self._sender = Sender(db, telegram, OpenGate(), Editions(translator, catalogue), now, window=5)

    async def tick(self, now: datetime, steps: int | None = None) -> None:
        """All that can be done at this moment. Raises Killed when planning takes more than so many steps."""
        self._mortal.left = steps
        for maker in self._makers:
            await maker.tick(now)
        while await self._planner.tick(now):
            pass
        while await self._sender.step(now):
            pass
