"""Settings, and the pause of everything."""

from bot.domain.member import Standing
from bot.domain.places import Country, Language
from bot.handlers import settings
from bot.store import members
from bot.store.database import Database
from bot.ui.routes import (
    Alerts,
    Begin,
    ChooseCountry,
    ChooseLanguage,
    DeleteMyData,
    MyData,
    Privacy,
    SetPaused,
    Settings,
)
from tests.buttons import press
from tests.visits import AISULU, join, visit


async def test_settings_say_how_things_stand_and_lead_to_each(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU, Language.EN, Country.TM)
    screen = await settings.settings(await visit(sqlite_db, AISULU), Settings())
    assert {"<b>Language:</b> English", "<b>Country:</b> Turkmenistan"} <= set(screen.text.splitlines())
    assert "You will receive: announcements of the programme." in screen.text
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


async def test_everything_is_paused_and_resumed(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    pause = press(await settings.settings(await visit(sqlite_db, AISULU), Settings()), "Pause everything")
    assert pause == SetPaused(on=True, then="o")
    assert isinstance(pause, SetPaused)
    done = await settings.set_paused(await visit(sqlite_db, AISULU), pause)
    assert (done.route, done.toast) == (Settings(), "Everything is paused.")
    paused = await visit(sqlite_db, AISULU)
    assert paused.member is not None
    assert not paused.member.reachable
    resume = press(await settings.settings(paused, Settings()), "Resume")
    assert isinstance(resume, SetPaused)
    assert (await settings.set_paused(paused, resume)).toast == "Messages will come again."
    member = (await visit(sqlite_db, AISULU)).member
    assert member is not None
    assert member.reachable


async def test_a_pause_without_a_place_returns_to_the_alerts(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    assert (await settings.set_paused(await visit(sqlite_db, AISULU), SetPaused(on=True))).route == Alerts()


async def test_who_stopped_is_offered_to_start_again(sqlite_db: Database) -> None:
    person = await join(sqlite_db, AISULU)
    async with sqlite_db.write() as tx:
        await members.set_standing(tx, person, Standing.STOPPED)
    screen = await settings.settings(await visit(sqlite_db, AISULU), Settings())
    assert press(screen, "Start again") == Begin(then="o")
