"""A group or channel: how messages there stand, its own help, the deletion of what is stored about it."""

from bot.domain.member import Standing
from bot.handlers import unsubscribing
from bot.handlers.visit import Next, Visit
from bot.store import members
from bot.ui import group as screens
from bot.ui.alert_routes import Thanked, WhyStopped
from bot.ui.routes import DeleteMyData, ForgetMe, Goodbye, Help, Hint, Home, Settings, Stopped
from bot.ui.screen import Screen


async def settings(visit: Visit, _route: Home | Settings) -> Screen:
    """Where every way begins here."""
    return screens.settings(visit.t, visit.member) if visit.member else screens.goodbye(visit.t)


async def elsewhere(visit: Visit, _route: Hint) -> Screen:
    """For whatever there is in the private chat only."""
    return screens.elsewhere(visit.t, visit.bot_username)


async def show_help(visit: Visit, _route: Help) -> Screen:
    """What the bot does here."""
    return screens.show_help(visit.t, visit.bot_username)


async def stopped(visit: Visit, _route: Stopped) -> Screen:
    """What stopping means; the settings where nothing is stopped."""
    if visit.member is None:
        return screens.goodbye(visit.t)
    if visit.member.standing is Standing.ACTIVE:
        return screens.settings(visit.t, visit.member)
    return screens.stopped(visit.t)


async def why_stopped(visit: Visit, route: WhyStopped) -> Screen:
    """What was stopped, and the question why."""
    return screens.called_alerts(visit.t, await unsubscribing.why_stopped(visit, route))


async def thanked(visit: Visit, route: Thanked) -> Screen:
    """Thanks for the answer."""
    return screens.called_alerts(visit.t, await unsubscribing.thanked(visit, route))


async def ask_to_delete(visit: Visit, _route: DeleteMyData) -> Screen:
    """Asks before anything is deleted."""
    return screens.ask_to_delete(visit.t) if visit.member else screens.goodbye(visit.t)


async def forget(visit: Visit, _action: ForgetMe) -> Next:
    """Deletes everything about this chat; the goodbye still speaks the language that is forgotten with it."""
    async with visit.db.write() as tx:
        await members.forget(tx, visit.person)
    return Next(Goodbye(language=visit.language), toast=visit.t.plain("Everything about this chat is deleted."))


async def goodbye(visit: Visit, route: Goodbye) -> Screen:
    """The truth only where nothing is stored."""
    if visit.member is not None:
        return screens.settings(visit.t, visit.member)
    return screens.goodbye(visit.translator(route.language) if route.language else visit.t)
