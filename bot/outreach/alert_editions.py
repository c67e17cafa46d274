"""Which edition an announcement is that the bot made by itself."""

from bot.domain.announcement import Announcement, Errand
from bot.domain.facts import differences, from_json
from bot.outreach.by_itself import Nothing
from bot.outreach.edition import Edition
from bot.outreach.materials import Materials
from bot.outreach.news import Alert, digest_of
from bot.outreach.one_item import Change, Reminder
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
    between = differences(from_json(told.before), from_json(told.after)) if told else ()
    return Change(found, materials, about, between)
