"""Help."""

from bot.handlers.visit import Visit
from bot.ui import help as screens
from bot.ui.routes import Help
from bot.ui.screen import Screen


async def show_help(visit: Visit, _route: Help) -> Screen:
    """What the bot can do and by which commands; staff see theirs too."""
    return screens.show_help(visit.t, visit.role)
