"""The same refusal three times: the announcement is paused with the reason, and three people at most were tried."""

from pathlib import Path

from bot.domain.announcement import State
from bot.domain.delivery import Status
from tests.promises.figures import Figures
from tests.promises.scene import Scene
from tests.promises.town import FIRST, Place, announce, people, settle

SPEED = 10
MOST = 3


async def test_the_same_refusal_three_times(place: Place, tmp_path: Path, figures: Figures) -> None:
    everybody = people(500)
    async with Scene(place, tmp_path, SPEED) as scene:
        scene.sim.populate(everybody, "kk")
        async with place.opened() as db:
            await settle(db, everybody, scene.clock.moment())
            made = await announce(db, scene.clock.moment(), html="Ертең <b>кездесу")
        bot = scene.start()

        async def is_paused() -> bool:
            return await place.state(made) is State.PAUSED

        await scene.becomes(is_paused)
        await scene.falls_silent()
        tried = [call for call in scene.sim.calls.of("sendMessage") if int(call.chat_id or 0) >= FIRST]
        assert await bot.terminate() == 0
        reason = str((await place.ask("SELECT pause_reason FROM announcement WHERE id = :id", id=made))[0][0])
        tally = await place.tally(made)
    figures.record(f"paused after {len(tried)} calls of {len(everybody)}, because of: {reason}")
    assert len(tried) <= MOST
    assert "can't parse entities" in reason.lower()
    assert tally == {Status.REFUSED: len(tried), Status.WAITING: len(everybody) - len(tried)} or tally == {
        Status.WAITING: len(everybody)
    }
