"""What is stored about a member, and its deletion."""

from bot.handlers.visit import Next, Visit
from bot.store import kept, members
from bot.ui import home as home_screen
from bot.ui import my_data as screens
from bot.ui.routes import DeleteMyData, ForgetMe, Goodbye, MyData
from bot.ui.screen import Screen


async def my_data(visit: Visit, _route: MyData) -> Screen:
    """The row in plain words."""
    if visit.member is None:
        return screens.goodbye(visit.t)
    async with visit.db.read() as c:
        items, funders = await kept.count(c, visit.member.id)
    number = visit.db.seal.open(visit.person)
    return screens.my_data(visit.t, number, visit.person, visit.member, visit.role, screens.Kept(items, funders))


async def delete_my_data(visit: Visit, _route: DeleteMyData) -> Screen:
    """Asks before anything is deleted."""
    return screens.delete_my_data(visit.t, visit.role) if visit.member else screens.goodbye(visit.t)


async def forget_me(visit: Visit, _action: ForgetMe) -> Next:
    """Deletes everything; the goodbye still speaks the language that is forgotten with it."""
    async with visit.db.write() as tx:
        await members.forget(tx, visit.person)
    return Next(Goodbye(language=visit.language), toast=visit.t.plain("Your data is deleted."))


async def goodbye(visit: Visit, route: Goodbye) -> Screen:
    """The truth only for somebody of whom nothing is stored; a member who followed a link here comes home."""
    if visit.member is not None:
        return home_screen.home(visit.t, visit.member, visit.role)
    return screens.goodbye(visit.translator(route.language) if route.language else visit.t)
