"""Shows each author, in one message edited in place, how their announcement goes and how it went."""

import asyncio
import logging
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from time import perf_counter

from bot.domain.announcement import Announcement, State
from bot.domain.member import may_announce
from bot.domain.places import Language
from bot.i18n.translator import Translator
from bot.outreach.guard import Guard
from bot.outreach.ports import Messenger
from bot.outreach.rates import Rates
from bot.store import announcements, progress, visits
from bot.store.announcements import Card
from bot.store.database import Database
from bot.ui import announce
from bot.ui.screen import Screen

_log = logging.getLogger(__name__)

# How soon to look again at a card whose announcement is still in the same state. While it is being sent the figures
# move all the time; when it is paused only those that were in flight still land.
LOOK_AGAIN = {State.SENDING: timedelta(seconds=3), State.PAUSED: timedelta(seconds=10)}
LOOK_AGAIN_ELSE = timedelta(minutes=1)
# Counting a million rows takes its time, which belongs to members: this many times as long it is left alone.
REST = 50
LONGEST_REST = timedelta(seconds=30)
TRIES = 3  # in one state, before the author counts as unreachable in it
PATIENCE = 8.0  # seconds for showing one card; Telegram may hold an answer back for as long
NOBODY = "nobody"


class Cards:
    """What is shown begins with the word of the state; so is known, also after a restart, whether the end was told.

    What goes no further by itself is told in a new message: Telegram notifies nobody of an edit.

    A card is for an author who may still announce. Without one there is nobody to follow how it goes, but what goes no
    further by itself waits for a decision, so that question goes to the owners.
    """

    def __init__(
        self,
        db: Database,
        messenger: Messenger,
        translator: Callable[[Language], Translator],
        fallback: Language,
        owners: Collection[int],
        seconds: Callable[[], float] = perf_counter,
    ) -> None:
        """`owners` are Telegram ids; they may announce whatever is stored. `seconds` tells how long a look takes."""
        self._db = db
        self._messenger = messenger
        self._translator = translator
        self._fallback = fallback
        self._owners = tuple(owners)
        self._seconds = seconds
        self._rates = Rates()
        self._looked: dict[tuple[int, State], datetime] = {}
        self._took: dict[tuple[int, State], timedelta] = {}
        self._misses: dict[tuple[int, State], int] = {}

    async def refresh(self, now: datetime) -> None:
        """Shows what changed. One author who cannot be reached does not keep the others waiting."""
        async with self._db.read() as c:
            cards = await announcements.cards(c)
        current = {_key(card) for card in cards}
        self._looked = {key: when for key, when in self._looked.items() if key in current}
        self._took = {key: long for key, long in self._took.items() if key in current}
        self._misses = {key: n for key, n in self._misses.items() if key in current}
        self._rates.keep(card.announcement.id for card in cards if card.announcement.state is State.SENDING)
        async with asyncio.TaskGroup() as group:
            for card in cards:
                if self._is_time_to_look(card, now):
                    group.create_task(self._show_guarded(card, now))

    def _is_time_to_look(self, card: Card, now: datetime) -> bool:
        if card.shown == _shown(card, NOBODY):
            return False
        looked = self._looked.get(_key(card))
        soon = LOOK_AGAIN.get(card.announcement.state, LOOK_AGAIN_ELSE)
        rest = min(self._took.get(_key(card), timedelta()) * REST, LONGEST_REST)
        # A clock that was set back must not keep it waiting until it is as late again.
        return looked is None or abs(now - looked) >= max(soon, rest)

    async def _show_guarded(self, card: Card, now: datetime) -> None:
        self._looked[_key(card)] = now
        with Guard("A card"):
            await self._show(card, now)

    async def _show(self, card: Card, now: datetime) -> None:
        if card.author is None or not await self._may_still_announce(card.author, now):
            await self._give_up(card, now)
            return
        chat_id = self._db.seal.open(card.author)
        screen = await self._screen(card, chat_id, now)
        content = sha256(repr((screen.text, screen.rows)).encode()).hexdigest()[:16]
        if card.shown == _shown(card, content):
            return
        message_id = await self._reach(chat_id, screen, None if _is_news(card) else card.message_id)
        if message_id is not None:
            await self._remember(card, message_id, content)
            return
        self._misses[_key(card)] = self._misses.get(_key(card), 0) + 1
        if self._misses[_key(card)] >= TRIES:
            await self._give_up(card, now)

    async def _may_still_announce(self, author: bytes, now: datetime) -> bool:
        if self._db.seal.open(author) in self._owners:
            return True
        async with self._db.read() as c:
            return may_announce((await visits.load(c, author, now)).role)

    async def _give_up(self, card: Card, now: datetime) -> None:
        """Leaves the author alone in this state. A late question counts as asked only when it reached an owner."""
        if _is_stuck(card.announcement) and not await self._ask_owners(card, now):
            return
        await self._remember(card, card.message_id, NOBODY)

    async def _ask_owners(self, card: Card, now: datetime) -> bool:
        if not self._owners:
            _log.warning(
                "an announcement waits for a decision and there is nobody to ask: no author, and no owner is set"
            )
            return True
        screens = [(owner, await self._screen(card, owner, now)) for owner in self._owners]
        reached = await asyncio.gather(*(self._reach(owner, screen, None) for owner, screen in screens))
        return any(message_id is not None for message_id in reached)

    async def _reach(self, chat_id: int, screen: Screen, message_id: int | None) -> int | None:
        shown: int | None = None
        with Guard("Showing a card"):
            async with asyncio.timeout(PATIENCE):
                shown = await self._messenger.show_card(chat_id, screen, message_id)
        return shown

    async def _screen(self, card: Card, reader: int, now: datetime) -> Screen:
        about = card.announcement
        began = self._seconds()
        async with self._db.read() as c:
            known = await visits.load(c, self._db.seal.seal(reader), now)
            found = await progress.read(c, about, now)
        self._took[_key(card)] = timedelta(seconds=self._seconds() - began)
        rate = self._rates.measure(about.id, found.called, now) if about.state is State.SENDING else None
        language = known.member.language if known.member else self._fallback
        clock = known.member.country if known.member else None
        return announce.card(self._translator(language), about, replace(found, rate=rate), now, clock)

    async def _remember(self, card: Card, message_id: int | None, content: str) -> None:
        async with self._db.write() as tx:
            about = card.announcement
            await announcements.remember_card(tx, about.id, about.state, message_id, _shown(card, content))


def _key(card: Card) -> tuple[int, State]:
    return card.announcement.id, card.announcement.state


def _is_stuck(about: Announcement) -> bool:
    """Whether it goes no further by itself, and not because staff wanted that."""
    return about.state is State.LATE or (about.state is State.PAUSED and about.pause_reason is not None)


def _is_news(card: Card) -> bool:
    """Whether it has got stuck since its card was last shown."""
    return _is_stuck(card.announcement) and not (card.shown or "").startswith(_standing(card))


def _shown(card: Card, content: str) -> str:
    return f"{_standing(card)}{content}"


def _standing(card: Card) -> str:
    """The state, and the moment: one that was late and is scheduled anew may be late again, and has to ask again."""
    due_at = card.announcement.due_at
    return f"{card.announcement.state}:{due_at.timestamp():.0f}-" if due_at else f"{card.announcement.state}:"
