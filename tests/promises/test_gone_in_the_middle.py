"""Blocked, deactivated, migrated, unsubscribed in the middle: no send afterwards, and /start revives all as it was."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.domain.announcement import WhenUncertain
from bot.domain.delivery import Status
from bot.domain.interests import Kind
from bot.simulator.group import Gathering
from tests.promises.copies import Copies
from tests.promises.figures import Figures
from tests.promises.form import both
from tests.promises.scene import Scene
from tests.promises.town import WORDS, Place, announce, outcomes, people, settle

SPEED = 10
KINDS = frozenset({Kind.ANNOUNCEMENT, Kind.GRANT})


def calls_to(scene: Scene, chats: Sequence[int], since: float) -> int:
    wanted = set(chats)
    return sum(call.chat_id in wanted and call.at > since for call in scene.sim.calls.of("sendMessage"))


async def leave(scene: Scene, blocking: Sequence[int], deactivated: Sequence[int], stopping: Sequence[int]) -> None:
    """All of them go, and the bot has heard of those it can hear of."""
    for one in blocking:
        scene.sim.person(one).block()
    for one in deactivated:
        scene.sim.person(one).deactivate()
    for one in stopping:
        scene.sim.person(one).say("/stop")
    await _heard(scene, (*blocking, *stopping))


async def _heard(scene: Scene, crowd: Sequence[int]) -> None:
    """The bot has dealt with everything they did."""
    await scene.sim.until(lambda: not any(scene.sim.world.updates.waits_for(one) for one in crowd), 30)


async def test_blocked_deactivated_unsubscribed_in_the_middle(
    place: Place, tmp_path: Path, figures: Figures, *, full: bool
) -> None:
    crowd = 50 if full else 6
    everybody = people(500 if full else 150)
    late = everybody[-3 * crowd :]
    blocking, deactivated, stopping = late[:crowd], late[crowd : 2 * crowd], late[2 * crowd :]
    async with Scene(place, tmp_path, SPEED) as scene:
        scene.sim.populate(everybody, "kk")
        async with place.opened() as db:
            await settle(db, everybody, scene.clock.moment(), kinds=KINDS)
            made = await announce(db, scene.another_day(), WhenUncertain.RESEND)
        copies = Copies(scene.sim, WORDS)
        bot = await scene.up()
        await scene.release(made)
        await copies.until(10)
        assert not any(copies[one] for one in late)
        await leave(scene, blocking, deactivated, stopping)
        gone_at = scene.clock.now()
        stayed = [one for one in everybody if one not in late]
        await scene.ended(made)
        assert copies.lost(stayed) == []
        after = {
            "blocked": calls_to(scene, blocking, gone_at),
            "unsubscribed": calls_to(scene, stopping, gone_at),
            "deactivated": calls_to(scene, deactivated, gone_at),
        }
        await bot.terminate()
        async with place.opened() as db:
            told = await outcomes(db, made)
            second = await announce(db, scene.another_day())
        await _come_back(scene, blocking, stopping)
        before = scene.clock.now()
        await scene.release(second)
        await scene.ended(second)
        again = calls_to(scene, deactivated, before)
        assert scene.sim.violations == []
        kinds = await place.ask("SELECT DISTINCT kinds, language, country FROM member")
    figures.record(
        f"{crowd} each in the middle of {len(everybody)}: sends afterwards to those who blocked {after['blocked']}, who"
        f" said /stop {after['unsubscribed']}, whose account is gone {after['deactivated']} (one each tells it), then"
        f" {again}; all who came back got the next one, with their settings"
    )
    assert after["blocked"] == after["unsubscribed"] == 0
    assert after["deactivated"] == crowd
    assert again == 0
    assert {told[one].status for one in (*blocking, *stopping)} == {Status.SKIPPED}
    assert {told[one].status for one in deactivated} == {Status.GONE}
    assert all(copies[one] == 1 for one in (*blocking, *stopping)), "whoever came back got the second one"
    assert len(kinds) == 1, "everybody has the settings of before"


async def _come_back(scene: Scene, blocking: Sequence[int], stopping: Sequence[int]) -> None:
    for one in (*blocking, *stopping):
        scene.sim.person(one).start()
    bot = await scene.up()
    assert bot.is_alive
    await _heard(scene, (*blocking, *stopping))


@pytest.mark.parametrize("place", both("sqlite"), indirect=True)
async def test_migrated_in_the_middle(place: Place, tmp_path: Path, figures: Figures) -> None:
    """A group that becomes a supergroup while it is written to gets its one copy at the new address."""
    group = -4242
    everybody = [*people(60), group]
    async with Scene(place, tmp_path, SPEED) as scene:
        scene.sim.populate(everybody[:-1], "kk")
        gathering = scene.sim.group(group, kind="group")
        gathering.add_bot(scene.person(1))
        async with place.opened() as db:
            await settle(db, everybody, scene.clock.moment())
            made = await announce(db, scene.another_day())
        copies = Copies(scene.sim, WORDS)
        await scene.up()
        await scene.release(made)
        await copies.until(10)
        assert not copies[group]
        moved: Gathering = gathering.migrate(scene.person(1))
        await scene.ended(made)
        assert copies[moved.id] == 1
        assert copies[group] == 0
        assert (await place.tally(made)) == {Status.SENT: len(everybody)}
    figures.record("the copy of a group that became a supergroup in the middle arrived once, at its new address")
