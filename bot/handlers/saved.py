"""Saved items: saving and removing, what became of each, and their deadlines for a calendar."""

import asyncio
from datetime import date, timedelta
from functools import partial

from bot.content.closing import moment_of
from bot.content.models import Tellable
from bot.content.telling import closes_on, facts_of
from bot.domain.interests import Kind
from bot.domain.member import Member
from bot.domain.places import reader_zone
from bot.domain.postponing import Wish, later_day
from bot.domain.reminders import LADDER, reminder_moment
from bot.domain.saved import Saving
from bot.domain.timing import days_until
from bot.handlers.gone import gone
from bot.handlers.today import today
from bot.handlers.visit import Next, Visit
from bot.i18n import holidays
from bot.store import items, reminding, saved
from bot.store.database import Connection
from bot.store.items import Known
from bot.ui import saved as screens
from bot.ui.alert_routes import (
    Applied,
    NotForUs,
    RemindLater,
    RemoveSaved,
    SavedItem,
    SavedItems,
    SaveItem,
    ToCalendar,
)
from bot.ui.saved import Kept
from bot.ui.saving import shown_again
from bot.ui.screen import Screen


async def saved_items(visit: Visit, route: SavedItems) -> Screen:
    """The list, the soonest deadline first."""
    return screens.saved_items(visit.t, route, await _listed(visit), today(visit))


async def saved_item(visit: Visit, route: SavedItem) -> Screen:
    """One of them; when it is neither saved nor in the catalogue, the list."""
    kept = await _kept(visit, route.kind, route.slug)
    if kept.item is None and kept.state is None:
        return gone(visit, await saved_items(visit, SavedItems(page=route.page)))
    ladder = visit.member.ladder if visit.member else ()
    return screens.saved_item(visit.t, route, kept, today(visit), ladder)


async def save_item(visit: Visit, action: SaveItem) -> Next:
    """Saves it, or takes it off the list, and shows again where that was pressed."""
    then = shown_again(action.kind, action.slug, action.then)
    if not action.on:
        return Next(then, toast=await _unsave(visit, action.kind, action.slug), stays=True)
    return Next(then, toast=await _save(visit, action.kind, action.slug), stays=True)


async def remove_saved(visit: Visit, action: RemoveSaved) -> Next:
    """Takes it off the list; what is shown then offers to save it again."""
    toast = await _unsave(visit, action.kind, action.slug)
    return Next(SavedItem(kind=action.kind, slug=action.slug, page=action.page), toast=toast)


async def applied(visit: Visit, action: Applied) -> Next:
    """No more reminders of it; changes are still told."""
    done = await _decide(visit, action.kind, action.slug, Saving.APPLIED)
    toast = visit.t.plain("Good luck! You get no more reminders of it.") if done else _not_now(visit)
    return Next(SavedItem(kind=action.kind, slug=action.slug), toast=toast, stays=True)


async def not_for_us(visit: Visit, action: NotForUs) -> Next:
    """Nothing more about it."""
    done = await _decide(visit, action.kind, action.slug, Saving.DECLINED)
    toast = visit.t.plain("You will hear no more of it.") if done else _not_now(visit)
    return Next(SavedItem(kind=action.kind, slug=action.slug), toast=toast, stays=True)


async def remind_later(visit: Visit, action: RemindLater) -> Next:
    """A reminder some days from now, and none before."""
    async with visit.db.read() as c:
        known = await items.find(c, action.kind, action.slug)
    if known is None or visit.member is None:
        toast = visit.t.plain("This is not among your saved items.")
    else:
        toast = await _remind_later(visit, visit.member, known, action.days)
    return Next(SavedItem(kind=action.kind, slug=action.slug), toast=toast, stays=True)


async def to_calendar(visit: Visit, action: ToCalendar) -> Next:
    """A file with the deadline of one item, or of all of them."""
    if action.kind is not None and action.slug is not None:
        entries: tuple[Kept, ...] = (await _kept(visit, action.kind, action.slug),)
        place: SavedItem | SavedItems = SavedItem(kind=action.kind, slug=action.slug)
    else:
        entries, place = await _listed(visit), SavedItems()
    # Writing a long list takes tenths of a second, in which others are answered.
    made = await asyncio.to_thread(screens.in_calendar, visit.t, entries, visit.now, today(visit), visit.bot_username)
    if made is None:
        return Next(place, toast=visit.t.plain("No deadline is known that is still ahead."))
    return Next(place, also=(made,))


