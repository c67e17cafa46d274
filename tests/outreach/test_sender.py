"""Who is sent what, and what becomes of each row of the outbox, one round at a time."""

from datetime import timedelta

import pytest

from bot.domain.announcement import Audience, WhenUncertain
from bot.domain.delivery import Gone, Migrated, Status
from bot.domain.interests import Interests, Kind
from bot.domain.member import Standing
from bot.domain.places import Language
from bot.store import members, outbox, visits
from bot.store.database import Database
from bot.ui.announce_message import delivered
from tests.outreach.scenes import (
    FIRST,
    Clock,
    ScriptedTelegram,
    drain,
    readers,
    sender_over,
    sending,
    stored,
    tally,
)
from tests.visits import NOW, translator


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
    announcement = await stored(db, made)
    assert dict(telegram.delivered)[20_000] == delivered(translator("kk"), announcement, Language.KK)
    assert dict(telegram.delivered)[FIRST] == delivered(translator("ru"), announcement, Language.RU)
    assert await tally(db, made) == {Status.SENT: 20}
    assert telegram.most_in_air == 5


async def test_a_reader_without_a_text_of_their_own_gets_the_next_best(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    await readers(db, 1, Language.TG)
    made = await sending(db, {Language.RU: "Дорогие коллеги"})

    await drain(sender_over(db, telegram, clock), clock)

    assert telegram.delivered[0][1] == delivered(translator("tg"), await stored(db, made), Language.RU)


async def test_each_copy_is_made_ready_once_a_language(db: Database, clock: Clock, telegram: ScriptedTelegram) -> None:
    await readers(db, 10)
    await readers(db, 10, Language.UZ, first=20_000)
    announcement = await stored(db, await sending(db))

    await drain(sender_over(db, telegram, clock), clock)

    assert telegram.prepared == [delivered(translator(reader), announcement, Language.RU) for reader in ("ru", "uz")]


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
