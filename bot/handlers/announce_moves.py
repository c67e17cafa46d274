"""What staff do with an announcement beyond writing it: pause, resume, cancel, take back."""

from collections.abc import Collection

from bot.domain.announcement import BY_ITSELF, MOVES, Errand, State, may_move
from bot.domain.member import may_announce
from bot.handlers.announce import announcement
from bot.handlers.announce_door import nothing_here, nowhere, opened
from bot.handlers.visit import Next, Visit
from bot.store import announcements, lockdown, planning
from bot.store.database import Connection
from bot.ui import announce_cancel
from bot.ui.screen import Screen
from bot.ui.staff_actions import (
    BackToDraft,
    CancelAnnouncement,
    PauseAnnouncement,
    ResumeAnnouncement,
)
from bot.ui.staff_routes import AnnouncementView, ConfirmCancel

_CANCELLABLE = tuple(state for state in MOVES if may_move(state, State.CANCELLED))
_NEVER_DRAFTS = frozenset({Errand.RECALL}) | BY_ITSELF
_TAKEN_BACK = (State.SCHEDULED, State.AWAITING, State.LATE)


async def confirm_cancel(visit: Visit, route: ConfirmCancel) -> Screen:
    """Asks before cancelling; what cannot be cancelled any more is shown as it is."""
    found = await opened(visit, route.id)
    if found is None:
        return await nothing_here(visit)
    if found.state not in _CANCELLABLE:
        return await announcement(visit, AnnouncementView(id=route.id))
    return announce_cancel.confirm_cancel(visit.t, found)


async def cancel(visit: Visit, action: CancelAnnouncement) -> Next:
    """Whoever has not got it yet will not get it; what is repeated is not any more."""
    if not may_announce(visit.role):
        return nowhere(visit)
    async with visit.db.write() as tx:
        if not await _is_now(tx, action.id, State.CANCELLED, _CANCELLABLE):
            return await _impossible(visit, tx, action.id)
        await planning.call_off(tx, action.id, visit.now)
    return Next(AnnouncementView(id=action.id), toast=visit.t.plain("The announcement is cancelled."))


async def back_to_draft(visit: Visit, action: BackToDraft) -> Next:
    """Takes one back before its moment, to be changed; whoever could have approved it cannot any more.

    A recall has nothing that could be changed, nor has what nobody wrote.
    """
    if not may_announce(visit.role):
        return nowhere(visit)
    async with visit.db.write() as tx:
        found = await announcements.get(tx, action.id)
        sources = () if found and found.errand in _NEVER_DRAFTS else _TAKEN_BACK
        if not await _is_now(tx, action.id, State.DRAFT, sources):
            return await _impossible(visit, tx, action.id)
    return Next(AnnouncementView(id=action.id), toast=visit.t.plain("It is a draft again."))


async def pause(visit: Visit, action: PauseAnnouncement) -> Next:
    """Nothing more goes out until somebody resumes it."""
    if not may_announce(visit.role):
        return nowhere(visit)
    async with visit.db.write() as tx:
        if not await _is_now(tx, action.id, State.PAUSED, (State.SENDING,)):
            return await _impossible(visit, tx, action.id)
    return Next(AnnouncementView(id=action.id), toast=visit.t.plain("Sending is paused."))


async def resume(visit: Visit, action: ResumeAnnouncement) -> Next:
    """Goes on where it was paused."""
    if not may_announce(visit.role):
        return nowhere(visit)
    async with visit.db.write() as tx:
        # Only from a pause: a scheduled one may become a sent one too, but that is for its moment to say.
        if not await _is_now(tx, action.id, State.SENDING, (State.PAUSED,)):
            return await _impossible(visit, tx, action.id)
        is_frozen = await lockdown.is_frozen(tx)
    toast = (
        visit.t.plain("Resumed, but all sending is frozen: nothing goes out until two people agree to resume.")
        if is_frozen
        else visit.t.plain("Sending goes on.")
    )
    return Next(AnnouncementView(id=action.id), toast=toast)


async def _is_now(tx: Connection, announcement_id: int, to: State, sources: Collection[State]) -> bool:
    """Whether it has come into state `to`, by this press or by an impatient one just before."""
    for source in sources:
        if await announcements.move(tx, announcement_id, source, to):
            return True
    found = await announcements.get(tx, announcement_id)
    return found is not None and found.state is to


async def _impossible(visit: Visit, tx: Connection, announcement_id: int) -> Next:
    if await announcements.get(tx, announcement_id) is None:
        return nowhere(visit)
    toast = visit.t.plain("This is not possible any more: see how the announcement stands.")
    return Next(AnnouncementView(id=announcement_id), toast=toast)
