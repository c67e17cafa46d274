"""Owners name and dismiss; nobody else does (see test_announce_door)."""

import pytest

from bot.domain.member import Role
from bot.handlers import staff
from bot.handlers.announce_door import nowhere
from bot.handlers.visit import Next, Typed
from bot.store.database import Database
from bot.store.staff import Colleague, everyone, sync_owners
from bot.ui.routes import Hint
from bot.ui.staff_actions import DismissStaff, MakeStaff
from bot.ui.staff_routes import Announcements, ConfirmDismissal, ConfirmNaming, NameStaff, StaffList
from tests.buttons import labels, press
from tests.handlers.announced import expected, name_boris
from tests.handlers.approving import told
from tests.visits import BORIS, NOW, OLGA, join, visit


async def named(db: Database) -> list[Colleague]:
    async with db.read() as c:
        return await everyone(c)


async def test_the_list_opens_the_sealed_ids(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)

    screen = await staff.colleagues(await visit(sqlite_db, OLGA, role=Role.OWNER), StaffList())

    assert f"<code>{BORIS}</code>: broadcaster" in screen.text


@pytest.mark.parametrize("role", [Role.EDITOR, Role.BROADCASTER])
async def test_nobody_is_named_before_a_yes(sqlite_db: Database, role: Role) -> None:
    olga = await visit(sqlite_db, OLGA, role=Role.OWNER)
    route = NameStaff(role=role)

    asked = await staff.name(olga, route)
    assert f"Name a{'n' if role is Role.EDITOR else ''} {role}" in asked.text
    assert await expected(sqlite_db, OLGA) == route.pack()
    answer = await staff.typed_id(olga, route, Typed(f" {BORIS}\n", str(BORIS)))

    assert answer == Next(ConfirmNaming(who=BORIS, role=role))
    assert await named(sqlite_db) == []
    assert await expected(sqlite_db, OLGA) is None
    question = await staff.confirm_naming(olga, ConfirmNaming(who=BORIS, role=role))
    yes = press(question, f"Yes, make a{'n' if role is Role.EDITOR else ''} {role}")
    assert yes == MakeStaff(who=BORIS, role=role)
    for _ in range(2):
        answer = await staff.make(olga, MakeStaff(who=BORIS, role=role))
        assert answer.route == StaffList()
        assert str(BORIS) in (answer.toast or "")

    assert [(one.person, one.role) for one in await named(sqlite_db)] == [(sqlite_db.seal.seal(BORIS), role)]
    assert (await visit(sqlite_db, BORIS)).role is role


async def test_an_id_that_has_never_started_the_bot_is_doubted(sqlite_db: Database) -> None:
    await join(sqlite_db, BORIS)
    olga = await visit(sqlite_db, OLGA, role=Role.OWNER)

    known, unknown = [
        (await staff.confirm_naming(olga, ConfirmNaming(who=who, role=Role.BROADCASTER))).text
        for who in (BORIS, 999_999_999_999)
    ]

    assert "has not started the bot yet" not in known
    assert "has not started the bot yet" in unknown


async def test_a_second_naming_replaces_the_first(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    olga = await visit(sqlite_db, OLGA, role=Role.OWNER)

    await staff.make(olga, MakeStaff(who=BORIS, role=Role.EDITOR))

    assert [one.role for one in await named(sqlite_db)] == [Role.EDITOR]


async def test_who_may_announce_now_or_no_more_is_told_once(sqlite_db: Database) -> None:
    olga = await visit(sqlite_db, OLGA, role=Role.OWNER)

    for _ in range(2):
        await staff.make(olga, MakeStaff(who=BORIS, role=Role.BROADCASTER))
    assert await told(sqlite_db) == {BORIS: [Announcements()]}
    row = (await named(sqlite_db))[0].id
    for _ in range(2):
        await staff.dismiss(olga, DismissStaff(id=row))
    assert await told(sqlite_db) == {BORIS: [Announcements(), StaffList()]}
    await staff.make(olga, MakeStaff(who=BORIS, role=Role.BROADCASTER))
    assert await told(sqlite_db) == {BORIS: [StaffList(), Announcements()]}, "each word waits once"
    await staff.make(olga, MakeStaff(who=BORIS, role=Role.EDITOR))
    assert await told(sqlite_db) == {BORIS: [Announcements(), StaffList()]}


async def test_an_editor_has_nothing_to_be_told_of(sqlite_db: Database) -> None:
    olga = await visit(sqlite_db, OLGA, role=Role.OWNER)

    await staff.make(olga, MakeStaff(who=BORIS, role=Role.EDITOR))
    await staff.dismiss(olga, DismissStaff(id=(await named(sqlite_db))[0].id))

    assert await told(sqlite_db) == {}


async def test_a_forged_yes_names_neither_owners_nor_nobody(sqlite_db: Database) -> None:
    olga = await visit(sqlite_db, OLGA, role=Role.OWNER)

    assert await staff.make(olga, MakeStaff(who=BORIS, role=Role.OWNER)) == nowhere(olga)
    assert (await staff.confirm_naming(olga, ConfirmNaming(who=BORIS, role=Role.OWNER))).toast
    for who in (OLGA, 777000):
        answer = await staff.make(olga, MakeStaff(who=who, role=Role.BROADCASTER))
        assert answer.route == NameStaff(role=Role.BROADCASTER)
        assert answer.toast

    assert await named(sqlite_db) == []
    assert await told(sqlite_db) == {}


async def test_a_dismissal_is_asked_about_first(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    olga = await visit(sqlite_db, OLGA, role=Role.OWNER)
    row = (await named(sqlite_db))[0].id

    question = await staff.confirm_dismissal(olga, ConfirmDismissal(id=row))
    gone = await staff.confirm_dismissal(olga, ConfirmDismissal(id=row + 1))

    assert f"Dismiss <code>{BORIS}</code>?" in question.text
    assert press(question, "Yes, dismiss") == DismissStaff(id=row)
    assert len(await named(sqlite_db)) == 1
    assert f"Dismiss {BORIS}" in labels(gone), "the list instead"


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
    made = await staff.make(olga, MakeStaff(who=BORIS, role=Role.EDITOR))
    await staff.dismiss(olga, DismissStaff(id=boris_row))

    assert made == answer
    assert "Nobody is named yet." in shown.text
    assert answer == Next(StaffList(), toast=f"{BORIS} is an owner; this can only be changed in the bot's settings.")
    assert (await visit(sqlite_db, BORIS)).role is Role.OWNER
