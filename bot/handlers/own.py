"""What the reader has to do with an item that is shown to them."""

from bot.content.models import Tellable
from bot.content.telling import countries_of, themes_of
from bot.domain.interests import Kind
from bot.handlers.today import today
from bot.handlers.visit import Visit
from bot.store import items, saved
from bot.ui.calendar_file import dated
from bot.ui.saving import NOTHING_YET, Own


async def own(visit: Visit, kind: Kind, item: Tellable) -> Own:
    """What they decided about it, whether their alerts bring such items, whether its deadline is still to come."""
    if visit.member is None:
        return NOTHING_YET
    async with visit.db.read() as c:
        known = await items.find(c, kind, item.slug)
        kept = await saved.find(c, visit.person, known.id) if known else None
    alerted = visit.member.interests.want(kind, themes_of(item), countries_of(item))
    ahead = bool(dated(((kind, item),), today(visit)))
    return Own(kept.state if kept else None, alerted, ahead)
