"""Inline queries: what people type after the bot's name in any chat, and what the bot offers."""

import itertools
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

WINDOW = 30.0  # seconds a query can be answered (telegram.md 1.3)


@dataclass(slots=True, eq=False)
class InlineQuery:
    """One query and, once answered, the results offered."""

    id: str
    person: int
    query: str
    at: float
    answered: bool = False
    results: list[dict[str, Any]] = field(default_factory=list)
    next_offset: str = ""
    button: dict[str, Any] | None = None


class InlineQueries:
    """All queries of a run."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._numbers = itertools.count(secrets.randbelow(10**17) + 10**17)
        self._by_id: dict[str, InlineQuery] = {}

    def add(self, person: int, query: str) -> InlineQuery:
        added = InlineQuery(str(next(self._numbers)), person, query, self._now())
        self._by_id[added.id] = added
        return added

    def get(self, query_id: str) -> InlineQuery | None:
        return self._by_id.get(query_id)

    def answerable(self, query_id: str) -> InlineQuery | None:
        query = self._by_id.get(query_id)
        if query is None or query.answered or self._now() - query.at > WINDOW:
            return None
        return query

    def clear(self) -> None:
        self._by_id.clear()
