"""Disk full, read-only, database locked for three seconds: nothing is lost or half-written, people and owners know."""

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.domain.announcement import WhenUncertain
from bot.domain.delivery import Status
from bot.domain.places import Language
from tests.promises.copies import Copies
from tests.promises.figures import Figures
from tests.promises.form import FULL, both, matrix
from tests.promises.scene import Scene
from tests.promises.town import WORDS, Place, announce, people, settle
from tests.visits import OLGA, translator

SPEED = 20
WITHIN = 60.0  # seconds until the owner knows
LASTS = 120.0 if FULL else 40.0  # seconds of trouble
LOCKED = 3.0  # real seconds
AISULU = 50_000  # a member who taps meanwhile
OPEN, CHANGE = "k", "!p_1"  # a screen, and a press that writes
CANNOT = "This cannot be saved right now. Please try again later."
TABLES = ("outbox", "announcement", "member", "meta")

# What PostgreSQL says when the disk is full (53100) and of a server that only reads (25006).
CODES = {"full": "53100", "read-only": "25006"}
FUNCTION = """
CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'could not write' USING ERRCODE = '{code}'; END $$
"""


@asynccontextmanager
async def trouble(scene: Scene, kind: str) -> AsyncIterator[None]:
    """While inside, nothing can be written."""
    if scene.place.kind == "sqlite":
        scene.disk.write_text(kind, "utf-8")
        yield
        scene.disk.unlink()
        return
    await scene.place.change(FUNCTION.format(code=CODES[kind]))
    for table in TABLES:
        await scene.place.change(
            f"CREATE TRIGGER failing BEFORE INSERT OR UPDATE OR DELETE ON {table} EXECUTE FUNCTION fail()"
        )
    yield
    for table in TABLES:
        await scene.place.change(f"DROP TRIGGER failing ON {table}")


@pytest.mark.parametrize(("place", "kind"), matrix("read-only", "full"), indirect=["place"])
async def test_disk(place: Place, tmp_path: Path, figures: Figures, kind: str) -> None:
    everybody = people(400 if FULL else 200)
    async with Scene(place, tmp_path, SPEED) as scene:
        scene.sim.populate([*everybody, AISULU], "kk")
        async with place.opened() as db:
            await settle(db, everybody, scene.clock.moment())
            await settle(db, [AISULU], scene.clock.moment(), kinds=frozenset())
            made = await announce(db, scene.another_day(), WhenUncertain.RESEND)
        copies = Copies(scene.sim, WORDS)
        bot = await scene.up()
        aisulu, olga = scene.sim.person(AISULU), scene.sim.person(OLGA)
        aisulu.say("/menu")
        await aisulu.settled(15)
        await scene.release(made)
        await copies.until(50)
        heard = len(olga.messages)
        async with trouble(scene, kind):
            began = scene.clock.now()
            await scene.sim.until(lambda: len(olga.messages) > heard, 30)
            told = scene.clock.now() - began
            aisulu.press(data=OPEN)
            await aisulu.settled(15)
            shown = len(aisulu.messages), aisulu.screen.text
            aisulu.press(data=CHANGE)
            await aisulu.settled(20)
            answer = aisulu.toasts[-1] if aisulu.toasts else aisulu.screen.text
            await scene.clock.sleep(max(0.0, LASTS - (scene.clock.now() - began)))
            stood = copies.total
        assert bot.is_alive
        await scene.ended(made, 90)
        await bot.terminate()
        tally = await place.tally(made)
        paused = await place.ask("SELECT count(*) FROM member WHERE paused")
    figures.record(
        f"{kind} for {LASTS:.0f} s in the middle of {len(everybody)}: the owner knew after {told:.0f} s"
        f" ({olga.messages[heard].text.splitlines()[0]!r}), a member's screen opened, one who changed something read"
        f" {answer.splitlines()[0]!r}; {stood} had theirs when it ended, {len(copies.lost(everybody))} lost,"
        f" {len(copies.repeated())} repeated"
    )
    assert told <= WITHIN
    assert shown[1]
    assert answer
    assert bool(paused[0][0]) is not (translator(Language.KK).plain(CANNOT) in answer), "saved, or told that it was not"
    assert copies.lost(everybody) == []
    assert copies.repeated() == {}
    assert tally == {Status.SENT: len(everybody)}


@asynccontextmanager
async def locked(place: Place) -> AsyncIterator[None]:
    """Somebody else keeps everybody from writing."""
    if place.kind == "sqlite":
        path = make_url(place.url).database
        let_go, taken = threading.Event(), threading.Event()

        def hold() -> None:
            connection = sqlite3.connect(path or "", isolation_level=None, timeout=10)
            connection.execute("BEGIN IMMEDIATE")
            taken.set()
            let_go.wait()
            connection.execute("ROLLBACK")
            connection.close()

        holding = threading.Thread(target=hold)
        holding.start()
        await asyncio.to_thread(taken.wait)
        yield
        let_go.set()
        await asyncio.to_thread(holding.join)
        return
    engine = create_async_engine(place.url)
    async with engine.begin() as connection:
        await connection.execute(text("LOCK TABLE outbox, announcement, member IN EXCLUSIVE MODE"))
        yield
    await engine.dispose()


@pytest.mark.parametrize("place", both("sqlite"), indirect=True)
async def test_disk_locked_for_three_seconds(place: Place, tmp_path: Path, figures: Figures) -> None:
    everybody = people(150 if FULL else 50)
    async with Scene(place, tmp_path) as scene:
        scene.sim.populate([*everybody, AISULU], "kk")
        async with place.opened() as db:
            await settle(db, everybody, scene.clock.moment())
            await settle(db, [AISULU], scene.clock.moment(), kinds=frozenset())
            made = await announce(db, scene.another_day(), WhenUncertain.RESEND)
        copies = Copies(scene.sim, WORDS)
        bot = await scene.up()
        aisulu = scene.sim.person(AISULU)
        aisulu.say("/menu")
        await aisulu.settled(15)
        await scene.release(made)
        await copies.until(20)
        async with locked(place):
            began = scene.clock.now()
            aisulu.press(data=OPEN)
            await aisulu.settled(15)
            read = scene.clock.now() - began
            aisulu.press(data=CHANGE)
            await asyncio.sleep(LOCKED - (scene.clock.now() - began))
        await aisulu.settled(15)
        wrote = scene.clock.now() - began
        await copies.until(len(everybody))
        await scene.falls_silent()
        await bot.terminate()
        tally = await place.tally(made)
        paused = await place.ask("SELECT count(*) FROM member WHERE paused")
        assert scene.sim.violations == []
    figures.record(
        f"locked for {LOCKED:.0f} s: a member's screen opened after {read * 1000:.0f} ms, a change was saved after"
        f" {wrote:.1f} s; {len(copies.lost(everybody))} lost, {len(copies.repeated())} repeated"
    )
    assert read < 1
    assert int(str(paused[0][0])) == 1
    assert copies.lost(everybody) == []
    assert copies.repeated() == {}
    assert tally == {Status.SENT: len(everybody)}
