"""Resume after restart: within ten seconds of the start it goes on by itself, as an operator's process does."""

import signal
import time
from pathlib import Path

from bot.domain.announcement import WhenUncertain
from bot.times import Times
from tests.promises.copies import Copies
from tests.promises.figures import Figures
from tests.promises.processes import run_bot, stop
from tests.promises.scene import Scene
from tests.promises.town import WORDS, Place, announce, people, settle

LONGEST = 10.0  # real seconds from the start of the process to the next message
RECIPIENTS = 2_000


async def test_resume_after_restart(place: Place, tmp_path: Path, figures: Figures, *, full: bool) -> None:
    restarts = 20 if full else 1
    everybody = people(RECIPIENTS)
    took: list[float] = []
    async with Scene(place, tmp_path, begin=Times().now()) as scene:
        scene.sim.populate(everybody, "kk")
        async with place.opened() as db:
            await settle(db, everybody, scene.clock.moment())
            await announce(db, scene.clock.moment(), WhenUncertain.LEAVE)
        copies = Copies(scene.sim, WORDS)
        for _ in range(restarts + 1):
            before = copies.total
            began = time.monotonic()
            process = await run_bot(scene.sim, place.url, place.key_file, scene.log)
            await copies.until(before + 1)
            took.append(time.monotonic() - began)
            assert await stop(process, signal.SIGKILL) == -signal.SIGKILL
    figures.record(f"{restarts} restarts after SIGKILL: the slowest sent again after {max(took[1:]):.1f} s")
    assert max(took) <= LONGEST
    assert copies.repeated() == {}
