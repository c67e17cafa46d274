"""What a message costs, ours with everything that keeps it from being lost against loops that only send.

python tests/benchmarks/bench_sending.py; with --long as many messages as make the figures steady.

The server runs on one core and the client, a process of its own for each measurement, on another. What counts is the
time the client's core was busy, threads and system calls included, and only as a ratio within one run: the rounds are
taken in turn, so that a busy machine is busy for all, and of each the best one counts, as with `timeit`: what others do
on the machine makes a round dearer, never cheaper. The medians stand beside.
"""

import argparse
import asyncio
import multiprocessing
import os
import platform
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from bot.garbage import keep_what_stays
from tests.benchmarks.fixed_telegram import HOST, TEXT, TOKEN, pin, serve
from tests.benchmarks.sending_peers import PEERS, in_parallel

if TYPE_CHECKING:
    from bot.outreach.ports import Gate

RATE = 1000  # what is paid for
CONCURRENCY = 16  # of the peers; more makes httpx only slower
WARM_UP = 400  # messages, by which every connection has been made
LATENCY = 0.05  # seconds of an answer where the sending is paced
TAP_EVERY = 0.04
OURS, BARE, AIOGRAM, OVER_US, DEFAULT = "ours, durable", *PEERS
SPAWN = multiprocessing.get_context("spawn")


@dataclass(frozen=True)
class Figures:
    """Seconds of the core for 1,000 messages, messages a second, megabytes at most; answers to taps in seconds."""

    cost: float
    rate: float
    weight: float
    taps: tuple[float, ...] = ()


# Measurements, each in a process of its own


@asynccontextmanager
async def measured(pipe: Connection, count: Callable[[], int], taps: list[float]) -> AsyncIterator[None]:
    keep_what_stays()  # ours and the others alike
    started, spent = time.perf_counter(), time.process_time()
    yield
    spent, took = time.process_time() - spent, time.perf_counter() - started
    weight = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    pipe.send(Figures(spent / count() * 1e3, count() / took, weight, tuple(taps)))


async def peer(pipe: Connection, address: str, name: str, messages: int) -> None:
    async with AsyncExitStack() as stack:
        send = await PEERS[name](stack, address, CONCURRENCY)
        await in_parallel(send, WARM_UP, CONCURRENCY)
        async with measured(pipe, lambda: messages, []):
            await in_parallel(send, messages, CONCURRENCY)


async def durable(pipe: Connection, address: str, where: tuple[str, str], messages: int) -> None:
    """The next messages of the announcement that is stored there, as fast as one core can."""
    from tests.benchmarks import sending_ours as ours

    async with ours.opened(*where) as db, ours.sending(db, address, paced=False) as (sender, gate):
        await ours.drain(sender, gate, WARM_UP)
        before, sent = await ours.sent(db), [0]
        async with measured(pipe, lambda: sent[0], []):
            sent[0] = await ours.drain(sender, gate, messages)
        written = await ours.sent(db) - before
        if written != sent[0]:
            raise RuntimeError(f"{sent[0]} were sent and {written} are written down")


async def paced(pipe: Connection, address: str, where: tuple[str, str], messages: int) -> None:
    """The same at the full paid rate, while somebody taps all the time."""
    from tests.benchmarks import sending_ours as ours

    async with ours.opened(*where) as db, ours.sending(db, address, paced=True) as (sender, gate):
        sent, taps, here, there = [0], list[float](), *multiprocessing.Pipe(duplex=False)
        async with measured(there, lambda: sent[0], taps), asyncio.TaskGroup() as group:
            tapping = group.create_task(tap(gate, address, taps))
            sent[0] = await ours.drain(sender, gate, messages)
            tapping.cancel()
        pipe.send(replace(here.recv(), rate=gate.rate))


async def idle(pipe: Connection, address: str, seconds: float) -> None:
    """Nothing but the taps."""
    from tests.benchmarks import sending_ours as ours

    taps: list[float] = []
    async with measured(pipe, lambda: len(taps), taps), asyncio.TaskGroup() as group:
        tapping = group.create_task(tap(ours.Open(RATE, time.monotonic), address, taps))
        await asyncio.sleep(seconds)
        tapping.cancel()


async def tap(gate: "Gate", address: str, taps: list[float]) -> None:
    """Answers people one after the other, each in a chat of their own."""
    from bot.gateway.bot import open_bot

    async with open_bot(TOKEN, address) as bot, bot:
        person = 10_000_000
        while True:
            person += 1
            started = time.perf_counter()
            await gate.reply(person)
            await bot.send_message(person, TEXT, parse_mode="HTML")
            taps.append(time.perf_counter() - started)
            await asyncio.sleep(TAP_EVERY)


async def store(pipe: Connection, where: tuple[str, str], members: int, done: int) -> None:
    from tests.benchmarks import sending_ours as ours

    async with ours.opened(*where) as db:
        await ours.store(db, members, done)
    pipe.send(None)


WORK = {one.__name__: one for one in (peer, durable, paced, idle, store)}


def in_its_own_process(pipe: Connection, what: str, *given: object) -> None:
    pin(-1)
    work: Callable[..., Coroutine[object, object, None]] = WORK[what]
    asyncio.run(work(pipe, *given))


