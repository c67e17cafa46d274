"""SIGTERM: nobody is lost, nothing is repeated or left in doubt, and the process ends within ten seconds."""

import time
from pathlib import Path

from bot.domain.announcement import WhenUncertain
from bot.domain.delivery import Status
from tests.promises.copies import Copies
from tests.promises.figures import Figures
from tests.promises.scene import Scene
from tests.promises.town import WORDS, Place, announce, people, settle

SPEED = 10
LONGEST = 10.0  # real seconds from SIGTERM to the end
LATENCY = 0.4  # seconds at the server: there is always something in flight


async def test_sigterm(place: Place, tmp_path: Path, figures: Figures, *, full: bool) -> None:
    stops, recipients = (50, 2_000) if full else (2, 60)
    everybody = people(recipients)
    took: list[float] = []
    async with Scene(place, tmp_path, SPEED) as scene:
        scene.sim.populate(everybody, "kk")
        scene.sim.faults.add("slow", "sendMessage", times=None, seconds=LATENCY, after_effect=True)
        async with place.opened() as db:
            await settle(db, everybody, scene.clock.moment())
            made = await announce(db, scene.clock.moment(), WhenUncertain.RESEND)
        copies = Copies(scene.sim, WORDS)
        for _ in range(stops):
            before = copies.total
            bot = scene.start()
            await copies.until(before + recipients // (stops + 1))
            began = time.monotonic()
            assert await bot.terminate() == 0
            took.append(time.monotonic() - began)
            tally = await place.tally(made)
            assert tally.keys() <= {Status.SENT, Status.WAITING}, "nothing is left begun"
            assert tally[Status.SENT] == copies.total
        scene.start()
        await scene.ended(made)
        assert scene.sim.violations == []
    figures.record(
        f"{stops} stops over {recipients} recipients: {len(copies.lost(everybody))} lost,"
        f" {len(copies.repeated())} repeated, the slowest stop took {max(took):.1f} s"
    )
    assert copies.lost(everybody) == []
    assert copies.repeated() == {}
    assert max(took) <= LONGEST
