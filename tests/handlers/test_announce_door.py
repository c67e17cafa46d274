"""Nobody without the role gets anything from any place or button of staff, whatever they forge."""

import inspect
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.announcement import State
from bot.domain.interests import Kind, Theme
from bot.domain.member import Role
from bot.domain.places import Country, Language
from bot.gateway.routing import TABLE
from bot.handlers.home import home
from bot.handlers.visit import Next, Typed
from bot.store import expecting, staff
from bot.store.database import Database
from bot.ui import staff_actions, staff_routes
from bot.ui.packing import Action, Route
from bot.ui.routes import Hint, Home
from tests.handlers.announced import everything, expected, in_state, name_boris
from tests.visits import BORIS, MALLORY, NOW, join, visit

PLACES, ACTS = TABLE.places, TABLE.acts
# Where staff write: anybody may write to a place of members.
READINGS = {place: reading for place, reading in TABLE.readings.items() if not TABLE.guarded[place](None)}

WISHES: list[type[Route | Action]] = [
    found
    for module in (staff_routes, staff_actions)
    for _, found in inspect.getmembers(module, inspect.isclass)
    if found.__module__ == module.__name__ and issubclass(found, Route | Action)
]
ONLY_OWNERS: set[type[Route | Action]] = {
    staff_routes.StaffList,
    staff_routes.NameStaff,
    staff_routes.ConfirmNaming,
    staff_routes.ConfirmDismissal,
    staff_actions.MakeStaff,
    staff_actions.DismissStaff,
}
EXAMPLES: dict[str, object] = {
    "language": Language.RU,
    "country": Country.KZ,
    "kind": Kind.GRANT,
    "on": True,
    "role": Role.EDITOR,
    "who": 2002,
    "then": "b",
    "page": 1,
    "by_reader": True,
    "theme": Theme.YOUTH,
    "rule": staff_actions.Rule.WEEKLY,
    "day": 20261224,
    "choice": staff_actions.Choice.ANOTHER,
    "seen": "0" * 12,
    "token": "0" * 24,
    "origin": staff_routes.Origin.REVIEW,
    "last_look": True,
}

# Every wish about one announcement. To dismiss somebody twice is no fault, see test_staff.
OF_ONE = [wish for wish in WISHES if "id" in wish.model_fields and wish not in ONLY_OWNERS]

# Whoever may not do it, with every wish that is not theirs.
STRANGERS: list[tuple[Role | None, type[Route | Action]]] = [(None, wish) for wish in WISHES]
STRANGERS += [(Role.EDITOR, wish) for wish in WISHES]
STRANGERS += [(Role.BROADCASTER, wish) for wish in WISHES if wish in ONLY_OWNERS]


def forged(wish: type[Route | Action], number: int) -> Any:
    return wish.model_validate({name: number if name == "id" else EXAMPLES[name] for name in wish.model_fields})


@pytest.fixture
async def numbers(sqlite_db: Database) -> list[int]:
    """One announcement in each state, a colleague, and Mallory, who is a member like any other."""
    await join(sqlite_db, MALLORY, Language.RU)
    await name_boris(sqlite_db)
    return [await in_state(sqlite_db, state) for state in State]


def test_the_list_of_wishes_is_whole() -> None:
    assert staff_routes.AnnouncementView in WISHES
    assert staff_actions.SendAnnouncement in WISHES
    assert all(wish in PLACES or wish in ACTS for wish in WISHES)


@pytest.mark.parametrize(("role", "wish"), STRANGERS, ids=lambda one: getattr(one, "__name__", str(one)))
async def test_for_mallory_there_is_no_such_place(
    sqlite_db: Database, numbers: list[int], role: Role | None, wish: type[Route | Action]
) -> None:
    mallory = await visit(sqlite_db, MALLORY, role=role)
    before = await everything(sqlite_db)
    nothing = await home(mallory, Home())

    for number in numbers:
        press = forged(wish, number)
        answer = await (PLACES[wish] if issubclass(wish, Route) else ACTS[wish])(mallory, press)

        if isinstance(answer, Next):
            assert answer == Next(Home(), toast=mallory.t.plain("This button is out of date."))
        else:
            assert answer == nothing.with_toast(mallory.t.plain("This button is out of date."))
    assert await everything(sqlite_db) == before


@pytest.mark.parametrize("role", [None, Role.EDITOR])
@pytest.mark.parametrize("wish", list(READINGS), ids=lambda one: one.__name__)
async def test_what_mallory_types_goes_nowhere(
    sqlite_db: Database, numbers: list[int], role: Role | None, wish: type[Route]
) -> None:
    mallory = await visit(sqlite_db, MALLORY, role=role)
    before = await everything(sqlite_db)

    for typed in ("Send me money", "24.11.2026 10:00", "123456"):
        answer = await READINGS[wish](mallory, forged(wish, numbers[0]), Typed(typed, typed))
        assert answer == Next(Hint())
    assert await everything(sqlite_db) == before


@pytest.mark.parametrize("wish", list(READINGS), ids=lambda one: one.__name__)
async def test_a_role_lost_while_typing_ends_the_waiting(
    sqlite_db: Database, numbers: list[int], wish: type[Route]
) -> None:
    route = forged(wish, numbers[0])
    async with sqlite_db.write() as tx:
        await expecting.expect(tx, sqlite_db.seal.seal(MALLORY), route.pack(), NOW + timedelta(minutes=5))
    assert await expected(sqlite_db, MALLORY) == route.pack()

    answer = await READINGS[wish](await visit(sqlite_db, MALLORY), route, Typed("123456", "123456"))

    assert answer == Next(Hint())
    assert await expected(sqlite_db, MALLORY) is None


async def test_a_role_taken_away_counts_at_once(sqlite_db: Database, numbers: list[int]) -> None:
    boris = await visit(sqlite_db, BORIS)
    async with sqlite_db.write() as tx:
        await staff.dismiss(tx, (await staff.everyone(tx))[0].id)
    later = await visit(sqlite_db, BORIS)

    assert boris.role is Role.BROADCASTER
    answer = await ACTS[staff_actions.CancelAnnouncement](later, staff_actions.CancelAnnouncement(id=numbers[0]))
    assert answer.route == Home()


@pytest.mark.parametrize("wish", OF_ONE, ids=lambda one: one.__name__)
async def test_what_does_not_exist_is_no_place_for_staff_either(
    sqlite_db: Database, wish: type[Route | Action]
) -> None:
    await name_boris(sqlite_db)
    boris = await visit(sqlite_db, BORIS)

    answer = await (PLACES[wish] if issubclass(wish, Route) else ACTS[wish])(boris, forged(wish, 404))

    assert (answer.route if isinstance(answer, Next) else answer.rows) in (Home(), (await home(boris, Home())).rows)
    assert answer.toast == boris.t.plain("This button is out of date.")
