"""Buttons of a screen, found by their label as a person finds them."""

from bot.ui.packing import Action, Route
from bot.ui.screen import Button, Link, Press, Screen


def labels(screen: Screen) -> list[str]:
    """Every label, row by row."""
    return [button.label for button in _buttons(screen)]


def press(screen: Screen, label: str) -> Route | Action:
    """Where the one button with this label leads, or what it does."""
    button = _named(screen, label)
    assert isinstance(button, Press), f"{label!r} opens a page"
    return button.to


def address(screen: Screen, label: str) -> str:
    """The page that the one button with this label opens."""
    button = _named(screen, label)
    assert isinstance(button, Link), f"{label!r} opens no page"
    return button.url


def _buttons(screen: Screen) -> list[Button]:
    return [button for row in screen.rows for button in row]


def _named(screen: Screen, label: str) -> Button:
    found = [button for button in _buttons(screen) if button.label == label]
    assert len(found) == 1, f"{label!r} is there {len(found)} times among {labels(screen)}"
    return found[0]
