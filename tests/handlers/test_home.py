"""The home screen and the answer to free text."""

import pytest

from bot.domain.member import Role, Standing
from bot.domain.places import Country, Language
from bot.handlers import home
from bot.store import members, staff
from bot.store.database import Database
from bot.ui.routes import AnswerTopics, FundingList, Help, Hint, Home
from bot.ui.staff_routes import Announcements, StaffList
from tests.buttons import labels, press
from tests.visits import AISULU, BORIS, MALLORY, NOW, OLGA, join, visit

EVERYWHERE = [
    *("Funding opportunities", "Courses", "Country achievements", "News", "Jobs", "Success stories"),
    *("Questions and answers", "My alerts", "Saved items", "Settings", "Help"),
]


async def test_home_says_what_will_arrive_and_leads_everywhere(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU, Language.EN, Country.KZ)
    screen = await home.home(await visit(sqlite_db, AISULU), Home())
    assert "You will receive: announcements of the programme." in screen.text
    assert labels(screen) == EVERYWHERE
    assert press(screen, "Funding opportunities") == FundingList()
    assert press(screen, "Help") == Help()


async def test_home_says_when_messages_are_stopped(sqlite_db: Database) -> None:
    person = await join(sqlite_db, AISULU)
    async with sqlite_db.write() as tx:
        await members.set_standing(tx, person, Standing.STOPPED)
    screen = await home.home(await visit(sqlite_db, AISULU), Home())
    assert "until you send /start" in screen.text


async def test_a_broadcaster_finds_the_announcements_and_an_owner_the_team_as_well(sqlite_db: Database) -> None:
    for person in (await join(sqlite_db, BORIS), await join(sqlite_db, OLGA)):
        assert person
    async with sqlite_db.write() as tx:
        await staff.name(tx, sqlite_db.seal.seal(BORIS), Role.BROADCASTER, NOW.date())
    for_boris = await home.home(await visit(sqlite_db, BORIS), Home())
    assert press(for_boris, "Announcements") == Announcements()
    assert "Staff" not in labels(for_boris)
    for_olga = await home.home(await visit(sqlite_db, OLGA, role=Role.OWNER), Home())
    assert press(for_olga, "Announcements") == Announcements()
    assert press(for_olga, "Staff") == StaffList()


@pytest.mark.parametrize("role", [None, Role.EDITOR])
async def test_nobody_else_sees_the_rooms_of_staff(sqlite_db: Database, role: Role | None) -> None:
    await join(sqlite_db, MALLORY)
    screen = await home.home(await visit(sqlite_db, MALLORY, role=role), Home())
    assert labels(screen) == EVERYWHERE


async def test_free_text_gets_a_hint_and_every_way_on(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    screen = await home.hint(await visit(sqlite_db, AISULU), Hint())
    assert "/help" in screen.text
    assert "To stop all messages, send /stop." in screen.text.splitlines()
    assert labels(screen) == EVERYWHERE
    assert press(screen, "Questions and answers") == AnswerTopics()
