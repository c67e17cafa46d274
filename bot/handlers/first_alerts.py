"""The first offer of alerts, and taking it."""

from dataclasses import replace

from bot.domain.interests import Interests, Kind
from bot.domain.member import Member
from bot.handlers.expected import expected
from bot.handlers.onward import onward
from bot.handlers.visit import Next, Visit
from bot.store import members, visits
from bot.ui import first_alerts as screens
from bot.ui import home as home_screen
from bot.ui.alert_routes import FirstAlerts, TakeFirstAlerts
from bot.ui.routes import Home
from bot.ui.screen import Screen


async def first_alerts(visit: Visit, route: FirstAlerts) -> Screen:
    """What makes sense for this member, with how much it would be."""
    if visit.member is None:
        return home_screen.home(visit.t, None, visit.role)
    wanted = replace(visit.member, interests=_with_offer(visit.member))
    return screens.first_alerts(visit.t, visit.member, await expected(visit, wanted), route)


async def take_first_alerts(visit: Visit, action: TakeFirstAlerts) -> Next:
    """Turns it on, and goes on to where the newcomer was going."""
    place = onward(action.then, Home())
    async with visit.db.write() as tx:
        known = await visits.load(tx, visit.person, visit.now)
        if known.member is None:
            return Next(place)
        await members.set_interests(tx, visit.person, _with_offer(known.member))
    return Next(place, toast=visit.t.plain("{what}: on", what=visit.t.plain("Grants")))


def _with_offer(member: Member) -> Interests:
    """Grants on every topic for the member's own country; what was chosen before stays."""
    now = member.interests
    own = frozenset({member.country}) if member.country else frozenset()
    return replace(now, kinds=now.kinds | {Kind.GRANT}, countries=now.countries or own)
