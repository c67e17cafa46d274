"""Flood wait: nothing is sent before it is over, also across a restart; one chat's wait is no other's."""

from pathlib import Path

import pytest

from bot.domain.announcement import WhenUncertain
from bot.simulator.books import Call
from tests.promises.copies import Copies
from tests.promises.figures import Figures
from tests.promises.form import FULL, matrix
from tests.promises.scene import Scene
from tests.promises.town import WORDS, Place, announce, people, settle

SPEED = 5
RESTART = 100  # seconds of a wait that are enough for a restart in it
LONG = (3, 20, 60, 600, 3600, 3 * 3600) if FULL else (3, 3 * 3600)  # seconds
RECIPIENTS = 60
JITTER = 0.1  # seconds between the clocks of two processes on one machine, told in the time of the scene
SENDS = ("sendMessage",)
REFUSED = 429
IN_FLIGHT = 5  # what was under way when the first refusal came


def refusals(scene: Scene) -> list[Call]:
    return [call for call in scene.sim.calls.of(*SENDS) if call.status == REFUSED]


def _restarted(seconds: int) -> str:
    return ", a restart in it" if seconds >= RESTART else ""


@pytest.mark.parametrize(("place", "seconds"), matrix(*LONG), indirect=["place"])
async def test_flood_wait_for_everybody(place: Place, tmp_path: Path, figures: Figures, seconds: int) -> None:
    everybody = people(RECIPIENTS)
    async with Scene(place, tmp_path, SPEED) as scene:
        scene.sim.populate(everybody, "kk")
        async with place.opened() as db:
            await settle(db, everybody, scene.clock.moment())
            await announce(db, scene.clock.moment(), WhenUncertain.RESEND)
        copies = Copies(scene.sim, WORDS)
        bot = scene.start()
        await copies.until(10)
        scene.sim.flood.refuse(seconds, None)
        began = scene.clock.now()
        await scene.sim.until(lambda: refusals(scene), 10)
        if seconds >= RESTART:
            await scene.falls_silent()
            await scene.passes(seconds / 2)
            await bot.terminate()
            await scene.again()
            await scene.passes(began + seconds - scene.clock.now() - 2)
        arrived = copies.total
        await copies.until(arrived + 1)
        first = min(moments[-1] for moments in copies.times.values() if moments[-1] > began + 1)
        inside = refusals(scene)
        await scene.sim.until(lambda: copies.reached == RECIPIENTS, 60)
        assert scene.unexpected == []
    figures.record(
        f"{seconds} s for all{_restarted(seconds)}: {len(inside)} calls refused, all in flight when it came,"
        f" went on {first - began - seconds:.1f} s after its end"
    )
    assert len(inside) <= IN_FLIGHT
    assert first >= began + seconds - JITTER
    assert copies.repeated() == {}


@pytest.mark.parametrize(("place", "seconds"), matrix(*LONG), indirect=["place"])
async def test_flood_wait_for_one_chat(place: Place, tmp_path: Path, figures: Figures, seconds: int) -> None:
    """Three sends within five seconds are what a chat can have been too many for; see `gateway.floods`."""
    everybody = people(20)
    poor = everybody[10]
    async with Scene(place, tmp_path, SPEED) as scene:
        scene.sim.populate(everybody, "kk")
        async with place.opened() as db:
            await settle(db, everybody, scene.clock.moment())
            made = [await announce(db, scene.another_day(), WhenUncertain.RESEND) for _ in range(3)]
        copies = Copies(scene.sim, WORDS)
        bot = await scene.up()
        await scene.release(*made)
        await scene.sim.until(lambda: copies[poor] == 2, 30)
        scene.sim.faults.add("429", "sendMessage", chat_id=poor, seconds=seconds)
        await scene.sim.until(lambda: refusals(scene), 30)
        began = refusals(scene)[0].at
        await copies.until(3 * len(everybody) - 1)
        others = scene.clock.now() - began
        await scene.falls_silent()
        if seconds >= RESTART:
            await scene.falls_silent()
            await scene.passes(seconds / 2)
            await bot.terminate()
            await scene.again()
            await scene.passes(began + seconds - scene.clock.now() - 2)
        await scene.sim.until(lambda: copies[poor] == 3, 20)
        await scene.ended(made[-1])
        inside = refusals(scene)
        assert scene.unexpected == []
    figures.record(
        f"{seconds} s for one of {len(everybody)}{_restarted(seconds)}: {len(inside)} call refused, the others had"
        f" theirs after {others:.1f} s, this one"
        f" {copies.times[poor][2] - began - seconds:.1f} s after its end"
    )
    assert len(inside) == 1
    assert copies.times[poor][2] >= began + seconds - JITTER
    assert set(copies.repeated().values()) == {2}
