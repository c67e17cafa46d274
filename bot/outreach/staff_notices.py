"""Tells staff what waits for them and what colleagues did, in their own language."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

from bot.domain.announcement import Announcement
from bot.domain.member import Member
from bot.domain.places import Language
from bot.i18n.translator import Translator
from bot.outreach.guard import Guard
from bot.store import announcements, staff_notices, visits
from bot.store.database import Database
from bot.store.staff_notices import StaffNotice
from bot.ui.packing import Action, Route, unpack
from bot.ui.screen import Screen
from bot.ui.staff_notices import notice
from bot.ui.staff_routes import Announcements, StaffList

TRIES = 3
TRY_AGAIN = timedelta(seconds=30)
PATIENCE = 8.0  # seconds for saying one; Telegram may hold an answer back for as long


class Telling(Protocol):
    """What is needed of a messenger."""

    async def tell(self, chat_id: int, screen: Screen) -> bool: ...


class StaffNotices:
    """Best effort: after three tries in vain a notice is dropped. The place it leads to says the same for ever."""

    def __init__(
        self,
        db: Database,
        messenger: Telling,
        translator: Callable[[Language], Translator],
        fallback: Language,
    ) -> None:
        """`fallback` is for colleagues who chose no language."""
        self._db = db
        self._messenger = messenger
        self._translator = translator
        self._fallback = fallback
        self._tried: dict[int, datetime] = {}

    async def refresh(self, now: datetime) -> None:
        """Says what is still to be said. One person out of reach does not keep the others waiting."""
        async with self._db.read() as c:
            waiting = await staff_notices.waiting(c, now)
        self._tried = {one.id: self._tried[one.id] for one in waiting if one.id in self._tried}
        async with asyncio.TaskGroup() as group:
            for one in waiting:
                if one.is_over or self._is_time_to_try(one, now):
                    group.create_task(self._say_guarded(one, now))

    def _is_time_to_try(self, one: StaffNotice, now: datetime) -> bool:
        tried = self._tried.get(one.id)
        # A clock that was set back must not keep it waiting until it is as late again.
        return tried is None or abs(now - tried) >= TRY_AGAIN

    async def _say_guarded(self, one: StaffNotice, now: datetime) -> None:
        with Guard("A notice to staff"):
            await self._say(one, now)

    async def _say(self, one: StaffNotice, now: datetime) -> None:
        self._tried[one.id] = now
        what = None if one.is_over else unpack(one.what)
        about = getattr(what, "id", None)
        async with self._db.read() as c:
            known = await visits.load(c, one.person, now)
            announcement = await announcements.get(c, about) if about else None
        if isinstance(what, Announcements) and one.may_announce and known.member is None:
            return  # Whoever was named before they started the bot is told when they have.
        # Only whoever may announce no more is told of that, and nothing else.
        is_true = one.may_announce is not isinstance(what, StaffList)
        screen = self._screen(what, announcement, known.member) if what and is_true else None
        said = screen is None or await self._reach(self._db.seal.open(one.person), screen)
        async with self._db.write() as tx:
            if said or one.tries + 1 >= TRIES:
                await staff_notices.done(tx, one.id)
            else:
                await staff_notices.note_try(tx, one.id)

    async def _reach(self, chat_id: int, screen: Screen) -> bool:
        said = False
        with Guard("Telling staff"):
            async with asyncio.timeout(PATIENCE):
                said = await self._messenger.tell(chat_id, screen)
        return said

    def _screen(self, what: Route | Action, about: Announcement | None, reader: Member | None) -> Screen | None:
        t = self._translator(reader.language if reader else self._fallback)
        return notice(t, what, about, reader.country if reader else None)
