"""Announcements on their way, for tests of outreach: who is there, and a Telegram that follows a script."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from bot.domain.announcement import Announcement, Audience, State, WhenUncertain
from bot.domain.delivery import Later, Outcome, Scope, Sent, Status
from bot.domain.member import Role
from bot.domain.places import Language
from bot.outreach.editions import Editions
from bot.outreach.ports import Gate, Letter
from bot.outreach.sender import Sender
from bot.store import announcements, drafts, members, planning, staff
from bot.store.database import Database
from bot.ui.screen import Screen
from tests.visits import BORIS, NOW, translator

FIRST = 10_000  # the Telegram id of the first reader

RUSSIAN: Mapping[Language, str] = {Language.RU: "<b>Дорогие коллеги!</b>"}


class Clock:
    """A wall clock and a monotonic one that go together, by hand; a sleep moves both on."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def seconds(self) -> float:
        return (self.now - NOW).total_seconds()

    async def sleep(self, seconds: float) -> None:
        self.go_on(seconds)
        await asyncio.sleep(0)

    def go_on(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


class OpenGate:
    """Fits `ports.Gate` and holds nobody up."""

    async def reply(self, chat_id: int | None) -> None: ...

    async def broadcast(self, chat_id: int, *, paid: bool = False) -> None: ...

    def flood(self, seconds: float, chat_id: int | None) -> None: ...


Answer = Outcome | Exception | Callable[[], Outcome]


class ScriptedTelegram:
    """Fits `ports.Messenger`. What is not in the script arrives.

    `script` holds the answers for a chat, one a call, the last for good; `everyone` answers all who are not in it.
    While `held` is set sends stay in the air until `let_go`.
    """

    def __init__(self, gate: Gate | None = None) -> None:
        self.script: dict[int, list[Answer]] = {}
        self.everyone: Answer | None = None
        self.delivered: list[tuple[int, Screen]] = []  # every send that was made, in order
        self.amended: list[tuple[int, int, Screen]] = []
        self.withdrawn: list[tuple[int, int]] = []
        self.prepared: list[Screen] = []
        self.cards: list[tuple[int, Screen, int | None]] = []
        self.unreachable = False
        self.shut: set[int] = set()  # chats where no card can be shown
        self.in_air = self.most_in_air = 0
        self._gate = gate
        self._free = asyncio.Event()
        self._free.set()
        self._moved = asyncio.Condition()

    def prepare(self, screen: Screen) -> Letter:
        self.prepared.append(screen)
        return Letter(screen)

    async def deliver(self, chat_id: int, letter: Letter) -> Outcome:
        self.delivered.append((chat_id, letter.screen))
        return await self._answered(chat_id, len(self.delivered))

    async def amend(self, chat_id: int, message_id: int, letter: Letter) -> Outcome:
        self.amended.append((chat_id, message_id, letter.screen))
        return await self._answered(chat_id, message_id)

    async def withdraw(self, chat_id: int, message_id: int) -> Outcome:
        self.withdrawn.append((chat_id, message_id))
        return await self._answered(chat_id, message_id)

    async def _answered(self, chat_id: int, message_id: int) -> Outcome:
        self.in_air += 1
        self.most_in_air = max(self.most_in_air, self.in_air)
        async with self._moved:
            self._moved.notify_all()
        await asyncio.sleep(0)
        await self._free.wait()
        self.in_air -= 1
        outcome = self._answer(chat_id, message_id)
        if self._gate is not None and isinstance(outcome, Later) and outcome.scope is not None:
            self._gate.flood(outcome.seconds, None if outcome.scope is Scope.EVERYONE else chat_id)
        return outcome

    async def show_card(self, chat_id: int, screen: Screen, message_id: int | None) -> int | None:
        self.cards.append((chat_id, screen, message_id))
        return None if self.unreachable or chat_id in self.shut else (message_id or 500 + len(self.cards))

    async def tell(self, chat_id: int, screen: Screen) -> bool:
        raise NotImplementedError

    def hold(self) -> None:
        self._free.clear()

    def let_go(self) -> None:
        self._free.set()

    async def sends(self, n: int) -> None:
        """Waits until `n` sends were made."""
        async with asyncio.timeout(10), self._moved:
            await self._moved.wait_for(lambda: len(self.delivered) >= n)

    async def crowd(self, n: int) -> None:
        """Waits until `n` sends are in the air."""
        async with asyncio.timeout(10), self._moved:
            await self._moved.wait_for(lambda: self.in_air == n)

    @property
    def chats(self) -> list[int]:
        return [chat_id for chat_id, _ in self.delivered]

    def times(self) -> dict[int, int]:
        """How often each chat was sent something."""
        counted: dict[int, int] = defaultdict(int)
        for chat_id in self.chats:
            counted[chat_id] += 1
        return dict(counted)

    def _answer(self, chat_id: int, message_id: int) -> Outcome:
        answers = self.script.get(chat_id)
        answer = (answers.pop(0) if len(answers) > 1 else answers[0]) if answers else self.everyone
        if isinstance(answer, Exception):
            raise answer
        if callable(answer):
            answer = answer()
        return Sent(message_id) if answer is None else answer


async def readers(db: Database, n: int, language: Language = Language.RU, first: int = FIRST) -> range:
    """The Telegram ids of `n` new members who read this language."""
    ids = range(first, first + n)
    async with db.write() as tx:
        for who in ids:
            await members.set_language(tx, db.seal.seal(who), language, NOW.date())
    return ids


async def scheduled(
    db: Database,
    texts: Mapping[Language, str] = RUSSIAN,
    *,
    due: datetime = NOW,
    policy: WhenUncertain = WhenUncertain.LEAVE,
    audience: Audience | None = None,
    approved: bool = False,
) -> int:
    """The number of an announcement of Boris's, a broadcaster, that goes out at `due`."""
    async with db.write() as tx:
        await staff.name(tx, db.seal.seal(BORIS), Role.BROADCASTER, NOW.date())
        made = await announcements.create(tx, db.seal.seal(BORIS), NOW)
        for language, html in texts.items():
            await drafts.set_text(tx, made, language, html)
        await drafts.set_audience(tx, made, audience or Audience())
        await drafts.set_when_uncertain(tx, made, policy)
        assert not approved or await drafts.submit(tx, made)
        promised = drafts.approve if approved else drafts.schedule
        assert await promised(tx, made, due, "UTC")
    return made


async def sending(
    db: Database,
    texts: Mapping[Language, str] = RUSSIAN,
    *,
    policy: WhenUncertain = WhenUncertain.LEAVE,
    audience: Audience | None = None,
) -> int:
    """The number of an announcement of Boris's that is planned and being sent."""
    made = await scheduled(db, texts, policy=policy, audience=audience)
    async with db.write() as tx:
        found = await planning.hold(tx, made)
        assert found is not None
        assert not await planning.start(tx, found, NOW)
    return made


async def move(db: Database, announcement_id: int, now: State, to: State) -> None:
    async with db.write() as tx:
        assert await announcements.move(tx, announcement_id, now, to)


async def stored(db: Database, announcement_id: int) -> Announcement:
    async with db.read() as c:
        found = await announcements.get(c, announcement_id)
    assert found is not None
    return found


async def tally(db: Database, announcement_id: int) -> dict[Status, int]:
    async with db.read() as c:
        return await announcements.tally(c, announcement_id)


def sender_over(db: Database, telegram: ScriptedTelegram, clock: Clock, gate: Gate | None = None) -> Sender:
    return Sender(db, telegram, gate or OpenGate(), Editions(translator), clock, window=5, grace=0.2)


async def drain(sender: Sender, clock: Clock, seconds: int = 1) -> None:
    """Everything that can be sent now, and after each further second."""
    for second in range(seconds):
        if second:
            clock.go_on(1)
        while await sender.step(clock()):
            pass


@asynccontextmanager
async def running(sender: Sender) -> AsyncIterator[asyncio.Event]:
    """The sender at work, woken all the time, until the block ends or `stop` is set."""
    stop = asyncio.Event()

    async def wake() -> None:
        while not stop.is_set():
            sender.wake()
            await asyncio.sleep(0.005)

    async with asyncio.timeout(20), asyncio.TaskGroup() as group:
        group.create_task(sender.run(stop))
        group.create_task(wake())
        yield stop
        stop.set()


async def until_tally(db: Database, made: int, wanted: dict[Status, int]) -> None:
    async with asyncio.timeout(10):
        while await tally(db, made) != wanted:
            await asyncio.sleep(0.005)
