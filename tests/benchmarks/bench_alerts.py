"""How fast new items become alerts, and who waits for it: python -m tests.benchmarks.bench_alerts.

A hundred thousand members of mixed interests, hours and habits, and fifty new items. A member changes their country
in a loop beside the planner, as a tap does; the longest of these changes is told, and the same with nobody planning.
The plain figure is one INSERT … SELECT of as many rows into the same two tables, measured in turn, so that the ratio
means something on a busy machine too. Promises are judged by the best round; memory by the worst.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import delete, func, select, text, update

from bot.domain.announcement import Errand, State
from bot.domain.interests import Kind, Theme
from bot.domain.places import Country, Language
from bot.outreach.planner import Planner
from bot.store import by_itself, items, members
from bot.store.database import Database
from bot.store.tables import alert, announcement, item, outbox
from tests.benchmarks.bench_planning import forget_peak, memory, postgresql, sqlite

MEMBERS, ITEMS = 100_000, 50
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
GOALS = {"SQLite": 10.0, "PostgreSQL": 20.0}  # seconds
MOST_MEMORY = 150.0  # megabytes
LONGEST_WAIT = 0.2  # seconds

# One to three kinds of five, no theme or two of eleven, no country or one of six; a third reads digests, and one in
# fifty has muted a funder. Numbers are spread by primes, so that no two choices go together.
KINDS = "((1 << (n % 5)) | (1 << (n % 7 % 5)) | (1 << (n % 3)) | 32)"
THEMES = "CASE n % 3 WHEN 0 THEN 0 ELSE (1 << (n % 11)) | (1 << (n % 13 % 11)) END"
COUNTRIES = "CASE n % 4 WHEN 0 THEN 0 ELSE (1 << (n % 6)) END"
COUNTRY = (
    "CASE n % 7 WHEN 0 THEN NULL WHEN 1 THEN 'AZ' WHEN 2 THEN 'KG' WHEN 3 THEN 'UZ' WHEN 4 THEN 'TJ' ELSE 'KZ' END"
)
QUIET = "CASE n % 9 WHEN 0 THEN 0 WHEN 1 THEN 22 * 24 + 7 ELSE 513 END"
OFTEN = "CASE n % 17 WHEN 0 THEN 2 WHEN 1 THEN 9 WHEN 2 THEN 31 ELSE 0 END"
COLUMNS = (
    "person, language, country, kinds, themes, countries, standing, paused, joined_on, seen_on, daily, weekly, quiet, "
    "quiet_days"
)
VALUES = (
    f"'ru', {COUNTRY}, {KINDS}, {THEMES}, {COUNTRIES}, 'active', n % 50 = 7, {{day}}, {{day}}, {OFTEN}, "
    f"(CASE n % 19 WHEN 0 THEN 16 ELSE 0 END), {QUIET}, n % 10 <> 3"
)
SEEDS = {
    "SQLite": f"""
        WITH RECURSIVE counted (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < {MEMBERS})
        INSERT INTO member ({COLUMNS}) SELECT randomblob(24), {VALUES.format(day="'2026-11-23'")} FROM counted""",
    "PostgreSQL": f"""
        INSERT INTO member ({COLUMNS})
        SELECT decode(md5(n::text) || left(md5((-n)::text), 16), 'hex'), {VALUES.format(day="date '2026-11-23'")}
        FROM generate_series(1, {MEMBERS}) AS n""",
}


@dataclass
class Round:
    """Seconds, megabytes and rows of one run of the planner."""

    took: float
    longest_wait: float
    memory: float
    told: int
    messages: int


@dataclass
class Figures:
    """What was measured on one database."""

    plans: list[Round] = field(default_factory=list)
    plain: list[float] = field(default_factory=list)
    undisturbed: float = 0.0


async def seed(db: Database, name: str) -> None:
    async with db.write() as tx:
        await tx.execute(text(SEEDS[name]))
        await members.set_language(tx, db.seal.seal(1), Language.RU, NOW.date())
        await tx.execute(
            text("INSERT INTO mute (member_id, funder) SELECT id, 'donor-1' FROM member WHERE id % 50 = 9")
        )
    if name == "PostgreSQL":  # as autovacuum will have done long since
        async with db.read() as c:
            await c.execute(text("SET default_transaction_read_only = off"))
            await c.execute(text("VACUUM ANALYZE"))


async def publish(db: Database, number: int) -> int:
    """An ALERT that is due, of fifty new items."""
    kinds, themes, countries = list(Kind)[:5], list(Theme), list(Country)
    async with db.write() as tx:
        made = await by_itself.make(tx, Errand.ALERT, NOW, NOW)
        for n in range(ITEMS):
            about = {themes[n % 11], themes[n % 7]} if n % 4 else set()
            where = {countries[n % 6], countries[n % 5]} if n % 3 else set()
            funder = f"donor-{n % 8}" if n % 2 else None
            closes = date(2026, 12, 1) + timedelta(days=n)
            slug = f"item-{number}-{n}"
            await items.record(tx, kinds[n % 5], slug, about, where, funder, "{}", made, NOW.date(), closes)
    if made is None:
        raise AssertionError
    return made


async def timed(work: Callable[[], Awaitable[object]]) -> float:
    start = time.perf_counter()
    await work()
    return time.perf_counter() - start


class Restless:
    """A member who changes their country again and again."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._who = db.seal.seal(1)
        self.longest = 0.0

    async def tap(self) -> None:
        async with self._db.write() as tx:
            await members.set_country(tx, self._who, Country.KZ)

    async def run(self, done: asyncio.Event) -> None:
        while not done.is_set():
            self.longest = max(self.longest, await timed(self.tap))
            await asyncio.sleep(0.002)


