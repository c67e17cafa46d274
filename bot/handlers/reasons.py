"""Why people stop messages, for staff."""

from bot.domain.member import may_announce
from bot.handlers.announce_door import nothing_here
from bot.handlers.visit import Visit
from bot.store import partings
from bot.ui import reasons as screens
from bot.ui.alert_routes import Reasons
from bot.ui.screen import Screen


async def reasons(visit: Visit, _route: Reasons) -> Screen:
    """The counts."""
    if not may_announce(visit.role):
        return await nothing_here(visit)
    async with visit.db.read() as c:
        counts = await partings.counts(c)
    return screens.reasons(visit.t, counts)
