"""Rate: never more than 30 calls in any second, 25 messages in each, one a second in a chat, 20 a minute in a group."""

import asyncio
import random
from pathlib import Path

import pytest

from tests.promises.copies import Copies, most_within, said, shortest_gap
from tests.promises.figures import Figures
from tests.promises.form import both
from tests.promises.scene import Scene
from tests.promises.town import WORDS, Place, announce, people, settle

MOST = 30  # calls in any second, over all methods
SUSTAINED = 25.0  # messages a second, on a machine that does nothing else
SUSTAINED_SHORT = 15.0  # where the rest of the suite runs beside
LATENCY = 0.1  # seconds at the server
TAPPERS = 12
TAPS = 1.0  # a second, by all of them
STARTING = 1.1  # seconds, so that what was said in a hurry counts no more


@pytest.mark.parametrize("place", both("postgresql"), indirect=True)
async def test_rate_with_people_tapping_meanwhile(
    place: Place, tmp_path: Path, figures: Figures, seed: int, *, full: bool
) -> None:
    seconds = 120 if full else 3
    everybody = people(30 * seconds)
    async with Scene(place, tmp_path) as scene:
        scene.sim.populate(everybody, "kk")
        async with place.opened() as db:
            await settle(db, everybody, scene.clock.moment())
            made = await announce(db, scene.another_day())
        copies = Copies(scene.sim, WORDS)
        await scene.up()
        await scene.clock.sleep(STARTING)
        await scene.release(made)
        await copies.until(1)
        scene.sim.faults.add("slow", times=None, seconds=LATENCY)
        await copies.until(25)
        began = scene.clock.now()
        await asyncio.sleep(seconds / 2)
        alone = _rate([moment for moments in copies.times.values() for moment in moments if moment >= began])
        until = scene.clock.now()
        await _tap(scene, seconds / 2, random.Random(seed))
        beside = _rate([moment for moments in copies.times.values() for moment in moments if moment >= until])
        every = [call.at for call in said(scene.sim) if call.at >= began]
        peak = most_within(every, 1.0)
        assert scene.sim.violations == []
    figures.record(
        f"{alone:.2f} messages a second for {seconds / 2:.0f} s at {LATENCY * 1000:.0f} ms latency,"
        f" {beside:.2f} while people tap; at most {peak} calls of any method in any second"
    )
    assert peak <= MOST
    assert round(alone, 1) >= (SUSTAINED if full else SUSTAINED_SHORT)
    assert copies.repeated() == {}


def _rate(moments: list[float]) -> float:
    return (len(moments) - 1) / (max(moments) - min(moments))


async def _tap(scene: Scene, seconds: float, dice: random.Random) -> None:
    """People who are no members yet press Start, one after the other and sometimes two at once."""
    until = scene.clock.now() + seconds
    while scene.clock.now() < until:
        for number in dice.sample(range(TAPPERS), dice.choice((1, 1, 2))):
            scene.person(50_000 + number).start()
        await asyncio.sleep(dice.uniform(0.5, 1.5) / TAPS)
    await asyncio.sleep(0.3)


@pytest.mark.parametrize("place", both("sqlite"), indirect=True)
async def test_rate_one_a_second_in_a_chat(place: Place, tmp_path: Path, figures: Figures, *, full: bool) -> None:
    announced, recipients = (5, 40) if full else (2, 8)
    everybody = people(recipients)
    async with Scene(place, tmp_path) as scene:
        scene.sim.populate(everybody, "kk")
        async with place.opened() as db:
            await settle(db, everybody, scene.clock.moment())
            made = [await announce(db, scene.another_day()) for _ in range(announced)]
        copies = Copies(scene.sim, WORDS)
        await scene.up()
        await scene.release(*made)
        await copies.until(announced * recipients)
        assert scene.sim.violations == []
    closest = min(shortest_gap(copies.times[one]) for one in everybody)
    figures.record(f"{announced} announcements at once to {recipients} people: {closest:.2f} s between two in a chat")
    assert closest >= 1.0


@pytest.mark.parametrize("place", both("postgresql"), indirect=True)
async def test_rate_twenty_a_minute_in_a_group(place: Place, tmp_path: Path, figures: Figures, *, full: bool) -> None:
    announced, speed = (60, 10) if full else (22, 60)
    group = -1_000_000_000_123
    async with Scene(place, tmp_path, speed) as scene:
        gathering = scene.sim.group(group)
        gathering.add_bot(scene.person(1))
        async with place.opened() as db:
            await settle(db, [group], scene.clock.moment())
            for _ in range(announced):
                await announce(db, scene.clock.moment())
        copies = Copies(scene.sim, WORDS)
        scene.start()
        await copies.until(announced)
    most = most_within(copies.times[group], 60.0)
    figures.record(f"{announced} announcements at once to one group: at most {most} in a minute")
    assert most <= 20
