"""What is looked at again when a row's turn has come: who still wants it, the hour, and whether it still goes."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.announcement import Audience, State
from bot.domain.delivery import Outcome, Status
from bot.domain.interests import Interests, Kind, Theme
from bot.domain.member import Role
from bot.domain.places import Country, Language
from bot.outreach.pacer import Pacer
from bot.outreach.ports import HopelessError, Letter
from bot.store import lockdown, members, planning, staff, tables
from bot.store.database import Database
from tests.outreach.scenes import (
    FIRST,
    Clock,
    ScriptedTelegram,
    drain,
    move,
    readers,
    running,
    sender_over,
    sending,
    tally,
    until_tally,
)
from tests.visits import BORIS, NOW

EVENING = datetime(2026, 11, 23, 16, 30, tzinfo=UTC)  # 20:30 in Baku, 21:30 in Tashkent


async def wants(db: Database, who: int, *themes: Theme) -> None:
    async with db.write() as tx:
        interests = Interests(frozenset({Kind.ANNOUNCEMENT}), frozenset(themes))
        await members.set_interests(tx, db.seal.seal(who), interests)


async def test_who_asks_for_other_themes_since_is_skipped(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    await readers(db, 3)
    made = await sending(db, audience=Audience(themes=frozenset({Theme.MEDIA})))
    await wants(db, FIRST, Theme.YOUTH)
    await wants(db, FIRST + 1, Theme.MEDIA, Theme.YOUTH)

    await drain(sender_over(db, telegram, clock), clock)

    assert telegram.chats == [FIRST + 1, FIRST + 2]
    assert await tally(db, made) == {Status.SKIPPED: 1, Status.SENT: 2}


async def test_staff_get_what_is_for_staff_whatever_they_asked_for(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    await readers(db, 1, first=BORIS)
    async with db.write() as tx:
        await staff.name(tx, db.seal.seal(BORIS), Role.BROADCASTER, NOW.date())
    made = await sending(db, audience=Audience(staff_only=True))
    async with db.write() as tx:
        await members.set_interests(tx, db.seal.seal(BORIS), Interests())

    await drain(sender_over(db, telegram, clock), clock)

    assert await tally(db, made) == {Status.SENT: 1}


async def test_readers_of_a_language_that_is_left_out_are_skipped(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    await readers(db, 1, Language.TK)
    await readers(db, 1, Language.TG, first=FIRST + 1)
    made = await sending(db)
    async with db.write() as tx:
        await tx.execute(
            tables.announcement.update().where(tables.announcement.c.id == made).values(skipped={Language.TK})
        )

    await drain(sender_over(db, telegram, clock), clock)

    assert telegram.chats == [FIRST + 1]
    assert await tally(db, made) == {Status.SKIPPED: 1, Status.SENT: 1}


async def at_home(db: Database) -> None:
    """The first reader lives in Azerbaijan, the second in Uzbekistan, the third nobody knows where."""
    async with db.write() as tx:
        for who, country in ((FIRST, Country.AZ), (FIRST + 1, Country.UZ)):
            await members.set_country(tx, db.seal.seal(who), country)


async def test_whose_night_has_begun_gets_it_in_the_morning(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    await readers(db, 3)
    await at_home(db)
    sender = sender_over(db, telegram, clock)
    await drain(sender, clock)
    made = await sending(db)
    clock.now = EVENING

    await drain(sender, clock, seconds=3)

    assert telegram.chats == [FIRST]
    assert await tally(db, made) == {Status.SENT: 1, Status.WAITING: 2}
    clock.now = datetime(2026, 11, 24, 3, 59, 58, tzinfo=UTC)  # 8:59:58 in Tashkent
    await drain(sender, clock)
    assert telegram.chats == [FIRST]
    await drain(sender, clock, seconds=4)
    assert await tally(db, made) == {Status.SENT: 3}


async def test_what_is_urgent_wakes_people(db: Database, clock: Clock, telegram: ScriptedTelegram) -> None:
    await readers(db, 3)
    await at_home(db)
    sender = sender_over(db, telegram, clock)
    await drain(sender, clock)
    made = await sending(db)
    async with db.write() as tx:
        await tx.execute(tables.announcement.update().where(tables.announcement.c.id == made).values(urgent=True))
    clock.now = EVENING

    await drain(sender, clock)

    assert await tally(db, made) == {Status.SENT: 3}


async def test_a_lockdown_stops_everything_and_its_end_lets_it_go_on(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    people = await readers(db, 40)
    made = await sending(db)
    async with running(sender_over(db, telegram, clock)):
        await telegram.sends(10)
        async with db.write() as tx:
            await lockdown.freeze(tx, db.seal.seal(BORIS), NOW)
        sent = len(telegram.delivered)
        await asyncio.sleep(0.1)
        assert len(telegram.delivered) <= sent + 5
        async with db.write() as tx:
            await tx.execute(tables.lockdown.delete())
        await until_tally(db, made, {Status.SENT: 40})

    assert telegram.times() == dict.fromkeys(people, 1)


class ShutGate(Pacer):
    """A gate that lets nobody through until it is opened."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(25, clock.seconds, clock.sleep)
        self.waiting = 0
        self._opened = asyncio.Event()

    async def broadcast(self, chat_id: int, *, paid: bool = False) -> None:
        del chat_id, paid
        self.waiting += 1
        await self._opened.wait()

    def open(self) -> None:
        self._opened.set()

    async def crowd(self) -> None:
        async with asyncio.timeout(10):
            while not self.waiting:
                await asyncio.sleep(0.005)


