"""The author's progress message: one message, edited in place, as seldom as will do, and the end told once."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.announcement import INTERRUPTED, UNAPPROVED, State
from bot.domain.delivery import Status
from bot.domain.places import Country, Language
from bot.outreach.cards import LOOK_AGAIN, REST, TRIES, Cards
from bot.store import announcements, drafts, lockdown, members, outbox, progress
from bot.store.announcements import Card
from bot.store.database import Database
from bot.store.outbox import Settlement
from bot.ui import announce
from bot.ui.screen import Screen
from tests.outreach.scenes import Clock, ScriptedTelegram, move, readers, scheduled, sending, stored
from tests.visits import BORIS, NOW, OLGA, join, translator


def cards_over(db: Database, telegram: ScriptedTelegram) -> Cards:
    return Cards(db, telegram, translator, Language.RU, (), seconds=lambda: 0.0)


async def expected(db: Database, made: int, language: str = "ru", rate: float | None = None) -> Screen:
    about = await stored(db, made)
    async with db.read() as c:
        found = await progress.read(c, about, NOW)
    return announce.card(translator(language), about, replace(found, rate=rate), NOW)


async def settle_one(db: Database) -> None:
    async with db.write() as tx:
        rows = await outbox.claim(tx, 1, NOW, timedelta(minutes=2))
        await outbox.settle(tx, [Settlement(row.id, Status.SENT) for row in rows], NOW)


async def card_of(db: Database, made: int) -> Card:
    async with db.read() as c:
        return next(card for card in await announcements.cards(c) if card.announcement.id == made)


async def test_the_author_sees_it_begin_in_their_language(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    await join(db, BORIS, Language.KK)
    await readers(db, 3)
    made = await sending(db)

    await cards_over(db, telegram).refresh(clock())

    assert telegram.cards == [(BORIS, await expected(db, made, "kk"), None)]


async def test_progress_is_edited_in_place_and_not_more_often_than_every_three_seconds(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    await readers(db, 12)
    made = await sending(db)
    cards = cards_over(db, telegram)
    for _ in range(10):
        await cards.refresh(clock())
        await settle_one(db)
        clock.go_on(1)

    assert [message_id for _, _, message_id in telegram.cards] == [None, 501, 501, 501]
    assert len({screen.text for _, screen, _ in telegram.cards}) == 4
    assert telegram.cards[0][1] != await expected(db, made)


async def test_a_clock_that_is_set_back_stops_no_card(db: Database, clock: Clock, telegram: ScriptedTelegram) -> None:
    await readers(db, 12)
    await sending(db)
    cards = cards_over(db, telegram)
    await cards.refresh(clock())
    for _ in range(6):
        await settle_one(db)
    clock.go_on(-7200)

    await cards.refresh(clock())

    assert [message_id for _, _, message_id in telegram.cards] == [None, 501]


async def test_nothing_is_edited_into_what_it_is_already(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    await readers(db, 3)
    await sending(db)
    cards = cards_over(db, telegram)
    for _ in range(30):
        await cards.refresh(clock())
        clock.go_on(1)

    assert len(telegram.cards) == 1


async def test_the_rate_is_that_of_the_last_interval_and_the_end_is_on_the_authors_clock(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    await join(db, BORIS, Language.EN, Country.KZ)
    await readers(db, 12)
    await sending(db)
    cards = cards_over(db, telegram)
    await cards.refresh(clock())
    assert "Current speed:" not in telegram.cards[-1][1].text

    for _ in range(6):
        await settle_one(db)
    clock.go_on(3)
    await cards.refresh(clock())

    assert "Current speed: 2 messages a second." in telegram.cards[-1][1].text
    # 12 and the author, who is a member too, are 13: 7 wait at 2 a second.
    assert "Expected to end: November 23, 2026, 14:01 (UTC+5), Almaty." in telegram.cards[-1][1].text


async def test_counting_a_million_takes_its_time_and_is_left_alone_the_longer(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    await readers(db, 60)
    await sending(db)
    ticking = iter(n * 0.2 for n in range(1000))
    cards = Cards(db, telegram, translator, Language.RU, (), seconds=lambda: next(ticking))
    looks: list[int] = []
    for second in range(41):
        await cards.refresh(clock())
        if len(telegram.cards) > len(looks):
            looks.append(second)
        await settle_one(db)
        clock.go_on(1)

    assert looks == [0, 10, 20, 30, 40]
    assert 0.2 * REST == 10


async def test_a_lockdown_is_said_while_it_holds(db: Database, clock: Clock, telegram: ScriptedTelegram) -> None:
    await join(db, BORIS, Language.EN)
    await readers(db, 3)
    await sending(db)
    cards = cards_over(db, telegram)
    async with db.write() as tx:
        await lockdown.freeze(tx, db.seal.seal(BORIS), NOW)
    await cards.refresh(clock())

    assert "frozen" in telegram.cards[-1][1].text


async def test_a_pause_by_staff_is_shown_at_once(db: Database, clock: Clock, telegram: ScriptedTelegram) -> None:
    await readers(db, 3)
    made = await sending(db)
    cards = cards_over(db, telegram)
    await cards.refresh(clock())

    await move(db, made, State.SENDING, State.PAUSED)
    await cards.refresh(clock())

    assert telegram.cards[-1] == (BORIS, await expected(db, made), 501)


@pytest.mark.parametrize("why", ["can't parse entities", INTERRUPTED])
async def test_a_pause_that_nobody_wanted_is_a_new_message_of_which_telegram_notifies(
    db: Database, clock: Clock, telegram: ScriptedTelegram, why: str
) -> None:
    await readers(db, 3)
    made = await sending(db)
    await cards_over(db, telegram).refresh(clock())

    async with db.write() as tx:
        await announcements.move(tx, made, State.SENDING, State.PAUSED, why)
    for _ in range(3):  # across restarts too
        await cards_over(db, telegram).refresh(clock())
    await move(db, made, State.PAUSED, State.SENDING)
    await cards_over(db, telegram).refresh(clock())

    assert [message_id for _, _, message_id in telegram.cards] == [None, None, 502]
    assert telegram.cards[1][1] != telegram.cards[0][1]


async def test_refused_again_between_two_looks_it_asks_again(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    await readers(db, 3)
    made = await sending(db)
    await cards_over(db, telegram).refresh(clock())
    for _ in range(2):
        async with db.write() as tx:
            await announcements.move(tx, made, State.SENDING, State.PAUSED, "can't parse entities")
        for _ in range(2):
            await cards_over(db, telegram).refresh(clock())
        await move(db, made, State.PAUSED, State.SENDING)

    await cards_over(db, telegram).refresh(clock())

    assert [message_id for _, _, message_id in telegram.cards] == [None, None, None, 503]


@pytest.mark.parametrize("end", [State.DONE, State.CANCELLED])
async def test_resumed_and_over_between_two_looks_it_is_shown_where_it_was(
    db: Database, clock: Clock, telegram: ScriptedTelegram, end: State
) -> None:
    await readers(db, 1)
    made = await sending(db)
    await move(db, made, State.SENDING, State.PAUSED)
    await cards_over(db, telegram).refresh(clock())
    await move(db, made, State.PAUSED, State.SENDING)
    await move(db, made, State.SENDING, end)

    for _ in range(2):
        await cards_over(db, telegram).refresh(clock())

    assert [message_id for _, _, message_id in telegram.cards] == [None, 501]


@pytest.mark.parametrize("why", [None, UNAPPROVED])
async def test_a_late_one_asks_each_time_though_it_says_the_same(
    db: Database, clock: Clock, telegram: ScriptedTelegram, why: str | None
) -> None:
    made = await scheduled(db)
    for day in range(1, 4):
        async with db.write() as tx:
            await announcements.move(tx, made, State.SCHEDULED, State.LATE, why)
        for _ in range(2):
            await cards_over(db, telegram).refresh(clock())
        async with db.write() as tx:
            await drafts.schedule(tx, made, NOW + timedelta(days=day), "UTC")

    assert [message_id for _, _, message_id in telegram.cards] == [None, None, None]


async def test_what_was_in_flight_at_the_pause_is_counted_soon(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    await readers(db, 3)
    made = await sending(db)
    cards = cards_over(db, telegram)
    async with db.write() as tx:
        rows = await outbox.claim(tx, 1, NOW, timedelta(minutes=2))
    await move(db, made, State.SENDING, State.PAUSED)
    await cards.refresh(clock())
    async with db.write() as tx:
        await outbox.settle(tx, [Settlement(rows[0].id, Status.SENT)], NOW)

    clock.go_on(LOOK_AGAIN[State.PAUSED].total_seconds())
    await cards.refresh(clock())

    assert len(telegram.cards) == 2
    assert telegram.cards[-1][1] == await expected(db, made)


@pytest.mark.parametrize("end", [State.DONE, State.CANCELLED])
async def test_the_end_is_told_once_also_across_restarts(
    db: Database, clock: Clock, telegram: ScriptedTelegram, end: State
) -> None:
    await readers(db, 1)
    made = await sending(db)
    await cards_over(db, telegram).refresh(clock())
    await move(db, made, State.SENDING, end)

    for _ in range(3):
        cards = cards_over(db, telegram)
        await cards.refresh(clock())
        clock.go_on(100)
        await cards.refresh(clock())

    assert [message_id for _, _, message_id in telegram.cards] == [None, 501]
    assert telegram.cards[-1][1] == await expected(db, made)


async def test_a_restart_goes_on_with_the_same_message(db: Database, clock: Clock, telegram: ScriptedTelegram) -> None:
    await readers(db, 3)
    await sending(db)
    await cards_over(db, telegram).refresh(clock())
    await settle_one(db)

    await cards_over(db, telegram).refresh(clock())

    assert [message_id for _, _, message_id in telegram.cards] == [None, 501]


async def test_a_late_one_asks(db: Database, clock: Clock, telegram: ScriptedTelegram) -> None:
    made = await scheduled(db)
    await move(db, made, State.SCHEDULED, State.LATE)

    await cards_over(db, telegram).refresh(clock())

    assert telegram.cards == [(BORIS, await expected(db, made), None)]


async def test_an_author_who_is_gone_is_asked_for_nothing(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    await readers(db, 1)
    made = await sending(db)
    async with db.write() as tx:
        await members.forget(tx, db.seal.seal(BORIS))
    cards = cards_over(db, telegram)

    await cards.refresh(clock())
    await move(db, made, State.SENDING, State.DONE)
    await cards.refresh(clock())

    assert telegram.cards == []
    async with db.read() as c:
        assert await announcements.cards(c) == []


async def test_where_the_author_is_gone_owners_hear_of_a_pause_that_nobody_wanted(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    await readers(db, 1)
    made = await sending(db)
    async with db.write() as tx:
        await members.forget(tx, db.seal.seal(BORIS))
        await announcements.move(tx, made, State.SENDING, State.PAUSED, "can't parse entities")

    for _ in range(2):
        await Cards(db, telegram, translator, Language.RU, (OLGA,)).refresh(clock())

    assert [(who, message_id) for who, _, message_id in telegram.cards] == [(OLGA, None)]


async def test_an_author_who_cannot_be_reached_is_tried_a_few_times_in_each_state(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    await readers(db, 1)
    made = await sending(db)
    telegram.unreachable = True
    cards = cards_over(db, telegram)
    for _ in range(30):
        await cards.refresh(clock())
        clock.go_on(3)
    assert len(telegram.cards) == TRIES

    telegram.unreachable = False
    await move(db, made, State.SENDING, State.DONE)
    await cards.refresh(clock())

    assert len(telegram.cards) == TRIES + 1
    assert telegram.cards[-1][1] == await expected(db, made)


async def test_a_report_that_could_not_be_shown_is_shown_later(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    await readers(db, 1)
    made = await sending(db)
    cards = cards_over(db, telegram)
    await cards.refresh(clock())
    await move(db, made, State.SENDING, State.DONE)
    telegram.unreachable = True
    await cards.refresh(clock())
    telegram.unreachable = False

    clock.go_on(60)
    await cards.refresh(clock())

    assert [message_id for _, _, message_id in telegram.cards] == [None, 501, 501]
    async with db.read() as c:
        assert await announcements.cards(c) == []


class Hanging(ScriptedTelegram):
    """A Telegram that does not answer about one announcement."""

    def __init__(self, mute: str) -> None:
        super().__init__()
        self._mute = mute

    async def show_card(self, chat_id: int, screen: Screen, message_id: int | None) -> int | None:
        if self._mute in screen.text:
            await asyncio.Event().wait()
        return await super().show_card(chat_id, screen, message_id)


async def test_one_that_hangs_does_not_keep_the_others_waiting(
    db: Database, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.outreach.cards.PATIENCE", 0.05)
    await readers(db, 1)
    hangs, other = await sending(db), await sending(db)
    async with db.write() as tx:
        await announcements.move(tx, hangs, State.SENDING, State.PAUSED, "it hangs")
    telegram = Hanging("it hangs")

    await cards_over(db, telegram).refresh(clock())

    assert telegram.cards == [(BORIS, await expected(db, other), None)]
    assert (await card_of(db, hangs)).shown is None
    assert (await card_of(db, other)).message_id == 501
