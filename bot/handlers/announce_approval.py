"""The second person: asking for one, what they are shown, and what they decide."""

import secrets
from datetime import datetime, timedelta

from bot.domain import approval
from bot.domain.announcement import BY_ITSELF, Announcement, State, is_late
from bot.domain.approval import Need, recipients
from bot.domain.member import may_announce
from bot.handlers.announce import announcement as show_announcement
from bot.handlers.announce_door import nothing_here, nowhere, readers_of
from bot.handlers.announce_when import due_of, own_zone
from bot.handlers.visit import Next, Visit
from bot.store import announcements, approvals, drafts, lockdown, staff, staff_notices
from bot.store.database import Connection
from bot.ui import announce_approval
from bot.ui.announce_lint import blocks, checked
from bot.ui.packing import Action, Route
from bot.ui.screen import Screen
from bot.ui.staff_actions import Approve, SendBack
from bot.ui.staff_routes import AnnouncementView, ReviewAnnouncement

# How long what was shown may be approved.
TIME_TO_APPROVE = timedelta(minutes=10)

# How long it is of use to tell somebody; the announcement itself shows how it stands for ever.
_TIME_TO_TELL = timedelta(days=1)


async def submit(visit: Visit, tx: Connection, announcement: Announcement, need: Need) -> Next:
    """Leaves an announcement to a second person and tells everybody who could be it; nothing happens without any."""
    onward = AnnouncementView(id=announcement.id)
    others = [person for person in await staff.broadcasters(tx) if person != visit.person]
    if not others:
        return Next(onward, toast=_alone(visit, need))
    if not await approvals.ask(tx, announcement.id, visit.person):
        return Next(onward)
    await _tell(visit, tx, others, ReviewAnnouncement(id=announcement.id))
    toast = visit.t.plain("It is waiting for approval. Everybody else who may send announcements will be told.")
    return Next(onward, toast=toast)


def _alone(visit: Visit, need: Need) -> str:
    if need is Need.FEW:
        return visit.t.plain(
            "With so few recipients a second person has to approve it, but nobody else may send announcements. An "
            "owner can name broadcasters with /staff."
        )
    return visit.t.plain(
        "With so many recipients a second person has to approve it, but nobody else may send announcements. An owner "
        "can name broadcasters with /staff."
    )


async def _tell(visit: Visit, tx: Connection, persons: list[bytes], what: Route | Action) -> None:
    await staff_notices.add(tx, persons, what.pack(), visit.now + _TIME_TO_TELL)


async def review(visit: Visit, route: ReviewAnnouncement) -> Screen:
    """Everything the second person has to see; showing it gives them the right to approve just that."""
    if not may_announce(visit.role):
        return await nothing_here(visit)
    async with visit.db.write() as tx:
        asker = await approvals.asked_by(tx, route.id)
        found = await announcements.get(tx, route.id)
        awaits = found if found and found.state is State.AWAITING and found.errand not in BY_ITSELF else None
        if awaits and asker != visit.person:
            return await _shown(visit, tx, awaits, asker)
    shown = await show_announcement(visit, AnnouncementView(id=route.id))
    return shown.with_toast(_somebody_else(visit)) if awaits else shown


async def approve(visit: Visit, action: Approve) -> Next:
    """Schedules exactly what this person was shown; anything else is shown to them anew."""
    if not may_announce(visit.role):
        return nowhere(visit)
    async with visit.db.write() as tx:
        asker = await approvals.asked_by(tx, action.id)
        found = await announcements.get(tx, action.id)
        if found is None or found.errand in BY_ITSELF:
            return nowhere(visit)
        given = await approvals.take(tx, action.token, action.id, visit.person, visit.now)
        instead = _settled(visit, found) or _not_theirs(visit, found, asker)
        instead = instead or await _instead(visit, tx, found, given)
        if instead:
            return instead
        due_at = _due(visit, found) or visit.now
        zone = found.timing.zone if found.timing else own_zone(visit)
        await drafts.approve(tx, found.id, due_at, zone)
        await _tell(visit, tx, [asker] if asker else [], action)
        at_once = due_at == visit.now + visit.rules.undo
        is_frozen = await lockdown.is_frozen(tx)
    if is_frozen:
        toast = visit.t.plain("Approved, but all sending is frozen: nothing goes out until two people agree to resume.")
        return Next(AnnouncementView(id=action.id), toast=toast)
    toast = visit.t.plain("Approved. It goes out in a moment.") if at_once else visit.t.plain("Approved and scheduled.")
    return Next(AnnouncementView(id=action.id), toast=toast)


