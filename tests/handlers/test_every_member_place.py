"""Each place and button of members has one handler, and none of them minds that nobody is a member yet."""

import inspect
from collections.abc import Awaitable, Callable
from types import ModuleType
from typing import get_type_hints

import pytest

from bot.content.catalogue import Catalogue
from bot.domain.interests import Kind, Often, Theme
from bot.domain.parting import Reason
from bot.domain.places import Country, Language
from bot.handlers import (
    achievements,
    alerts,
    answers,
    courses,
    first_alerts,
    funding,
    home,
    how_often,
    less_like_this,
    my_data,
    notices,
    pausing,
    privacy,
    quiet_times,
    reminder_times,
    saved,
    settings,
    start,
    stopping,
    unsubscribing,
)
from bot.handlers import help as help_
from bot.handlers.visit import Next, Typed, Visit
from bot.store.database import Database
from bot.ui import routes
from bot.ui.alert_routes import MuteTheme
from bot.ui.packing import Action, Packed, Route
from bot.ui.routes import SetLanguage
from bot.ui.screen import Screen
from tests.ui.samples_catalogue import real
from tests.visits import AISULU, MALLORY, join, visit

Handler = Callable[[Visit, Packed], Awaitable[Screen | Next]]

MODULES: tuple[ModuleType, ...] = (
    achievements, alerts, answers, courses, funding, help_, home, my_data, notices, privacy, settings, start, stopping,
    unsubscribing, first_alerts, how_often, pausing, quiet_times, reminder_times, saved, less_like_this,
)  # fmt: skip

EXAMPLES: dict[str, object] = {
    "slug": "an-old-slug", "topic": "grants", "kind": Kind.JOB, "on": True, "page": 7, "then": "h",
    "country": Country.TM, "language": Language.TG, "theme": Theme.SAFETY, "kinds": 33,
    "often": Often.WEEKLY, "start": 22, "end": 7, "days": 3, "reason": Reason.OTHER, "rungs": 5,
}  # fmt: skip


def _handlers() -> dict[type[Packed], list[Handler]]:
    found: dict[type[Packed], list[Handler]] = {}
    for module in MODULES:
        for name, function in inspect.getmembers(module, inspect.iscoroutinefunction):
            hints = list(get_type_hints(function).values())
            if name.startswith("_") or function.__module__ != module.__name__:
                continue
            assert hints[0] is Visit
            if Typed in hints:  # what answers a written text has a place that is answered by another
                continue
            assert hints[2] is (Screen if issubclass(hints[1], Route) else Next)
            found.setdefault(hints[1], []).append(function)
    return found


HANDLERS = _handlers()
PLACES = [cls for cls in HANDLERS if issubclass(cls, Route)]
DEEDS = [cls for cls in HANDLERS if issubclass(cls, Action)]


def example(cls: type[Packed]) -> Packed:
    own = {"kind": Kind.GRANT} if cls is MuteTheme else {}
    return cls.model_validate({name: EXAMPLES[name] for name in cls.model_fields} | own)


def test_each_has_one_handler() -> None:
    classes = [cls for cls in vars(routes).values() if isinstance(cls, type) and issubclass(cls, Packed)]
    declared = {cls for cls in classes if hasattr(cls, "code")}
    assert declared <= set(HANDLERS)
    assert {cls: len(functions) for cls, functions in HANDLERS.items()} == dict.fromkeys(HANDLERS, 1)


@pytest.mark.parametrize("catalogue", [Catalogue(), real()], ids=["empty", "real"])
@pytest.mark.parametrize("cls", PLACES, ids=lambda cls: cls.__name__)
async def test_every_place_answers_a_newcomer_and_a_member(
    sqlite_db: Database, cls: type[Packed], catalogue: Catalogue
) -> None:
    await join(sqlite_db, AISULU)
    for who in (AISULU, MALLORY):
        shown = await HANDLERS[cls][0](await visit(sqlite_db, who, catalogue=catalogue), example(cls))
        assert isinstance(shown, Screen)
        assert shown.text
        assert shown.rows
    assert (await visit(sqlite_db, MALLORY)).member is None, "a place changes nothing"


@pytest.mark.parametrize("cls", DEEDS, ids=lambda cls: cls.__name__)
async def test_no_deed_makes_a_member_but_the_choice_of_a_language(sqlite_db: Database, cls: type[Packed]) -> None:
    done = await HANDLERS[cls][0](await visit(sqlite_db, MALLORY), example(cls))
    assert isinstance(done, Next)
    assert ((await visit(sqlite_db, MALLORY)).member is not None) is (cls is SetLanguage)
