"""Items of a catalogue as the store knows them, for tests of what is saved."""

from bot.content.catalogue import Catalogue, publish
from bot.content.models import Tellable
from bot.content.telling import closes_on, countries_of, facts_of, funder_of, themes_of
from bot.domain.facts import to_json
from bot.store import items
from bot.store.database import Database
from tests.visits import NOW


async def taken_in(db: Database, *shown: Tellable) -> Catalogue:
    """The catalogue of these items, each of which the store knows."""
    catalogue = publish(shown)
    async with db.write() as tx:
        for kind, item in catalogue.tellable():
            facts = to_json(facts_of(item))
            await items.record(
                tx, kind, item.slug, themes_of(item), countries_of(item), funder_of(item), facts,
                None, NOW.date(), closes_on(item),
            )  # fmt: skip
    return catalogue
