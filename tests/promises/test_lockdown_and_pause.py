"""Lockdown and pause: within a second nothing leaves any more, and what goes on afterwards repeats nothing."""

import asyncio
from pathlib import Path

import pytest

from bot.domain.places import Language
from bot.simulator.person import Person
from tests.promises.copies import Copies
from tests.promises.figures import Figures
from tests.promises.form import both
from tests.promises.scene import Scene
from tests.promises.town import WORDS, Place, announce, people, settle
from tests.visits import BORIS, OLGA, translator

LONGEST = 1.0  # seconds from the press to the last send
STILL = 0.7  # seconds in which nothing may come
ASKED = "A colleague wants sending to resume. Somebody else has to agree within ten minutes."
AGREE = "I agree: resume sending"
T = translator(Language.RU)


async def _going(scene: Scene, everybody: range) -> Copies:
    """A send in the middle, of which Boris sees the card."""
    scene.sim.populate(everybody, "kk")
    async with scene.place.opened() as db:
        await settle(db, everybody, scene.clock.moment())
        await settle(db, [BORIS, OLGA], scene.clock.moment(), Language.RU, kinds=frozenset())
        made = await announce(db, scene.another_day())
    copies = Copies(scene.sim, WORDS)
    await scene.up()
    await scene.release(made)
    await copies.until(20)
    return copies


async def _stopped_after(scene: Scene, copies: Copies, began: float) -> float:
    """Seconds from the press to the last copy that arrived."""
    await scene.clock.sleep(LONGEST)
    before = copies.total
    await scene.clock.sleep(STILL)
    assert copies.total == before, "something left after more than a second"
    return max(0.0, copies.last_at - began)


async def _press(person: Person, label: str) -> None:
    person.press(T.plain(label))
    await person.settled(15)


@pytest.mark.parametrize("place", both("sqlite"), indirect=True)
async def test_pause_and_resume(place: Place, tmp_path: Path, figures: Figures, *, full: bool) -> None:
    times = 10 if full else 1
    everybody = people(1_000 if full else 50)
    took: list[float] = []
    async with Scene(place, tmp_path) as scene:
        copies = await _going(scene, everybody)
        boris = scene.sim.person(BORIS)
        for _ in range(times):
            await scene.sim.until(lambda: _has(boris, "Pause"), 20)
            began = scene.clock.now()
            await _press(boris, "Pause")
            took.append(await _stopped_after(scene, copies, began))
            await _press(boris, "Resume")
            before = copies.total
            await copies.until(before + 10)
        await copies.until(len(everybody), 120)
        await scene.falls_silent()
        assert scene.sim.violations == []
    figures.record(
        f"{times} pauses over {len(everybody)}: the last send {max(took):.2f} s after the press at most,"
        f" {len(copies.lost(everybody))} lost, {len(copies.repeated())} repeated"
    )
    assert max(took) <= LONGEST
    assert copies.lost(everybody) == []
    assert copies.repeated() == {}


@pytest.mark.parametrize("place", both("postgresql"), indirect=True)
async def test_lockdown_and_thaw(place: Place, tmp_path: Path, figures: Figures) -> None:
    everybody = people(50)
    async with Scene(place, tmp_path) as scene:
        copies = await _going(scene, everybody)
        boris, olga = scene.sim.person(BORIS), scene.sim.person(OLGA)
        began = scene.clock.now()
        boris.say("/lockdown")
        await boris.settled(15)
        took = await _stopped_after(scene, copies, began)
        stood = copies.total
        await _press(boris, "Resume sending")
        await asyncio.sleep(STILL)
        assert copies.total == stood, "one alone cannot thaw"
        await scene.sim.until(lambda: _heard(olga, ASKED), 15)
        await _press(olga, "Sending freeze")
        await _press(olga, AGREE)
        await copies.until(len(everybody))
        await scene.falls_silent()
        assert scene.sim.violations == []
    figures.record(
        f"frozen in the middle of {len(everybody)}: the last send {took:.2f} s after the command; one alone did not"
        f" thaw it, two did; {len(copies.lost(everybody))} lost, {len(copies.repeated())} repeated"
    )
    assert took <= LONGEST
    assert copies.lost(everybody) == []
    assert copies.repeated() == {}


def _has(person: Person, label: str) -> bool:
    return any(T.plain(label) in message.labels for message in person.messages)


def _heard(person: Person, words: str) -> bool:
    return any(T.plain(words) in message.text for message in person.messages)
