"""What is to be written down after one send."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.announcement import State, WhenUncertain
from bot.domain.delivery import (
    Gone,
    Later,
    Lost,
    Matter,
    Migrated,
    Outcome,
    Refused,
    Scope,
    Sent,
    Status,
    Uncertain,
)
from bot.domain.member import Standing
from bot.store import announcements, floods, members, outbox
from bot.store.columns import not_earlier
from bot.store.database import Connection
from bot.store.floods import Flood
from bot.store.outbox import Claimed, Settlement

LONGEST_PAUSE = 60  # seconds between two tries of one row
# A lost answer is not followed by another send for ever, whatever the author chose: each may have arrived.
MOST_RESENDS = 5


@dataclass(frozen=True, slots=True)
class Verdict:
    """One row's settlement, and what else has to be known from now on. `pause` is why its announcement has to stop."""

    row: Claimed
    settlement: Settlement
    standing: Standing | None = None
    flood: Flood | None = None
    pause: str | None = None


def verdict(row: Claimed, outcome: Outcome, policy: WhenUncertain, now: datetime, pause: str | None = None) -> Verdict:
    """What follows from this outcome."""
    match outcome:
        case Sent(message_id):
            return Verdict(row, _settled(row, Status.SENT, message_id=message_id))
        case Gone(deactivated):
            standing = Standing.GONE if deactivated else Standing.BLOCKED
            return Verdict(row, _settled(row, Status.GONE), standing=standing)
        case Refused(reason) | Lost(reason=reason):
            return Verdict(row, _settled(row, Status.REFUSED, reason=reason), pause=pause)
        case Later(seconds, scope):
            return _later(row, seconds, scope, now)
        case Uncertain():
            return Verdict(row, _uncertain(row, policy, now), pause=pause)
        case Migrated():
            # Only groups migrate, and no member is one; a second address in a row leads nowhere.
            return Verdict(row, _settled(row, Status.REFUSED, reason="the chat moved again"))


def put_back(row: Claimed, not_before: datetime | None = None, *, pause: str | None = None) -> Verdict:
    """The row was claimed and not sent: it waits again, at its old place unless it is put off."""
    return Verdict(row, _settled(row, Status.WAITING, not_before=not_before), pause=pause)


def skip(row: Claimed) -> Verdict:
    """The row's turn came and it is no longer wanted."""
    return Verdict(row, _settled(row, Status.SKIPPED))


async def write_down(tx: Connection, verdicts: Sequence[Verdict], now: datetime) -> None:
    """Everything these verdicts say. Written twice it is as written once."""
    await outbox.settle(tx, [one.settlement for one in verdicts], now)
    waits: dict[bytes | None, datetime] = {}
    for one in verdicts:
        if one.standing is not None:
            await members.set_standing(tx, one.row.person, one.standing)
        if one.flood is not None:
            waits[one.flood.person] = max(one.flood.until, waits.get(one.flood.person, one.flood.until))
        if one.pause is not None:
            await announcements.move(tx, one.row.subject, State.SENDING, State.PAUSED, one.pause)
    for person, until in waits.items():
        await floods.remember(tx, person, until)


def _settled(
    row: Claimed,
    status: Status,
    message_id: int | None = None,
    not_before: datetime | None = None,
    reason: str | None = None,
) -> Settlement:
    return Settlement(row.id, status, message_id, not_before, reason, row.attempts, row.doubts)


def _later(row: Claimed, seconds: float, scope: Scope | None, now: datetime) -> Verdict:
    if scope is None:
        until = _after(now, max(seconds, _pause(row)))
        return Verdict(row, _settled(row, Status.WAITING, not_before=until))
    until = _after(now, seconds)
    flood = Flood(None if scope is Scope.EVERYONE else row.person, until)
    return Verdict(row, _settled(row, Status.WAITING, not_before=until), flood=flood)


def _uncertain(row: Claimed, policy: WhenUncertain, now: datetime) -> Settlement:
    # An edit or a deletion made twice is as made once.
    again = policy is WhenUncertain.RESEND or row.matter is not Matter.ANNOUNCEMENT
    if again and row.doubts < MOST_RESENDS:
        waiting = _settled(row, Status.WAITING, not_before=_after(now, _pause(row)))
        return replace(waiting, doubts=row.doubts + 1)
    return replace(_settled(row, Status.UNCERTAIN), doubts=row.doubts + 1)


def _pause(row: Claimed) -> float:
    return min(1 << min(row.attempts, 10), LONGEST_PAUSE)


def _after(now: datetime, seconds: float) -> datetime:
    """That moment, or the next whole second: the tables keep whole ones and would shorten the wait."""
    return not_earlier(now + timedelta(seconds=seconds))
