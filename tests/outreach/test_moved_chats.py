"""A group that became a supergroup is followed: what comes later goes to where it is now."""

from bot.domain.announcement import Errand
from bot.domain.delivery import Gone, Migrated, Status
from bot.domain.member import ChatKind, Standing
from bot.domain.saved import Telling
from bot.store import visits
from bot.store.database import Database
from tests.outreach.news_scenes import AFTER, OLD, engine_over, grant, made, reader, tellings
from tests.outreach.scenes import FIRST, Clock, ScriptedTelegram, drain, readers, sender_over, sending, tally
from tests.visits import NOW

GROUP, SUPERGROUP = -4001, -1_004_001


async def standing(db: Database, who: int) -> Standing | None:
    async with db.read() as c:
        found = (await visits.load(c, db.seal.seal(who), NOW)).member
    return found.standing if found else None


async def test_what_is_sent_next_goes_to_the_new_address(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    engine = await engine_over(db, telegram, clock)
    await reader(db, GROUP, chat=ChatKind.GROUP)
    telegram.script = {GROUP: [Migrated(SUPERGROUP)]}
    await engine.finds(OLD, grant("one"))
    await engine.after(AFTER)
    await engine.finds(OLD, grant("one"), grant("two"))
    await engine.after(AFTER)

    assert telegram.chats == [GROUP, SUPERGROUP, SUPERGROUP]
    assert await tellings(db) == {("one", SUPERGROUP): Telling.TOLD, ("two", SUPERGROUP): Telling.TOLD}
    assert [await tally(db, one.id) for one in await made(db, Errand.ALERT)] == [{Status.SENT: 1}] * 2


async def test_two_rows_of_one_group_become_one_and_nothing_is_told_twice(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    engine = await engine_over(db, telegram, clock)
    await reader(db, SUPERGROUP, chat=ChatKind.GROUP)
    await reader(db, GROUP, chat=ChatKind.GROUP)
    telegram.script = {GROUP: [Migrated(SUPERGROUP)]}
    await engine.finds(OLD, grant("one"))
    await engine.after(AFTER)
    await engine.tick()

    assert await tellings(db) == {("one", SUPERGROUP): Telling.TOLD}
    assert await standing(db, GROUP) is None


async def test_a_group_that_is_closed_at_its_new_address_is_marked_there(
    db: Database, clock: Clock, telegram: ScriptedTelegram
) -> None:
    await readers(db, 1, first=GROUP)
    await sending(db)
    telegram.script = {GROUP: [Migrated(SUPERGROUP)], SUPERGROUP: [Gone()]}

    await drain(sender_over(db, telegram, clock), clock)

    assert (await standing(db, GROUP), await standing(db, SUPERGROUP)) == (None, Standing.BLOCKED)


async def test_others_are_settled_with_it(db: Database, clock: Clock, telegram: ScriptedTelegram) -> None:
    await readers(db, 1, first=GROUP)
    await readers(db, 4)
    made_one = await sending(db)
    telegram.script = {GROUP: [Migrated(SUPERGROUP)]}

    await drain(sender_over(db, telegram, clock), clock)

    assert await tally(db, made_one) == {Status.SENT: 5}
    assert sorted(telegram.chats) == sorted([GROUP, SUPERGROUP, *range(FIRST, FIRST + 4)])
