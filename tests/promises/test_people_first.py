"""People first: whoever taps while a broadcast runs at full rate is answered as soon as by an idle bot."""

import asyncio
import itertools
import random
from pathlib import Path

import pytest

from bot.domain.announcement import WhenUncertain
from bot.simulator.journal import Entry, Happening
from tests.promises.copies import Copies, listen
from tests.promises.figures import Figures, percentile
from tests.promises.form import FULL, both
from tests.promises.scene import Scene
from tests.promises.town import WORDS, Place, announce, people, settle

LATENCY = 0.05  # seconds at the server, for every call
SLOWEST = 0.3 if FULL else 1.5  # seconds from tap to answer, for 95 of 100; the short form shares the machine
WORSE = 1.2 if FULL else 10.0  # times the idle bot's
PEOPLE = range(50_000, 50_020 if FULL else 50_010)
PLACES = ("f", "k", "a", "h")  # buttons of the member's menu


class Taps:
    """Taps of people, each one's next only when the last was answered, and how long each answer took."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._waiting: dict[int, asyncio.Event] = {}
        self._numbers = itertools.count()
        listen(scene.sim, self._note)

    async def measure(self, count: int, every: float, dice: random.Random) -> list[float]:
        """So many taps, one in so many seconds on the average: seconds until the screen changed."""
        took: list[asyncio.Task[float]] = []
        async with asyncio.TaskGroup() as group:
            for number in itertools.islice(self._numbers, count):
                turn, one = divmod(number, len(PEOPLE))
                took.append(group.create_task(self._tap(PEOPLE[one], PLACES[turn % len(PLACES)])))
                await asyncio.sleep(dice.uniform(0.5, 1.5) * every)
        return [one.result() for one in took]

    async def _tap(self, who: int, where: str) -> float:
        answered = self._waiting[who] = asyncio.Event()
        began = self._scene.clock.now()
        self._scene.person(who).press(data=where)
        async with asyncio.timeout(15):
            await answered.wait()
        return self._scene.clock.now() - began

    def _note(self, entry: Entry) -> None:
        if (
            entry.what in {Happening.EDIT, Happening.MESSAGE}
            and entry.chat_id in self._waiting
            and entry.person is None
        ):
            self._waiting.pop(entry.chat_id).set()


@pytest.mark.parametrize("place", both("sqlite"), indirect=True)
async def test_people_first(place: Place, tmp_path: Path, figures: Figures, seed: int, *, full: bool) -> None:
    taps, every = (300, 0.5) if full else (14, 0.2)
    dice = random.Random(seed)
    everybody = people(30 * int(taps * every + 20))
    async with Scene(place, tmp_path) as scene:
        scene.sim.populate(everybody, "kk")
        async with place.opened() as db:
            await settle(db, everybody, scene.clock.moment())
            await settle(db, PEOPLE, scene.clock.moment(), kinds=frozenset())
            made = await announce(db, scene.another_day(), WhenUncertain.RESEND)
        for one in PEOPLE:
            scene.person(one)
        await scene.up()
        for one in PEOPLE:
            scene.person(one).say("/menu")
        await scene.sim.until(lambda: all(scene.person(one).messages for one in PEOPLE), 15)
        await scene.falls_silent(1.1)
        scene.sim.faults.add("slow", times=None, seconds=LATENCY)
        tapped = Taps(scene)
        idle = await tapped.measure(taps, every, dice)
        copies = Copies(scene.sim, WORDS)
        await scene.release(made)
        await copies.until(25)
        before, began = copies.total, scene.clock.now()
        busy = await tapped.measure(taps, every, dice)
        rate = (copies.total - before) / (scene.clock.now() - began)
        assert scene.sim.violations == []
    calm, hard = percentile(idle, 0.95), percentile(busy, 0.95)
    figures.record(
        f"{taps} taps, {1 / every:.1f} a second, {LATENCY * 1000:.0f} ms latency: p95 {calm * 1000:.0f} ms idle,"
        f" {hard * 1000:.0f} ms beside {rate:.1f} messages a second ({hard / calm:.2f} times)"
    )
    assert hard <= SLOWEST
    assert hard <= calm * WORSE
