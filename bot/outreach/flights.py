"""Makes the calls that claimed rows ask for, each when the gate lets it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.delivery import MESSAGES, Later, Lost, Matter, Migrated, Outcome, Scope, Sent
from bot.outreach.edition import Copy, Edition
from bot.outreach.ports import FloodedError, Gate, LaneShutError, Messenger
from bot.store.outbox import Claimed

# A message can be deleted for 48 hours (Bot API, deleteMessage). A call that comes a moment too late costs another.
DELETABLE = timedelta(hours=48) - timedelta(minutes=5)
SHUT = 1.0  # seconds after which a send that found its lane shut may be tried again, by whoever leads then


@dataclass(slots=True, eq=False)
class Flight:
    """One row on its way; `aloft` once a call was begun that may have its effect.

    `moved_to` is the address at which its chat, a group, is reached from now on.
    """

    row: Claimed
    edition: Edition
    copy: Copy
    aloft: bool = False
    moved_to: int | None = None


class Flights:
    """`paid` sends through the lane of what is paid for; Telegram takes no pay for edits."""

    def __init__(self, messenger: Messenger, gate: Gate, now: Callable[[], datetime], *, paid: bool = False) -> None:
        self._messenger = messenger
        self._gate = gate
        self._now = now
        self._paid = paid

    async def make(self, flight: Flight, chat_id: int) -> Outcome | None:
        """What became of it; None when it was called off before anything was said.

        Raises `HopelessError`, and whatever else the messenger raises.
        """
        try:
            if flight.row.matter in MESSAGES:
                return await self._send(flight, chat_id)
            return await self._change(flight, chat_id, flight.row.message_id or 0)
        except FloodedError as wait:
            return Later(wait.seconds, Scope.EVERYONE if wait.chat_id is None else Scope.CHAT)
        except LaneShutError:
            return Later(SHUT)

    async def _send(self, flight: Flight, chat_id: int) -> Outcome | None:
        await self._gate.broadcast(chat_id, paid=self._paid)
        if not flight.edition.going:
            return None
        flight.aloft = True
        outcome = await self._messenger.deliver(chat_id, flight.copy.letter)
        if isinstance(outcome, Migrated):
            flight.moved_to = outcome.chat_id
            await self._gate.broadcast(outcome.chat_id, paid=self._paid)
            outcome = await self._messenger.deliver(outcome.chat_id, flight.copy.letter)
        return outcome

    async def _change(self, flight: Flight, chat_id: int, message_id: int) -> Outcome | None:
        await self._gate.broadcast(chat_id)
        if not flight.edition.going:
            return None
        flight.aloft = True
        is_recall = flight.row.matter is Matter.RECALL
        if is_recall:
            outcome = await self._take_back(flight, chat_id, message_id)
        else:
            outcome = await self._messenger.amend(chat_id, message_id, flight.copy.letter)
        if isinstance(outcome, Migrated):
            flight.moved_to = outcome.chat_id
        # Gone is what a recall wants.
        return Sent(message_id) if is_recall and isinstance(outcome, Lost) and outcome.gone else outcome

    async def _take_back(self, flight: Flight, chat_id: int, message_id: int) -> Outcome:
        if self._now() - flight.row.due_at < DELETABLE:
            outcome = await self._messenger.withdraw(chat_id, message_id)
            if not isinstance(outcome, Lost) or outcome.gone:
                return outcome
            await self._gate.broadcast(chat_id)
        return await self._messenger.amend(chat_id, message_id, flight.copy.letter)
