"""Tells the owners within a minute that nothing can be saved, once, and once more when it is over."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Mapping
from math import inf
from typing import Protocol

from bot.i18n.translator import Translator
from bot.outreach.guard import Guard
from bot.store.database import Database
from bot.store.errors import (
    StoreBusyError,
    StoreError,
    StoreFullError,
    StoreReadOnlyError,
    StoreUnreachableError,
)
from bot.ui import alarms
from bot.ui.screen import Screen

_log = logging.getLogger(__name__)

EVERY = 20.0  # seconds between two looks while all is well
SOON = 5.0  # the same while it is not, and the least there is
PATIENCE = 12.0  # seconds for one look; a locked database answers after five
LASTING = 10.0  # seconds that failures have to go on for when they may pass by themselves
CALM = 20.0  # seconds without a failure before all counts as well again
TRIES = 5  # for each owner: Telegram may be out of reach as well
TELLING = 10.0  # seconds for telling one owner; Telegram may hold an answer back for eight

# These do not pass by themselves: one failure is enough.
_CERTAIN = (StoreFullError, StoreReadOnlyError)

_SCREENS: Mapping[type[StoreError], Callable[[Translator], Screen]] = {
    StoreFullError: alarms.disk_full,
    StoreReadOnlyError: alarms.read_only,
    StoreBusyError: alarms.locked,
    StoreUnreachableError: alarms.unreachable,
}


class Telling(Protocol):
    """What is needed of a messenger; it must not need the database."""

    async def tell(self, chat_id: int, screen: Screen) -> bool: ...


class Alarms:
    """Owners are told in the language of the settings: their own stands in the database.

    `in_charge` says whether this process is the one to speak, of all that share the database. `clock` and `sleep` are
    in seconds, monotonic.
    """

    def __init__(
        self,
        db: Database,
        messenger: Telling,
        t: Translator,
        owners: Collection[int],
        in_charge: Callable[[], bool],
        clock: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._db = db
        self._messenger = messenger
        self._t = t
        self._owners = tuple(owners)
        self._in_charge = in_charge
        self._clock = clock
        self._sleep = sleep
        self._noted: type[StoreError] | None = None  # since the last look
        self._failing_since: float | None = None
        self._failed_at = -inf
        self._trouble: type[StoreError] | None = None
        self._speaks = False  # whether this process is the one that told of the trouble
        self._news: Screen | None = None
        self._untold: dict[int, int] = {}  # owners who have not been reached with the news, and the tries left
        self._told: set[int] = set()  # owners who know of the trouble
        self._woken = asyncio.Event()

    async def run(self, stop: asyncio.Event) -> None:
        """Watches until `stop` is set."""
        self._db.tell_of_trouble(self.note)
        async with asyncio.TaskGroup() as group:
            watching = group.create_task(self._watch())
            await stop.wait()
            watching.cancel()

    def note(self, error: StoreError) -> None:
        """Some use of the database has failed."""
        self._noted = self._noted if self._noted in _CERTAIN else type(error)
        self._woken.set()

    async def look(self) -> None:
        """Sees how the database is, and tells what has changed."""
        failure, now = await self._failure(), self._clock()
        if failure is not None:
            self._failed_at = now
            self._failing_since = now if self._failing_since is None else self._failing_since
            if self._trouble is None and (failure in _CERTAIN or now - self._failing_since >= LASTING):
                self._begin(failure)
        elif now - self._failed_at >= CALM:
            self._failing_since = None
            if self._trouble is not None:
                self._end()
        await self._tell()

    def _begin(self, trouble: type[StoreError]) -> None:
        _log.error("nothing can be saved: %s", trouble.__name__)
        self._trouble, self._speaks = trouble, self._in_charge()
        if self._speaks:
            self._news, self._untold = _SCREENS[trouble](self._t), dict.fromkeys(self._owners, TRIES)
            self._told.clear()

    def _end(self) -> None:
        _log.warning("the database works again")
        self._trouble = None
        if self._speaks:  # and not to those who were never reached with the trouble itself
            told = [owner for owner in self._owners if owner in self._told]
            self._news, self._untold = alarms.over(self._t), dict.fromkeys(told, TRIES)

    async def _watch(self) -> None:
        while True:
            self._woken.clear()
            with Guard("Looking after the database"):
                await self.look()
            await self._sleep(SOON)
            if self._failing_since is None and not self._untold:
                await self._rest()

    async def _rest(self) -> None:
        """Until something fails, and not for too long: where nobody writes nothing fails."""
        async with asyncio.TaskGroup() as group:
            bell = group.create_task(self._woken.wait())
            resting = group.create_task(self._doze())
            await asyncio.wait({bell, resting}, return_when=asyncio.FIRST_COMPLETED)
            bell.cancel()
            resting.cancel()

    async def _doze(self) -> None:
        await self._sleep(EVERY - SOON)

    async def _failure(self) -> type[StoreError] | None:
        """What has failed since the last look, or fails now; None when a little could be written."""
        noted, self._noted = self._noted, None
        if noted in _CERTAIN:
            return noted
        try:
            async with asyncio.timeout(PATIENCE):
                await self._db.try_writing()
        except StoreError as error:
            self._noted = None  # it is this one
            return type(error)
        except TimeoutError:
            return StoreUnreachableError
        return noted

    async def _tell(self) -> None:
        if self._news is None:
            return
        async with asyncio.TaskGroup() as group:
            for owner in tuple(self._untold):
                group.create_task(self._tell_one(owner, self._news))

    async def _tell_one(self, owner: int, news: Screen) -> None:
        self._untold[owner] -= 1
        said = False
        with Guard("Telling an owner"):
            async with asyncio.timeout(TELLING):
                said = await self._messenger.tell(owner, news)
        if said:
            self._told.add(owner)
        if said or not self._untold[owner]:
            del self._untold[owner]
