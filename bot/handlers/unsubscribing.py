"""Turning off what brought a message, with one tap under it; why, if they like to say; and the way back."""

from collections.abc import Callable
from dataclasses import replace

from bot.domain.interests import Interests, Kind, from_mask, to_mask
from bot.domain.member import Standing
from bot.domain.reminders import ladder_mask, ladder_of
from bot.handlers.alerts import alerts
from bot.handlers.visit import Next, Visit
from bot.store import members, partings, reminding, saved, visits
from bot.ui import stopping as screens
from bot.ui.alert_routes import SayWhy, StopReminders, Thanked, UndoStop, WhyStopped
from bot.ui.labels import KINDS
from bot.ui.routes import Alerts, StopKinds
from bot.ui.screen import Screen


async def stop_kinds(visit: Visit, action: StopKinds) -> Next:
    """Turns off whatever brought the message under which this was pressed."""
    unwanted = from_mask(Kind, action.kinds)
    before = await _change(visit, lambda old: replace(old, kinds=old.kinds - unwanted))
    stopped = before.kinds & unwanted
    return _stopped(WhyStopped(kinds=to_mask(stopped)) if stopped else None, await _word(visit, action.kinds))


async def stop_reminders(visit: Visit, _action: StopReminders) -> Next:
    """Turns off every rung of the ladder, and what was asked for without one."""
    before: frozenset[int] = frozenset()
    asked = False
    async with visit.db.write() as tx:
        known = await visits.load(tx, visit.person, visit.now)
        if known.member is not None:
            before = known.member.ladder
            await members.set_ladder(tx, visit.person, frozenset())
            asked = await reminding.stop_all(tx, visit.person)
    return _stopped(WhyStopped(rungs=ladder_mask(before)) if before or asked else None, _done(visit))


async def undo_stop(visit: Visit, action: UndoStop) -> Next:
    """Turns on again what was turned off, and nothing else."""
    if action.kinds:
        wanted = from_mask(Kind, action.kinds)
        await _change(visit, lambda old: replace(old, kinds=old.kinds | wanted))
    else:
        # Reminders, of which perhaps no rung was on: no button brings them back together with kinds.
        async with visit.db.write() as tx:
            known = await visits.load(tx, visit.person, visit.now)
            if known.member is not None:
                await members.set_ladder(tx, visit.person, known.member.ladder | ladder_of(action.rungs))
                await reminding.bring_back(tx, visit.person)
    return Next(Alerts(), toast=visit.t.plain("Everything is as before."))


async def say_why(visit: Visit, action: SayWhy) -> Next:
    """Counts a reason; who gave it is not written down."""
    if visit.member is not None:
        async with visit.db.write() as tx:
            await partings.count(tx, action.reason)
    return Next(Thanked(kinds=action.kinds, rungs=action.rungs))


async def why_stopped(visit: Visit, route: WhyStopped) -> Screen:
    """What was stopped, and the question why; the alerts for whoever has not stopped it and only followed a link."""
    if await _is_on(visit, route.kinds):
        return await alerts(visit, Alerts())
    return screens.why_stopped(visit.t, route.kinds, route.rungs, saved=await _keeps_some(visit, route.kinds))


async def thanked(visit: Visit, route: Thanked) -> Screen:
    """Thanks, and still the way back."""
    if visit.member is not None and visit.member.standing is Standing.STOPPED:
        return screens.stopped_and_thanked(visit.t)
    if await _is_on(visit, route.kinds):
        return await alerts(visit, Alerts())
    return screens.thanked(visit.t, route.kinds, route.rungs, saved=await _keeps_some(visit, route.kinds))


async def _is_on(visit: Visit, kinds: int) -> bool:
    """Whether something of this may still come: one of the kinds, or a reminder when there are none."""
    if visit.member is None:
        return True
    if kinds:
        return bool(visit.member.interests.kinds & from_mask(Kind, kinds))
    if visit.member.ladder:
        return True
    async with visit.db.read() as c:
        return await reminding.asks_for_some(c, visit.person)


async def _keeps_some(visit: Visit, kinds: int) -> bool:
    """Whether items of these kinds are saved: what is told of them was asked for item by item, and still comes."""
    async with visit.db.read() as c:
        listed = await saved.listed(c, visit.person)
    return any(one.item.kind in from_mask(Kind, kinds) for one in listed)


def _stopped(what: WhyStopped | None, toast: str) -> Next:
    """What was stopped, with the way back; None when nothing of it was on, and so there is nothing to bring back.

    Then a word is answer enough. To an impatient second tap the screen of the first with its "Undo" stays the last.
    """
    return Next(Alerts(), toast=toast, stays=True) if what is None else Next(what, toast=toast)


async def _word(visit: Visit, kinds: int) -> str:
    """No more than is true: a message like the one under which this was pressed may be of an item that is saved."""
    if not await _keeps_some(visit, kinds):
        return _done(visit)
    unwanted = from_mask(Kind, kinds)
    what = "; ".join(visit.t.plain(label) for kind, label in KINDS.items() if kind in unwanted)
    return visit.t.plain("{what}: off. Items you saved still tell of their changes.", what=what)


def _done(visit: Visit) -> str:
    return visit.t.plain("Such messages will not come any more.")


async def _change(visit: Visit, change: Callable[[Interests], Interests]) -> Interests:
    """Changes the interests as they are now: another tap may have come between the visit and this one; as they were."""
    async with visit.db.write() as tx:
        known = await visits.load(tx, visit.person, visit.now)
        if known.member is None:
            return Interests()
        await members.set_interests(tx, visit.person, change(known.member.interests))
        return known.member.interests
