"""/stop: nothing unasked any more, until /start."""

from bot.domain.member import Standing
from bot.handlers.visit import Next, Visit
from bot.store import members
from bot.ui import home as home_screen
from bot.ui import stopping as screens
from bot.ui.routes import Goodbye, StopMessages, Stopped
from bot.ui.screen import Screen


async def stop_messages(visit: Visit, _action: StopMessages) -> Next:
    """Stops everything unasked; whoever is no member is told that nothing is stored."""
    if visit.member is None:
        return Next(Goodbye())
    async with visit.db.write() as tx:
        await members.set_standing(tx, visit.person, Standing.STOPPED)
    return Next(Stopped())


async def stopped(visit: Visit, _route: Stopped) -> Screen:
    """What stopping means; the home screen for whoever has not stopped and only followed a link here."""
    if visit.member is None or visit.member.standing is not Standing.STOPPED:
        return home_screen.home(visit.t, visit.member, visit.role)
    return screens.stopped(visit.t)
