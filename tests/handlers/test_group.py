"""What there is in a group: its settings, its help, the deletion of what is stored about it."""

from bot.domain.interests import Kind, to_mask
from bot.domain.member import ChatKind, Standing
from bot.domain.places import Country, Language
from bot.handlers import alerts, first_alerts, group, how_often
from bot.handlers.visit import Next, Visit
from bot.store import members
from bot.store.database import Database
from bot.ui.alert_routes import FirstAlerts, HowOften, TakeFirstAlerts, Thanked, WhyStopped
from bot.ui.routes import (
    AlertCountries,
    Alerts,
    AlertThemes,
    DeleteMyData,
    ForgetMe,
    Goodbye,
    Help,
    Hint,
    Home,
    Settings,
    Stopped,
)
from tests.buttons import labels, press
from tests.visits import NOW, visit

GROUP = -777


async def subscribe(db: Database, standing: Standing = Standing.ACTIVE) -> None:
    person = db.seal.seal(GROUP)
    async with db.write() as tx:
        await members.set_language(tx, person, Language.EN, NOW.date(), ChatKind.GROUP)
        await members.set_country(tx, person, Country.UZ)
        await members.set_standing(tx, person, standing)


async def here(db: Database) -> Visit:
    return await visit(db, GROUP)


async def test_the_settings_say_how_things_stand(sqlite_db: Database) -> None:
    await subscribe(sqlite_db)
    for place in (Home(), Settings()):
        screen = await group.settings(await here(sqlite_db), place)
        assert "Uzbekistan" in screen.text
        assert {"Alerts", "Language", "Country", "Pause everything", "Stop all messages"} <= set(labels(screen))


async def test_nothing_in_a_group_is_called_mine(sqlite_db: Database) -> None:
    await subscribe(sqlite_db)
    there = await here(sqlite_db)
    offer = await first_alerts.first_alerts(there, FirstAlerts())
    assert "at any time under “Alerts”." in offer.text
    assert "under “Alerts”." in (await how_often.how_often(there, HowOften())).text
    await first_alerts.take_first_alerts(there, TakeFirstAlerts())
    there = await here(sqlite_db)
    chosen = (await alerts.alerts(there, Alerts())).text
    assert chosen.startswith("<b>Alerts</b>")
    assert "Alerts are only for the country chosen here, Uzbekistan. You can widen them." in chosen
    assert (await alerts.alert_themes(there, AlertThemes())).text.startswith("<b>Topics</b>")
    assert (await alerts.alert_countries(there, AlertCountries())).text.startswith("<b>Countries</b>")


async def test_nor_is_it_after_something_was_stopped(sqlite_db: Database) -> None:
    await subscribe(sqlite_db)
    there = await here(sqlite_db)
    news = to_mask({Kind.NEWS})
    for screen in (
        await group.why_stopped(there, WhyStopped(kinds=news)),
        await group.thanked(there, Thanked(kinds=news)),
    ):
        assert press(screen, "Alerts") == Alerts()
        assert "My alerts" not in labels(screen)


async def test_where_nothing_is_stored_every_place_says_so(sqlite_db: Database) -> None:
    there = await here(sqlite_db)
    screens = [
        await group.settings(there, Home()),
        await group.stopped(there, Stopped()),
        await group.ask_to_delete(there, DeleteMyData()),
        await group.goodbye(there, Goodbye()),
    ]
    assert {screen.text.splitlines()[0] for screen in screens} == {
        "<b>Nothing is stored about this group or channel</b>"
    }


async def test_the_goodbye_speaks_the_language_that_was_forgotten(sqlite_db: Database) -> None:
    screen = await group.goodbye(await here(sqlite_db), Goodbye(language=Language.RU))
    assert screen == await group.goodbye(await visit(sqlite_db, GROUP, hint=Language.RU), Goodbye())


async def test_forgetting_leaves_no_row(sqlite_db: Database) -> None:
    await subscribe(sqlite_db)
    onward = await group.forget(await here(sqlite_db), ForgetMe())
    assert onward == Next(Goodbye(language=Language.EN), toast="Everything about this chat is deleted.")
    assert (await here(sqlite_db)).member is None


async def test_a_goodbye_that_is_not_true_is_not_said(sqlite_db: Database) -> None:
    await subscribe(sqlite_db)
    for screen in (
        await group.goodbye(await here(sqlite_db), Goodbye()),
        await group.stopped(await here(sqlite_db), Stopped()),
    ):
        assert screen.text.startswith("<b>Messages in this group or channel</b>")


async def test_what_stopping_means(sqlite_db: Database) -> None:
    await subscribe(sqlite_db, Standing.STOPPED)
    screen = await group.stopped(await here(sqlite_db), Stopped())
    assert labels(screen) == ["Start again", "Delete everything stored"]
    asked = await group.ask_to_delete(await here(sqlite_db), DeleteMyData())
    assert labels(asked) == ["Yes, delete everything", "No, keep it"]


async def test_the_rest_is_in_the_private_chat(sqlite_db: Database) -> None:
    there = await here(sqlite_db)
    helped = await group.show_help(there, Help())
    assert "/alerts@cso_test_bot" in helped.text
    for screen in (helped, await group.elsewhere(there, Hint())):
        assert "Open the private chat" in labels(screen)
