"""Naming and dismissing editors and broadcasters; only owners may."""

import re
from datetime import timedelta

from bot.domain.member import Role, may_announce, may_name_staff
from bot.handlers.announce_door import not_expected, nothing_here, nowhere
from bot.handlers.announce_texts import PATIENCE
from bot.handlers.visit import Next, Typed, Visit
from bot.store import expecting, staff_notices, visits
from bot.store import staff as stored
from bot.store.database import Connection
from bot.ui import staff
from bot.ui.packing import Route
from bot.ui.paging import sheet_of
from bot.ui.screen import Screen
from bot.ui.staff_actions import DismissStaff, MakeStaff
from bot.ui.staff_routes import (
    LARGEST_ID,
    Announcements,
    ConfirmDismissal,
    ConfirmNaming,
    NameStaff,
    StaffList,
)

# Accounts behind which anybody may stand: Telegram's service messages, anonymous group admins, channel posts.
NOBODY = frozenset({777000, 1087968824, 136817688})

_NAMEABLE = frozenset({Role.EDITOR, Role.BROADCASTER})

# Whoever was named before they started the bot is told when they have.
_TIME_TO_TELL = timedelta(days=7)


async def colleagues(visit: Visit, route: StaffList) -> Screen:
    """Everybody who was named."""
    if not may_name_staff(visit.role):
        return await nothing_here(visit)
    async with visit.db.read() as c:
        everyone = await stored.everyone(c)
    return staff.colleagues(visit.t, sheet_of([_listed(visit, one) for one in everyone], route.page))


async def name(visit: Visit, route: NameStaff) -> Screen:
    """Waits for the id of the person to name."""
    if not may_name_staff(visit.role) or route.role not in _NAMEABLE:
        return await nothing_here(visit)
    async with visit.db.write() as tx:
        await expecting.expect(tx, visit.person, route.pack(), visit.now + PATIENCE)
    return staff.name(visit.t, route.role)


async def typed_id(visit: Visit, route: NameStaff, typed: Typed) -> Next:
    """Asks whether the person with this id is meant."""
    if not may_name_staff(visit.role) or route.role not in _NAMEABLE:
        return await not_expected(visit)
    digits = typed.text.strip()
    fault = _fault(visit, digits)
    if fault:
        return Next(route, toast=fault)
    async with visit.db.write() as tx:
        await expecting.clear(tx, visit.person)
        known = await visits.load(tx, visit.db.seal.seal(int(digits)), visit.now)
    if known.role is Role.OWNER:
        return Next(StaffList(), toast=_is_owner(visit, int(digits)))
    return Next(ConfirmNaming(who=int(digits), role=route.role))


async def confirm_naming(visit: Visit, route: ConfirmNaming) -> Screen:
    """The question, and whether that id has started the bot."""
    if not may_name_staff(visit.role) or route.role not in _NAMEABLE:
        return await nothing_here(visit)
    async with visit.db.read() as c:
        known = await visits.load(c, visit.db.seal.seal(route.who), visit.now)
    return staff.confirm_naming(visit.t, route, is_member=known.member is not None)


async def make(visit: Visit, action: MakeStaff) -> Next:
    """Gives the role to the person with this id, in place of any other; who may announce by it now is told."""
    if not may_name_staff(visit.role) or action.role not in _NAMEABLE:
        return nowhere(visit)
    fault = _fault(visit, str(action.who))
    if fault:
        return Next(NameStaff(role=action.role), toast=fault)
    person = visit.db.seal.seal(action.who)
    async with visit.db.write() as tx:
        before = await visits.load(tx, person, visit.now)
        named = await stored.name(tx, person, action.role, visit.now.date())
        if named:
            await _tell(visit, tx, person, before.role, action.role)
    t = visit.t
    if not named:
        return Next(StaffList(), toast=_is_owner(visit, action.who))
    toast = (
        t.plain("{id} is an editor now.", id=action.who)
        if action.role is Role.EDITOR
        else t.plain("{id} is a broadcaster now.", id=action.who)
    )
    return Next(StaffList(), toast=toast)


async def confirm_dismissal(visit: Visit, route: ConfirmDismissal) -> Screen:
    """The question; of somebody who is dismissed already the list."""
    if not may_name_staff(visit.role):
        return await nothing_here(visit)
    async with visit.db.read() as c:
        found = await _colleague(c, route.id)
    if found is None:
        return await colleagues(visit, StaffList())
    return staff.confirm_dismissal(visit.t, _listed(visit, found))


async def dismiss(visit: Visit, action: DismissStaff) -> Next:
    """Takes the role away and tells whoever had it; of somebody dismissed already, again."""
    if not may_name_staff(visit.role):
        return nowhere(visit)
    async with visit.db.write() as tx:
        found = await _colleague(tx, action.id)
        if found is not None:
            await stored.dismiss(tx, action.id)
            await _tell(visit, tx, found.person, found.role, None)
    return Next(StaffList(), toast=visit.t.plain("Dismissed."))


async def _tell(visit: Visit, tx: Connection, person: bytes, before: Role | None, after: Role | None) -> None:
    """Leaves a word for somebody who may announce from now on, or may not any more."""
    if may_announce(before) == may_announce(after):
        return
    what: Route = Announcements() if may_announce(after) else StaffList()
    await staff_notices.add(tx, [person], what.pack(), visit.now + _TIME_TO_TELL)


async def _colleague(c: Connection, row: int) -> stored.Colleague | None:
    return next((one for one in await stored.everyone(c) if one.id == row), None)


def _listed(visit: Visit, one: stored.Colleague) -> staff.Listed:
    return staff.Listed(one.id, visit.db.seal.open(one.person), one.role)


def _is_owner(visit: Visit, who: int) -> str:
    return visit.t.plain("{id} is an owner; this can only be changed in the bot's settings.", id=who)


def _fault(visit: Visit, digits: str) -> str | None:
    """Why nobody can be named by this, or None."""
    t = visit.t
    if not re.fullmatch(r"[0-9]{1,16}", digits) or not 0 < int(digits) <= LARGEST_ID:
        return t.plain("This is not a numeric Telegram id. Please type digits only.")
    if int(digits) in NOBODY:
        return t.plain("This id belongs to Telegram itself: anybody may stand behind it.")
    if visit.db.seal.seal(int(digits)) == visit.person:
        return t.plain("This is your own id. You are an owner already.")
    return None
