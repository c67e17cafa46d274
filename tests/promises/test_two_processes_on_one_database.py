"""Two processes on one database: on SQLite the second does not start; on PostgreSQL one sends, the other stands by."""

import asyncio
import random
import time
from pathlib import Path

import pytest

from bot.domain.announcement import WhenUncertain
from bot.domain.delivery import Status
from tests.promises.copies import Copies
from tests.promises.figures import Figures
from tests.promises.form import FULL
from tests.promises.processes import PATIENCE, Bot, run_bot
from tests.promises.scene import Scene
from tests.promises.town import WORDS, Place, announce, outcomes, people, settle

# Real seconds until the second process on SQLite has said no; the short form shares the machine.
LONGEST = 5.0 if FULL else 10.0
TAKEOVER = 10.0  # seconds from the death of the leader to the next message
WINDOW = 5
SPEED = 5


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
async def test_two_processes_on_sqlite(place: Place, tmp_path: Path, figures: Figures) -> None:
    everybody = people(200)
    async with Scene(place, tmp_path) as scene:
        scene.sim.populate(everybody, "kk")
        async with place.opened() as db:
            await settle(db, everybody, scene.clock.moment())
            await announce(db, scene.clock.moment())
        copies = Copies(scene.sim, WORDS)
        first = scene.start()
        await copies.until(10)
        log = tmp_path / "second.log"
        began = time.monotonic()
        second = await run_bot(scene.sim, place.url, place.key_file, log)
        async with asyncio.timeout(PATIENCE):
            code = await second.wait()
        took = time.monotonic() - began
        before = copies.total
        await copies.until(before + 1)
        assert await first.terminate() == 0
        assert scene.sim.violations == []
    why = log.read_text("utf-8").strip()
    figures.record(
        f"the second ends with code {code} after {took:.1f} s; the first goes on: {why.splitlines()[-1][:90]}…"
    )
    assert code == 2
    assert took <= LONGEST
    assert "Another process" in why
    assert "Traceback" not in why
    assert copies.repeated() == {}


@pytest.mark.parametrize("place", ["postgresql"], indirect=True)
@pytest.mark.parametrize("policy", list(WhenUncertain) if FULL else [WhenUncertain.LEAVE])
async def test_two_processes_on_postgresql(
    place: Place, tmp_path: Path, figures: Figures, policy: WhenUncertain, seed: int, *, full: bool
) -> None:
    kills, recipients = (30, 6_000) if full else (1, 100)
    dice = random.Random(seed)
    everybody = people(recipients)
    took: list[float] = []
    async with Scene(place, tmp_path, SPEED) as scene:
        scene.sim.populate(everybody, "kk")
        async with place.opened() as db:
            await settle(db, everybody, scene.clock.moment())
            made = await announce(db, scene.another_day(), policy)
        copies = Copies(scene.sim, WORDS)
        leader, standby = await scene.up(), scene.start()
        await scene.release(made)
        for _ in range(kills):
            before = copies.total + dice.randint(1, recipients // (kills + 1))
            await copies.until(min(before, recipients - 20))
            leader, standby = await _take_over(scene, copies, leader, standby, took)
        await scene.ended(made, 300)
        assert await leader.terminate() == 0
        assert await standby.terminate() == 0
        async with place.opened() as db:
            told = await outcomes(db, made)
        assert scene.unexpected == [], "two never ask for updates at once"
    uncertain = {one for one, what in told.items() if what.status is Status.UNCERTAIN}
    lost, repeated = set(copies.lost(everybody)) - uncertain, copies.repeated()
    figures.record(
        f"seed {seed}: the leader of two killed {kills} times over {recipients} recipients: the other sent after"
        f" {max(took):.1f} s at most; {len(lost)} lost, {sum(repeated.values())} copies too many,"
        f" {len(uncertain)} uncertain"
    )
    assert max(took) <= TAKEOVER
    assert lost == set()
    assert max(sum(repeated.values()), len(uncertain)) <= WINDOW * kills
    assert not (repeated if policy is WhenUncertain.LEAVE else uncertain)


async def _take_over(scene: Scene, copies: Copies, leader: Bot, standby: Bot, took: list[float]) -> tuple[Bot, Bot]:
    """Kills the leader; the new leader and a new one that stands by."""
    await leader.kill()
    before, began = copies.total, scene.clock.now()
    await copies.until(before + 1)
    took.append(scene.clock.now() - began)
    return standby, scene.start()
