"""A process that begins to send: what stood still for more than an hour asks a human, what is fresh goes on."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.domain.announcement import INTERRUPTED, Errand, State, WhenUncertain
from bot.domain.delivery import Matter, Status
from bot.outreach.sender import LEASE
from bot.store import floods, interruptions, lockdown, outbox, planning, tables
from bot.store.database import Database
from tests.outreach.scenes import (
    Clock,
    ScriptedTelegram,
    drain,
    move,
    readers,
    sender_over,
    sending,
    stored,
    tally,
)
from tests.visits import BORIS

HOUR = timedelta(hours=1)
A_MINUTE = timedelta(minutes=1)
STILL_WAITING = (
    select(tables.member.c.person)
    .join(tables.outbox, tables.outbox.c.member_id == tables.member.c.id)
    .where(tables.outbox.c.status == Status.WAITING)
)


async def half_sent(db: Database, telegram: ScriptedTelegram, clock: Clock) -> int:
    """An announcement of which five of twelve have gone out when the process dies."""
    await readers(db, 12)
    made = await sending(db)
    await sender_over(db, telegram, clock).step(clock())
    assert len(telegram.delivered) == 5
    return made


async def put_in_flight(db: Database, clock: Clock, n: int) -> None:
    """So many of those that wait have just been begun when the process dies."""
    async with db.write() as tx:
        rows = await outbox.claim(tx, n, clock(), LEASE)
    assert len(rows) == n


async def test_a_send_cut_short_goes_on_by_itself_within_the_hour(
    db: Database, telegram: ScriptedTelegram, clock: Clock
) -> None:
    made = await half_sent(db, telegram, clock)
    clock.go_on((HOUR - A_MINUTE).total_seconds())

    await drain(sender_over(db, telegram, clock), clock)

    assert (await stored(db, made)).state is State.SENDING
    assert await tally(db, made) == {Status.SENT: 12}


async def test_after_more_than_an_hour_a_human_decides_and_nobody_gets_it_twice(
    db: Database, telegram: ScriptedTelegram, clock: Clock
) -> None:
    made = await half_sent(db, telegram, clock)
    clock.go_on((HOUR + A_MINUTE).total_seconds())
    sender = sender_over(db, telegram, clock)

    await drain(sender, clock)
    found = await stored(db, made)
    assert (found.state, found.pause_reason) == (State.PAUSED, INTERRUPTED)
    assert len(telegram.delivered) == 5
    await move(db, made, State.PAUSED, State.SENDING)
    await drain(sender, clock)

    assert set(telegram.times().values()) == {1}
    assert await tally(db, made) == {Status.SENT: 12}


async def test_what_was_in_doubt_when_the_process_died_is_no_sign_of_life(
    db: Database, telegram: ScriptedTelegram, clock: Clock
) -> None:
    made = await half_sent(db, telegram, clock)
    await put_in_flight(db, clock, 1)
    clock.go_on((HOUR + LEASE + A_MINUTE).total_seconds())

    await drain(sender_over(db, telegram, clock), clock)

    assert (await stored(db, made)).pause_reason == INTERRUPTED
    assert await tally(db, made) == {Status.SENT: 5, Status.UNCERTAIN: 1, Status.WAITING: 6}


async def test_what_waits_behind_another_send_is_as_fresh_as_that(
    db: Database, telegram: ScriptedTelegram, clock: Clock
) -> None:
    first = await half_sent(db, telegram, clock)
    second = await sending(db)
    for _ in range(2):
        clock.go_on((HOUR - A_MINUTE).total_seconds())
        await sender_over(db, telegram, clock).step(clock())

    assert len(telegram.delivered) == 15
    assert [(await stored(db, number)).state for number in (first, second)] == [State.SENDING, State.SENDING]


async def test_what_had_just_come_to_its_turn_was_not_interrupted(
    db: Database, telegram: ScriptedTelegram, clock: Clock
) -> None:
    await readers(db, 5)
    first, second = await sending(db), await sending(db)
    await sender_over(db, telegram, clock).step(clock())
    clock.go_on(2 * HOUR.total_seconds())
    async with db.write() as tx:
        assert await planning.end(tx, first, clock())
    clock.go_on(A_MINUTE.total_seconds())

    await drain(sender_over(db, telegram, clock), clock)

    assert (await stored(db, second)).state is State.SENDING
    assert await tally(db, second) == {Status.SENT: 5}


@pytest.mark.parametrize("why", ["flood", "lockdown", "later"])
async def test_what_had_to_wait_was_not_interrupted(
    db: Database, telegram: ScriptedTelegram, clock: Clock, why: str
) -> None:
    made = await half_sent(db, telegram, clock)
    async with db.write() as tx:
        match why:
            case "flood":
                await floods.remember(tx, None, clock() + 3 * HOUR)
            case "lockdown":
                await lockdown.freeze(tx, db.seal.seal(BORIS), clock())
            case _:
                waits = tables.outbox.c.status == Status.WAITING
                values = {"not_before": clock() + 2 * HOUR + A_MINUTE}
                await tx.execute(tables.outbox.update().where(waits).values(values))
    clock.go_on((3 * HOUR + A_MINUTE / 2).total_seconds())

    await drain(sender_over(db, telegram, clock), clock)

    assert (await stored(db, made)).state is State.SENDING


async def test_a_recall_goes_on_however_late(db: Database, telegram: ScriptedTelegram, clock: Clock) -> None:
    made = await half_sent(db, telegram, clock)
    async with db.write() as tx:
        known = tables.announcement.c.id == made
        await tx.execute(tables.announcement.update().where(known).values(errand=Errand.RECALL))
        await tx.execute(tables.outbox.update().values(matter=Matter.RECALL))
        assert await interruptions.interrupted(tx, clock() + 24 * HOUR) == []


@pytest.mark.parametrize("policy", WhenUncertain)
async def test_what_was_in_flight_is_not_sent_again_days_later_unasked(
    db: Database, telegram: ScriptedTelegram, clock: Clock, policy: WhenUncertain
) -> None:
    await readers(db, 3)
    made = await sending(db, policy=policy)
    await put_in_flight(db, clock, 3)
    clock.go_on(72 * HOUR.total_seconds())

    await drain(sender_over(db, telegram, clock), clock)

    assert telegram.delivered == []
    asks = policy is WhenUncertain.RESEND
    assert (await stored(db, made)).pause_reason == (INTERRUPTED if asks else None)
    assert await tally(db, made) == {Status.WAITING if asks else Status.UNCERTAIN: 3}


async def test_what_had_just_begun_after_a_long_rest_was_not_interrupted(
    db: Database, telegram: ScriptedTelegram, clock: Clock
) -> None:
    made = await half_sent(db, telegram, clock)
    clock.go_on(3 * HOUR.total_seconds())
    await put_in_flight(db, clock, 1)

    await drain(sender_over(db, telegram, clock), clock)

    assert (await stored(db, made)).state is State.SENDING


@pytest.mark.parametrize("is_reader", [False, True])
async def test_a_wait_for_one_chat_excuses_nobody_else(
    db: Database, telegram: ScriptedTelegram, clock: Clock, *, is_reader: bool
) -> None:
    made = await half_sent(db, telegram, clock)
    async with db.write() as tx:
        waiting = await tx.scalars(STILL_WAITING)
        who = list(waiting) if is_reader else [db.seal.seal(BORIS)]
        for person in who:
            await floods.remember(tx, person, clock() + 3 * HOUR)
    clock.go_on((3 * HOUR + A_MINUTE / 2).total_seconds())

    await drain(sender_over(db, telegram, clock), clock)

    assert (await stored(db, made)).pause_reason == (None if is_reader else INTERRUPTED)
