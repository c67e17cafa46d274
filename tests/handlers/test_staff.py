"""Owners name and dismiss; nobody else does (see test_announce_door)."""

import pytest

from bot.domain.member import Role
from bot.handlers import staff
from bot.handlers.visit import Next, Typed
from bot.store.database import Database
from bot.store.staff import Colleague, everyone, sync_owners
from bot.ui.routes import Hint
from bot.ui.staff_actions import DismissStaff
from bot.ui.staff_routes import NameStaff, StaffList
from tests.handlers.announced import expected, name_boris
from tests.visits import BORIS, NOW, OLGA, visit


async def named(db: Database) -> list[Colleague]:
    async with db.read() as c:
        return await everyone(c)


async def test_the_list_opens_the_sealed_ids(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)

    screen = await staff.colleagues(await visit(sqlite_db, OLGA, role=Role.OWNER), StaffList())

    assert f"<code>{BORIS}</code>: broadcaster" in screen.text


@pytest.mark.parametrize("role", [Role.EDITOR, Role.BROADCASTER])
async def test_somebody_is_named_by_the_id_typed(sqlite_db: Database, role: Role) -> None:
    olga = await visit(sqlite_db, OLGA, role=Role.OWNER)
    route = NameStaff(role=role)

    asked = await staff.name(olga, route)
    assert f"Name a{'n' if role is Role.EDITOR else ''} {role}" in asked.text
    assert await expected(sqlite_db, OLGA) == route.pack()
    for _ in range(2):
        answer = await staff.typed_id(olga, route, Typed(f" {BORIS}\n", str(BORIS)))
        assert answer.route == StaffList()
        assert str(BORIS) in (answer.toast or "")

    assert [(one.person, one.role) for one in await named(sqlite_db)] == [(sqlite_db.seal.seal(BORIS), role)]
    assert (await visit(sqlite_db, BORIS)).role is role
    assert await expected(sqlite_db, OLGA) is None


async def test_a_second_naming_replaces_the_first(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    olga = await visit(sqlite_db, OLGA, role=Role.OWNER)

    await staff.typed_id(olga, NameStaff(role=Role.EDITOR), Typed(str(BORIS), str(BORIS)))

    assert [one.role for one in await named(sqlite_db)] == [Role.EDITOR]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("@boris", "This is not a numeric Telegram id."),
        ("", "This is not a numeric Telegram id."),
        ("0", "This is not a numeric Telegram id."),
        ("-100200300", "This is not a numeric Telegram id."),
        ("12 34", "This is not a numeric Telegram id."),
        ("١٢٣", "This is not a numeric Telegram id."),
        ("²", "This is not a numeric Telegram id."),
        ("9" * 16, "This is not a numeric Telegram id."),
        ("9" * 400, "This is not a numeric Telegram id."),
        ("777000", "This id belongs to Telegram itself"),
        ("1087968824", "This id belongs to Telegram itself"),
        ("136817688", "This id belongs to Telegram itself"),
        (str(OLGA), "This is your own id."),
        (f"0{OLGA}", "This is your own id."),
    ],
)
async def test_what_names_nobody_is_asked_again(sqlite_db: Database, typed: str, words: str) -> None:
    olga = await visit(sqlite_db, OLGA, role=Role.OWNER)
    route = NameStaff(role=Role.BROADCASTER)
    await staff.name(olga, route)

    answer = await staff.typed_id(olga, route, Typed(typed, typed))

    assert answer.route == route
    assert (answer.toast or "").startswith(words)
    assert await named(sqlite_db) == []
    assert await expected(sqlite_db, OLGA) == route.pack()


async def test_owners_are_not_named_in_the_chat(sqlite_db: Database) -> None:
    olga = await visit(sqlite_db, OLGA, role=Role.OWNER)

    screen = await staff.name(olga, NameStaff(role=Role.OWNER))
    answer = await staff.typed_id(olga, NameStaff(role=Role.OWNER), Typed(str(BORIS), str(BORIS)))

    assert screen.toast == "This button is out of date."
    assert answer == Next(Hint())
    assert await named(sqlite_db) == []
    assert await expected(sqlite_db, OLGA) is None


async def test_dismissing_takes_the_role_at_once_and_only_once(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    olga = await visit(sqlite_db, OLGA, role=Role.OWNER)
    row = (await named(sqlite_db))[0].id

    for _ in range(2):
        answer = await staff.dismiss(olga, DismissStaff(id=row))
        assert answer == Next(StaffList(), toast="Dismissed.")

    assert (await visit(sqlite_db, BORIS)).role is None
    assert await named(sqlite_db) == []


async def test_an_owner_is_not_listed_and_keeps_their_role(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    boris_row = (await named(sqlite_db))[0].id
    async with sqlite_db.write() as tx:
        await sync_owners(tx, [sqlite_db.seal.seal(who) for who in (OLGA, BORIS)], NOW.date())
    olga = await visit(sqlite_db, OLGA)

    shown = await staff.colleagues(olga, StaffList())
    answer = await staff.typed_id(olga, NameStaff(role=Role.EDITOR), Typed(str(BORIS), str(BORIS)))
    await staff.dismiss(olga, DismissStaff(id=boris_row))

    assert "Nobody is named yet." in shown.text
    assert answer == Next(StaffList(), toast=f"{BORIS} is an owner; this can only be changed in the bot's settings.")
    assert (await visit(sqlite_db, BORIS)).role is Role.OWNER
