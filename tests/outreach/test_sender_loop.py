"""The sender at work: stops, restarts, a database that fails, and how fast it is."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.domain.announcement import State, WhenUncertain
from bot.domain.delivery import Outcome, Sent, Status
from bot.outreach.editions import Editions
from bot.outreach.pacer import Pacer
from bot.outreach.ports import Gate
from bot.outreach.sender import Sender
from bot.store import announcements, outbox
from bot.store.database import Connection, Database, open_database
from bot.store.errors import StoreBusyError
from bot.ui.screen import Screen
from tests.outreach.scenes import FIRST, Clock, ScriptedTelegram, drain, move, readers, sender_over, sending, tally
from tests.outreach.virtual import VirtualLoop, play
from tests.visits import NOW, translator


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def telegram() -> ScriptedTelegram:
    return ScriptedTelegram()


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


async def test_it_sends_all_and_stops_when_told(db: Database, clock: Clock, telegram: ScriptedTelegram) -> None:
    people = await readers(db, 40)
    made = await sending(db)

    async with running(sender_over(db, telegram, clock)):
        await until_tally(db, made, {Status.SENT: 40})

    assert telegram.times() == dict.fromkeys(people, 1)


async def test_no_more_than_the_window_is_begun_at_any_time(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    await readers(db, 40)
    made = await sending(db)
    async with running(sender_over(db, telegram, clock)):
        await telegram.sends(10)
        telegram.hold()
        await telegram.crowd(5)
        await asyncio.sleep(0.1)
        counted = await tally(db, made)
        telegram.let_go()
        await until_tally(db, made, {Status.SENT: 40})

    assert counted[Status.BEGUN] == 5


async def test_a_stop_lets_what_is_in_flight_finish_and_claims_no_more(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    await readers(db, 20)
    made = await sending(db)
    telegram.hold()

    async with running(sender_over(db, telegram, clock)) as stop:
        await telegram.sends(3)
        stop.set()
        await asyncio.sleep(0.05)
        telegram.let_go()

    assert await tally(db, made) == {Status.SENT: 3, Status.WAITING: 17}


@pytest.mark.parametrize(
    ("policy", "left"), [(WhenUncertain.LEAVE, Status.UNCERTAIN), (WhenUncertain.RESEND, Status.WAITING)]
)
async def test_a_stop_waits_for_the_slow_only_so_long(
    db: Database, clock: Clock, telegram: ScriptedTelegram, policy: WhenUncertain, left: Status
) -> None:
    await readers(db, 3)
    made = await sending(db, policy=policy)
    telegram.hold()

    async with running(sender_over(db, telegram, clock)) as stop:
        await telegram.sends(3)
        stop.set()

    assert await tally(db, made) == {left: 3}


async def test_a_kill_in_the_middle_loses_nobody_and_repeats_at_most_the_window(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    people = await readers(db, 30)
    made = await sending(db, policy=WhenUncertain.RESEND)
    with pytest.raises(asyncio.CancelledError):
        await killed_in_the_air(db, clock, telegram)

    assert (await tally(db, made))[Status.BEGUN] <= 5
    again = ScriptedTelegram()
    async with running(sender_over(db, again, clock)):
        await until_tally(db, made, {Status.SENT: 30})

    times = {who: telegram.times().get(who, 0) + again.times().get(who, 0) for who in people}
    assert set(times.values()) == {1, 2}
    assert sum(n == 2 for n in times.values()) <= 5


async def killed_in_the_air(db: Database, clock: Clock, telegram: ScriptedTelegram) -> None:
    """The process ends without a word while sends are in the air."""
    work = asyncio.current_task()
    assert work is not None

    async def kill() -> None:
        await telegram.sends(8)
        telegram.hold()
        await telegram.crowd(5)
        work.cancel()

    async with asyncio.TaskGroup() as group:
        group.create_task(kill())
        await sender_over(db, telegram, clock).run(asyncio.Event())


@pytest.mark.parametrize("end", [State.PAUSED, State.CANCELLED])
async def test_a_pause_or_cancel_stops_at_once(
    db: Database, clock: Clock, telegram: ScriptedTelegram, end: State
) -> None:
    people = await readers(db, 60)
    made = await sending(db)

    async with running(sender_over(db, telegram, clock)):
        await telegram.sends(10)
        async with db.write() as tx:
            assert await announcements.move(tx, made, State.SENDING, end)
            if end is State.CANCELLED:
                await outbox.cancel_waiting(tx, made, NOW)
        sent = len(telegram.delivered)
        await asyncio.sleep(0.1)
        assert len(telegram.delivered) <= sent + 5
        if end is State.PAUSED:
            await move(db, made, State.PAUSED, State.SENDING)
            await until_tally(db, made, {Status.SENT: 60})
            assert telegram.times() == dict.fromkeys(people, 1)
        else:
            counted = await tally(db, made)
            assert counted == {Status.SENT: len(telegram.delivered), Status.CANCELLED: 60 - len(telegram.delivered)}


async def test_a_wait_for_everyone_turns_back_those_already_in_line(db: Database) -> None:
    await readers(db, 20)
    made = await sending(db)
    clock = Clock()
    gate = SlowGate(clock)
    telegram = ScriptedTelegram(gate)

    async with running(sender_over(db, telegram, clock, gate)):
        await telegram.sends(3)
        await asyncio.sleep(0.05)
        gate.flood(3600, None)
        gate.open()
        await asyncio.sleep(0.1)
        sent = len(telegram.delivered)
        assert await tally(db, made) == {Status.SENT: sent, Status.WAITING: 20 - sent}

    assert sent < 10


class SlowGate(Pacer):
    """A gate at which everybody after the third waits until it is opened."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(25, clock.seconds, clock.sleep)
        self._through = 0
        self._opened = asyncio.Event()

    async def broadcast(self, chat_id: int) -> None:
        self._through += 1
        if self._through > 3:
            await self._opened.wait()
        await super().broadcast(chat_id)

    def open(self) -> None:
        self._opened.set()


