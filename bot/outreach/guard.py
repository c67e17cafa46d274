"""Keeps one failure from ending a loop.

What failed and the kind of error are logged, never its words: they may quote what somebody wrote, or who it was.
"""

import logging
from types import TracebackType
from typing import Self

_log = logging.getLogger(__name__)


class Guard:
    """`with Guard("Planning") as guard: …` – then `guard.failure` is the kind of exception it ended with, or None."""

    def __init__(self, what: str) -> None:
        self._what = what
        self.failure: str | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if kind is None or not issubclass(kind, Exception):  # a cancellation is no failure
            return False
        self.failure = kind.__name__
        _log.warning("%s failed: %s", self._what, self.failure)
        return True
