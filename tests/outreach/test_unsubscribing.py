"""Whoever stops messages while they are being sent gets none later than what was in the air."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from bot.content.catalogue import Catalogue
from bot.domain.announcement import REFUSALS_TO_PAUSE, Errand
from bot.domain.delivery import Status
from bot.domain.interests import Interests, Kind, to_mask
from bot.handlers import stopping, unsubscribing
from bot.handlers.visit import Next, Visit
from bot.outreach.editions import Editions
from bot.outreach.sender import Sender
from bot.store import by_itself, items, members, planning
from bot.store.database import Database
from bot.ui.alert_routes import UndoStop
from bot.ui.routes import StopKinds, StopMessages
from tests.outreach.scenes import Clock, OpenGate, ScriptedTelegram, readers, running, sending, tally, until_tally
from tests.ui.items import funding
from tests.visits import NOW, translator, visit

WINDOW = 5
FIRST = REFUSALS_TO_PAUSE  # no more go out before the first arrives
GOT_IT = FIRST + WINDOW
READERS = 12
CATALOGUE = Catalogue(funding=(funding(slug="green-yard"),))

Stop = Callable[[Visit], Awaitable[Next]]


async def stop_grants(visit: Visit) -> Next:
    return await unsubscribing.stop_kinds(visit, StopKinds(kinds=to_mask({Kind.GRANT, Kind.ANNOUNCEMENT})))


async def stop_everything(visit: Visit) -> Next:
    return await stopping.stop_messages(visit, StopMessages())


async def an_alert(db: Database) -> int:
    """A new grant is told to everybody who is there."""
    async with db.write() as tx:
        made = await by_itself.make(tx, Errand.ALERT, NOW, NOW)
        assert made is not None
        await items.record(tx, Kind.GRANT, "green-yard", (), (), None, "{}", made, NOW.date(), None)
        held = await planning.hold(tx, made)
        assert held is not None
        assert not await planning.start(tx, held, NOW)
    return made


async def an_announcement(db: Database) -> int:
    return await sending(db)


@pytest.mark.parametrize("begin", [an_alert, an_announcement])
@pytest.mark.parametrize("stop", [stop_grants, stop_everything])
async def test_nothing_leaves_later_than_what_was_in_the_air(
    sqlite_db: Database,
    clock: Clock,
    telegram: ScriptedTelegram,
    begin: Callable[[Database], Awaitable[int]],
    stop: Stop,
) -> None:
    everybody = await readers(sqlite_db, READERS)
    async with sqlite_db.write() as tx:
        for who in everybody:
            interests = Interests(frozenset({Kind.GRANT, Kind.ANNOUNCEMENT}))
            await members.set_interests(tx, sqlite_db.seal.seal(who), interests)
    made = await begin(sqlite_db)
    sender = Sender(
        sqlite_db, telegram, OpenGate(), Editions(translator, lambda: CATALOGUE), clock, window=WINDOW, grace=0.2
    )
    telegram.hold()

    async with running(sender):
        await telegram.crowd(FIRST)
        await asyncio.sleep(0.01)  # until each of them waits for its answer
        telegram.let_go()
        telegram.hold()
        await telegram.crowd(WINDOW)
        for who in everybody:
            await stop(await visit(sqlite_db, who))
        telegram.let_go()
        await until_tally(sqlite_db, made, {Status.SENT: GOT_IT, Status.SKIPPED: READERS - GOT_IT})

    assert len(telegram.delivered) == GOT_IT
    assert set(telegram.times().values()) == {1}


async def test_who_changes_their_mind_in_time_still_gets_it(
    sqlite_db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    [who] = await readers(sqlite_db, 1)
    async with sqlite_db.write() as tx:
        await members.set_interests(tx, sqlite_db.seal.seal(who), Interests(frozenset({Kind.GRANT})))
    made = await an_alert(sqlite_db)
    await stop_grants(await visit(sqlite_db, who))
    await unsubscribing.undo_stop(await visit(sqlite_db, who), UndoStop(kinds=to_mask({Kind.GRANT})))
    sender = Sender(
        sqlite_db, telegram, OpenGate(), Editions(translator, lambda: CATALOGUE), clock, window=1, grace=0.2
    )

    while await sender.step(clock()):
        pass

    assert telegram.chats == [who]
    assert await tally(sqlite_db, made) == {Status.SENT: 1}
