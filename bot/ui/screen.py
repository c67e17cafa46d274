"""A screen: a text and its buttons, as a value."""

from dataclasses import dataclass, replace

from bot.domain.announcement import Media, MediaKind
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
class Upload:
    """A picture or a file made here, to be sent once."""

    kind: MediaKind
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Screen:
    """A text in Telegram's HTML (at most 4096 characters after parsing) and rows of buttons (100, 8 a row).

    With `media` the text is its caption (at most 1024 characters) and the screen is always a new message. `toast` is
    shown over the chat when the screen answers a press (at most 200 characters). `link_preview` lets Telegram show what
    is behind the first link.
    """

    text: str
    rows: tuple[Row, ...] = ()
    toast: str | None = None
    media: Media | Upload | None = None
    link_preview: bool = False

    def with_toast(self, toast: str | None) -> "Screen":
        return replace(self, toast=toast)