async def _listed(visit: Visit) -> tuple[Kept, ...]:
    async with visit.db.read() as c:
        found = await saved.listed(c, visit.person)
    return tuple(
        Kept(one.item.kind, one.item.slug, visit.catalogue.find(one.item.kind, one.item.slug), one.state)
        for one in found
    )


async def _kept(visit: Visit, kind: Kind, slug: str) -> Kept:
    async with visit.db.read() as c:
        known = await items.find(c, kind, slug)
        found = await saved.find(c, visit.person, known.id) if known else None
    item = visit.catalogue.find(kind, slug)
    if found is None or visit.member is None:
        return Kept(kind, slug, item, None)
    wish = Wish(visit.member.ladder, found.reminded, found.not_before)
    return Kept(kind, slug, item, found.state, wish.put_off if wish.is_wanted else None)


async def _save(visit: Visit, kind: Kind, slug: str) -> str:
    """Saves it; what is said of that."""
    item, day = visit.catalogue.find(kind, slug), today(visit)
    if item is None:
        return visit.t.plain("This is no longer in the catalogue.")
    async with visit.db.write() as tx:
        known = await items.find(tx, kind, slug)
        done = known is not None and await saved.save(tx, visit.person, known.id, day)
    if not done:
        return _not_now(visit)
    return screens.as_saved(visit.t, item, day, visit.member.ladder if visit.member else ())


async def _unsave(visit: Visit, kind: Kind, slug: str) -> str:
    async with visit.db.write() as tx:
        known = await items.find(tx, kind, slug)
        if known is not None:
            await saved.unsave(tx, visit.person, known.id)
    return visit.t.plain("Removed from your saved items.")


async def _remind_later(visit: Visit, member: Member, known: Known, days: int) -> str:
    """Puts a reminder off by so many days; says the day on which it really comes, or that it cannot come any more."""
    t, day = visit.t, today(visit)
    item = visit.catalogue.find(known.kind, known.slug)
    if item is None:
        return t.plain("This is no longer in the catalogue.")
    last = closes_on(item, day)
    if last is None or facts_of(item).cancelled:
        return t.plain("No deadline is known that is still ahead.")
    wanted = day + timedelta(days=days)
    closed = partial(holidays.is_closed, member.country, member.quiet_days)
    # The button may be older than the day: nothing comes after the deadline.
    comes_on = later_day(wanted, day, last, closed) if wanted <= last else None
    if comes_on is None or not _is_in_time(item, member, comes_on):
        return t.plain("There is no time left for another reminder. Deadline: {date}", date=t.date(last))
    if member.ladder and days_until(last, comes_on) > max(LADDER):
        # The deadline has moved far ahead since: before the new one the ladder reminds, and nothing earlier.
        return await _save(visit, known.kind, known.slug)
    async with visit.db.write() as tx:
        if not await _put_off(tx, visit, known.id, comes_on):
            return t.plain("This is not among your saved items.")
        await reminding.note_wish(tx, visit.person, known.id, member.ladder)
    return t.plain("On {date} you will be reminded again.", date=t.date(comes_on))


def _is_in_time(item: Tellable, member: Member, day: date) -> bool:
    """Whether a reminder on this day comes before the moment at which the item closes, where that is known."""
    ends = moment_of(item)
    return ends is None or reminder_moment(day, reader_zone(member.country), member.quiet) < ends


async def _put_off(tx: Connection, visit: Visit, item_id: int, day: date) -> bool:
    """Also of what they called "not for us" or removed a moment ago, perhaps by mistake: now they want it again."""
    if await saved.remind_later(tx, visit.person, item_id, day):
        return True
    if not await saved.save(tx, visit.person, item_id, today(visit)):
        return False
    return await saved.remind_later(tx, visit.person, item_id, day)


async def _decide(visit: Visit, kind: Kind, slug: str, state: Saving) -> bool:
    """Writes the decision down, also about what was not saved: whoever was told of it hears of its changes too."""
    async with visit.db.write() as tx:
        known = await items.find(tx, kind, slug)
        if known is None:
            return False
        if await saved.decide(tx, visit.person, known.id, state):
            return True
        if not await saved.save(tx, visit.person, known.id, today(visit)):
            return False
        return await saved.decide(tx, visit.person, known.id, state)


def _not_now(visit: Visit) -> str:
    # It came into the catalogue a moment ago, or left it long ago: the items are taken stock of once a minute.
    return visit.t.plain("This could not be saved. Please try again in a few minutes.")
