"""What a test reads afterwards: every call with its answer, and every rule that was broken."""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

CALLS_KEPT = 20_000
VIOLATIONS_KEPT = 10_000
_PLAIN = (str, int, float, bool, list, dict, type(None))


@dataclass(slots=True, eq=False)
class Call:
    """One request of the bot. `raw` is the body or query string as it came, `given` the parameters taken apart."""

    number: int
    method: str
    raw: bytes
    given: dict[str, Any]
    at: float
    status: int = 0  # 0: not answered, or never will be
    answer: bytes = b""
    took: float | None = None  # seconds until the answer
    gate_passed: bool = False

    @property
    def ok(self) -> bool:
        return self.status == HTTPStatus.OK

    @property
    def chat_id(self) -> int | str | None:
        value = self.given.get("chat_id")
        if isinstance(value, str) and value.lstrip("-").isdigit():
            return int(value)
        return value if isinstance(value, int | str) else None

    def describe(self) -> dict[str, Any]:
        given = {name: value if isinstance(value, _PLAIN) else repr(value) for name, value in self.given.items()}
        return {
            "number": self.number,
            "method": self.method,
            "parameters": given,
            "raw": self.raw.decode("utf-8", "replace"),
            "at": self.at,
            "took": self.took,
            "status": self.status,
            "answer": self.answer.decode("utf-8", "replace"),
        }

    def __str__(self) -> str:
        return f"#{self.number} {self.method} {self.given} -> {self.status}"


class CallLog:
    """The calls in order of arrival; the oldest are dropped when there are very many."""

    def __init__(self, kept: int = CALLS_KEPT) -> None:
        self._calls: deque[Call] = deque(maxlen=kept)
        self.count = 0

    def add(self, method: str, raw: bytes, given: dict[str, Any], at: float) -> Call:
        self.count += 1
        call = Call(self.count, method, raw, given, at)
        self._calls.append(call)
        return call

    def of(self, *methods: str) -> list[Call]:
        wanted = {method.lower() for method in methods}
        return [call for call in self._calls if call.method.lower() in wanted]

    def clear(self) -> None:
        self._calls.clear()

    def __iter__(self) -> Iterator[Call]:
        return iter(self._calls)

    def __len__(self) -> int:
        return len(self._calls)

    def __getitem__(self, place: int) -> Call:
        return self._calls[place]


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule of the Bot API that the bot broke; `kind` is stable, `text` explains."""

    kind: str
    text: str
    method: str = ""
    call: int = 0  # the number in the call log; 0 when no one call is at fault
    at: float = 0.0

    def describe(self) -> dict[str, Any]:
        return {"kind": self.kind, "text": self.text, "method": self.method, "number": self.call, "at": self.at}

    def __str__(self) -> str:
        where = f" in {self.method} (call {self.call})" if self.method else ""
        return f"{self.kind}{where}: {self.text}"


class Violations:
    """The broken rules in the order they were noticed; only the first few thousand are kept.

    Strict or lenient makes no difference to what is noticed here, only to what is looked for and what a test is told.
    """

    def __init__(self, now: Callable[[], float], noticed: Callable[[Violation], None], *, strict: bool) -> None:
        self.strict = strict
        self.found: list[Violation] = []
        self._now = now
        self._noticed = noticed
        self.watch: Callable[[Violation], None] | None = None

    def add(self, kind: str, text: str, call: Call | None = None) -> None:
        if len(self.found) >= VIOLATIONS_KEPT:
            return
        method, number = (call.method, call.number) if call is not None else ("", 0)
        violation = Violation(kind, text, method, number, self._now())
        self.found.append(violation)
        self._noticed(violation)
        if self.watch is not None:
            self.watch(violation)
