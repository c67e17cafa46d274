"""Settings."""

from bot.domain.member import Standing
from bot.domain.places import Country, Language
from bot.handlers import settings
from bot.store import members
from bot.store.database import Database
from bot.ui.alert_routes import PauseUntil, QuietTimes
from bot.ui.routes import (
    Alerts,
    Begin,
    ChooseCountry,
    ChooseLanguage,
    DeleteMyData,
    MyData,
    Privacy,
    Settings,
)
from tests.buttons import address, press
from tests.visits import AISULU, join, visit


async def test_settings_say_how_things_stand_and_lead_to_each(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU, Language.EN, Country.TM)
    screen = await settings.settings(await visit(sqlite_db, AISULU), Settings())
    assert {"<b>Language:</b> English", "<b>Country:</b> Turkmenistan"} <= set(screen.text.splitlines())
    assert "You will receive: announcements of the programme." in screen.text
    assert "<b>Quiet hours:</b> 21:00–09:00" in screen.text.splitlines()
    assert "<b>Reminders, days before a deadline:</b> 14, 7, 3, 1" in screen.text.splitlines()
    assert press(screen, "Quiet hours") == QuietTimes()
    assert press(screen, "Pause everything") == PauseUntil(then="o")
    assert press(screen, "Language") == ChooseLanguage(then="o")
    assert press(screen, "Country") == ChooseCountry(then="o")
    assert press(screen, "My alerts") == Alerts()
    assert press(screen, "What the bot knows about me") == MyData()
    assert press(screen, "Delete my data") == DeleteMyData()
    assert press(screen, "Privacy") == Privacy()


async def test_no_country_is_said(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    screen = await settings.settings(await visit(sqlite_db, AISULU), Settings())
    assert "<b>Country:</b> not chosen" in screen.text.splitlines()


async def test_who_stopped_is_offered_to_start_again(sqlite_db: Database) -> None:
    person = await join(sqlite_db, AISULU)
    async with sqlite_db.write() as tx:
        await members.set_standing(tx, person, Standing.STOPPED)
    screen = await settings.settings(await visit(sqlite_db, AISULU), Settings())
    assert press(screen, "Start again") == Begin(then="o")


async def test_the_bot_can_be_added_to_a_group(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    screen = await settings.settings(await visit(sqlite_db, AISULU), Settings())
    assert address(screen, "Add to a group") == "https://t.me/cso_test_bot?startgroup=added"
