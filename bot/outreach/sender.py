"""Drains the outbox: claims what may go out, sends it, writes down what became of it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import inf

from bot.domain.announcement import State
from bot.domain.delivery import Later, Migrated, Outcome, Refused, Scope, Sent, Uncertain
from bot.domain.interests import Kind
from bot.domain.member import Standing
from bot.outreach.editions import Copy, Edition, Editions
from bot.outreach.guard import Guard
from bot.outreach.ports import FloodedError, Gate, Messenger
from bot.outreach.quiet import Quiet
from bot.outreach.verdicts import Verdict, put_back, skip, verdict, write_down
from bot.store import floods, outbox
from bot.store.database import Database
from bot.store.outbox import Claimed

_log = logging.getLogger(__name__)

# Longer than any call lasts. Only a commit whose own answer was lost leaves a row begun that nobody sends.
LEASE = timedelta(minutes=2)
SWEEP = timedelta(minutes=1)
LONGEST_BACKOFF = 8  # seconds between two tries of a database that fails
LAST_SETTLING = 1.5  # seconds for the last outcomes to be written down before the process ends


@dataclass(frozen=True, slots=True)
class _Flight:
    """One send that is being made."""

    row: Claimed
    edition: Edition
    copy: Copy


class Sender:
    """At most `window` rows are begun at any time, so that a kill leaves at most that many uncertain.

    `wake` has to be called when there may be something new to send, and every second or so besides. `grace` is how many
    seconds a stop waits for the sends in flight.
    """

    def __init__(
        self,
        db: Database,
        messenger: Messenger,
        gate: Gate,
        editions: Editions,
        now: Callable[[], datetime],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        *,
        window: int = 5,
        grace: float = 8.0,
    ) -> None:
        self._db = db
        self._messenger = messenger
        self._gate = gate
        self._editions = editions
        self._now = now
        self._sleep = sleep
        self._window = window
        self._grace = grace
        self._quiet = Quiet()
        self._flying: dict[bytes, _Flight] = {}  # by person: one send to a chat at a time keeps them in order
        self._tasks: set[asyncio.Task[None]] = set()
        self._landed: list[Verdict] = []  # not yet written down
        self._wakened = asyncio.Event()
        self._hungry = True  # whether a claim may bring something
        self._crowded = False  # whether what a claim brings has to wait for a send in flight
        self._recovered = False
        self._failures = 0
        self._retry_at = self._sweep_at = -inf  # seconds since 1970

    def wake(self) -> None:
        """Something may have become due."""
        self._hungry = not self._crowded
        self._wakened.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Sends until `stop` is set; then lets what is in flight finish, writes it down and returns."""
        async with asyncio.TaskGroup() as flights:
            flights.create_task(self._wake_on(stop))
            while not stop.is_set():
                self._wakened.clear()
                await self._turn(flights, self._now())
                await self._wakened.wait()
            await self._finish(flights)

    async def step(self, now: datetime) -> int:
        """One round for a caller that keeps its own time: claims, sends, settles; how many rows it had in hand."""
        self._hungry = True
        async with asyncio.TaskGroup() as flights:
            await self._turn(flights, now)
        settled = len(self._landed)
        self._hungry = False
        async with asyncio.TaskGroup() as flights:
            await self._turn(flights, now)
        return settled - len(self._landed)

    async def _wake_on(self, stop: asyncio.Event) -> None:
        await stop.wait()
        self._wakened.set()

    async def _turn(self, flights: asyncio.TaskGroup, now: datetime) -> None:
        """Writes down what landed and claims as many rows as slots are free, in one transaction; then sends them."""
        if now.timestamp() < self._retry_at:
            return
        landed, rows = tuple(self._landed), list[Claimed]()
        with Guard("The outbox") as guard:
            if not self._recovered:
                await self._recover(now)
            wanted = await self._appetite(now)
            if landed or wanted or self._is_time_to_sweep(now):
                rows = await self._exchange(landed, wanted, now)
                self._hungry = self._hungry and len(rows) == wanted
        if guard.failure:
            # What landed stays in memory and nothing is claimed until it is written down.
            self._failures += 1
            self._retry_at = now.timestamp() + min(1 << min(self._failures - 1, 10), LONGEST_BACKOFF)
            return
        self._failures = 0
        del self._landed[: len(landed)]
        for one in landed:
            if one.pause is not None:
                _log.warning("an announcement was paused: it is refused again and again")
                self._editions.close(one.row.subject)
        for row in rows:
            self._begin(flights, row)

    async def _recover(self, now: datetime) -> None:
        """Settles what a dead process left begun, and remembers the waits it was told."""
        async with self._db.write() as tx:
            left = await outbox.recover_all(tx, now)
            waits = await floods.active(tx, now)
        for wait in waits:
            self._quiet.keep(wait)
            chat_id = None if wait.person is None else self._db.seal.open(wait.person)
            self._gate.flood((wait.until - now).total_seconds(), chat_id)
        self._recovered = True
        if left:
            _log.warning("%d sends were in flight when the bot last stopped: they may or may not have arrived", left)

    async def _appetite(self, now: datetime) -> int:
        """How many rows to claim."""
        if not self._hungry or self._quiet.is_for_everyone(now):
            return 0
        free = self._window - len(self._flying)
        if free <= 0 or self._flying or self._landed:
            return max(free, 0)
        async with self._db.read() as c:  # idle, as nearly always: no need for the write lock to see that
            due = await outbox.next_due(c)
        if due is None:
            self._editions.close_all()
        return free if due is not None and due <= now else 0

    def _is_time_to_sweep(self, now: datetime) -> bool:
        return not self._flying and now.timestamp() >= self._sweep_at

    async def _exchange(self, landed: tuple[Verdict, ...], wanted: int, now: datetime) -> list[Claimed]:
        spare = self._quiet.people(now) | self._flying.keys()
        async with self._db.write() as tx:
            await write_down(tx, landed, now)
            if self._is_time_to_sweep(now):
                await outbox.recover_expired(tx, now)
                self._sweep_at = (now + SWEEP).timestamp()
            if not wanted:
                return []
            rows = await outbox.claim(tx, wanted, now, LEASE, spare)
            await self._editions.open(tx, [row.subject for row in rows])
            return rows

    def _begin(self, flights: asyncio.TaskGroup, row: Claimed) -> None:
        edition = self._editions.get(row.subject)
        copy: Copy | None = None
        with Guard("Rendering an announcement") as guard:
            copy = edition.copy_for(row.language)
        if guard.failure or row.state is State.PAUSED:
            self._land(put_back(row, pause=guard.failure))
        elif copy is None or not _is_wanted(row):
            self._land(skip(row))
        elif row.person in self._flying or not edition.trial.has_room(copy.text, self._doubtful(edition)):
            self._land(put_back(row))
            self._crowded, self._hungry = bool(self._flying), False
        else:
            flight = self._flying[row.person] = _Flight(row, edition, copy)
            task = flights.create_task(self._fly(flight))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def _doubtful(self, edition: Edition) -> int:
        mine = (one for one in self._flying.values() if one.edition is edition)
        return sum(edition.trial.is_doubtful(one.copy.text) for one in mine)

    async def _fly(self, flight: _Flight) -> None:
        outcome: Outcome = Uncertain()
        with Guard("A send") as guard:
            outcome = await self._deliver(flight)
        del self._flying[flight.row.person]
        self._land(self._judge(flight, outcome, guard.failure))
        self._crowded, self._hungry = False, True

    async def _deliver(self, flight: _Flight) -> Outcome:
        chat_id = self._db.seal.open(flight.row.person)
        try:
            outcome = await self._messenger.deliver(chat_id, flight.copy.screen)
            if isinstance(outcome, Migrated):
                chat_id = outcome.chat_id
                outcome = await self._messenger.deliver(chat_id, flight.copy.screen)
        except FloodedError as wait:
            return Later(wait.seconds, Scope.EVERYONE if wait.chat_id is None else Scope.CHAT)
        if isinstance(outcome, Later) and outcome.scope is not None:
            self._gate.flood(outcome.seconds, None if outcome.scope is Scope.EVERYONE else chat_id)
        return outcome

    def _judge(self, flight: _Flight, outcome: Outcome, failure: str | None) -> Verdict:
        """What follows from the outcome, here and now. `failure` is what ended the send instead of an outcome."""
        now, trial, text = self._now(), flight.edition.trial, flight.copy.text
        if isinstance(outcome, Uncertain) or (isinstance(outcome, Later) and outcome.scope is None):
            self._quiet.note_fault(now)
        else:
            self._quiet.note_answer()
        if isinstance(outcome, Sent):
            trial.arrived(text)
        # A send that ends in an unforeseen way would do so for every recipient.
        reason = outcome.reason if isinstance(outcome, Refused) else failure
        pause = reason if reason is not None and trial.refused(text, reason) else None
        judged = verdict(flight.row, outcome, flight.edition.announcement.when_uncertain, now, pause)
        if judged.flood is not None:
            self._quiet.keep(judged.flood)
        return judged

    def _land(self, landed: Verdict) -> None:
        self._landed.append(landed)
        self._wakened.set()

    async def _finish(self, flights: asyncio.TaskGroup) -> None:
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=self._grace)
        for task in self._tasks:
            task.cancel()
        for flight in self._flying.values():
            self._landed.append(self._judge(flight, Uncertain(), None))
        self._hungry, self._retry_at = False, -inf
        with Guard("The last settling"):
            async with asyncio.timeout(LAST_SETTLING):
                await self._turn(flights, self._now())
                while self._landed:
                    await self._sleep(0.1)
                    self._retry_at = -inf
                    await self._turn(flights, self._now())
        if self._landed:  # they are begun in the database: the next start finds them
            _log.warning("%d outcomes could not be written down", len(self._landed))


def _is_wanted(row: Claimed) -> bool:
    """Whether this recipient may still be written to, wants it, and it is still being sent."""
    kinds = row.audience_kinds or {Kind.ANNOUNCEMENT}
    return (
        row.state is State.SENDING
        and row.standing is Standing.ACTIVE
        and not row.paused
        and any(row.interests.want(kind) for kind in kinds)
    )
