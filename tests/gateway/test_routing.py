"""The table is whole."""

import inspect

from bot.gateway.routing import TABLE
from bot.handlers.visit import Next
from bot.ui import routes, staff_routes
from bot.ui.help import COMMANDS
from bot.ui.packing import Action, Packed, Route
from bot.ui.screen import Screen


def declared(kind: type[Packed]) -> set[type[Packed]]:
    return {
        value
        for module in (routes, staff_routes)
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, kind) and value is not kind
    }


def test_every_place_has_its_handler() -> None:
    assert set(TABLE.places) == declared(Route)


def test_every_button_has_its_handler() -> None:
    assert set(TABLE.acts) == declared(Action)


def test_each_handler_takes_what_it_is_listed_for_and_gives_what_is_awaited() -> None:
    for kinds, given in ((TABLE.places, Screen), (TABLE.acts, Next), (TABLE.readings, Next)):
        for asked, handler in kinds.items():
            hints = inspect.get_annotations(handler, eval_str=True)
            assert hints["return"] is given, handler
            assert asked in hints.values(), handler


def test_no_handler_is_listed_twice() -> None:
    listed = [*TABLE.places.values(), *TABLE.acts.values(), *TABLE.readings.values()]
    assert len(listed) == len(set(listed))


def test_every_command_of_the_menu_leads_somewhere() -> None:
    assert set(COMMANDS) <= set(TABLE.commands)
    for command in TABLE.commands.values():
        wish = command("")
        assert type(wish) in TABLE.places or type(wish) in TABLE.acts


def test_start_takes_a_link_along_and_passes_over_what_is_none() -> None:
    start = TABLE.commands["start"]
    assert start("ai_kz") == routes.Begin(then="ai_kz")
    assert start("!dd") == routes.Begin()
    assert start("no such place") == routes.Begin()
