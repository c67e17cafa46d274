"""Who blocks the bot, and who comes back."""

from bot.domain.member import Standing
from bot.simulator.person import Person
from tests.gateway.incoming import AISULU, MALLORY
from tests.gateway.rig import Rig
from tests.visits import join


async def test_blocking_and_coming_back_are_noted(life: Rig, aisulu: Person) -> None:
    await join(life.db, AISULU)
    await aisulu.start()
    await aisulu.settled()
    await aisulu.block()
    await aisulu.settled()
    assert (await life.known(AISULU)).standing is Standing.BLOCKED
    await aisulu.unblock()
    await aisulu.settled()
    assert (await life.known(AISULU)).standing is Standing.ACTIVE


async def test_who_had_stopped_stays_stopped_through_blocking_and_unblocking(life: Rig, aisulu: Person) -> None:
    await join(life.db, AISULU)
    await aisulu.start()
    await aisulu.settled()
    await aisulu.say("/stop")
    await aisulu.settled()
    await aisulu.block()
    await aisulu.unblock()
    await aisulu.settled()
    assert (await life.known(AISULU)).standing is Standing.STOPPED


async def test_a_stranger_who_blocks_leaves_no_row(life: Rig, mallory: Person) -> None:
    await mallory.start()
    await mallory.next_message()
    await mallory.block()
    await mallory.settled()
    assert await life.member(MALLORY) is None
