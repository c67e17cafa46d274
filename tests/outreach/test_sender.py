"""What becomes of each row of the outbox, one round at a time."""

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

from bot.domain.announcement import Audience, State, WhenUncertain
from bot.domain.delivery import Gone, Later, Migrated, Refused, Scope, Sent, Status, Uncertain
from bot.domain.interests import Interests, Kind
from bot.domain.member import Standing
from bot.domain.places import Language
from bot.i18n.translator import Translator
from bot.outreach.pacer import Pacer
from bot.outreach.ports import FloodedError
from bot.outreach.verdicts import MOST_RESENDS
from bot.store import floods, members, outbox, visits
from bot.store.database import Database
from bot.store.outbox import Claimed
from bot.ui import announce
from bot.ui.screen import Screen
from tests.outreach.scenes import (
    FIRST,
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
from tests.visits import NOW, translator


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def telegram() -> ScriptedTelegram:
    return ScriptedTelegram()


async def standing_of(db: Database, who: int) -> Standing:
    async with db.read() as c:
        known = await visits.load(c, db.seal.seal(who), NOW)
    assert known.member is not None
    return known.member.standing


async def test_everybody_gets_it_once_in_their_language(db: Database, clock: Clock, telegram: ScriptedTelegram) -> None:
    russians = await readers(db, 12)
    kazakhs = await readers(db, 8, Language.KK, first=20_000)
    made = await sending(db, {Language.RU: "Дорогие коллеги", Language.KK: "Құрметті әріптестер"})

    await drain(sender_over(db, telegram, clock), clock)

    assert telegram.times() == dict.fromkeys([*russians, *kazakhs], 1)
    assert dict(telegram.delivered)[20_000] == announce.delivered(
        translator("kk"), "Құрметті әріптестер", {Kind.ANNOUNCEMENT}
    )
    assert dict(telegram.delivered)[FIRST] == announce.delivered(
        translator("ru"), "Дорогие коллеги", {Kind.ANNOUNCEMENT}
    )
    assert await tally(db, made) == {Status.SENT: 20}
    assert telegram.most_in_air == 5


async def test_a_reader_without_a_text_of_their_own_gets_the_next_best(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    await readers(db, 1, Language.TG)
    await sending(db, {Language.RU: "Дорогие коллеги"})

    await drain(sender_over(db, telegram, clock), clock)

    assert telegram.delivered[0][1] == announce.delivered(translator("tg"), "Дорогие коллеги", {Kind.ANNOUNCEMENT})


async def test_each_copy_is_rendered_once_a_language(
    db: Database, clock: Clock, telegram: ScriptedTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendered: list[str] = []
    render = announce.delivered

    def delivered(t: Translator, html: str, kinds: Collection[Kind]) -> Screen:
        rendered.append(t.language)
        return render(t, html, kinds)

    monkeypatch.setattr(announce, "delivered", delivered)
    await readers(db, 10)
    await readers(db, 10, Language.UZ, first=20_000)
    await sending(db)

    await drain(sender_over(db, telegram, clock), clock)

    assert sorted(rendered) == ["ru", "uz"]


async def test_who_blocked_the_bot_is_marked_and_not_written_to_again(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    await readers(db, 3)
    telegram.script = {FIRST: [Gone()], FIRST + 1: [Gone(deactivated=True)]}
    first, second = await sending(db), await sending(db)

    await drain(sender_over(db, telegram, clock), clock)

    assert await standing_of(db, FIRST) is Standing.BLOCKED
    assert await standing_of(db, FIRST + 1) is Standing.GONE
    assert await tally(db, first) == {Status.GONE: 2, Status.SENT: 1}
    assert await tally(db, second) == {Status.SKIPPED: 2, Status.SENT: 1}
    assert telegram.times() == {FIRST: 1, FIRST + 1: 1, FIRST + 2: 2}


@pytest.mark.parametrize("change", ["unsubscribed", "paused", "stopped"])
async def test_who_changed_their_mind_in_the_meantime_is_skipped(
    db: Database, clock: Clock, telegram: ScriptedTelegram, change: str
) -> None:
    await readers(db, 3)
    made = await sending(db, audience=Audience(kinds=frozenset({Kind.ANNOUNCEMENT, Kind.GRANT})))
    person = db.seal.seal(FIRST)
    async with db.write() as tx:
        match change:
            case "unsubscribed":
                await members.set_interests(tx, person, Interests(frozenset({Kind.NEWS})))
            case "paused":
                await members.set_paused(tx, person, paused=True)
            case _:
                await members.set_standing(tx, person, Standing.STOPPED)

    await drain(sender_over(db, telegram, clock), clock)

    assert FIRST not in telegram.chats
    assert await tally(db, made) == {Status.SKIPPED: 1, Status.SENT: 2}


async def test_who_still_wants_one_of_the_kinds_gets_it(db: Database, clock: Clock, telegram: ScriptedTelegram) -> None:
    await readers(db, 1)
    made = await sending(db, audience=Audience(kinds=frozenset({Kind.ANNOUNCEMENT, Kind.GRANT})))
    async with db.write() as tx:
        await members.set_interests(tx, db.seal.seal(FIRST), Interests(frozenset({Kind.GRANT})))

    await drain(sender_over(db, telegram, clock), clock)

    assert await tally(db, made) == {Status.SENT: 1}


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


async def test_a_wait_for_everyone_stops_all_and_is_kept_across_a_restart(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    await readers(db, 10)
    telegram.everyone = Later(3600.5, Scope.EVERYONE)
    made = await sending(db)
    await drain(sender_over(db, telegram, clock), clock, seconds=10)
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


@pytest.mark.parametrize(("state", "left"), [(State.PAUSED, Status.WAITING), (State.CANCELLED, Status.SKIPPED)])
async def test_what_stops_between_claim_and_send_is_not_sent(
    db: Database,
    clock: Clock,
    telegram: ScriptedTelegram,
    monkeypatch: pytest.MonkeyPatch,
    state: State,
    left: Status,
) -> None:
    await readers(db, 1)
    made = await sending(db)
    claim = outbox.claim

    async def claim_late(*given: Any) -> list[Claimed]:
        return [replace(row, state=state) for row in await claim(*given)]

    monkeypatch.setattr(outbox, "claim", claim_late)
    await sender_over(db, telegram, clock).step(clock())

    assert telegram.delivered == []
    assert await tally(db, made) == {left: 1}


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


async def test_three_refusals_pause_the_announcement_and_touch_nobody_else(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    await readers(db, 20)
    telegram.everyone = Refused("can't parse entities")
    made = await sending(db)
    sender = sender_over(db, telegram, clock)

    await drain(sender, clock, seconds=3)

    assert (await stored(db, made)).state is State.PAUSED
    assert (await stored(db, made)).pause_reason == "can't parse entities"
    assert await tally(db, made) == {Status.REFUSED: 3, Status.WAITING: 17}
    assert len(telegram.delivered) == 3


async def test_an_announcement_that_was_mended_goes_on_after_the_pause(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    await readers(db, 20)
    telegram.everyone = Refused("can't parse entities")
    made = await sending(db)
    sender = sender_over(db, telegram, clock)
    await drain(sender, clock)
    telegram.everyone = None

    await move(db, made, State.PAUSED, State.SENDING)
    await drain(sender, clock)

    assert await tally(db, made) == {Status.REFUSED: 3, Status.SENT: 17}


async def test_a_trial_begins_anew_even_when_it_goes_on_at_once(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    await readers(db, 9)
    telegram.everyone = Refused("can't parse entities")
    made = await sending(db)
    sender = sender_over(db, telegram, clock)
    await sender.step(clock())
    telegram.everyone = None

    await move(db, made, State.PAUSED, State.SENDING)
    await drain(sender, clock)

    assert await tally(db, made) == {Status.REFUSED: 3, Status.SENT: 6}


async def test_one_broken_text_among_good_ones_pauses_too(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    kazakhs = range(20_000, 20_006)
    for who in range(6):  # one after the other, so that no two refusals follow each other
        await readers(db, 1, first=FIRST + who)
        await readers(db, 1, Language.KK, first=20_000 + who)
    telegram.script = {who: [Refused("unclosed tag")] for who in kazakhs}
    made = await sending(db, {Language.RU: "Коллеги", Language.KK: "<b>Әріптестер"})

    await drain(sender_over(db, telegram, clock), clock, seconds=3)

    assert (await stored(db, made)).state is State.PAUSED
    assert (await tally(db, made))[Status.REFUSED] == 3


async def test_refusals_with_different_reasons_do_not_pause(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    await readers(db, 6)
    telegram.script = {FIRST + n: [Refused(f"reason {n}")] for n in range(4)}
    made = await sending(db)

    await drain(sender_over(db, telegram, clock), clock, seconds=3)

    assert (await stored(db, made)).state is State.SENDING
    assert await tally(db, made) == {Status.REFUSED: 4, Status.SENT: 2}


async def test_an_unforeseen_failure_is_a_lost_answer_and_pauses_when_it_repeats(
    db: Database, clock: Clock, telegram: ScriptedTelegram, caplog: pytest.LogCaptureFixture
) -> None:
    await readers(db, 10)
    telegram.everyone = KeyError("secret of 1001")
    made = await sending(db)

    await drain(sender_over(db, telegram, clock), clock, seconds=30)

    assert (await stored(db, made)).pause_reason == "KeyError"
    assert await tally(db, made) == {Status.UNCERTAIN: 3, Status.WAITING: 7}
    assert "KeyError" in caplog.text
    assert "secret" not in caplog.text


async def test_a_text_that_cannot_be_rendered_pauses_before_anybody_is_touched(
    db: Database, clock: Clock, telegram: ScriptedTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise LookupError

    monkeypatch.setattr(announce, "delivered", fail)
    await readers(db, 3)
    made = await sending(db)

    await drain(sender_over(db, telegram, clock), clock)

    assert (await stored(db, made)).pause_reason == "LookupError"
    assert await tally(db, made) == {Status.WAITING: 3}


async def test_a_chat_that_moved_is_followed_once(db: Database, clock: Clock, telegram: ScriptedTelegram) -> None:
    await readers(db, 2)
    telegram.script = {FIRST: [Migrated(-77)], FIRST + 1: [Migrated(-88)], -88: [Migrated(-99)]}
    made = await sending(db)

    await drain(sender_over(db, telegram, clock), clock)

    assert telegram.times() == {FIRST: 1, -77: 1, FIRST + 1: 1, -88: 1}
    assert await tally(db, made) == {Status.SENT: 1, Status.REFUSED: 1}


async def test_two_announcements_at_once_reach_everybody_and_meet_nowhere(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    people = await readers(db, 7)
    first, second = await sending(db), await sending(db, {Language.RU: "И ещё"})

    await drain(sender_over(db, telegram, clock), clock)

    assert telegram.times() == dict.fromkeys(people, 2)
    assert await tally(db, first) == await tally(db, second) == {Status.SENT: 7}


async def test_one_person_is_never_sent_two_things_at_the_same_time(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    await readers(db, 1)
    await sending(db)
    await sending(db)

    await drain(sender_over(db, telegram, clock), clock)

    assert telegram.times() == {FIRST: 2}
    assert telegram.most_in_air == 1


async def test_what_a_dead_process_left_begun_is_settled_by_the_policy(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    await readers(db, 4)
    left = await sending(db, policy=WhenUncertain.LEAVE)
    async with db.write() as tx:
        await outbox.claim(tx, 3, NOW, timedelta(minutes=2))
    resent = await sending(db, policy=WhenUncertain.RESEND)

    await drain(sender_over(db, telegram, clock), clock)

    assert await tally(db, left) == {Status.UNCERTAIN: 3, Status.SENT: 1}
    assert await tally(db, resent) == {Status.SENT: 4}


async def test_a_claim_whose_commit_was_never_confirmed_is_found_again(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    await readers(db, 2)
    sender = sender_over(db, telegram, clock)
    await drain(sender, clock)
    made = await sending(db)
    async with db.write() as tx:
        await outbox.claim(tx, 1, NOW, timedelta(minutes=2))

    await drain(sender, clock)
    assert await tally(db, made) == {Status.BEGUN: 1, Status.SENT: 1}
    await drain(sender, clock, seconds=185)

    assert await tally(db, made) == {Status.UNCERTAIN: 1, Status.SENT: 1}


async def test_a_wait_is_told_to_the_gate_and_written_down_for_the_next_start(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    await readers(db, 2)
    await sending(db)
    telegram.script = {FIRST: [Later(120, Scope.CHAT)]}
    gate = Pacer(25, clock.seconds, clock.sleep)

    await drain(sender_over(db, telegram, clock, gate), clock)

    with pytest.raises(FloodedError):
        await gate.broadcast(FIRST)
    await gate.broadcast(FIRST + 1)
    async with db.read() as c:
        kept = await floods.active(c, clock())
    assert [(one.person, one.until) for one in kept] == [(db.seal.seal(FIRST), NOW + timedelta(seconds=120))]
