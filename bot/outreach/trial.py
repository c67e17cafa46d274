"""Decides when one announcement has been refused often enough: then the fault is in its text."""

from dataclasses import dataclass, field

from bot.domain.announcement import REFUSALS_TO_PAUSE
from bot.domain.places import Language


@dataclass(slots=True)
class _Run:
    reason: str = ""
    length: int = 0

    def add(self, reason: str) -> None:
        self.length = self.length + 1 if reason == self.reason else 1
        self.reason = reason


@dataclass(slots=True)
class Trial:
    """Refusals are counted for each text and for the announcement: one text may be broken among good ones, and a fault
    may be in what all have in common. A blocked member or a lost answer says nothing about a text and ends no run.
    """

    failed: bool = False
    _whole: _Run = field(default_factory=_Run)
    _texts: dict[Language, _Run] = field(default_factory=dict)
    _proven: set[Language] = field(default_factory=set)

    def arrived(self, text: Language) -> None:
        """A send of this text arrived."""
        self._proven.add(text)
        self._texts.pop(text, None)
        self._whole = _Run()

    def refused(self, text: Language, reason: str) -> bool:
        """A send of this text was refused; whether that was the one too many. True once only."""
        run = self._texts.setdefault(text, _Run())
        run.add(reason)
        self._whole.add(reason)
        was, self.failed = self.failed, self.failed or max(run.length, self._whole.length) >= REFUSALS_TO_PAUSE
        return self.failed and not was

    def is_doubtful(self, text: Language) -> bool:
        """Whether this text has yet to arrive somewhere, or has been refused since it last did."""
        return text not in self._proven or text in self._texts

    def has_room(self, text: Language, doubtful: int) -> bool:
        """Whether one more may be sent while `doubtful` sends of doubtful texts are in the air.

        A broken text thus reaches for as many recipients as it takes to know it, however wide the window is.
        """
        if self.failed:
            return False
        longest = max((run.length for run in (self._whole, *self._texts.values())), default=0)
        return not self.is_doubtful(text) or doubtful + longest < REFUSALS_TO_PAUSE
