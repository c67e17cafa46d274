"""The home screen, also as the answer to free text."""

from bot.handlers.visit import Visit
from bot.ui import home as screens
from bot.ui.routes import Hint, Home
from bot.ui.screen import Screen


async def home(visit: Visit, _route: Home) -> Screen:
    """Where every way begins."""
    return screens.home(visit.t, visit.member, visit.role)


async def hint(visit: Visit, _route: Hint) -> Screen:
    """What a written message gets: a word on what the bot understands, and every way on."""
    return screens.hint(visit.t, visit.role)
