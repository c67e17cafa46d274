"""The table is whole."""

import inspect

import pytest

from bot.domain.member import Role
from bot.gateway.routing import TABLE
from bot.handlers.visit import Next
from bot.ui import alert_routes, routes, staff_actions, staff_routes
from bot.ui.help import COMMANDS
from bot.ui.packing import Action, Packed, Route
from bot.ui.screen import Screen


def declared(kind: type[Packed]) -> set[type[Packed]]:
    return {
        value
        for module in (routes, alert_routes, staff_routes, staff_actions)
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


def test_no_link_leads_to_staff() -> None:
    start = TABLE.commands["start"]
    for link in ("b", "bw_1_ru", "bm_1_kz", "tn_editor", "l_bw_1_ru", "c_bw_1_ru", "l_c_bw_1_ru"):
        assert start(link) == routes.Begin(), link
    assert start("l_c_ai_kz") == routes.Begin(then="l_c_ai_kz")


def test_whatever_awaits_a_text_says_who_may_write_it() -> None:
    assert set(TABLE.readings) <= set(TABLE.guarded)


@pytest.mark.parametrize(
    ("role", "announces", "names"),
    [
        (None, False, False),
        (Role.EDITOR, False, False),
        (Role.BROADCASTER, True, False),
        (Role.OWNER, True, True),
    ],
)
def test_commands_of_staff_are_there_for_who_may(role: Role | None, announces: bool, names: bool) -> None:
    assert TABLE.answers_to(role, TABLE.commands["announce"]("")) is announces
    assert TABLE.answers_to(role, TABLE.commands["lockdown"]("")) is announces
    assert TABLE.answers_to(role, TABLE.commands["staff"]("")) is names
    assert TABLE.answers_to(role, TABLE.commands["stop"](""))
