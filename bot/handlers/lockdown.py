"""Freezing all sending, which one person does, and letting it go on, which takes two."""

from datetime import timedelta

from bot.domain.member import may_announce
from bot.handlers.announce_door import nothing_here, nowhere
from bot.handlers.visit import Next, Visit
from bot.store import lockdown as stored
from bot.store import staff, staff_notices
from bot.store.database import Connection
from bot.store.lockdown import Thawing
from bot.ui import lockdown as screens
from bot.ui.packing import Action, Route
from bot.ui.screen import Screen
from bot.ui.staff_actions import Freeze, Thaw
from bot.ui.staff_routes import Lockdown

# How long somebody who asked for the thaw waits for somebody else to agree.
TIME_TO_AGREE = timedelta(minutes=10)

_TIME_TO_TELL = timedelta(days=1)


async def lockdown(visit: Visit, _route: Lockdown) -> Screen:
    """Whether it is frozen, and who has to press what."""
    if not may_announce(visit.role):
        return await nothing_here(visit)
    async with visit.db.read() as c:
        frozen = await stored.state(c, visit.now)
        alone = not await _others(visit, c)
    asked = None
    if frozen and frozen.thaw_until:
        asked = screens.Asked(frozen.thaw_until, mine=frozen.thaw_by == visit.person)
    home = visit.member.country if visit.member else None
    return screens.lockdown(visit.t, frozen.at if frozen else None, asked, home, alone=alone)


async def freeze(visit: Visit, _action: Freeze) -> Next:
    """Stops everything unasked before the answer is shown."""
    if not may_announce(visit.role):
        return nowhere(visit)
    async with visit.db.write() as tx:
        if await stored.freeze(tx, visit.person, visit.now):
            await _tell(visit, tx, Freeze(), _TIME_TO_TELL)
    return Next(Lockdown(), toast=visit.t.plain("All sending is frozen."))


async def thaw(visit: Visit, _action: Thaw) -> Next:
    """The first press asks; the press of somebody else in time ends the lockdown."""
    if not may_announce(visit.role):
        return nowhere(visit)
    t = visit.t
    async with visit.db.write() as tx:
        done = await stored.ask_thaw(tx, visit.person, visit.now, visit.now + TIME_TO_AGREE)
        if done is Thawing.DONE:
            await _tell(visit, tx, Lockdown(), _TIME_TO_TELL)
        if done is Thawing.ASKED and not await _tell(visit, tx, Thaw(), TIME_TO_AGREE):
            return Next(Lockdown(), toast=screens.nobody_else(t))
    if done in {Thawing.DONE, Thawing.NOT_FROZEN}:
        return Next(Lockdown(), toast=t.plain("Sending goes on."))
    return Next(Lockdown(), toast=t.plain("Somebody else has to agree within ten minutes."))


async def _tell(visit: Visit, tx: Connection, what: Route | Action, of_use: timedelta) -> bool:
    """Tells everybody else who may announce; False when there is nobody else."""
    others = await _others(visit, tx)
    await staff_notices.add(tx, others, what.pack(), visit.now + of_use)
    return bool(others)


async def _others(visit: Visit, c: Connection) -> list[bytes]:
    return [person for person in await staff.broadcasters(c) if person != visit.person]
