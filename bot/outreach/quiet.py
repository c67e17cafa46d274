"""Whom the sender leaves in peace, and until when: waits that Telegram named, and a rest while the network fails."""

from datetime import datetime, timedelta

from bot.store.floods import Flood

# One lost answer is an accident; this many failures without a success between are an outage, and going on at full speed
# would only turn the whole list of recipients into uncertain ones.
FAULTS_TO_REST = 3
LONGEST_REST = 10  # seconds, so that sending goes on soon after the network does


class Quiet:
    """Waits only grow; those that are over are forgotten."""

    def __init__(self) -> None:
        self._until: dict[bytes | None, datetime] = {}
        self._rest: tuple[datetime, datetime] | None = None  # from when to when
        self._faults = 0

    def keep(self, flood: Flood) -> None:
        """Leaves this person, or everyone when None, in peace."""
        self._until[flood.person] = max(flood.until, self._until.get(flood.person, flood.until))

    def note_fault(self, now: datetime) -> None:
        """A send failed on the way."""
        self._faults += 1
        excess = self._faults - FAULTS_TO_REST
        if excess >= 0:
            self._rest = now, now + timedelta(seconds=min(1 << min(excess, 10), LONGEST_REST))

    def note_answer(self) -> None:
        """Telegram answered: the network is well."""
        self._faults = 0

    def is_for_everyone(self, now: datetime) -> bool:
        """Whether nobody may be sent anything."""
        until = self._until.get(None)
        # A clock that was set back is before the rest, not in it for hours.
        rests = self._rest is not None and self._rest[0] <= now < self._rest[1]
        return rests or (until is not None and until > now)

    def people(self, now: datetime) -> set[bytes]:
        """Those who are to be left in peace."""
        self._until = {person: until for person, until in self._until.items() if until > now}
        return {person for person in self._until if person is not None}
