"""Whom a card is for when its author may not announce any more or is out of reach: a late question always asks."""

from datetime import timedelta

import pytest

from bot.domain.announcement import State
from bot.domain.member import Role
from bot.domain.places import Language
from bot.domain.progress import Progress
from bot.outreach.cards import TRIES, Cards
from bot.store import drafts, members, staff
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
        "an announcement is late and there is nobody to ask: its author is gone, and no owner is set"
    ]
