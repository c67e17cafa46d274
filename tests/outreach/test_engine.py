"""Planning, sending and showing together, at each ring of a bell."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from bot.domain.announcement import State
from bot.domain.delivery import Status
from bot.domain.interests import Kind
from bot.domain.places import Language
from bot.domain.progress import Progress
from bot.domain.quiet import NONE
from bot.outreach.cards import Cards
from bot.outreach.engine import Outreach, window_for
from bot.outreach.pacer import Pacer
from bot.outreach.planner import Planner
from bot.outreach.staff_notices import StaffNotices
from bot.store import announcements, drafts, items, members, outbox, staff, staff_notices
from bot.store.database import Database
from bot.ui import announce
from bot.ui.screen import Screen
from bot.ui.staff_routes import ReviewAnnouncement
from tests.outreach.news_scenes import OLD, Shelf, grant, reader
from tests.outreach.scenes import Clock, ScriptedTelegram, move, readers, scheduled, sender_over, sending, stored, tally
from tests.visits import AISULU, BORIS, OLGA, translator


class HandBell:
    """A bell that is rung by hand, and says whether it was started and stopped."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self._next = asyncio.Event()

    def start(self) -> None:
        self.calls.append("start")

    def stop(self) -> None:
        self.calls.append("stop")
        self.ring()

    def ring(self) -> None:
        rung, self._next = self._next, asyncio.Event()
        rung.set()

    async def wait(self) -> None:
        await self._next.wait()


@pytest.fixture
def bell() -> HandBell:
    return HandBell()


def outreach_over(db: Database, telegram: ScriptedTelegram, clock: Clock, bell: HandBell) -> Outreach:
    cards = Cards(db, telegram, translator, Language.RU, ())
    notices = StaffNotices(db, telegram, translator, Language.RU)
    return Outreach(bell, Planner(db), cards, notices, sender_over(db, telegram, clock), clock)


@asynccontextmanager
async def running(outreach: Outreach) -> AsyncIterator[None]:
    stop = asyncio.Event()
    async with asyncio.timeout(20), asyncio.TaskGroup() as group:
        group.create_task(outreach.run(stop))
        yield
        stop.set()


async def ring_until_done(db: Database, made: int, clock: Clock, bell: HandBell) -> None:
    while (await stored(db, made)).state is not State.DONE:
        clock.go_on(1)
        bell.ring()
        await asyncio.sleep(0.02)


async def is_known(db: Database, slug: str) -> bool:
    async with db.read() as c:
        return await items.find(c, Kind.GRANT, slug) is not None


async def last_shown(db: Database, made: int) -> str:
    async with db.read() as c:
        unfinished = [card.announcement.id for card in await announcements.cards(c)]
    return "" if made in unfinished else (await stored(db, made)).state


async def test_an_announcement_goes_out_by_itself_and_is_reported(db: Database, clock: Clock, bell: HandBell) -> None:
    telegram = ScriptedTelegram()
    people = await readers(db, 12)
    made = await scheduled(db, due=clock() + timedelta(seconds=5))

    async with running(outreach_over(db, telegram, clock, bell)):
        await ring_until_done(db, made, clock, bell)
        while (await last_shown(db, made)) != State.DONE:
            bell.ring()
            await asyncio.sleep(0.02)

    report = announce.card(translator("ru"), await stored(db, made), Progress(await tally(db, made)), clock())
    assert telegram.cards[-1][:2] == (BORIS, report)
    assert telegram.times() == dict.fromkeys(people, 1)
    assert await tally(db, made) == {Status.SENT: 12}
    assert bell.calls == ["start", "stop"]


