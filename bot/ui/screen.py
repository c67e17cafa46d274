"""A screen: a text and its buttons, as a value."""

from dataclasses import dataclass, replace

from bot.ui.packing import Action, Route


@dataclass(frozen=True, slots=True)
class Press:
    """A button that leads to a place or does something."""

    label: str
    to: Route | Action
    style: str | None = None  # Telegram's "danger", "success" or "primary"; old clients ignore it


@dataclass(frozen=True, slots=True)
class Link:
    """A button that opens an https address."""

    label: str
    url: str


Button = Press | Link
Row = tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Screen:
    """A text in Telegram's HTML (at most 4096 characters after parsing) and rows of buttons (100, 8 a row).

    `toast` is shown over the chat when the screen answers a press (at most 200 characters).
    """

    text: str
    rows: tuple[Row, ...] = ()
    toast: str | None = None

    def with_toast(self, toast: str | None) -> "Screen":
        return replace(self, toast=toast)
