"""How fast each announcement goes: the difference between two looks at it."""

from collections.abc import Iterable
from datetime import datetime


class Rates:
    """Known from the second look on; a restart begins anew."""

    def __init__(self) -> None:
        self._looks: dict[int, tuple[datetime, int]] = {}

    def measure(self, announcement_id: int, called: int, now: datetime) -> float | None:
        """Calls a second since the last look, when `called` have been made by now; None at the first."""
        before = self._looks.get(announcement_id)
        self._looks[announcement_id] = (now, called)
        if before is None or now <= before[0]:
            return None
        return max(0, called - before[1]) / (now - before[0]).total_seconds()

    def keep(self, announcement_ids: Iterable[int]) -> None:
        """Forgets all others: a pause must not count as slowness."""
        kept = set(announcement_ids)
        self._looks = {one: look for one, look in self._looks.items() if one in kept}
