"""Recall and correct: killed again and again, each ends with every copy edited, or deleted, exactly as wanted."""

import asyncio
import random
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.announcement import State
from bot.domain.delivery import Status
from bot.domain.places import Language
from bot.simulator.chats import Message
from bot.store import announcements, copies, drafts
from tests.promises.copies import Copies
from tests.promises.figures import Figures
from tests.promises.form import both, matrix
from tests.promises.processes import PATIENCE
from tests.promises.scene import Scene
from tests.promises.town import WORDS, Place, announce, people, settle
from tests.visits import BORIS

SPEED = 10
CORRECTED = "Түзету: сағат 16:00-де."
TOO_OLD = 60  # hours
CHANGES = ("editMessageText", "deleteMessage")


def changed(scene: Scene) -> int:
    return sum(call.ok for call in scene.sim.calls.of(*CHANGES) if call.chat_id != BORIS)


async def _changes(scene: Scene, enough: int) -> None:
    await scene.sim.until(lambda: changed(scene) >= enough, PATIENCE)


async def _kill(scene: Scene, kills: int, recipients: int, dice: random.Random) -> None:
    """Kills in the middle of the changes, and once before the first of them."""
    for number in range(kills):
        bot = scene.start()
        if number:
            await _changes(scene, min(changed(scene) + dice.randint(1, recipients // (kills + 1)), recipients))
        else:
            await asyncio.sleep(dice.uniform(0.2, 0.8))
        await bot.kill()


def _copies_of(scene: Scene, everybody: Sequence[int]) -> list[Message]:
    """The one message each has, deleted or not."""
    found = []
    for one in everybody:
        messages = scene.sim.person(one).messages
        assert len(messages) == 1
        found.append(messages[0])
    return found


@pytest.mark.parametrize(("place", "errand"), matrix("correct", "recall", "recall what is too old"), indirect=["place"])
async def test_recall_and_correct_under_kills(
    place: Place, tmp_path: Path, figures: Figures, errand: str, seed: int, *, full: bool
) -> None:
    kills, recipients = (40, 2_000) if full else (2, 40)
    everybody = people(recipients)
    async with Scene(place, tmp_path, SPEED) as scene:
        scene.sim.populate(everybody, "kk")
        async with place.opened() as db:
            await settle(db, everybody, scene.clock.moment())
            original = await announce(db, scene.clock.moment())
        Copies(scene.sim, WORDS)
        bot = scene.start()
        await scene.ended(original, 120)
        await bot.terminate()
        if errand == "recall what is too old":
            scene.clock.advance(timedelta(hours=TOO_OLD).total_seconds())
        made = await _order(scene, original, errand)
        await _kill(scene, kills, recipients, random.Random(seed))
        scene.start()
        await scene.ended(made, 120)
        tally = await place.tally(made)
        found = _copies_of(scene, everybody)
        assert {violation.kind for violation in scene.sim.violations} <= {"not-modified", "edit-unchanged"}
    deleted = sum(message.deleted for message in found)
    figures.record(
        f"seed {seed}: {kills} kills over {recipients} copies: {deleted} deleted,"
        f" {sum(message.edited and not message.deleted for message in found)} edited,"
        f" {changed(scene)} calls that changed something; { ({status.name: n for status, n in tally.items()}) }"
    )
    assert tally == {Status.SENT: recipients}
    assert await place.state(made) is State.DONE
    if errand == "recall":
        assert deleted == recipients
    elif errand == "correct":
        assert {message.text for message in found} == {CORRECTED}
    else:
        assert deleted == 0
        assert all(message.edited and WORDS not in message.text for message in found)


async def _order(scene: Scene, original: int, errand: str) -> int:
    """What the screens of staff do; the number of the correction or recall, due now."""
    now = scene.clock.moment()
    async with scene.place.opened() as db, db.write() as tx:
        boris = db.seal.seal(BORIS)
        of = await announcements.get(tx, original)
        assert of is not None
        if errand != "correct":
            return await copies.make_recall(tx, of, boris, now)
        made = await copies.make_correction(tx, of, boris, now)
        assert await drafts.set_text(tx, made, Language.KK, CORRECTED)
        assert await drafts.submit(tx, made)
        assert await drafts.approve(tx, made, now, "Asia/Almaty")
        return made


@pytest.mark.parametrize("place", both("sqlite"), indirect=True)
async def test_recall_in_the_middle_of_a_send(place: Place, tmp_path: Path, figures: Figures, *, full: bool) -> None:
    """The copies in flight when it is asked for are caught too; whoever had none yet gets none."""
    everybody = people(1_000 if full else 60)
    async with Scene(place, tmp_path, SPEED) as scene:
        scene.sim.populate(everybody, "kk")
        async with place.opened() as db:
            await settle(db, everybody, scene.clock.moment())
            original = await announce(db, scene.clock.moment())
        arrived = Copies(scene.sim, WORDS)
        scene.sim.faults.add("slow", "sendMessage", times=None, seconds=0.5, after_effect=True)
        bot = scene.start()
        await arrived.until(len(everybody) // 3)
        await bot.kill()
        made = await _order(scene, original, "recall")
        scene.start()
        await scene.ended(made, 60)
        left = [one for one in everybody for message in scene.sim.person(one).messages if not message.deleted]
        tally = await place.tally(original)
    unknown = tally.get(Status.UNCERTAIN, 0)
    figures.record(
        f"killed and recalled after {arrived.total} of {len(everybody)}: {len(left)} copies left, {unknown} unknown"
    )
    assert len(left) <= unknown <= 5
    assert arrived.total < len(everybody)