async def beside(db: Database, work: Callable[[], Awaitable[object]]) -> tuple[float, float]:
    """How long this took, and the longest wait of a member meanwhile."""
    done, restless = asyncio.Event(), Restless(db)
    async with asyncio.TaskGroup() as group:
        group.create_task(restless.run(done))
        took = await timed(work)
        done.set()
    return took, restless.longest


async def plan(db: Database, number: int) -> Round:
    async def work() -> None:
        planner = Planner(db)
        while await planner.tick(NOW):
            pass

    forget_peak()
    before = memory("VmRSS")
    took, longest = await beside(db, work)
    grown = memory("VmHWM") - before
    async with db.read() as c:
        state, through = (
            await c.execute(
                select(announcement.c.state, announcement.c.planned_through).where(announcement.c.id == number)
            )
        ).one()
        told = await c.scalar(select(func.count()).select_from(alert))
        messages = await c.scalar(select(func.count()).select_from(outbox))
    if (state, through) != (State.SENDING, None) or not told or not messages:
        raise AssertionError((state, through, told, messages))
    return Round(took, longest, grown, told, messages)


async def plain(db: Database) -> float:
    """The same rows once more, each table by one statement, from a copy that has no index."""
    tables = {
        "alert": "item_id, member_id, state",
        "outbox": "member_id, matter, subject, due_at, status, not_before, attempts",
    }
    async with db.write() as tx:
        for name, columns in tables.items():
            await tx.execute(text(f"CREATE TABLE copy_of_{name} AS SELECT {columns} FROM {name}"))
    await clear(db)

    async def write() -> None:
        async with db.write() as tx:
            for name, columns in tables.items():
                await tx.execute(text(f"INSERT INTO {name} ({columns}) SELECT {columns} FROM copy_of_{name}"))

    took = await timed(write)
    await clear(db)
    async with db.write() as tx:
        for name in tables:
            await tx.execute(text(f"DROP TABLE copy_of_{name}"))
    return took


async def clear(db: Database) -> None:
    async with db.write() as tx:
        for table in (alert, outbox):
            await tx.execute(delete(table))
        await tx.execute(update(announcement).values(state=State.CANCELLED, ended_at=NOW))


async def measure(db: Database, name: str, rounds: int) -> Figures:
    figures = Figures()
    await seed(db, name)
    _, figures.undisturbed = await beside(db, lambda: asyncio.sleep(2))
    for number in range(rounds):
        made = await publish(db, number)
        figures.plans.append(await plan(db, made))
        figures.plain.append(await plain(db))
        async with db.write() as tx:
            await tx.execute(update(item).values(publication=None))
    return figures


def report(name: str, figures: Figures) -> bool:
    """Whether every promise was kept."""
    best, floor = min(figures.plans, key=lambda one: one.took), min(figures.plain)
    wait = min(one.longest_wait for one in figures.plans)
    worst = max(one.longest_wait for one in figures.plans)
    grown = max(one.memory for one in figures.plans)
    kept = best.took < GOALS[name] and wait <= LONGEST_WAIT and grown < MOST_MEMORY
    sys.stdout.write(
        f"{name:10} {best.told:,} alerts and {best.messages:,} messages planned in {best.took:5.2f} s (goal "
        f"{GOALS[name]:.0f}) = {best.took / floor:4.2f} of plain INSERT … SELECT ({floor:.2f} s); a tap waited "
        f"{wait * 1000:.0f} ms at most (goal {LONGEST_WAIT * 1000:.0f}; worst round {worst * 1000:.0f}; with nobody "
        f"planning {figures.undisturbed * 1000:.0f}); memory +{grown:.0f} MB (goal {MOST_MEMORY:.0f})  "
        f"{'kept' if kept else 'BROKEN'}\n"
    )
    sys.stdout.flush()
    return kept


async def run(rounds: int, names: list[str]) -> bool:
    openings: dict[str, Callable[[Path], AbstractAsyncContextManager[Database]]] = {
        "SQLite": sqlite,
        "PostgreSQL": postgresql,
    }
    kept = True
    for name in names:
        with tempfile.TemporaryDirectory() as folder:
            async with openings[name](Path(folder)) as db:
                kept = report(name, await measure(db, name, rounds)) and kept
    return kept


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", choices=[*GOALS])
    given = parser.parse_args()
    sys.stdout.write(f"{MEMBERS:,} members, {ITEMS} new items, {given.rounds} rounds, the best of each\n")
    return 0 if asyncio.run(run(given.rounds, [given.only] if given.only else [*GOALS])) else 1


if __name__ == "__main__":
    sys.exit(main())