async def test_a_tick_that_fails_does_not_end_the_loop(
    db: Database, clock: Clock, bell: HandBell, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    telegram = ScriptedTelegram()
    await readers(db, 3)
    made = await scheduled(db)
    tick, failures = Planner.tick, [OSError("Aisulu's disk"), LookupError()]

    async def failing(planner: Planner, now: object) -> bool:
        if failures:
            raise failures.pop()
        return await tick(planner, clock())

    monkeypatch.setattr(Planner, "tick", failing)
    async with running(outreach_over(db, telegram, clock, bell)):
        await ring_until_done(db, made, clock, bell)

    assert await tally(db, made) == {Status.SENT: 3}
    assert [message for message in caplog.messages if message.startswith("Planning")] == [
        "Planning failed: LookupError",
        "Planning failed: OSError",
    ]
    assert "Aisulu" not in caplog.text


async def test_a_long_plan_goes_on_without_waiting_for_the_bell(
    db: Database, clock: Clock, bell: HandBell, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticks: list[bool] = []

    async def long(planner: Planner, now: object) -> bool:
        ticks.append(len(ticks) < 4)
        return ticks[-1]

    monkeypatch.setattr(Planner, "tick", long)
    async with running(outreach_over(db, ScriptedTelegram(), clock, bell)):
        while len(ticks) < 5:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.05)
        assert len(ticks) == 5


async def test_a_card_that_hangs_does_not_hold_up_what_is_due(
    db: Database, clock: Clock, bell: HandBell, monkeypatch: pytest.MonkeyPatch
) -> None:
    telegram = ScriptedTelegram()
    await readers(db, 3)
    made = await scheduled(db)

    async def hang(*_: object) -> None:
        async with asyncio.timeout(0.5):
            await asyncio.Event().wait()

    monkeypatch.setattr(Cards, "refresh", hang)
    async with running(outreach_over(db, telegram, clock, bell)):
        await ring_until_done(db, made, clock, bell)

    assert await tally(db, made) == {Status.SENT: 3}


async def test_it_works_with_the_bell_it_has_by_itself(db: Database, clock: Clock) -> None:
    telegram = ScriptedTelegram()
    await readers(db, 3)
    made = await scheduled(db)
    pacer = Pacer(25, clock.seconds, clock.sleep)

    async with running(Outreach.over(db, telegram, pacer, translator, Language.RU, (OLGA,), clock, rate=25)):
        while (await stored(db, made)).state is not State.DONE:
            await asyncio.sleep(0.02)

    assert await tally(db, made) == {Status.SENT: 3}


class Told(ScriptedTelegram):
    """Notes to whom a notice went."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[int] = []

    async def tell(self, chat_id: int, screen: Screen) -> bool:
        self.told.append(chat_id)
        return True


async def test_what_waits_for_staff_is_told(db: Database, clock: Clock, bell: HandBell) -> None:
    telegram = Told()
    made = await scheduled(db, due=clock() + timedelta(hours=1))
    await move(db, made, State.SCHEDULED, State.DRAFT)
    async with db.write() as tx:
        assert await drafts.submit(tx, made)
        await staff.sync_owners(tx, [db.seal.seal(OLGA)], clock().date())
        place = ReviewAnnouncement(id=made).pack()
        await staff_notices.add(tx, [db.seal.seal(OLGA)], place, clock() + timedelta(hours=1))

    async with running(outreach_over(db, telegram, clock, bell)):
        while not telegram.told:
            bell.ring()
            await asyncio.sleep(0.02)

    assert telegram.told == [OLGA]


async def test_each_term_finds_out_anew_what_was_left_begun(db: Database, clock: Clock) -> None:
    telegram = ScriptedTelegram()
    await readers(db, 3)
    pacer = Pacer(25, clock.seconds, clock.sleep)
    for _ in range(2):
        made = await sending(db)
        async with db.write() as tx:
            await outbox.claim(tx, 2, clock(), timedelta(minutes=2))
        async with running(Outreach.over(db, telegram, pacer, translator, Language.RU, (OLGA,), clock, rate=25)):
            while await tally(db, made) != {Status.SENT: 1, Status.UNCERTAIN: 2}:
                await asyncio.sleep(0.02)


@pytest.mark.parametrize(("rate", "window"), [(1, 1), (5, 1), (25, 5), (30, 6), (1000, 200)])
def test_the_window_grows_with_the_rate(rate: int, window: int) -> None:
    assert window_for(rate) == window


async def test_a_late_one_of_nobody_reaches_the_owners_it_was_given(db: Database, clock: Clock) -> None:
    telegram = ScriptedTelegram()
    made = await scheduled(db)
    await move(db, made, State.SCHEDULED, State.LATE)
    async with db.write() as tx:
        await members.forget(tx, db.seal.seal(BORIS))
    pacer = Pacer(25, clock.seconds, clock.sleep)

    async with running(Outreach.over(db, telegram, pacer, translator, Language.RU, (OLGA,), clock, rate=25)):
        while not telegram.cards:
            await asyncio.sleep(0.02)

    assert [chat_id for chat_id, _, _ in telegram.cards] == [OLGA]


async def test_a_new_item_goes_out_by_itself(db: Database, clock: Clock) -> None:
    telegram, shelf = ScriptedTelegram(), Shelf(OLD)
    await reader(db, AISULU, quiet=NONE)
    pacer = Pacer(25, clock.seconds, clock.sleep)
    outreach = Outreach.over(
        db, telegram, pacer, translator, Language.RU, (OLGA,), clock, 25, catalogue=shelf, alerts_after=timedelta(0)
    )

    async with running(outreach):
        while not await is_known(db, "old-one"):
            await asyncio.sleep(0.02)
        shelf.put(OLD, grant())
        await telegram.sends(1)

    assert telegram.chats == [AISULU]
