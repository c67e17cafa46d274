"""Shows each author, in one message edited in place, how their announcement goes and how it went."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256

from bot.domain.announcement import State
from bot.domain.delivery import Status
from bot.domain.places import Language
from bot.i18n.translator import Translator
from bot.outreach.guard import Guard
from bot.outreach.ports import Messenger
from bot.store import announcements, visits
from bot.store.announcements import Card
from bot.store.database import Connection, Database
from bot.ui import announce
from bot.ui.screen import Screen

# How soon to look again at a card whose announcement is still in the same state. While it is being sent the figures
# move all the time; when it is paused only those that were in flight still land.
LOOK_AGAIN = {State.SENDING: timedelta(seconds=3), State.PAUSED: timedelta(seconds=10)}
LOOK_AGAIN_ELSE = timedelta(minutes=1)
TRIES = 3  # in one state, before the author counts as unreachable in it
PATIENCE = 8.0  # seconds for showing one card; Telegram may hold an answer back for as long
NOBODY = "nobody"


class Cards:
    """What is shown begins with the word of the state; so is known, also after a restart, whether the end was told."""

    def __init__(
        self, db: Database, messenger: Messenger, translator: Callable[[Language], Translator], fallback: Language
    ) -> None:
        self._db = db
        self._messenger = messenger
        self._translator = translator
        self._fallback = fallback
        self._looked: dict[tuple[int, State], datetime] = {}
        self._misses: dict[tuple[int, State], int] = {}

    async def refresh(self, now: datetime) -> None:
        """Shows what changed. One author who cannot be reached does not keep the others waiting."""
        async with self._db.read() as c:
            cards = await announcements.cards(c)
        current = {_key(card) for card in cards}
        self._looked = {key: when for key, when in self._looked.items() if key in current}
        self._misses = {key: n for key, n in self._misses.items() if key in current}
        async with asyncio.TaskGroup() as group:
            for card in cards:
                if self._is_time_to_look(card, now):
                    group.create_task(self._show_guarded(card, now))

    def _is_time_to_look(self, card: Card, now: datetime) -> bool:
        if card.shown == _shown(card, NOBODY):
            return False
        looked = self._looked.get(_key(card))
        return looked is None or now - looked >= LOOK_AGAIN.get(card.announcement.state, LOOK_AGAIN_ELSE)

    async def _show_guarded(self, card: Card, now: datetime) -> None:
        self._looked[_key(card)] = now
        with Guard("A card"):
            await self._show(card, now)

    async def _show(self, card: Card, now: datetime) -> None:
        if card.author is None:
            await self._remember(card, card.message_id, NOBODY)
            return
        async with self._db.read() as c:
            screen = await self._screen(c, card, card.author, now)
        content = sha256(repr((screen.text, screen.rows)).encode()).hexdigest()[:16]
        if card.shown == _shown(card, content):
            return
        message_id: int | None = None
        with Guard("Showing a card"):
            async with asyncio.timeout(PATIENCE):
                message_id = await self._messenger.show_card(self._db.seal.open(card.author), screen, card.message_id)
        if message_id is not None:
            await self._remember(card, message_id, content)
            return
        self._misses[_key(card)] = self._misses.get(_key(card), 0) + 1
        if self._misses[_key(card)] >= TRIES:
            await self._remember(card, card.message_id, NOBODY)

    async def _screen(self, c: Connection, card: Card, author: bytes, now: datetime) -> Screen:
        known = await visits.load(c, author, now)
        tally: dict[Status, int] = await announcements.tally(c, card.announcement.id)
        language = known.member.language if known.member else self._fallback
        return announce.card(self._translator(language), card.announcement, tally, now)

    async def _remember(self, card: Card, message_id: int | None, content: str) -> None:
        async with self._db.write() as tx:
            await announcements.remember_card(tx, card.announcement.id, message_id, _shown(card, content))


def _key(card: Card) -> tuple[int, State]:
    return card.announcement.id, card.announcement.state


def _shown(card: Card, content: str) -> str:
    return f"{card.announcement.state}:{content}"
