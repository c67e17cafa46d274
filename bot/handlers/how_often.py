"""How often alerts come, for each kind."""

from datetime import time

from bot.domain.digests import DIGEST_AT
from bot.domain.interests import Kind
from bot.domain.quiet import Hours
from bot.handlers.expected import expected
from bot.handlers.visit import Next, Visit
from bot.store import members
from bot.ui import home as home_screen
from bot.ui import how_often as screens
from bot.ui.alert_routes import HowOften, SetOften
from bot.ui.screen import Screen


async def how_often(visit: Visit, _route: HowOften) -> Screen:
    """How each kind comes now."""
    if visit.member is None:
        return home_screen.home(visit.t, None, visit.role)
    member = visit.member
    return screens.how_often(visit.t, member, await expected(visit, member), _digest_at(member.quiet))


async def set_often(visit: Visit, action: SetOften) -> Next:
    """Changes it for one kind; announcements never wait."""
    if action.kind is not Kind.ANNOUNCEMENT:
        async with visit.db.write() as tx:
            await members.set_often(tx, visit.person, action.kind, action.often)
    return Next(HowOften())


def _digest_at(quiet: Hours) -> time:
    """The local time of digests: where quiet hours cover the usual one, their end."""
    return time(quiet.end) if quiet.cover(DIGEST_AT.hour) else DIGEST_AT
