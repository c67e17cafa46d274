"""Freezing takes one press, the thaw two people."""

from datetime import timedelta

import pytest

from bot.domain.member import Role
from bot.handlers import lockdown
from bot.handlers.lockdown import TIME_TO_AGREE
from bot.handlers.visit import Next
from bot.store import lockdown as stored
from bot.store import staff
from bot.store.database import Database
from bot.ui.routes import Home
from bot.ui.staff_actions import Freeze, Thaw
from bot.ui.staff_routes import Lockdown
from tests.handlers.announced import everything
from tests.handlers.approving import DARIA, told
from tests.visits import BORIS, MALLORY, NOW, OLGA, visit

ASKED = Next(Lockdown(), toast="Somebody else has to agree within ten minutes.")
GOES_ON = Next(Lockdown(), toast="Sending goes on.")


@pytest.fixture
async def db(sqlite_db: Database) -> Database:
    """Olga is an owner, Boris and Daria are broadcasters."""
    async with sqlite_db.write() as tx:
        await staff.sync_owners(tx, [sqlite_db.seal.seal(OLGA)], NOW.date())
        for who in (BORIS, DARIA):
            await staff.name(tx, sqlite_db.seal.seal(who), Role.BROADCASTER, NOW.date())
    return sqlite_db


async def is_frozen(db: Database) -> bool:
    async with db.read() as c:
        return await stored.is_frozen(c)


async def test_one_press_freezes_and_tells_the_others_once(db: Database) -> None:
    for who in (BORIS, BORIS, OLGA):
        answer = await lockdown.freeze(await visit(db, who), Freeze())
        assert answer == Next(Lockdown(), toast="All sending is frozen.")

    assert await is_frozen(db)
    assert await told(db) == {OLGA: [Freeze()], DARIA: [Freeze()]}


async def test_two_people_thaw(db: Database) -> None:
    await lockdown.freeze(await visit(db, BORIS), Freeze())

    assert [await lockdown.thaw(await visit(db, BORIS), Thaw()) for _ in range(3)] == [ASKED] * 3
    assert await is_frozen(db)
    asked = await told(db)
    assert await lockdown.thaw(await visit(db, OLGA), Thaw()) == GOES_ON

    assert not await is_frozen(db)
    assert asked == {OLGA: [Freeze(), Thaw()], DARIA: [Freeze(), Thaw()]}
    assert await told(db) == {
        OLGA: [Freeze(), Thaw()],
        DARIA: [Freeze(), Thaw(), Lockdown()],
        BORIS: [Lockdown()],
    }


async def test_after_ten_minutes_the_second_press_is_a_first(db: Database) -> None:
    await lockdown.freeze(await visit(db, BORIS), Freeze())
    await lockdown.thaw(await visit(db, BORIS), Thaw())
    later = NOW + TIME_TO_AGREE

    assert await lockdown.thaw(await visit(db, OLGA, now=later), Thaw()) == ASKED
    assert await is_frozen(db)
    assert await lockdown.thaw(await visit(db, BORIS, now=later + timedelta(minutes=9)), Thaw()) == GOES_ON


async def test_the_screen_says_who_has_to_press(db: Database) -> None:
    before = await lockdown.lockdown(await visit(db, BORIS), Lockdown())
    await lockdown.freeze(await visit(db, BORIS), Freeze())
    frozen = await lockdown.lockdown(await visit(db, BORIS), Lockdown())
    await lockdown.thaw(await visit(db, BORIS), Thaw())
    mine = await lockdown.lockdown(await visit(db, BORIS), Lockdown())
    theirs = await lockdown.lockdown(await visit(db, OLGA), Lockdown())

    assert "Sending is not frozen." in before.text
    assert "frozen since November 23, 2026, 09:00 (UTC)" in frozen.text
    assert "nobody else" not in frozen.text
    assert "You asked for sending to resume." in mine.text
    assert "A colleague wants sending to resume." in theirs.text


async def test_who_is_alone_cannot_thaw_and_is_told_so(db: Database) -> None:
    async with db.write() as tx:
        await staff.sync_owners(tx, [], NOW.date())
        for one in await staff.everyone(tx):
            if one.person != db.seal.seal(BORIS):
                await staff.dismiss(tx, one.id)
    boris = await visit(db, BORIS)
    await lockdown.freeze(boris, Freeze())

    assert "nobody else may send announcements" in (await lockdown.lockdown(boris, Lockdown())).text
    for _ in range(2):
        answer = await lockdown.thaw(boris, Thaw())
        assert answer.route == Lockdown()
        assert await is_frozen(db)
    first = await lockdown.thaw(await visit(db, BORIS, now=NOW + TIME_TO_AGREE), Thaw())

    assert "nobody else may send announcements. Owners are listed in the bot's settings" in (first.toast or "")


async def test_what_is_not_frozen_goes_on(db: Database) -> None:
    assert await lockdown.thaw(await visit(db, BORIS), Thaw()) == GOES_ON
    assert await told(db) == {}


@pytest.mark.parametrize("role", [None, Role.EDITOR])
async def test_mallory_neither_freezes_nor_thaws(db: Database, role: Role | None) -> None:
    mallory = await visit(db, MALLORY, role=role)
    nowhere = Next(Home(), toast="This button is out of date.")

    assert await lockdown.freeze(mallory, Freeze()) == nowhere
    assert not await is_frozen(db)
    await lockdown.freeze(await visit(db, BORIS), Freeze())
    await lockdown.thaw(await visit(db, BORIS), Thaw())
    before = await everything(db)
    assert await lockdown.thaw(mallory, Thaw()) == nowhere
    shown = await lockdown.lockdown(mallory, Lockdown())

    assert "frozen" not in shown.text
    assert await everything(db) == before


async def test_a_broadcaster_dismissed_meanwhile_is_no_second_person(db: Database) -> None:
    await lockdown.freeze(await visit(db, BORIS), Freeze())
    await lockdown.thaw(await visit(db, DARIA), Thaw())
    async with db.write() as tx:
        await staff.name(tx, db.seal.seal(DARIA), Role.EDITOR, NOW.date())

    assert await lockdown.thaw(await visit(db, OLGA), Thaw()) == ASKED
    assert await is_frozen(db)
