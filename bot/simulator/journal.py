"""What happened in the chats, in order: the stuff of transcripts and of the live view."""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.simulator.chats import Message
from bot.simulator.content import Content
from bot.simulator.markup import Markup

ENTRIES_KEPT = 100_000


class Happening(StrEnum):
    MESSAGE = "message"
    EDIT = "edit"
    DELETE = "delete"
    PRESS = "press"
    TOAST = "toast"
    ALERT = "alert"
    BLOCK = "block"
    UNBLOCK = "unblock"
    REACTION = "reaction"
    SERVICE = "service"


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One happening. The content and keyboard are those of that moment, the message may have changed since."""

    at: float
    chat_id: int
    what: Happening
    person: int | None = None  # None: the bot
    message: Message | None = None
    content: Content | None = None
    markup: Markup | None = None
    text: str = ""


class Journal:
    """The newest entries; the oldest are forgotten when there are very many."""

    def __init__(self, now: Callable[[], float], kept: int = ENTRIES_KEPT) -> None:
        self._now = now
        self._entries: deque[Entry] = deque(maxlen=kept)
        self.watch: Callable[[Entry], None] | None = None  # told of every entry as it is made

    def show(self, what: Happening, message: Message, person: int | None = None) -> Entry:
        entry = Entry(self._now(), message.chat_id, what, person, message, message.content, message.markup)
        return self._add(entry)

    def say(self, what: Happening, chat_id: int, person: int | None, text: str = "") -> Entry:
        return self._add(Entry(self._now(), chat_id, what, person, text=text))

    def _add(self, entry: Entry) -> Entry:
        self._entries.append(entry)
        if self.watch is not None:
            self.watch(entry)
        return entry

    def of(self, chat_id: int) -> list[Entry]:
        return [entry for entry in self._entries if entry.chat_id == chat_id]

    def clear(self) -> None:
        self._entries.clear()

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries)
