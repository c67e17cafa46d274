"""The answer to a button whose item has left the catalogue."""

from bot.handlers.visit import Visit
from bot.ui.screen import Screen


def gone(visit: Visit, instead: Screen) -> Screen:
    """The screen to show in its place, saying why."""
    return instead.with_toast(visit.t.plain("This is no longer in the catalogue."))
