"""Naming and dismissing editors and broadcasters; only owners may."""

import re

from bot.domain.member import Role, may_name_staff
from bot.handlers.announce_door import not_expected, nothing_here, nowhere
from bot.handlers.announce_texts import PATIENCE
from bot.handlers.visit import Next, Typed, Visit
from bot.store import expecting
from bot.store import staff as stored
from bot.ui import staff
from bot.ui.paging import sheet_of
from bot.ui.screen import Screen
from bot.ui.staff_actions import DismissStaff
from bot.ui.staff_routes import NameStaff, StaffList

# Accounts behind which anybody may stand: Telegram's service messages, anonymous group admins, channel posts.
NOBODY = frozenset({777000, 1087968824, 136817688})

# The Bot API: an id has at most 52 significant bits.
_LARGEST_ID = 2**52 - 1

_NAMEABLE = frozenset({Role.EDITOR, Role.BROADCASTER})


async def colleagues(visit: Visit, route: StaffList) -> Screen:
    """Everybody who was named."""
    if not may_name_staff(visit.role):
        return await nothing_here(visit)
    async with visit.db.read() as c:
        everyone = await stored.everyone(c)
    listed = [staff.Listed(one.id, visit.db.seal.open(one.person), one.role) for one in everyone]
    return staff.colleagues(visit.t, sheet_of(listed, route.page))


async def name(visit: Visit, route: NameStaff) -> Screen:
    """Waits for the id of the person to name."""
    if not may_name_staff(visit.role) or route.role not in _NAMEABLE:
        return await nothing_here(visit)
    async with visit.db.write() as tx:
        await expecting.expect(tx, visit.person, route.pack(), visit.now + PATIENCE)
    return staff.name(visit.t, route.role)


async def typed_id(visit: Visit, route: NameStaff, typed: Typed) -> Next:
    """Gives the role to the person with this id, in place of any other role."""
    if not may_name_staff(visit.role) or route.role not in _NAMEABLE:
        return await not_expected(visit)
    digits = typed.text.strip()
    fault = _fault(visit, digits)
    if fault:
        return Next(route, toast=fault)
    async with visit.db.write() as tx:
        await expecting.clear(tx, visit.person)
        named = await stored.name(tx, visit.db.seal.seal(int(digits)), route.role, visit.now.date())
    t = visit.t
    if not named:
        return Next(
            StaffList(), toast=t.plain("{id} is an owner; this can only be changed in the bot's settings.", id=digits)
        )
    toast = (
        t.plain("{id} is an editor now.", id=digits)
        if route.role is Role.EDITOR
        else t.plain("{id} is a broadcaster now.", id=digits)
    )
    return Next(StaffList(), toast=toast)


async def dismiss(visit: Visit, action: DismissStaff) -> Next:
    """Takes the role away; of somebody dismissed already, again."""
    if not may_name_staff(visit.role):
        return nowhere(visit)
    async with visit.db.write() as tx:
        await stored.dismiss(tx, action.id)
    return Next(StaffList(), toast=visit.t.plain("Dismissed."))


def _fault(visit: Visit, digits: str) -> str | None:
    """Why nobody can be named by this, or None."""
    t = visit.t
    if not re.fullmatch(r"[0-9]{1,16}", digits) or not 0 < int(digits) <= _LARGEST_ID:
        return t.plain("This is not a numeric Telegram id. Please type digits only.")
    if int(digits) in NOBODY:
        return t.plain("This id belongs to Telegram itself: anybody may stand behind it.")
    if visit.db.seal.seal(int(digits)) == visit.person:
        return t.plain("This is your own id. You are an owner already.")
    return None
