"""Settings, and the pause of everything."""

from bot.handlers.onward import onward
from bot.handlers.visit import Next, Visit
from bot.store import members
from bot.ui import home as home_screen
from bot.ui import settings as screens
from bot.ui.routes import Alerts, SetPaused, Settings
from bot.ui.screen import Screen


async def settings(visit: Visit, _route: Settings) -> Screen:
    """How things stand for this member."""
    if visit.member is None:
        return home_screen.home(visit.t, None, visit.role)
    return screens.settings(visit.t, visit.member)


async def set_paused(visit: Visit, action: SetPaused) -> Next:
    """Pauses everything unasked, or lets it come again."""
    async with visit.db.write() as tx:
        await members.set_paused(tx, visit.person, action.on)
    toast = visit.t.plain("Everything is paused.") if action.on else visit.t.plain("Messages will come again.")
    return Next(onward(action.then, Alerts()), toast=toast)
