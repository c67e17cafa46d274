"""When a reader may be written to, by their own quiet hours and days: asked once for all who live by the same."""

from collections.abc import Callable
from datetime import datetime

from bot.domain.places import Country, reader_zone
from bot.domain.quiet import Closed, Hours, open_from
from bot.store.outbox import Claimed

# The closed days of readers of a country, by whether they want their days of rest kept quiet.
DaysOff = Callable[[Country | None, bool], Closed]


class Waking:
    """Answers are kept for as long as the clock stands still, as it does for all that were claimed together."""

    def __init__(self, days_off: DaysOff) -> None:
        self._days_off = days_off
        self._known: dict[tuple[Country | None, Hours, bool], datetime | None] = {}
        self._asked: datetime | None = None

    def quiet_until(self, row: Claimed, now: datetime) -> datetime | None:
        """The end of the quiet time this reader is in; None when a message may go out now."""
        if self._asked != now:
            self._asked = now
            self._known.clear()
        key = row.country, row.quiet, row.quiet_days
        if key not in self._known:
            opens = open_from(now, reader_zone(row.country), row.quiet, self._days_off(row.country, row.quiet_days))
            self._known[key] = opens if opens > now else None
        return self._known[key]
