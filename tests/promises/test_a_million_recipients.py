"""A million recipients: planned in seconds, in flat memory, and a member who writes meanwhile hardly waits."""

import asyncio
import itertools
import statistics
from pathlib import Path

from bot.domain.announcement import WhenUncertain
from tests.promises.copies import Copies
from tests.promises.figures import Figures
from tests.promises.form import FULL
from tests.promises.processes import Bot
from tests.promises.scene import Scene
from tests.promises.town import FIRST, WORDS, Place, announce, people, settle

RECIPIENTS = 1_000_000 if FULL else 20_000
ENDS = 20_000 if FULL else 200  # this many of the first, and of the last, are really sent
SPEED = 20  # while they are
# Seconds. The short form plans a twentieth, and shares the machine with the rest of the suite.
PLANNED = {"sqlite": 3.0, "postgresql": 10.0}
MEMORY = 150.0  # MB
GROWTH = 10.0  # MB between the first and the last of those sent
WRITE = 0.2 if FULL else 0.6  # seconds that a write waits more than one before the planning
# So many that a chat's own limit of one message a second keeps no press waiting.
WRITERS = range(50_000, 50_040)
PAUSE, GO_ON = "!p_1", "!p_0"
BETWEEN = 0.1  # seconds; a press is two calls, and all chats together are answered thirty times a second
LOOK = 0.01


class Writers:
    """Members who change something, one after the other, and how long each waited for the answer."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._turns = itertools.cycle(scene.sim.person(one) for one in WRITERS)
        self._wanted = itertools.cycle((*[PAUSE] * len(WRITERS), *[GO_ON] * len(WRITERS)))
        self.took: list[float] = []

    async def open(self) -> None:
        """Each has the menu before them."""
        for one in WRITERS:
            self._scene.sim.person(one).say("/menu")
        for one in WRITERS:
            await self._scene.sim.person(one).settled(15)

    async def write(self) -> None:
        began = self._scene.clock.now()
        press = next(self._turns).press(data=next(self._wanted)).value
        await self._scene.sim.until(lambda: press.answered, 15)
        self.took.append(self._scene.clock.now() - began)
        await asyncio.sleep(BETWEEN)


async def _plan(scene: Scene, made: int, writers: Writers, bot: Bot) -> tuple[float, float]:
    """Seconds from the first chunk to the last, and the most memory meanwhile."""
    most, began = bot.memory, None
    await scene.release(made)
    async with asyncio.TaskGroup() as group:
        over = asyncio.Event()
        group.create_task(_keep_writing(writers, over))
        while True:
            rows = await scene.place.ask("SELECT state, planned_through FROM announcement WHERE id = :id", id=made)
            most = max(most, bot.memory)
            if rows[0][0] == "sending":
                began = began or scene.clock.now()
                if rows[0][1] is None:
                    break
            await asyncio.sleep(LOOK)
        over.set()
    return scene.clock.now() - began, most


async def _keep_writing(writers: Writers, over: asyncio.Event) -> None:
    while not over.is_set():
        await writers.write()


async def test_a_million_recipients(place: Place, tmp_path: Path, figures: Figures) -> None:
    everybody = people(RECIPIENTS)
    async with Scene(place, tmp_path) as scene:
        scene.sim.populate([*everybody, *WRITERS], "kk")
        async with place.opened() as db:
            await settle(db, everybody, scene.clock.moment())
            await settle(db, WRITERS, scene.clock.moment(), kinds=frozenset())
            made = await announce(db, scene.another_day(), WhenUncertain.LEAVE)
        copies = Copies(scene.sim, WORDS)
        bot = await scene.up()
        writers = Writers(scene)
        await writers.open()
        for _ in range(4):
            await writers.write()
        idle = statistics.median(writers.took)
        writers.took.clear()
        before = bot.memory
        took, most = await _plan(scene, made, writers, bot)
        waited = max(writers.took) - idle
        scene.clock.speed = SPEED
        first = await _send(scene, copies, ENDS // 10, bot)
        last = await _send(scene, copies, ENDS, bot)
        assert await bot.terminate() == 0
        await _settle_the_middle(place, made)
        half = copies.total + ENDS // 2
        bot = scene.start()
        late = await _send(scene, copies, half, bot)
        await scene.ended(made, 600)
        late = max(late, bot.memory)
        assert await bot.terminate() == 0
    figures.record(
        f"{RECIPIENTS} planned in {took:.2f} s; a member's write took {idle * 1000:.0f} ms before and"
        f" {max(writers.took) * 1000:.0f} ms at most meanwhile ({len(writers.took)} writes); resident memory"
        f" {before:.0f} MB before, {most:.0f} while planning, {first:.0f} after {ENDS // 10} sends, {last:.0f} after"
        f" {ENDS}, {late:.0f} at the end (the first and the last {ENDS} were really sent)"
    )
    assert took <= PLANNED[place.kind]
    assert waited <= WRITE
    assert max(most, first, last, late) <= MEMORY
    assert last - first <= GROWTH
    assert all(copies[one] == 1 for one in (FIRST, everybody[-1]))


async def _send(scene: Scene, copies: Copies, until: int, bot: Bot) -> float:
    """Waits for this many copies; the memory of the process then."""
    await copies.until(until, 240)
    return bot.memory


async def _settle_the_middle(place: Place, made: int) -> None:
    """All but the last count as sent: sending a million at this pace would take the night."""
    await place.change(
        "UPDATE outbox SET status = 2, message_id = 1, settled_at = due_at WHERE subject = :id AND status = 0"
        " AND id <= (SELECT max(id) FROM outbox WHERE subject = :id) - :left",
        id=made,
        left=ENDS,
    )