class Failing:
    """Makes every write of the database fail while it is on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.on = False
        self.failed = 0
        write = Database.write

        @asynccontextmanager
        async def failing(db: Database) -> AsyncIterator[Connection]:
            async with write(db) as tx:
                yield tx
                if self.on:
                    self.failed += 1
                    raise StoreBusyError("the text of a member")

        monkeypatch.setattr(Database, "write", failing)


async def test_a_database_that_fails_loses_no_outcome_and_repeats_no_send(
    db: Database,
    clock: Clock,
    telegram: ScriptedTelegram,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    people = await readers(db, 30)
    made = await sending(db)
    disk = Failing(monkeypatch)
    sender = sender_over(db, telegram, clock)

    async with running(sender):
        await telegram.sends(10)
        disk.on = True
        for _ in range(40):
            clock.go_on(1)
            await asyncio.sleep(0.005)
        sent = len(telegram.delivered)
        assert sent <= 15
        assert 3 <= disk.failed <= 10
        disk.on, disk.failed = False, 0
        clock.go_on(10)
        await telegram.sends(sent + 3)
        disk.on = True
        for _ in range(4):
            clock.go_on(1)
            await asyncio.sleep(0.02)
        assert disk.failed >= 2, "after a success it tries again as soon as at first"
        disk.on = False
        clock.go_on(10)
        await until_tally(db, made, {Status.SENT: 30})

    assert telegram.times() == dict.fromkeys(people, 1)
    assert "StoreBusyError" in caplog.text
    assert "member" not in caplog.text


async def test_a_stop_while_the_database_fails_is_not_held_up(
    db: Database, clock: Clock, telegram: ScriptedTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    await readers(db, 3)
    made = await sending(db)
    disk = Failing(monkeypatch)
    telegram.hold()

    async with running(sender_over(db, telegram, clock)):
        await telegram.sends(3)
        disk.on = True
        telegram.let_go()

    disk.on = False
    assert await tally(db, made) == {Status.BEGUN: 3}
    await drain(sender_over(db, telegram, clock), clock)
    assert await tally(db, made) == {Status.UNCERTAIN: 3}


async def test_a_start_while_the_database_fails_is_made_up_for(
    db: Database, clock: Clock, telegram: ScriptedTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    await readers(db, 3)
    made = await sending(db)
    disk = Failing(monkeypatch)
    disk.on = True

    async with running(sender_over(db, telegram, clock)):
        clock.go_on(3)
        await asyncio.sleep(0.05)
        assert telegram.delivered == []
        disk.on = False
        clock.go_on(10)
        await until_tally(db, made, {Status.SENT: 3})


async def test_a_settling_that_succeeded_without_saying_so_is_repeated_without_harm(
    db: Database, clock: Clock, telegram: ScriptedTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    await readers(db, 3)
    made = await sending(db)
    sender = sender_over(db, telegram, clock)
    write, lost = Database.write, [True]

    @asynccontextmanager
    async def losing(database: Database) -> AsyncIterator[Connection]:
        async with write(database) as tx:
            yield tx
        if lost and telegram.delivered:
            lost.clear()
            raise StoreBusyError("committed, but who knows")

    monkeypatch.setattr(Database, "write", losing)
    await drain(sender, clock, seconds=5)

    assert await tally(db, made) == {Status.SENT: 3}
    assert telegram.times() == {FIRST: 1, FIRST + 1: 1, FIRST + 2: 1}


class Latent:
    """A Telegram that answers after 100 ms, through a gate."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self.times: list[float] = []

    async def deliver(self, chat_id: int, screen: Screen) -> Outcome:
        del screen
        await self._gate.broadcast(chat_id)
        self.times.append(asyncio.get_running_loop().time())
        await asyncio.sleep(0.1)
        return Sent(chat_id)

    async def show_card(self, chat_id: int, screen: Screen, message_id: int | None) -> int | None:
        raise NotImplementedError

    async def tell(self, chat_id: int, screen: Screen) -> None:
        raise NotImplementedError


def test_a_thousand_recipients_are_reached_at_the_full_rate(
    sqlite_template: Path, key_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bot.db").write_bytes(sqlite_template.read_bytes())

    async def scene(loop: VirtualLoop) -> tuple[float, dict[Status, int]]:
        with loop.busy():
            db = await open_database(f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}", key_file)
            await readers(db, 1000)
            made = await sending(db)
        for access in ("read", "write"):
            monkeypatch.setattr(Database, access, timeless(loop, getattr(Database, access)))
        clock, gate = Clock(), Pacer(25, loop.time, asyncio.sleep)
        telegram = Latent(gate)
        sender = Sender(db, telegram, gate, Editions(translator), clock, window=5)
        stop = asyncio.Event()
        async with asyncio.TaskGroup() as group:
            group.create_task(sender.run(stop))
            while len(telegram.times) < 1000:
                await asyncio.sleep(1)
            stop.set()
        counted = await tally(db, made)
        with loop.busy():
            await db.close()
        return 999 / (telegram.times[-1] - telegram.times[0]), counted

    rate, counted = play(scene)
    assert 24.9 <= rate <= 25.1
    assert counted == {Status.SENT: 1000}


def timeless(loop: VirtualLoop, access: object) -> object:
    """The same access to the database, in no time."""
    assert callable(access)

    @asynccontextmanager
    async def within(db: Database) -> AsyncIterator[Connection]:
        with loop.busy():
            async with access(db) as connection:
                yield connection

    return within
