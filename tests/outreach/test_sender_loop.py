"""The sender at work: what it does when it is stopped, killed, paused and started again."""

import asyncio

import pytest

from bot.domain.announcement import State, WhenUncertain
from bot.domain.delivery import Status
from bot.outreach.pacer import Pacer
from bot.store import announcements, planning
from bot.store.database import Database
from tests.outreach.scenes import (
    Clock,
    ScriptedTelegram,
    move,
    readers,
    running,
    sender_over,
    sending,
    tally,
    until_tally,
)
from tests.visits import NOW


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
                await planning.call_off(tx, made, NOW)
        sent = len(telegram.delivered)
        await asyncio.sleep(0.1)
        assert len(telegram.delivered) <= sent + 5
        if end is State.PAUSED:
            await move(db, made, State.PAUSED, State.SENDING)
            await until_tally(db, made, {Status.SENT: 60})
            assert telegram.times() == dict.fromkeys(people, 1)
        else:
            while Status.BEGUN in (counted := await tally(db, made)):
                await asyncio.sleep(0.005)
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
        sent = len(telegram.delivered)
        await until_tally(db, made, {Status.SENT: sent, Status.WAITING: 20 - sent})
        assert len(telegram.delivered) == sent

    assert sent < 10


class SlowGate(Pacer):
    """A gate at which everybody after the third waits until it is opened."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(25, clock.seconds, clock.sleep)
        self._through = 0
        self._opened = asyncio.Event()

    async def broadcast(self, chat_id: int, *, paid: bool = False) -> None:
        self._through += 1
        if self._through > 3:
            await self._opened.wait()
        await super().broadcast(chat_id, paid=paid)

    def open(self) -> None:
        self._opened.set()
