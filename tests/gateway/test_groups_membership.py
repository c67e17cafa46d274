"""Groups and channels that throw the bot out, take it back, or move to another number."""

import pytest

from bot.domain.interests import Interests, Kind
from bot.domain.member import ChatKind, Standing
from bot.domain.places import Language
from bot.simulator.group import Gathering
from bot.simulator.person import Person
from bot.simulator.server import Simulator
from bot.store import members
from tests.gateway.incoming import BORIS, Raw
from tests.gateway.rig import Rig

GROUP, SUPERGROUP, CHANNEL = -777, -1_001_000_000_777, -1_001_000_000_888
GRANTS = Interests(frozenset({Kind.GRANT}))


async def subscribe(life: Rig, chat_id: int, chat: ChatKind = ChatKind.GROUP) -> None:
    person = life.db.seal.seal(chat_id)
    async with life.db.write() as tx:
        await members.set_language(tx, person, Language.KY, life.now.date(), chat)
        await members.set_interests(tx, person, GRANTS)


@pytest.fixture
def group(sim: Simulator, boris: Person) -> Gathering:
    gathering = sim.group(GROUP, "Coalition", "group")
    gathering.join(boris, "creator")
    gathering.add_bot(boris)
    return gathering


@pytest.mark.parametrize("how", ["remove_bot", "kick_bot", "restrict_bot"])
async def test_a_group_that_does_not_let_the_bot_write_is_left_alone_until_it_does(
    life: Rig, group: Gathering, boris: Person, how: str
) -> None:
    await subscribe(life, GROUP)
    getattr(group, how)(boris)
    await boris.settled()
    assert (await life.known(GROUP)).standing is Standing.BLOCKED
    group.add_bot(boris)
    await boris.settled()
    known = await life.known(GROUP)
    assert (known.standing, known.language, known.interests) == (Standing.ACTIVE, Language.KY, GRANTS)
    assert group.messages == []


async def test_a_group_that_had_stopped_stays_stopped(life: Rig, group: Gathering, boris: Person) -> None:
    await subscribe(life, GROUP)
    async with life.db.write() as tx:
        await members.set_standing(tx, life.db.seal.seal(GROUP), Standing.STOPPED)
    group.kick_bot(boris)
    group.add_bot(boris)
    await boris.settled()
    assert (await life.known(GROUP)).standing is Standing.STOPPED


async def test_a_group_that_never_subscribed_leaves_no_row(life: Rig, group: Gathering, boris: Person) -> None:
    group.kick_bot(boris)
    group.add_bot(boris)
    group.migrate(boris)
    await boris.settled()
    assert await life.member(GROUP) is None
    assert await life.member(SUPERGROUP) is None


async def test_a_channel_lets_the_bot_write_as_an_administrator_who_may_post(
    life: Rig, sim: Simulator, boris: Person
) -> None:
    channel = sim.group(CHANNEL, "News", "channel")
    await subscribe(life, CHANNEL, ChatKind.CHANNEL)
    found = []
    for rights in ({"can_post_messages": False}, {"can_post_messages": True}):
        channel.promote_bot(boris, **rights)
        await boris.settled()
        found.append((await life.known(CHANNEL)).standing)
    channel.add_bot(boris)
    await boris.settled()
    assert [*found, (await life.known(CHANNEL)).standing] == [Standing.BLOCKED, Standing.ACTIVE, Standing.BLOCKED]


async def test_a_group_keeps_its_settings_when_it_becomes_a_supergroup(
    life: Rig, group: Gathering, boris: Person
) -> None:
    await subscribe(life, GROUP)
    before = await life.known(GROUP)
    bigger = group.migrate(boris)
    await boris.settled()
    assert await life.member(GROUP) is None
    assert await life.known(bigger.id) == before
    assert group.messages == bigger.messages == []


def moved(update_id: int, chat_id: int, **event: int) -> Raw:
    chat = {"id": chat_id, "type": "group" if chat_id == GROUP else "supergroup", "title": "Coalition"}
    user = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    body = {"message_id": update_id, "date": 1_800_000_000, "chat": chat, "from": user}
    return {"update_id": update_id, "message": body | event}


TOLD = moved(1, GROUP, migrate_to_chat_id=SUPERGROUP), moved(2, SUPERGROUP, migrate_from_chat_id=GROUP)


@pytest.mark.parametrize("told", [TOLD, TOLD[::-1], TOLD[:1], TOLD[1:], TOLD + TOLD], ids=range(5))
async def test_in_whatever_order_it_is_told_the_move_is_made_once(rig: Rig, told: tuple[Raw, ...]) -> None:
    await subscribe(rig, GROUP)
    before = await rig.known(GROUP)
    for raw in told:
        assert await rig.take(raw)
    assert await rig.member(GROUP) is None
    assert await rig.known(SUPERGROUP) == before


async def test_leaving_the_old_chat_is_part_of_the_move(rig: Rig) -> None:
    """The bot may be said to have left the old chat before the move itself is told."""
    await subscribe(rig, GROUP)
    async with rig.db.write() as tx:
        await members.set_standing(tx, rig.db.seal.seal(GROUP), Standing.BLOCKED)
    assert await rig.take(TOLD[0])
    assert (await rig.known(SUPERGROUP)).standing is Standing.ACTIVE


async def test_who_adds_the_bot_is_not_made_a_member(life: Rig, group: Gathering, boris: Person) -> None:
    group.kick_bot(boris)
    await boris.settled()
    assert await life.member(BORIS) is None
