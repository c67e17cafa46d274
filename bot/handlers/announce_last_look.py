"""The last look at an announcement, and sending it once."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial

from bot.domain.announcement import BY_ITSELF, Announcement, Errand, State, text_wanted, undecided
from bot.domain.approval import Need, digest, need, recipients
from bot.domain.member import may_announce
from bot.domain.places import Country, Language, reader_zone
from bot.domain.quiet import is_quiet
from bot.domain.schedule import Timing, first_moment, moment_for, next_occurrence
from bot.handlers.announce import announcement
from bot.handlers.announce_approval import submit
from bot.handlers.announce_door import nothing_here, nowhere, readers_of
from bot.handlers.announce_when import due_of, moment_fault, own_zone, when
from bot.handlers.visit import Next, Visit
from bot.i18n import holidays
from bot.store import announcements, copies, drafts, lockdown, members, series
from bot.store.database import Connection
from bot.ui import announce_last_look
from bot.ui.announce_last_look import Outlook
from bot.ui.announce_lint import blocks, checked
from bot.ui.announce_words import aimed_at
from bot.ui.screen import Screen
from bot.ui.staff_actions import SendAnnouncement
from bot.ui.staff_routes import (
    AnnouncementView,
    AnnouncementWhen,
    ChooseRepeat,
    ConfirmSend,
    LanguageGate,
)

# A late one is sent without being a draft in between.
_UNSENT = frozenset({State.DRAFT, State.LATE})


async def last_look(visit: Visit, route: ConfirmSend) -> Screen:
    """Everything that is known before anything is promised."""
    if not may_announce(visit.role):
        return await nothing_here(visit)
    async with visit.db.read() as c:
        found = await announcements.get(c, route.id)
        outlook = await _outlook(visit, c, found) if found and found.state in _UNSENT else Outlook()
    if found is None:
        return await nothing_here(visit)
    if found.state not in _UNSENT or found.errand in BY_ITSELF:
        return await announcement(visit, AnnouncementView(id=route.id))
    fault = _moment_fault(visit, found)
    if fault:
        return (await when(visit, AnnouncementWhen(id=route.id))).with_toast(fault.toast)
    return announce_last_look.last_look(visit.t, found, outlook, visit.now)


async def send(visit: Visit, action: SendAnnouncement) -> Next:
    """Schedules what was seen, or leaves it to a second person; a second press finds that done and shows it."""
    if not may_announce(visit.role):
        return nowhere(visit)
    async with visit.db.write() as tx:
        await drafts.hold(tx, action.id)
        found = await announcements.get(tx, action.id)
        if found is None:
            return nowhere(visit)
        counts = await readers_of(tx, found)
        instead = _instead(visit, found, action.seen) or _unready(visit, found, counts)
        if instead:
            return instead
        why = _need(visit, found, counts)
        if found.state is State.LATE and found.is_series:
            return await _send_one_of(visit, tx, found, why)
        found = replace(found, timing=_from_now_on(visit, found))
        await drafts.set_timing(tx, found.id, found.timing)
        return await _go(visit, tx, found, why)


async def _go(visit: Visit, tx: Connection, found: Announcement, why: Need | None) -> Next:
    """Schedules a draft or a late one whose moment is to come or which has none, or asks for a second person."""
    due = due_of(visit, found) if found.errand is not Errand.RECALL else visit.now
    if due is None:
        return Next(AnnouncementView(id=found.id))
    if why:
        return await submit(visit, tx, found, why)
    await drafts.schedule(tx, found.id, due, found.timing.zone if found.timing else own_zone(visit))
    toast = _scheduled(visit, found, is_frozen=await lockdown.is_frozen(tx))
    return Next(AnnouncementView(id=found.id), toast=toast)


async def _send_one_of(visit: Visit, tx: Connection, late: Announcement, why: Need | None) -> Next:
    """The occurrence that came late goes out on its own; the others keep their moments."""
    made = await copies.make_single(tx, late, visit.person, visit.now)
    single = await announcements.get(tx, made)
    if single is None:
        return nowhere(visit)
    answer = await _go(visit, tx, single, why)
    went = await announcements.get(tx, made)
    if went is None or went.state is State.DRAFT:
        await copies.discard(tx, made)  # nobody is there to approve it
        return Next(AnnouncementView(id=late.id), toast=answer.toast)
    await series.pass_over(tx, late.id, due_of(visit, late), visit.now)
    return answer


def _instead(visit: Visit, found: Announcement, seen: str) -> Next | None:
    """Where to go when this is not what was seen, or its moment has passed; None otherwise."""
    if found.state not in _UNSENT or found.errand in BY_ITSELF:
        return Next(AnnouncementView(id=found.id))
    if digest(found, visit.now)[: len(seen)] != seen:
        toast = visit.t.plain("It was changed after you looked. Please look at it once more.")
        return Next(ConfirmSend(id=found.id), toast=toast)
    return _moment_fault(visit, found)


def _unready(visit: Visit, found: Announcement, counts: Mapping[Language, int]) -> Next | None:
    """Where to go when something has to be put right first; None when it is ready."""
    if found.errand is Errand.RECALL:
        return None
    if undecided(found):
        toast = visit.t.plain("Some languages have no text. Decide first what their readers get.")
        return Next(LanguageGate(id=found.id), toast=toast)
    if blocks(checked(visit.t, found, visit.now.date())):
        toast = visit.t.plain("It cannot be sent as it is: see what is wrong.")
        return Next(ConfirmSend(id=found.id), toast=toast)
    if not recipients(found, counts):
        toast = visit.t.plain("Nobody would get it: choose other people or other languages.")
        return Next(AnnouncementView(id=found.id), toast=toast)
    return None


def _moment_fault(visit: Visit, found: Announcement) -> Next | None:
    if _is_at_once(visit, found):
        return None
    due = due_of(visit, found)
    if due is None:
        toast = visit.t.plain("No dates are left: choose another rule, end or first date.")
        return Next(ChooseRepeat(id=found.id), toast=toast)
    fault = moment_fault(visit, due)
    return Next(AnnouncementWhen(id=found.id), toast=fault) if fault else None


def _is_at_once(visit: Visit, found: Announcement) -> bool:
    """Whether no moment was chosen, or the one that was is what it is late for."""
    if found.timing is None:
        return True
    return found.state is State.LATE and (found.is_series or first_moment(found.timing) <= visit.now)


def _from_now_on(visit: Visit, found: Announcement) -> Timing | None:
    """What is still to come of its timing: a series that was taken back to draft has moments behind it."""
    if found.timing is None or _is_at_once(visit, found):
        return None
    return next_occurrence(found.timing, visit.now)


async def _outlook(visit: Visit, c: Connection, found: Announcement) -> Outlook:
    counts, at_once = await readers_of(c, found), _is_at_once(visit, found)
    return Outlook(
        counts=counts,
        asleep=await _asleep(visit, c, found, at_once=at_once),
        need=_need(visit, found, counts),
        at_once=at_once,
        undo=int(visit.rules.undo.total_seconds()) if found.errand is not Errand.RECALL else 0,
        frozen=await lockdown.is_frozen(c),
    )


def _need(visit: Visit, found: Announcement, counts: Mapping[Language, int]) -> Need | None:
    """Why a second person has to approve it; a recall limits harm, and waits for nobody."""
    if found.errand is Errand.RECALL:
        return None
    return need(found.audience, recipients(found, counts), visit.rules)


async def _asleep(visit: Visit, c: Connection, found: Announcement, *, at_once: bool) -> int:
    """For how many it would come in their quiet hours, or on a day on which their country mourns."""
    if found.errand is not Errand.SEND or found.urgent:
        return 0
    getting = frozenset(language for language in aimed_at(found.audience) if text_wanted(found, language))
    if not getting:
        return 0
    by_hours = await members.count_by_hours(c, replace(found.audience, languages=getting))
    soon = visit.now + visit.rules.undo

    def arrives(country: Country | None) -> datetime:
        following = None if at_once or found.timing is None else next_occurrence(found.timing, visit.now)
        return moment_for(following, country) if following else soon

    return sum(
        n
        for (country, hours), n in by_hours.items()
        if is_quiet(arrives(country), reader_zone(country), hours, partial(holidays.remembrance, country))
    )


def _scheduled(visit: Visit, found: Announcement, *, is_frozen: bool) -> str:
    undo = int(visit.rules.undo.total_seconds())
    if is_frozen:
        return visit.t.plain("Scheduled, but all sending is frozen: nothing goes out until two people agree to resume.")
    if found.timing:
        return visit.t.plain("Scheduled.")
    if not undo or found.errand is Errand.RECALL:
        return visit.t.plain("It goes out in a moment.")
    return visit.t.plain_plural(
        "It goes out in {n} second. Until then you can undo it.",
        "It goes out in {n} seconds. Until then you can undo it.",
        undo,
    )
