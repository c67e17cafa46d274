"""SIGKILL at a random moment, restart, again and again: nobody is lost, only what was in flight may come twice."""

import asyncio
import random
from pathlib import Path

import pytest

from bot.domain.announcement import WhenUncertain
from bot.domain.delivery import Status
from tests.promises.copies import Copies
from tests.promises.figures import Figures
from tests.promises.form import matrix
from tests.promises.scene import Scene
from tests.promises.town import WORDS, Outcome, Place, announce, outcomes, people, settle

SPEED = 10  # the default rate of 25 a second is 250 here
WINDOW = 5  # in flight at the default rate
LATENCY = 0.1  # seconds, at the server
EARLY = 0.15  # of the kills hit a process that is only starting: while it opens, recovers, plans
LONGEST_START = 0.8  # real seconds


async def kill_again_and_again(scene: Scene, copies: Copies, kills: int, recipients: int, dice: random.Random) -> None:
    """Kills at moments spread over the whole send, and sometimes before the first message of a process."""
    all_but_unknown = recipients - WINDOW * kills
    step = all_but_unknown / (kills + 1)
    for _ in range(kills):
        bot = scene.start()
        if dice.random() < EARLY:
            await asyncio.sleep(dice.uniform(0, LONGEST_START))
        else:
            enough = copies.total + dice.uniform(0, 2 * step)
            await copies.until(min(enough, all_but_unknown))
            await asyncio.sleep(dice.uniform(0, 0.02))
        await bot.kill()


@pytest.mark.parametrize(("place", "policy"), matrix(*WhenUncertain), indirect=["place"])
async def test_sigkill(
    place: Place, tmp_path: Path, figures: Figures, policy: WhenUncertain, seed: int, *, full: bool
) -> None:
    kills, recipients = (200, 10_000) if full else (4, 120)
    everybody = people(recipients)
    async with Scene(place, tmp_path, SPEED) as scene:
        scene.sim.populate(everybody, "kk")
        scene.sim.faults.add("slow", "sendMessage", times=None, seconds=LATENCY)
        async with place.opened() as db:
            await settle(db, everybody, scene.clock.moment())
            made = await announce(db, scene.clock.moment(), policy)
        copies = Copies(scene.sim, WORDS)
        await kill_again_and_again(scene, copies, kills, recipients, random.Random(seed))
        bot = scene.start()
        await scene.ended(made, 120)
        assert await bot.terminate() == 0
        async with place.opened() as db:
            told = await outcomes(db, made)
        assert scene.unexpected == []
    lost, repeated = copies.lost(everybody), copies.repeated()
    uncertain = [one for one, what in told.items() if what.status is Status.UNCERTAIN]
    figures.record(
        f"seed {seed}: {kills} kills over {recipients} recipients: {len(set(lost) - set(uncertain))} lost,"
        f" {sum(repeated.values())} copies too many, {len(uncertain)} reported uncertain"
        f" ({len(uncertain) - len(lost)} of them had arrived); at most {WINDOW * kills} allowed"
    )
    assert told.keys() == set(everybody)
    _hold(policy, told, lost, repeated, kills)


def _hold(
    policy: WhenUncertain, told: dict[int, Outcome], lost: list[int], repeated: dict[int, int], kills: int
) -> None:
    uncertain = {one for one, what in told.items() if what.status is Status.UNCERTAIN}
    assert {what.status for what in told.values()} <= {Status.SENT, Status.UNCERTAIN}
    if policy is WhenUncertain.LEAVE:
        assert repeated == {}
        assert set(lost) <= uncertain, "whoever got nothing is reported uncertain"
        assert len(uncertain) <= WINDOW * kills
        assert all(told[one].doubts >= 1 for one in uncertain)
    else:
        assert lost == []
        assert uncertain == set()
        assert sum(repeated.values()) <= WINDOW * kills
        assert all(told[one].doubts >= more for one, more in repeated.items()), "each was begun and given up before"
