"""Waits that Telegram names, networks that fail, and answers that are lost."""

from datetime import timedelta
from itertools import pairwise

import pytest

from bot.domain.announcement import WhenUncertain
from bot.domain.delivery import Later, Scope, Sent, Status, Uncertain
from bot.outreach.pacer import Pacer
from bot.outreach.ports import FloodedError
from bot.outreach.verdicts import MOST_RESENDS
from bot.store import floods
from bot.store.database import Database
from tests.outreach.scenes import (
    FIRST,
    Clock,
    ScriptedTelegram,
    drain,
    readers,
    sender_over,
    sending,
    tally,
)
from tests.visits import NOW


async def test_a_wait_for_one_chat_leaves_it_alone_and_goes_on_with_the_others(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    await readers(db, 10)
    telegram.script = {FIRST: [Later(30.4, Scope.CHAT), Sent(1)]}
    first, second = await sending(db), await sending(db)
    sender = sender_over(db, telegram, clock)

    await drain(sender, clock, seconds=30)

    assert telegram.times() == {FIRST: 1} | dict.fromkeys(range(FIRST + 1, FIRST + 10), 2)
    assert await tally(db, first) == {Status.SENT: 9, Status.WAITING: 1}
    assert await tally(db, second) == {Status.SENT: 9, Status.WAITING: 1}
    await drain(sender, clock, seconds=4)
    assert await tally(db, first) == {Status.SENT: 10}
    assert await tally(db, second) == {Status.SENT: 10}


async def test_a_wait_for_everyone_stops_all_and_is_kept_across_a_restart(db: Database, clock: Clock) -> None:
    await readers(db, 10)
    gate = Pacer(25, clock.seconds, clock.sleep)
    telegram = ScriptedTelegram(gate)
    telegram.everyone = Later(3600.5, Scope.EVERYONE)
    made = await sending(db)
    await drain(sender_over(db, telegram, clock, gate), clock, seconds=10)
    touched = len(telegram.delivered)

    gate = Pacer(25, clock.seconds, clock.sleep)
    again = sender_over(db, telegram, clock, gate)
    telegram.everyone = None
    await drain(again, clock, seconds=60)

    assert touched <= 3
    assert len(telegram.delivered) == touched
    with pytest.raises(FloodedError):
        await gate.broadcast(FIRST)
    clock.go_on(3600.2 - clock.seconds())
    await drain(again, clock)
    assert len(telegram.delivered) == touched, "whole seconds in the tables must not shorten the wait"
    await drain(again, clock, seconds=3)
    assert await tally(db, made) == {Status.SENT: 10}


async def test_a_gate_that_is_shut_puts_the_row_back(db: Database, clock: Clock) -> None:
    await readers(db, 2)
    made = await sending(db)
    gate = Pacer(25, clock.seconds, clock.sleep)
    telegram = ScriptedTelegram(gate)
    gate.flood(5, FIRST)
    sender = sender_over(db, telegram, clock, gate)

    await drain(sender, clock)

    assert telegram.chats == [FIRST + 1]
    assert await tally(db, made) == {Status.WAITING: 1, Status.SENT: 1}
    await drain(sender, clock, seconds=7)
    assert await tally(db, made) == {Status.SENT: 2}


async def test_what_certainly_did_not_go_out_is_tried_again_more_and_more_rarely(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    await readers(db, 1)
    made = await sending(db)
    tries: list[float] = []

    def fail() -> Later:
        tries.append(clock.seconds())
        return Later(0.5)

    telegram.script = {FIRST: [fail]}
    sender = sender_over(db, telegram, clock)
    await drain(sender, clock, seconds=250)

    gaps = [round(b - a) for a, b in pairwise(tries)]
    assert gaps == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    telegram.script = {}
    await drain(sender, clock, seconds=61)
    assert await tally(db, made) == {Status.SENT: 1}


async def test_an_outage_does_not_burn_through_the_list(db: Database, clock: Clock, telegram: ScriptedTelegram) -> None:
    await readers(db, 100)
    made = await sending(db)
    telegram.everyone = Uncertain()
    sender = sender_over(db, telegram, clock)

    await drain(sender, clock, seconds=60)

    assert (await tally(db, made))[Status.UNCERTAIN] < 45
    telegram.everyone = None
    await drain(sender, clock, seconds=12)
    assert (await tally(db, made)).keys() == {Status.UNCERTAIN, Status.SENT}


async def test_accidents_between_arrivals_do_not_slow_it_down(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    people = await readers(db, 60)
    telegram.script = {who: [Uncertain()] for who in people if who % 3}
    made = await sending(db)

    await drain(sender_over(db, telegram, clock), clock)

    assert await tally(db, made) == {Status.SENT: 20, Status.UNCERTAIN: 40}


async def test_a_lost_answer_is_left_uncertain_when_so_chosen(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    await readers(db, 3)
    telegram.script = {FIRST: [Uncertain(), Sent(1)]}
    made = await sending(db, policy=WhenUncertain.LEAVE)

    await drain(sender_over(db, telegram, clock), clock, seconds=70)

    assert await tally(db, made) == {Status.UNCERTAIN: 1, Status.SENT: 2}
    assert telegram.times()[FIRST] == 1


async def test_a_lost_answer_is_followed_by_another_send_when_so_chosen(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    await readers(db, 3)
    telegram.script = {FIRST: [Uncertain(), Sent(1)]}
    made = await sending(db, policy=WhenUncertain.RESEND)

    await drain(sender_over(db, telegram, clock), clock, seconds=3)

    assert await tally(db, made) == {Status.SENT: 3}
    assert telegram.times()[FIRST] == 2


async def test_nobody_is_sent_the_same_for_ever(db: Database, clock: Clock, telegram: ScriptedTelegram) -> None:
    await readers(db, 1)
    telegram.script = {FIRST: [Uncertain()]}
    made = await sending(db, policy=WhenUncertain.RESEND)

    await drain(sender_over(db, telegram, clock), clock, seconds=400)

    assert await tally(db, made) == {Status.UNCERTAIN: 1}
    assert telegram.times() == {FIRST: 1 + MOST_RESENDS}


async def test_a_wait_is_written_down_for_the_next_start(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    await readers(db, 2)
    await sending(db)
    telegram.script = {FIRST: [Later(120, Scope.CHAT)]}

    await drain(sender_over(db, telegram, clock), clock)

    async with db.read() as c:
        kept = await floods.active(c, clock())
    assert [(one.person, one.until) for one in kept] == [(db.seal.seal(FIRST), NOW + timedelta(seconds=120))]
