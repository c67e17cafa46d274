"""Tells waiting tests and open event streams that something happened."""

import asyncio
from collections.abc import Callable

Event = dict[str, object]

STREAM_BACKLOG = 1000  # events a stream may lag behind before it loses the oldest


class Hub:
    """One place where every change is announced; costs nothing while nobody listens."""

    def __init__(self) -> None:
        self._change: asyncio.Future[None] | None = None
        self._streams: set[asyncio.Queue[Event | None]] = set()

    def publish(self, kind: str, describe: Callable[[], Event]) -> None:
        """Wake the waiters, and tell the streams; `describe` is only called when there are any."""
        if self._change is not None:
            self._change.set_result(None)
            self._change = None
        if not self._streams:
            return
        event = {"event": kind} | describe()
        for stream in self._streams:
            if stream.full():
                stream.get_nowait()
            stream.put_nowait(event)

    def open_stream(self) -> asyncio.Queue[Event | None]:
        """A queue of events; None ends it."""
        stream: asyncio.Queue[Event | None] = asyncio.Queue(STREAM_BACKLOG)
        self._streams.add(stream)
        return stream

    def close_stream(self, stream: asyncio.Queue[Event | None]) -> None:
        self._streams.discard(stream)

    def close(self) -> None:
        """End all streams."""
        for stream in self._streams:
            if stream.full():
                stream.get_nowait()
            stream.put_nowait(None)

    async def until(self, predicate: Callable[[], object], seconds: float, what: Callable[[], str]) -> None:
        """Return when the predicate holds, asked anew at every change; TimeoutError says what was waited for."""
        try:
            async with asyncio.timeout(seconds):
                while not predicate():
                    await self._next_change()
        except TimeoutError:
            raise TimeoutError(f"After {seconds} s: {what()}") from None

    async def _next_change(self) -> None:
        if self._change is None:
            self._change = asyncio.get_running_loop().create_future()
        await asyncio.shield(self._change)
