"""Which edition an announcement is that the bot made by itself."""

from bot.domain.announcement import Announcement, Errand
from bot.domain.facts import from_json
from bot.outreach.by_itself import Nothing
from bot.outreach.edition import Edition
from bot.outreach.materials import Materials
from bot.outreach.news import Alert, digest_of
from bot.outreach.one_item import Change, Reminder, Versions
from bot.store import changes, items
from bot.store.database import Connection


async def edition_of(c: Connection, found: Announcement, materials: Materials) -> Edition:
    """The edition of an announcement whose errand is one of `BY_ITSELF`."""
    match found.errand:
        case Errand.ALERT:
            return Alert(found, materials)
        case Errand.DIGEST:
            return await digest_of(c, found, materials)
    about = await items.get(c, found.item_id or 0)
    if about is None:
        return Nothing(found, materials)
    if found.errand is Errand.REMINDER:
        return Reminder(found, materials, about)
    told = await changes.get(c, found.id)
    if told is None:
        return Nothing(found, materials)
    befores = {one.announcement_id: from_json(one.before) for one in await changes.steps(c, about.id)}
    befores = {number: before for number, before in befores.items() if number <= found.id}
    return Change(found, materials, about, Versions(befores, from_json(told.after)))
