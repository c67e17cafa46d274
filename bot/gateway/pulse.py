"""Whether something that should happen again and again still does."""

from collections.abc import Callable


class Pulse:
    """Beaten by a loop, read by the health check. `clock` gives monotonic seconds."""

    def __init__(self, clock: Callable[[], float], longest_silence: float) -> None:
        self._clock = clock
        self._longest_silence = longest_silence
        self._beat_at = clock()

    def beat(self) -> None:
        self._beat_at = self._clock()

    @property
    def alive(self) -> bool:
        """Whether the last beat is not longer ago than the longest silence allowed; the start counts as a beat."""
        return self._clock() - self._beat_at <= self._longest_silence