@pytest.mark.parametrize("end", ["paused", "cancelled", "frozen"])
async def test_those_who_wait_at_the_gate_when_it_is_stopped_are_not_sent_to(
    db: Database, clock: Clock, telegram: ScriptedTelegram, end: str
) -> None:
    await readers(db, 8)
    made = await sending(db)
    gate = ShutGate(clock)
    async with running(sender_over(db, telegram, clock, gate)):
        await gate.crowd()
        match end:
            case "paused":
                await move(db, made, State.SENDING, State.PAUSED)
            case "cancelled":
                await move(db, made, State.SENDING, State.CANCELLED)
                async with db.write() as tx:
                    await planning.call_off(tx, made, NOW)
            case _:
                async with db.write() as tx:
                    await lockdown.freeze(tx, db.seal.seal(BORIS), NOW)
        await asyncio.sleep(0.2)
        gate.open()
        # What is put back after it was cancelled is called off by the planner.
        left = {Status.CANCELLED: 3, Status.WAITING: 5} if end == "cancelled" else {Status.WAITING: 8}
        await until_tally(db, made, left)

    assert telegram.delivered == []


async def test_a_stop_does_not_wait_for_those_at_the_gate(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    await readers(db, 8)
    made = await sending(db)
    gate = ShutGate(clock)
    async with running(sender_over(db, telegram, clock, gate)) as stop:
        await gate.crowd()
        stop.set()

    assert telegram.delivered == []
    assert await tally(db, made) == {Status.WAITING: 8}


class Unknown(ScriptedTelegram):
    """A Telegram that does not know the token any more after the fifth send."""

    async def deliver(self, chat_id: int, letter: Letter) -> Outcome:
        if len(self.delivered) >= 5:
            raise HopelessError("put the right token in")
        return await super().deliver(chat_id, letter)


async def test_what_no_send_can_mend_ends_the_sender_with_everything_written_down(db: Database, clock: Clock) -> None:
    await readers(db, 20)
    made = await sending(db)
    telegram = Unknown()

    with pytest.raises(HopelessError, match="right token"):
        async with asyncio.timeout(10):
            await sender_over(db, telegram, clock).run(asyncio.Event())

    assert await tally(db, made) == {Status.SENT: 5, Status.WAITING: 15}


async def test_a_wait_at_the_gate_longer_than_a_night_is_no_attempt_lost(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    await readers(db, 1)
    made = await sending(db)
    gate = Pacer(25, clock.seconds, clock.sleep)
    gate.flood(timedelta(minutes=30).total_seconds(), None)

    await drain(sender_over(db, telegram, clock, gate), clock, seconds=1900)

    assert telegram.times() == {FIRST: 1}
    assert await tally(db, made) == {Status.SENT: 1}
