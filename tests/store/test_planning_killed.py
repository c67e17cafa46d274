"""Whatever the bot sends by itself is planned exactly once, though the process is killed at any statement."""

import random
import signal
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from bot.domain.announcement import Errand
from bot.domain.facts import Facts, to_json
from bot.domain.interests import Kind
from bot.domain.places import Country
from bot.domain.quiet import Hours
from bot.store import by_itself, changes, mutes, saved
from bot.store.database import Database, open_database
from bot.store.tables import alert, announcement, outbox
from bot.store.tables import saved as kept
from tests.promises.form import FULL
from tests.store.news import MOMENTS, MONDAY, NOW, Reader, item, made, reader, told
from tests.store.planning_process import plan_all

KILLS = 100 if FULL else 5
ROOT = Path(__file__).resolve().parents[2]
FURTHEST = 90  # statements: a round takes some 250

GRANT, JOB = Kind.GRANT, Kind.JOB
CHOICES: tuple[dict[str, object], ...] = (
    {"country": Country.KG},
    {"country": Country.AZ, "daily": {GRANT}},
    {"weekly": {GRANT}, "quiet": Hours(22, 6)},
    {"country": Country.KZ, "daily": {JOB}, "quiet_days": False},
    {"paused": True},
)


async def settle_in(db: Database) -> list[Reader]:
    """Eleven members of several habits, one of whom has muted a funder."""
    people = [await reader(db, n, {GRANT, JOB} if n % 3 else {GRANT}, **CHOICES[n % 5]) for n in range(1, 12)]
    async with db.write() as tx:
        await mutes.add(tx, people[0].person, "donor")
    return people


async def give_work(db: Database, people: list[Reader], number: int) -> None:
    """New items for an alert and then a digest, a deadline and a change, all to be planned.

    What one of them writes is not read by another that is planned at the same time: it would depend on the turns.
    """
    day = MONDAY + timedelta(days=1 + number)
    async with db.write() as tx:
        due, changed = [
            await item(tx, f"{slug}-{number}", closes_on=MONDAY + timedelta(days=7)) for slug in ("due", "changed")
        ]
        for who in people[number % 3 :: 2]:
            for each in (due, changed):
                await saved.save(tx, who.person, each, MONDAY - timedelta(days=30))
        new = await made(tx, Errand.ALERT)
        for n in range(4):
            kind, funder = (JOB, None) if n % 2 else (GRANT, "donor" if n else None)
            await item(tx, f"new-{number}-{n}", new, kind=kind, funder=funder)
        change = await made(tx, Errand.CHANGE, item_id=changed)
        facts = [to_json(Facts(deadline=MONDAY + timedelta(days=days))) for days in (5, 7)]
        await changes.write(tx, change, changed, *facts)
        await made(tx, Errand.REMINDER, item_id=due, key=f"{due}:{MONDAY.isoformat()}")
        await by_itself.make(tx, Errand.DIGEST, NOW, MOMENTS[1], key=day.isoformat())
    await told(db, *((who.id, changed) for who in people[::3]))


async def everything(db: Database) -> list[list[tuple[object, ...]]]:
    """All that planning writes, but for the numbers of the rows."""
    queries = (
        select(outbox.c.matter, outbox.c.subject, outbox.c.member_id, outbox.c.due_at, outbox.c.not_before),
        select(alert.c.item_id, alert.c.member_id, alert.c.state),
        select(kept.c.item_id, kept.c.member_id, kept.c.reminded),
        select(announcement.c.id, announcement.c.state, announcement.c.planned_through),
    )
    async with db.read() as c:
        return [sorted(map(tuple, await c.execute(query)), key=repr) for query in queries]


def lives(url: str, key_file: Path, now: datetime, step: int) -> bool:
    """Whether a process that plans came to the end of its work before it came to this statement."""
    command = [sys.executable, "-m", "tests.store.planning_process", url, str(key_file), now.isoformat(), str(step)]
    done = subprocess.run(command, cwd=ROOT, check=False)
    assert done.returncode in {0, -signal.SIGKILL}
    return done.returncode == 0


async def test_kills_at_any_statement_lose_and_double_nothing(fresh_url: str, tmp_path: Path) -> None:
    dice, kills, number, key_file = random.Random(11), 0, 0, tmp_path / "secret.key"
    # One database for the process that is killed, and one where everything is planned in peace.
    urls = (fresh_url, f"sqlite+aiosqlite:///{tmp_path / 'undisturbed.db'}")
    people: list[Reader] = []
    while kills < KILLS:
        for url in urls:
            db = await open_database(url, key_file)
            people = await settle_in(db) if number == 0 else people
            await give_work(db, people, number)
            await db.close()
        # The clock does not go back when a process is started anew.
        for now in MOMENTS:
            while not lives(fresh_url, key_file, now, dice.randint(1, FURTHEST) if kills < KILLS else 0):
                kills += 1
        number += 1
        found = []
        for url in urls:
            db = await open_database(url, key_file)
            for now in MOMENTS:
                await plan_all(db, now)
            found.append(await everything(db))
            await db.close()
        assert found[0] == found[1]
        assert len(found[0][0]) > 20 * number
