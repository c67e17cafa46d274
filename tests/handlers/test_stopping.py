"""/stop, and the way back."""

from bot.domain.member import Standing
from bot.domain.places import Country, Language
from bot.handlers import start, stopping
from bot.store.database import Database
from bot.ui.routes import Begin, DeleteMyData, Goodbye, StopMessages, Stopped
from tests.buttons import labels, press
from tests.visits import AISULU, join, visit


async def test_stop_keeps_the_settings_and_start_brings_everything_back(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU, Language.EN, Country.KG)
    done = await stopping.stop_messages(await visit(sqlite_db, AISULU), StopMessages())
    assert done.route == Stopped()
    stopped = await visit(sqlite_db, AISULU)
    assert stopped.member is not None
    assert (stopped.member.standing, stopped.member.country) == (Standing.STOPPED, Country.KG)
    screen = await stopping.stopped(stopped, Stopped())
    assert "/start" in screen.text
    assert press(screen, "Delete my data") == DeleteMyData()
    again = press(screen, "Start again")
    assert isinstance(again, Begin)
    await start.begin(stopped, again)
    back = (await visit(sqlite_db, AISULU)).member
    assert back is not None
    assert (back.reachable, back.country) == (True, Country.KG)


async def test_stopping_twice_is_stopping(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    for _ in range(2):
        assert (await stopping.stop_messages(await visit(sqlite_db, AISULU), StopMessages())).route == Stopped()
    member = (await visit(sqlite_db, AISULU)).member
    assert member is not None
    assert member.standing is Standing.STOPPED


async def test_nobody_is_told_that_nothing_is_stored(sqlite_db: Database) -> None:
    assert (await stopping.stop_messages(await visit(sqlite_db, AISULU), StopMessages())).route == Goodbye()
    assert (await visit(sqlite_db, AISULU)).member is None


async def test_a_link_to_the_place_stops_nobody_and_frightens_nobody(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    screen = await stopping.stopped(await visit(sqlite_db, AISULU), Stopped())
    assert "Funding opportunities" in labels(screen)
    member = (await visit(sqlite_db, AISULU)).member
    assert member is not None
    assert member.reachable
