"""Time that passes only while everybody sleeps: an event loop that leaps to the next timer."""

import asyncio
import selectors
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

T = TypeVar("T")
DEADLOCK = 10.0  # real seconds without any event


class _Leaping(selectors.DefaultSelector):
    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0
        self.busy = 0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(0)
        if ready or timeout == 0:
            return ready
        if timeout is None or self.busy:
            ready = super().select(DEADLOCK)
            if not ready:
                raise RuntimeError("nothing will ever happen")
            return ready
        self.now += timeout
        return []


class VirtualLoop(asyncio.SelectorEventLoop):
    """`time` stands still while `busy`: what a thread does then takes no time."""

    def __init__(self) -> None:
        self._leaping = _Leaping()
        super().__init__(self._leaping)

    def time(self) -> float:
        return self._leaping.now

    @contextmanager
    def busy(self) -> Iterator[None]:
        self._leaping.busy += 1
        try:
            yield
        finally:
            self._leaping.busy -= 1


def play(scene: Callable[[VirtualLoop], Coroutine[Any, Any, T]]) -> T:
    """Runs the scene on a loop of its own; what it returns."""
    loop = VirtualLoop()
    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        return runner.run(scene(loop))
