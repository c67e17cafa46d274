"""Presses of inline buttons: each must be answered once, in time."""

import itertools
import secrets
from collections.abc import Callable
from dataclasses import dataclass

WINDOW = 15.0  # seconds; Telegram names no number (telegram.md 1.4 and 7.5)


@dataclass(slots=True, eq=False)
class Press:
    """One press. `toast` is what popped up over the chat, once answered (empty when nothing did)."""

    id: str
    person: int
    data: str
    message_id: int | None
    at: float
    answered: bool = False
    toast: str = ""
    alert: bool = False
    url: str = ""


class Presses:
    """All presses, and which of them the bot still owes an answer."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._numbers = itertools.count(secrets.randbelow(10**17) + 10**17)
        self._by_id: dict[str, Press] = {}
        self._open: dict[str, Press] = {}
        self.window = WINDOW
        self._late: list[Press] = []
        self.overdue: list[Press] = []

    def add(self, person: int, data: str, message_id: int | None) -> Press:
        press = Press(str(next(self._numbers)), person, data, message_id, self._now())
        self._by_id[press.id] = press
        self._open[press.id] = press
        return press

    def get(self, query_id: str) -> Press | None:
        return self._by_id.get(query_id)

    def answer(self, query_id: str) -> Press | None:
        """The press to be answered now; None when it is unknown, answered already or too old."""
        press = self._open.pop(query_id, None)
        if press is None:
            return None
        if self._now() - press.at > self.window:
            self._late.append(press)
            return None
        press.answered = True
        return press

    def forget(self, press: Press) -> None:
        """The bot does not ask for presses: none is owed an answer."""
        self._open.pop(press.id, None)

    def expired(self) -> list[Press]:
        """Presses that were not answered within the window, since this was last asked."""
        for press in [press for press in self._open.values() if self._now() - press.at > self.window]:
            del self._open[press.id]
            self._late.append(press)
        late, self._late = self._late, []
        self.overdue.extend(late)
        return late

    def open(self) -> list[Press]:
        """Presses that can still be answered."""
        return list(self._open.values())

    def unanswered(self, person: int | None = None) -> list[Press]:
        owed = [*self.overdue, *self._late, *self._open.values()]
        return [press for press in owed if person is None or press.person == person]

    def waits_for(self, person: int) -> bool:
        return any(press.person == person for press in self._open.values())

    def of(self, person: int) -> list[Press]:
        return [press for press in self._by_id.values() if press.person == person]

    def clear(self) -> None:
        self._by_id.clear()
        self._open.clear()
        self._late.clear()
        self.overdue.clear()
