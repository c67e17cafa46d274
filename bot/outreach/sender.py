"""Drains the outbox: claims what may go out, sends it, writes down what became of it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from math import inf

from bot.domain.delivery import Later, Outcome, Refused, Sent, Uncertain
from bot.outreach.editions import Editions, turn_of
from bot.outreach.flights import Flight, Flights
from bot.outreach.guard import Guard
from bot.outreach.ports import Gate, HopelessError, Messenger
from bot.outreach.quiet import Quiet
from bot.outreach.recovery import recover
from bot.outreach.verdicts import Verdict, completed, put_back, put_off, verdict, write_down
from bot.store import outbox
from bot.store.database import Database
from bot.store.outbox import Claimed

_log = logging.getLogger(__name__)

# Longer than any call lasts. Only a commit whose own answer was lost leaves a row begun that nobody sends.
LEASE = timedelta(minutes=2)
SWEEP = timedelta(minutes=1)
MOST_AT_ONCE = 100  # outcomes in a transaction; more would hardly make one cheaper and keep others waiting
PATIENCE = 0.05  # seconds from one transaction until fewer outcomes are reason enough for the next
LONGEST_BACKOFF = 8  # seconds between two tries of a database that fails
LAST_SETTLING = 1.5  # seconds for the last outcomes to be written down before the process ends


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
        paid: bool = False,
    ) -> None:
        self._db = db
        self._messenger = messenger
        self._gate = gate
        self._editions = editions
        self._calls = Flights(messenger, gate, now, paid=paid)
        self._now = now
        self._sleep = sleep
        self._window = window
        # Enough to make a transaction worth its while, and so few that the rest of the window keeps the air full.
        self._batch = max(1, min(window // 2, MOST_AT_ONCE))
        self._grace = grace
        self._quiet = Quiet()
        self._flying: dict[bytes, Flight] = {}  # by person: one send to a chat at a time keeps them in order
        self._tasks: dict[Flight, asyncio.Task[None]] = {}
        self._held: list[Flight] = []  # begun, but they have to wait for what a send in flight will show
        self._landed: list[Verdict] = []  # not yet written down
        self._wakened = asyncio.Event()
        self._rung = True  # since the last turn something may have become due, or stopped
        self._hungry = True  # whether a claim may bring something
        self._recovered = False
        self._failures = 0
        self._retry_at = self._sweep_at = -inf  # seconds since 1970
        self._last_turn = datetime.min.replace(tzinfo=UTC)
        self._turned_at = -inf  # by the clock of the loop
        self._hopeless: HopelessError | None = None

    def wake(self) -> None:
        """Something may have become due, or may have been stopped."""
        self._rung = self._hungry = True
        self._wakened.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Sends until `stop` is set; then lets what is in the air finish, writes it down and returns.

        Raises `HopelessError`, with everything written down as well.
        """
        async with asyncio.TaskGroup() as nursery:
            waiting = nursery.create_task(self._wake_on(stop))
            while not stop.is_set() and self._hopeless is None:
                self._wakened.clear()
                await self._turn(nursery, self._now())
                await self._wakened.wait()
            waiting.cancel()
            await self._finish(nursery)
        self._raise_if_hopeless()

    async def step(self, now: datetime) -> int:
        """One round for a caller that keeps its own time: claims, sends, settles; how many rows it had in hand."""
        self._rung = self._hungry = True
        async with asyncio.TaskGroup() as nursery:
            await self._turn(nursery, now)
        settled = len(self._landed)
        self._rung, self._hungry = True, False
        async with asyncio.TaskGroup() as nursery:
            await self._turn(nursery, now)
        self._raise_if_hopeless()
        return settled - len(self._landed)

    async def _wake_on(self, stop: asyncio.Event) -> None:
        await stop.wait()
        self._wakened.set()

    def _raise_if_hopeless(self) -> None:
        if self._hopeless is not None:
            raise self._hopeless

    async def _turn(self, nursery: asyncio.TaskGroup, now: datetime) -> None:
        """Writes down what landed and claims as many rows as slots are free, in one transaction; then sends them."""
        if self._has_to_wait(now):
            return
        self._turned_at = asyncio.get_running_loop().time()
        rung, self._rung = self._rung, False
        landed, rows = tuple(self._landed), list[Claimed]()
        with Guard("The outbox") as guard:
            if not self._recovered:
                await self._recover(now)
            wanted = await self._appetite(now, rung=rung)
            if landed or wanted or self._is_time_to_sweep(now):
                rows = await self._exchange(landed, wanted, now)
                self._hungry = self._hungry and len(rows) == wanted
        if guard.failure:
            # What landed stays in memory and nothing is claimed until it is written down.
            self._failures += 1
            self._retry_at = now.timestamp() + min(1 << min(self._failures - 1, 10), LONGEST_BACKOFF)
            self._rung = True
            return
        self._failures = 0
        del self._landed[: len(landed)]
        for one in landed:
            if one.pause is not None:
                _log.warning("an announcement was paused: it is refused again and again")
                self._editions.close(one.row.subject)
        for row in rows:
            self._begin(nursery, row, now)

    def _has_to_wait(self, now: datetime) -> bool:
        if now < self._last_turn:  # the clock was set back: what was to be waited for lies hours ahead
            self._retry_at = self._sweep_at = -inf
        self._last_turn = now
        return now.timestamp() < self._retry_at

    async def _recover(self, now: datetime) -> None:
        """Settles what a dead process left begun, and remembers the waits it was told."""
        for wait in await recover(self._db, now):
            self._quiet.keep(wait)
            chat_id = None if wait.person is None else self._db.seal.open(wait.person)
            self._gate.flood((wait.until - now).total_seconds(), chat_id)
        self._recovered = True

    async def _appetite(self, now: datetime, *, rung: bool) -> int:
        """How many rows to claim. At a ring, those in hand of what was stopped since are called off."""
        free = self._window - len(self._flying) - len(self._held)
        if rung and (self._flying or self._held):
            async with self._db.read() as c:
                self._editions.keep(await outbox.sending(c))
        if not self._hungry or free <= 0 or self._quiet.is_for_everyone(now):
            return 0
        if self._flying or self._held or self._landed:
            return free
        async with self._db.read() as c:  # idle, as nearly always: no need for the write lock to see that
            due = await outbox.next_due(c)
        if due is None:
            self._editions.keep(())
        return free if due is not None and due <= now else 0

    def _is_time_to_sweep(self, now: datetime) -> bool:
        return not self._flying and not self._held and now.timestamp() >= self._sweep_at

    async def _exchange(self, landed: tuple[Verdict, ...], wanted: int, now: datetime) -> list[Claimed]:
        async with self._db.write() as tx:
            await write_down(tx, landed, now)
            if self._is_time_to_sweep(now):
                await outbox.recover_expired(tx, now)
                self._sweep_at = (now + SWEEP).timestamp()
            if not wanted:
                return []
            rows = await outbox.claim(tx, wanted, now, LEASE, self._quiet.people(now))
            await self._editions.open(tx, rows, self._messenger.prepare)
            return rows

    def _begin(self, nursery: asyncio.TaskGroup, row: Claimed, now: datetime) -> None:
        edition = self._editions.get(row.subject)
        turn = turn_of(edition, row, now)
        if isinstance(turn, Verdict):
            self._land(turn)
        elif turn.told and self._is_in_hand(row.person):
            self._land(put_off(row, now))  # what they are just being told of still waits in the tables
        else:
            self._start(nursery, Flight(row, edition, turn))

    def _is_in_hand(self, person: bytes) -> bool:
        """Whether something for this person is on its way, or has landed and is not written down."""
        rows = (*(one.row for one in self._held), *(one.row for one in self._landed))
        return person in self._flying or any(row.person == person for row in rows)

    def _start(self, nursery: asyncio.TaskGroup, flight: Flight) -> None:
        """Lets it fly, or holds it until more is known of its text or its recipient has got what comes before."""
        edition, text = flight.edition, flight.copy.text
        if not edition.going or edition.trial.failed:
            self._land(put_back(flight.row))
        elif flight.row.person in self._flying or (
            edition.trial.is_doubtful(text) and not edition.trial.has_room(text, self._doubtful(flight))
        ):
            self._held.append(flight)
        else:
            self._flying[flight.row.person] = flight
            self._tasks[flight] = nursery.create_task(self._fly(nursery, flight))

    def _doubtful(self, flight: Flight) -> int:
        mine = (one for one in self._flying.values() if one.edition is flight.edition)
        return sum(one.edition.trial.is_doubtful(one.copy.text) for one in mine)

    async def _fly(self, nursery: asyncio.TaskGroup, flight: Flight) -> None:
        outcome: Outcome | None = Uncertain()
        with Guard("A send") as guard:
            try:
                outcome = await self._calls.make(flight, self._db.seal.open(flight.row.person))
            except HopelessError as error:
                outcome, self._hopeless = None, error
        del self._flying[flight.row.person], self._tasks[flight]
        self._land(put_back(flight.row) if outcome is None else self._judge(flight, outcome, guard.failure))
        self._go_on(nursery, flight, arrived=isinstance(outcome, Sent))

    def _go_on(self, nursery: asyncio.TaskGroup, after: Flight, *, arrived: bool) -> None:
        """Starts what was held. Where nothing arrived, what comes next for that person has to be looked at again."""
        held, self._held = self._held, []
        for one in held:
            if one.row.person == after.row.person and not arrived:
                self._land(put_back(one.row))
            else:
                self._start(nursery, one)

    def _judge(self, flight: Flight, outcome: Outcome, failure: str | None) -> Verdict:
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
        moved = None if flight.moved_to is None else self._db.seal.seal(flight.moved_to)
        return completed(judged, moved, flight.copy.told, flight.copy.dropped)

    def _land(self, landed: Verdict) -> None:
        self._landed.append(landed)
        self._hungry = True
        waited = asyncio.get_running_loop().time() - self._turned_at
        if len(self._landed) >= self._batch or waited >= PATIENCE or not self._flying or self._hopeless is not None:
            self._wakened.set()

    async def _finish(self, nursery: asyncio.TaskGroup) -> None:
        """Calls off what has not been said yet, waits for the rest and writes everything down."""
        self._editions.keep(())
        for flight, task in self._tasks.items():
            if not flight.aloft:
                task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks.values(), timeout=self._grace)
        for task in self._tasks.values():
            task.cancel()
        for flight in (*self._flying.values(), *self._held):
            self._landed.append(self._judge(flight, Uncertain(), None) if flight.aloft else put_back(flight.row))
        for left in (self._flying, self._tasks, self._held):
            left.clear()
        await self._write_the_last(nursery)

    async def _write_the_last(self, nursery: asyncio.TaskGroup) -> None:
        self._hungry, self._retry_at = False, -inf
        with Guard("The last settling"):
            async with asyncio.timeout(LAST_SETTLING):
                await self._turn(nursery, self._now())
                while self._landed:
                    await self._sleep(0.1)
                    self._retry_at = -inf
                    await self._turn(nursery, self._now())
        if self._landed:  # they are begun in the database: the next start finds them
            _log.warning("%d outcomes could not be written down", len(self._landed))
