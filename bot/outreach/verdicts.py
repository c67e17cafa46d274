"""What is to be written down after one send."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.domain.announcement import State, WhenUncertain
from bot.domain.delivery import (
    MESSAGES,
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
from bot.domain.saved import Telling
from bot.store import advisory, alerts, announcements, floods, members, moves, outbox, reminding
from bot.store.columns import not_earlier
from bot.store.database import Connection
from bot.store.floods import Flood
from bot.store.outbox import Claimed, Settlement

A_MOMENT = 1  # seconds
LONGEST_PAUSE = 60  # seconds between two tries of one row
# A lost answer is not followed by another send for ever, whatever the author chose: each may have arrived.
MOST_RESENDS = 5


class Verdict(NamedTuple):
    """One row's settlement, and what else has to be known from now on.

    `pause` is why its announcement has to stop, `moved` who its member is from now on. `told` are the items that its
    member has been told of, `dropped` those that need not wait for them any longer, and `missed` is the one of which
    they were not reminded though it was their day.
    """

    row: Claimed
    settlement: Settlement
    standing: Standing | None = None
    flood: Flood | None = None
    pause: str | None = None
    moved: bytes | None = None
    told: tuple[int, ...] = ()
    dropped: tuple[int, ...] = ()
    missed: int | None = None


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
            # A second address in a row leads nowhere, and a copy does not move with its group.
            return Verdict(row, _settled(row, Status.REFUSED, reason="the chat moved again"))


def put_back(row: Claimed, not_before: datetime | None = None, *, pause: str | None = None) -> Verdict:
    """The row was claimed and not sent: it waits again, at its old place unless it is put off."""
    return Verdict(row, _settled(row, Status.WAITING, not_before=not_before), pause=pause)


def put_off(row: Claimed, now: datetime) -> Verdict:
    """The same, for a moment: something else for this recipient is just on its way."""
    return put_back(row, _after(now, A_MOMENT))


def skip(row: Claimed, *, dropped: tuple[int, ...] = (), missed: int | None = None) -> Verdict:
    """The row's turn came and it is no longer wanted; what staff wrote may have arrived before, without an answer."""
    may_have_arrived = row.matter is Matter.ANNOUNCEMENT and row.doubts > 0
    status = Status.UNCERTAIN if may_have_arrived else Status.SKIPPED
    return Verdict(row, _settled(row, status), dropped=dropped, missed=missed)


def completed(judged: Verdict, moved: bytes | None, told: tuple[int, ...], dropped: tuple[int, ...]) -> Verdict:
    """The same, with who its member is now; and when this is the end of it, with what they were told.

    What may have arrived is not told again; nor what a digest was refused for, or every later one would be refused too.
    """
    if judged.row.matter is Matter.DIGEST and judged.settlement.status is Status.REFUSED:
        judged = judged._replace(dropped=(*told, *dropped))
    elif (told or dropped) and judged.settlement.status in {Status.SENT, Status.UNCERTAIN}:
        judged = judged._replace(told=told, dropped=dropped)
    return judged if moved is None else judged._replace(moved=moved)


async def write_down(tx: Connection, verdicts: Sequence[Verdict], now: datetime) -> None:
    """Everything these verdicts say. Written twice it is as written once."""
    await _follow(tx, [one for one in verdicts if one.moved is not None])
    await outbox.settle(tx, [one.settlement for one in verdicts], now)
    waits: dict[bytes | None, datetime] = {}
    for one in verdicts:
        if one.standing is not None:
            await members.set_standing(tx, one.moved or one.row.person, one.standing)
        if one.flood is not None:
            waits[one.flood.person] = max(one.flood.until, waits.get(one.flood.person, one.flood.until))
        if one.pause is not None:
            await announcements.move(tx, one.row.subject, State.SENDING, State.PAUSED, one.pause)
    for person, until in waits.items():
        await floods.remember(tx, person, until)
    await _tell_apart(tx, verdicts)


async def _follow(tx: Connection, moved: Sequence[Verdict]) -> None:
    """Moves members to where their chat is now; what they were told is written down while they have their number."""
    if not moved:
        return
    await advisory.take(tx, advisory.Lock.PLANNING)  # before the rows of the outbox, as forgetting does
    await _tell_apart(tx, moved)
    for one in moved:
        await moves.move_to(tx, one.row.person, one.moved or one.row.person)


async def _tell_apart(tx: Connection, verdicts: Sequence[Verdict]) -> None:
    """What waits for whom no longer, and who is still to be reminded."""
    for telling in (Telling.TOLD, Telling.DROPPED):
        items = [
            (one.row.member_id, item)
            for one in verdicts
            for item in (one.told if telling is Telling.TOLD else one.dropped)
        ]
        if items:
            await alerts.settle(tx, items, telling)
    missed = [(one.row.member_id, one.missed) for one in verdicts if one.missed is not None]
    if missed:
        await reminding.remind_anew(tx, missed)


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
    again = policy is WhenUncertain.RESEND or row.matter not in MESSAGES
    if again and row.doubts < MOST_RESENDS:
        waiting = _settled(row, Status.WAITING, not_before=_after(now, _pause(row)))
        return waiting._replace(doubts=row.doubts + 1)
    return _settled(row, Status.UNCERTAIN)._replace(doubts=row.doubts + 1)


def _pause(row: Claimed) -> float:
    return min(1 << min(row.attempts, 10), LONGEST_PAUSE)


def _after(now: datetime, seconds: float) -> datetime:
    """That moment, or the next whole second: the tables keep whole ones and would shorten the wait."""
    return not_earlier(now + timedelta(seconds=seconds))
