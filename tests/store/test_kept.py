"""How much is stored about a member beside their row."""

from datetime import date

from bot.domain.interests import Kind
from bot.domain.places import Language
from bot.domain.saved import Saving
from bot.store import items, kept, members, mutes, saved, visits
from bot.store.database import Database
from tests.visits import NOW

TODAY = date(2026, 11, 23)


async def test_saved_items_and_muted_funders_are_counted_for_each_alone(db: Database) -> None:
    aisulu, boris = (db.seal.seal(who) for who in (1, 2))
    async with db.write() as tx:
        for person in (aisulu, boris):
            await members.set_language(tx, person, Language.KK, TODAY)
        for n in range(3):
            made = await items.record(tx, Kind.GRANT, f"grant-{n}", (), (), None, "{}", None, TODAY, None)
            await saved.save(tx, aisulu, made, TODAY)
            await saved.decide(tx, aisulu, made, Saving.DECLINED if n else Saving.APPLIED)
        await mutes.add(tx, aisulu, "a-funder")
        await mutes.add(tx, aisulu, "another")
    async with db.read() as c:
        for person, counted in ((aisulu, (3, 2)), (boris, (0, 0))):
            member = (await visits.load(c, person, NOW)).member
            assert member is not None
            assert await kept.count(c, member.id) == counted
