"""One clock for several processes: as many times faster as wanted, and moved ahead in all of them at once."""

import asyncio
import mmap
import struct
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self

from bot.times import Times

_FORM = struct.Struct("dddd")  # the moment of the start, seconds of the machine then, speed, seconds jumped since
LOOK = 0.02  # real seconds after which a sleeper sees that the clock was moved ahead


class SharedClock:
    """Fits the clock of the simulator, and gives the bot its `Times`. Kept in a file that every process maps."""

    running = True

    def __init__(self, path: Path) -> None:
        with path.open("r+b") as file:
            self._map = mmap.mmap(file.fileno(), _FORM.size)

    @classmethod
    def make(cls, path: Path, begin: datetime, speed: float) -> Self:
        """A clock that shows `begin` now and goes `speed` times as fast as real ones."""
        path.write_bytes(_FORM.pack(begin.timestamp(), time.monotonic(), speed, 0.0))
        return cls(path)

    @property
    def speed(self) -> float:
        return self._read()[2]

    @speed.setter
    def speed(self, speed: float) -> None:
        jumped = self._read()[3]
        _FORM.pack_into(self._map, 0, self.now() - jumped, time.monotonic(), speed, jumped)

    def now(self) -> float:
        origin, start, speed, jumped = self._read()
        return origin + jumped + (time.monotonic() - start) * speed

    def moment(self) -> datetime:
        return datetime.fromtimestamp(self.now(), UTC)

    async def sleep(self, seconds: float) -> None:
        moment = self.now() + seconds
        await asyncio.sleep(0)
        while (left := moment - self.now()) > 0:
            await asyncio.sleep(min(left / self.speed, LOOK))

    def advance(self, seconds: float) -> None:
        origin, start, speed, jumped = self._read()
        _FORM.pack_into(self._map, 0, origin, start, speed, jumped + seconds)

    def advance_to(self, moment: datetime) -> None:
        self.advance((moment - self.moment()) / timedelta(seconds=1))

    def times(self) -> Times:
        return Times(self.moment, self.now, self.sleep)

    def _read(self) -> tuple[float, float, float, float]:
        origin, start, speed, jumped = _FORM.unpack_from(self._map)
        return origin, start, speed, jumped
