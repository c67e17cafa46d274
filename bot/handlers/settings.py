"""Settings."""

from bot.handlers.visit import Visit
from bot.ui import home as home_screen
from bot.ui import settings as screens
from bot.ui.routes import Settings
from bot.ui.screen import Screen


async def settings(visit: Visit, _route: Settings) -> Screen:
    """How things stand for this member."""
    if visit.member is None:
        return home_screen.home(visit.t, None, visit.role)
    return screens.settings(visit.t, visit.member, visit.bot_username)