def done(what: str, *given: object) -> Figures | None:
    """What came of it, in a process of its own."""
    here, there = SPAWN.Pipe()
    process = SPAWN.Process(target=in_its_own_process, args=(there, what, *given), daemon=True)
    process.start()
    there.close()
    found: Figures | None = here.recv()
    process.join()
    if process.exitcode:
        raise SystemExit(f"{what} failed")
    return found


def figures(what: str, *given: object) -> Figures:
    found = done(what, *given)
    assert found is not None
    return found


@contextmanager
def database(members: int, sent: int = 0) -> Iterator[tuple[str, str]]:
    """The address and the key of one in which an announcement is being sent, `sent` of it already."""
    with tempfile.TemporaryDirectory() as folder:
        where = f"sqlite+aiosqlite:///{folder}/bot.db", f"{folder}/key"
        done("store", where, members, sent)
        yield where


@contextmanager
def server(latency: float) -> Iterator[str]:
    here, there = SPAWN.Pipe()
    process = SPAWN.Process(target=serve, args=(there, latency), daemon=True)
    process.start()
    yield f"http://{HOST}:{here.recv()}"
    here.send(None)
    process.join()


# What is promised


@dataclass
class Report:
    """Lines of the table, and the promises that were not kept."""

    broken: list[str] = field(default_factory=list)

    def row(self, name: str, rounds: list[Figures], base: float) -> None:
        cost, median = cost_of(rounds), statistics.median(one.cost for one in rounds)
        rate, weight = max(one.rate for one in rounds), max(one.weight for one in rounds)
        say(f"{name:40} {cost:9.3f} {median:9.3f} {cost / base:11.2f} {rate:13,.0f} {weight:9.0f}")

    def promise(self, words: str, found: float, most: float) -> None:
        kept = found <= most
        say(f"{'kept  ' if kept else 'BROKEN'} {words}: {found:.3f} (at most {most:.3f})")
        if not kept:
            self.broken.append(words)


def cost_of(rounds: list[Figures]) -> float:
    return min(one.cost for one in rounds)


def unpaced(report: Report, rounds: int, messages: int) -> None:
    """The same messages as fast as one core can."""
    counts = {BARE: messages, AIOGRAM: messages // 2, OVER_US: messages // 2, DEFAULT: messages // 8}
    found: dict[str, list[Figures]] = {name: [] for name in (OURS, *counts)}
    with server(0) as address, database(rounds * (messages + RATE)) as where:
        for _ in range(rounds):
            found[OURS].append(figures("durable", address, where, messages))
            for name, count in counts.items():
                found[name].append(figures("peer", address, name, count))
    what, columns = "500 letters of HTML and a button", f"{'s / 1,000':>9} {'median':>9} {'x ours':>11}"
    say(f"{what:40} {columns} {'messages / s':>13} {'MB':>9}")
    for name, measurements in found.items():
        report.row(name, measurements, cost_of(found[OURS]))
    ratio = {name: cost_of(found[OURS]) / cost_of(found[name]) for name in counts}
    report.promise("durable against twice bare aiohttp", ratio[BARE], 2)
    report.promise("durable against half of aiogram's bare loop", ratio[AIOGRAM], 0.5)
    report.promise("durable against a tenth of python-telegram-bot's default", ratio[DEFAULT], 0.1)


def long_or_short(report: Report, rounds: int, messages: int, members: int) -> None:
    """The same cost whether the outbox is short or long, and most of it done."""
    few, many = list[Figures](), list[Figures]()
    needed = rounds * (messages + RATE)
    with server(0) as address, database(needed) as short, database(members, members - needed) as long:
        for _ in range(rounds):
            few.append(figures("durable", address, short, messages))
            many.append(figures("durable", address, long, messages))
    report.row(f"ours, {needed:,} recipients", few, cost_of(few))
    report.row(f"ours, {members:,} recipients", many, cost_of(few))
    report.promise("cost of one among so many more", cost_of(many) / cost_of(few), 1.1)
    report.promise("megabytes with so many", max(one.weight for one in many), 150)


def at_the_paid_rate(report: Report, rounds: int, seconds: int) -> None:
    """1,000 a second at 50 ms, and people who tap meanwhile. The best round counts: the others tell of the machine."""
    before, under_way = list[Figures](), list[Figures]()
    with server(LATENCY) as address, database(rounds * (seconds + 1) * RATE) as where:
        for _ in range(rounds):
            before.append(figures("idle", address, seconds / 2))
            under_way.append(figures("paced", address, where, seconds * RATE))
    report.row("ours, paced, with taps", under_way, cost_of(under_way))
    report.promise("share of 1,000 a second that is missing", 1 - max(one.rate for one in under_way) / RATE, 0.03)
    answered = min(nearly_all(one) for one in under_way)
    report.promise("tap to answer while sending, p95 in s", answered, 0.3)
    report.promise("the same against an idle bot", answered / min(nearly_all(one) for one in before), 1.2)


def nearly_all(one: Figures) -> float:
    return statistics.quantiles(one.taps, n=20)[-1]


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--long", action="store_true", help="five times as many messages and rounds")
    times = 5 if parser.parse_args().long else 1
    say(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}")
    report = Report()
    unpaced(report, rounds=5 * times, messages=8_000)
    long_or_short(report, rounds=3 * times, messages=10_000, members=1_000_000)
    at_the_paid_rate(report, rounds=3, seconds=6 * times)
    for words in report.broken:
        say(f"not kept: {words}")
    return 1 if report.broken else 0


if __name__ == "__main__":
    sys.exit(main())
