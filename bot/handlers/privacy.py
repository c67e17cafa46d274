"""Privacy."""

from bot.handlers.visit import Visit
from bot.ui import privacy as screens
from bot.ui.routes import Privacy
from bot.ui.screen import Screen


async def privacy(visit: Visit, _route: Privacy) -> Screen:
    """What is stored, what is not, and what nobody can promise."""
    return screens.privacy(visit.t)
