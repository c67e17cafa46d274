"""Whom a card is for when its author may not announce any more or is out of reach: a late question always asks."""

from datetime import timedelta

import pytest

from bot.domain.announcement import Errand, State
from bot.domain.member import Role
from bot.domain.places import Language
from bot.domain.progress import Progress
from bot.outreach.cards import TRIES, Cards
from bot.store import announcements, by_itself, drafts, members, staff
from bot.store.database import Database
from bot.ui import announce
from bot.ui.screen import Screen
from tests.outreach.scenes import Clock, ScriptedTelegram, move, readers, scheduled, sending, stored
from tests.visits import BORIS, NOW, OLGA, join, translator

PAVEL = 5005  # the other owner


def cards_over(db: Database, telegram: ScriptedTelegram, *owners: int) -> Cards:
    return Cards(db, telegram, translator, Language.RU, owners, seconds=lambda: 0.0)


async def late(db: Database) -> int:
    made = await scheduled(db)
    await move(db, made, State.SCHEDULED, State.LATE)
    return made


async def question(db: Database, made: int, language: str = "ru") -> Screen:
    return announce.card(translator(language), await stored(db, made), Progress(), NOW)


async def dismiss_boris(db: Database) -> None:
    async with db.write() as tx:
        await staff.dismiss(tx, (await staff.everyone(tx))[0].id)


async def refresh_often(cards: Cards, clock: Clock, times: int = 10) -> None:
    for _ in range(times):
        await cards.refresh(clock())
        clock.go_on(60)


def asked(telegram: ScriptedTelegram) -> list[int]:
    return [chat_id for chat_id, _, _ in telegram.cards]


async def test_a_dismissed_author_follows_nothing_any_more(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    await readers(db, 3)
    await sending(db)
    await dismiss_boris(db)

    await refresh_often(cards_over(db, telegram, OLGA), clock)

    assert telegram.cards == []


async def test_an_author_who_became_an_editor_is_not_asked(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    await late(db)
    async with db.write() as tx:
        await staff.name(tx, db.seal.seal(BORIS), Role.EDITOR, NOW.date())

    await refresh_often(cards_over(db, telegram, OLGA), clock)

    assert asked(telegram) == [OLGA]


async def test_an_owner_is_asked_about_their_own_without_a_stored_role(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    await late(db)
    await dismiss_boris(db)

    await refresh_often(cards_over(db, telegram, BORIS, OLGA), clock)

    assert asked(telegram) == [BORIS]


async def test_every_owner_is_asked_once_in_their_own_language(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    await join(db, PAVEL, Language.UZ)
    made = await late(db)
    async with db.write() as tx:
        await members.forget(tx, db.seal.seal(BORIS))

    for _ in range(2):  # also across a restart
        await refresh_often(cards_over(db, telegram, OLGA, PAVEL), clock)

    assert sorted(telegram.cards, key=lambda card: card[0]) == [
        (OLGA, await question(db, made), None),
        (PAVEL, await question(db, made, "uz"), None),
    ]


async def test_an_author_asked_before_the_dismissal_leaves_the_question_to_the_owners(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    await late(db)
    cards = cards_over(db, telegram, OLGA)
    await refresh_often(cards, clock, 2)
    await dismiss_boris(db)

    await refresh_often(cards, clock)

    assert asked(telegram) == [BORIS, OLGA]


async def test_an_author_out_of_reach_is_tried_before_the_owners(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    await late(db)
    telegram.shut.add(BORIS)

    await refresh_often(cards_over(db, telegram, OLGA), clock)

    assert asked(telegram) == [BORIS] * TRIES + [OLGA]


async def test_it_is_asked_until_some_owner_is_reached(db: Database, clock: Clock, telegram: ScriptedTelegram) -> None:
    await late(db)
    await dismiss_boris(db)
    telegram.shut |= {OLGA, PAVEL}
    cards = cards_over(db, telegram, OLGA, PAVEL)
    await refresh_often(cards, clock, 2)
    telegram.shut.remove(PAVEL)

    await refresh_often(cards, clock)

    assert asked(telegram) == [OLGA, PAVEL] * 3


async def test_one_that_is_late_again_is_asked_about_again(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    made = await late(db)
    await dismiss_boris(db)
    cards = cards_over(db, telegram, OLGA)
    await refresh_often(cards, clock)
    async with db.write() as tx:
        assert await drafts.schedule(tx, made, NOW + timedelta(days=1), "UTC")
    await refresh_often(cards, clock, 2)
    await move(db, made, State.SCHEDULED, State.LATE)

    await refresh_often(cards, clock)

    assert asked(telegram) == [OLGA, OLGA]


async def test_without_owners_the_log_says_that_nobody_can_be_asked(
    db: Database, clock: Clock, telegram: ScriptedTelegram, caplog: pytest.LogCaptureFixture
) -> None:
    await late(db)
    await dismiss_boris(db)

    await refresh_often(cards_over(db, telegram), clock)

    assert telegram.cards == []
    assert [message for message in caplog.messages if "nobody to ask" in message] == [
        "an announcement waits for a decision and there is nobody to ask: no author, and no owner is set"
    ]


async def by_itself_paused(db: Database, reason: str | None) -> int:
    """An alert that nobody wrote, paused by Telegram's refusals, or by staff when there is no reason."""
    async with db.write() as tx:
        made = await by_itself.make(tx, Errand.ALERT, NOW, NOW)
        assert made is not None
        assert await announcements.move(tx, made, State.SCHEDULED, State.SENDING)
        assert await announcements.move(tx, made, State.SENDING, State.PAUSED, reason)
    return made


async def test_what_nobody_wrote_and_telegram_refuses_is_shown_to_the_owners_once(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    await by_itself_paused(db, "bad request")

    await refresh_often(cards_over(db, telegram, OLGA, PAVEL), clock)

    assert sorted(asked(telegram)) == [OLGA, PAVEL]


async def test_what_telegram_refuses_again_after_it_was_resumed_is_asked_again(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    made = await by_itself_paused(db, "bad request")
    cards = cards_over(db, telegram, OLGA)
    await refresh_often(cards, clock)
    await move(db, made, State.PAUSED, State.SENDING)
    await refresh_often(cards, clock)
    async with db.write() as tx:
        assert await announcements.move(tx, made, State.SENDING, State.PAUSED, "bad request")

    await refresh_often(cards, clock)

    assert asked(telegram) == [OLGA, OLGA]


async def test_what_staff_paused_themselves_is_shown_to_nobody(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    await by_itself_paused(db, None)

    await refresh_often(cards_over(db, telegram, OLGA), clock)

    assert telegram.cards == []


async def sent_by_itself(db: Database, state: State) -> int:
    async with db.write() as tx:
        made = await by_itself.make(tx, Errand.ALERT, NOW, NOW)
        assert made is not None
        for now, to in ((State.SCHEDULED, State.SENDING), (State.SENDING, state)):
            await announcements.move(tx, made, now, to)
    return made


@pytest.mark.parametrize("state", [State.SENDING, State.DONE])
async def test_nobody_follows_what_the_bot_sends_by_itself(
    db: Database, clock: Clock, telegram: ScriptedTelegram, state: State
) -> None:
    made = await sent_by_itself(db, state)

    await refresh_often(cards_over(db, telegram, OLGA), clock)

    assert telegram.cards == []
    async with db.read() as c:
        assert made not in [card.announcement.id for card in await announcements.cards(c)]
