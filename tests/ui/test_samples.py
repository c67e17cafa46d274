"""No screen is left out of the samples."""

import importlib
import inspect
import pkgutil
import sys
from collections.abc import Iterator
from types import CodeType, FrameType, FunctionType
from typing import Any, get_type_hints

from bot import ui
from bot.domain.places import Language
from bot.ui.screen import Screen
from tests.ui.samples import samples
from tests.visits import translator


def _screens() -> Iterator[tuple[str, CodeType]]:
    """Every public function of `bot.ui` that makes a screen."""
    for module in (importlib.import_module(f"bot.ui.{found.name}") for found in pkgutil.iter_modules(ui.__path__)):
        for name, function in inspect.getmembers(module, lambda thing: isinstance(thing, FunctionType)):
            public = function.__module__ == module.__name__ and not name.startswith("_")
            if public and get_type_hints(function).get("return") is Screen:
                yield f"{module.__name__}.{name}", function.__code__


def _called_by_samples() -> set[CodeType]:
    called: set[CodeType] = set()

    def note(frame: FrameType, event: str, _argument: Any) -> None:
        if event == "call":
            called.add(frame.f_code)

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        assert list(samples(translator(Language.EN)))
    finally:
        sys.setprofile(before)
    return called


def test_every_screen_has_a_sample() -> None:
    called = _called_by_samples()
    screens = dict(_screens())
    assert len(screens) > 30
    assert [name for name, code in screens.items() if code not in called] == []