async def send_back(visit: Visit, action: SendBack) -> Next:
    """Makes it a draft again and tells whoever asked."""
    if not may_announce(visit.role):
        return nowhere(visit)
    async with visit.db.write() as tx:
        asker = await approvals.asked_by(tx, action.id)
        found = await announcements.get(tx, action.id)
        if found is None or found.errand in BY_ITSELF:
            return nowhere(visit)
        if not await announcements.move(tx, action.id, State.AWAITING, State.DRAFT):
            return _settled(visit, found) or Next(AnnouncementView(id=action.id))
        if asker is not None and asker != visit.person:
            await _tell(visit, tx, [asker], action)
    return Next(AnnouncementView(id=action.id), toast=visit.t.plain("It is a draft again."))


async def _shown(visit: Visit, tx: Connection, found: Announcement, asker: bytes | None) -> Screen:
    token = None
    if asker is not None:
        token = secrets.token_hex(12)
        until = visit.now + TIME_TO_APPROVE
        await approvals.grant(tx, token, found.id, visit.person, approval.digest(found, visit.now), visit.now, until)
    counts = await readers_of(tx, found)
    need = approval.need(found.audience, recipients(found, counts), visit.rules)
    return announce_approval.review(visit.t, found, counts, need, token, visit.now)


def _settled(visit: Visit, found: Announcement) -> Next | None:
    """What is said of one that waits for nobody any more, by somebody's press or by an impatient one just before."""
    if found.state is State.AWAITING:
        return None
    way = visit.t.plain("It has already been approved.")
    words = {
        State.DRAFT: visit.t.plain("It is a draft again."),
        State.CANCELLED: visit.t.plain("This announcement is cancelled."),
    } | dict.fromkeys((State.SCHEDULED, State.SENDING, State.DONE), way)
    return Next(AnnouncementView(id=found.id), toast=words.get(found.state))


def _not_theirs(visit: Visit, found: Announcement, asker: bytes | None) -> Next | None:
    if asker is None:
        return Next(ReviewAnnouncement(id=found.id))
    return Next(AnnouncementView(id=found.id), toast=_somebody_else(visit)) if asker == visit.person else None


async def _instead(visit: Visit, tx: Connection, found: Announcement, given: str | None) -> Next | None:
    """Why it is not approved, shown over it anew; None when nothing stands in the way."""
    t, again = visit.t, ReviewAnnouncement(id=found.id)
    if given is None:
        return Next(
            again, toast=t.plain("This button worked only once and for ten minutes. Please look again, then approve.")
        )
    if given != approval.digest(found, visit.now):
        return Next(again, toast=t.plain("It has changed since you saw it. Please look again."))
    if blocks(checked(t, found, visit.now.date())):
        return Next(again, toast=t.plain("It cannot go out as it is: see what is wrong, and send it back."))
    if not recipients(found, await readers_of(tx, found)):
        return Next(again, toast=t.plain("There is nobody left to get it."))
    if _due(visit, found) is None:
        return Next(again, toast=t.plain("Its time has passed: send it back so that another can be chosen."))
    return None


def _due(visit: Visit, found: Announcement) -> datetime | None:
    """When it goes out if it is approved now; None when its moment has passed too long ago.

    One that is just past goes out at once, with the time to undo it.
    """
    moment = due_of(visit, found)
    if moment is None or moment > visit.now:
        return moment
    return None if is_late(moment, visit.now) else visit.now + visit.rules.undo


def _somebody_else(visit: Visit) -> str:
    return visit.t.plain("You submitted it, so somebody else has to approve it.")
