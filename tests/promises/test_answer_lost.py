"""Answer lost after delivery, 5xx, reset, timeout: nobody is lost; sent, not sent and unknown are told apart."""

from pathlib import Path

import pytest

from bot.domain.announcement import WhenUncertain
from bot.domain.delivery import Status
from bot.simulator.server import Simulator
from tests.promises.copies import Copies
from tests.promises.figures import Figures
from tests.promises.form import FULL, both, matrix
from tests.promises.scene import Scene
from tests.promises.town import WORDS, Outcome, Place, announce, outcomes, people, settle

SPEED = 20
WINDOW = 5  # in the air at once
SHARE = 0.1  # of the calls, of each kind of misfortune
# A call is given up after thirty real seconds without an answer: the short form has no time for that.
TOO_LONG = 40.0
OUTAGE = 4.0  # seconds in which nobody listens at the address: certainly nothing is sent


def misfortunes(sim: Simulator, *, timeouts: bool) -> None:
    sim.faults.add("lost", "sendMessage", share=SHARE)
    sim.faults.add("502", "sendMessage", share=SHARE)
    sim.faults.add("500", "sendMessage", share=SHARE, after_effect=True)
    sim.faults.add("reset", "sendMessage", share=SHARE)
    if timeouts:
        sim.faults.add("slow", "sendMessage", share=SHARE, seconds=TOO_LONG * SPEED, after_effect=True)


@pytest.mark.parametrize(("place", "policy"), matrix(*WhenUncertain), indirect=["place"])
async def test_answer_lost_after_delivery_5xx_reset_timeout(
    place: Place, tmp_path: Path, figures: Figures, policy: WhenUncertain
) -> None:
    everybody = people(400 if FULL else 40)
    async with Scene(place, tmp_path, SPEED) as scene:
        scene.sim.populate(everybody, "kk")
        async with place.opened() as db:
            await settle(db, everybody, scene.clock.moment())
            made = await announce(db, scene.clock.moment(), policy)
        copies = Copies(scene.sim, WORDS)
        misfortunes(scene.sim, timeouts=FULL)
        bot = scene.start()
        await scene.ended(made, 1200 if FULL else 60)
        await bot.terminate()
        async with place.opened() as db:
            told = await outcomes(db, made)
        hits = sum(fault.fired for fault in scene.sim.faults.armed)
    lost, repeated = copies.lost(everybody), copies.repeated()
    uncertain = {one for one, what in told.items() if what.status is Status.UNCERTAIN}
    figures.record(
        f"{hits} of {len(scene.sim.calls.of('sendMessage'))} sends hit: {len(set(lost) - uncertain)} lost,"
        f" {sum(repeated.values())} copies too many, {len(uncertain)} unknown, of whom"
        f" {len(uncertain - set(lost))} have it"
    )
    _hold(policy, told, lost, repeated)


def _hold(policy: WhenUncertain, told: dict[int, Outcome], lost: list[int], repeated: dict[int, int]) -> None:
    sent = {one for one, what in told.items() if what.status is Status.SENT}
    uncertain = {one for one, what in told.items() if what.status is Status.UNCERTAIN}
    assert sent | uncertain == told.keys()
    assert not sent & set(lost), "whoever counts as sent to has it"
    if policy is WhenUncertain.LEAVE:
        assert repeated == {}
        assert set(lost) <= uncertain
        assert uncertain
    else:
        assert lost == []
        assert all(told[one].doubts >= more for one, more in repeated.items())


@pytest.mark.parametrize("place", both("postgresql"), indirect=True)
async def test_not_sent_is_told_from_unknown(place: Place, tmp_path: Path, figures: Figures) -> None:
    """While nobody listens at Telegram's address nothing can have arrived: all is sent later, nothing is uncertain."""
    everybody = people(50)
    async with Scene(place, tmp_path, SPEED) as scene:
        scene.sim.populate(everybody, "kk")
        async with place.opened() as db:
            await settle(db, everybody, scene.clock.moment())
            made = await announce(db, scene.clock.moment())
        copies = Copies(scene.sim, WORDS)
        scene.start()
        await copies.until(20)
        port = scene.sim.port
        await scene.sim.stop()
        before = copies.total
        await scene.clock.sleep(OUTAGE)
        await scene.sim.start(port)
        await scene.ended(made)
        tally = await place.tally(made)
    figures.record(
        f"{OUTAGE:.0f} s without anybody at the address, {before} of {len(everybody)} before it:"
        f" {tally.get(Status.UNCERTAIN, 0)} unknown (at most {WINDOW} were in the air), 0 lost, 0 repeated"
    )
    assert copies.repeated() == {}
    assert tally.get(Status.UNCERTAIN, 0) <= WINDOW
    assert len(copies.lost(everybody)) <= tally.get(Status.UNCERTAIN, 0)
