"""How often alerts come: one tap a change, and when digests come."""

import pytest

from bot.domain.interests import Interests, Kind, Often
from bot.domain.member import Member
from bot.domain.quiet import Hours
from bot.handlers import how_often
from bot.store import members
from bot.store.database import Database
from bot.ui.alert_routes import HowOften, SetOften
from bot.ui.packing import unpack
from tests.buttons import labels, press
from tests.visits import AISULU, join, visit

WANTED = Interests(frozenset({Kind.GRANT, Kind.NEWS, Kind.ANNOUNCEMENT}))


async def member(db: Database) -> Member:
    found = (await visit(db, AISULU)).member
    assert found is not None
    return found


async def joined(db: Database) -> bytes:
    person = await join(db, AISULU)
    async with db.write() as tx:
        await members.set_interests(tx, person, WANTED)
    return person


async def test_each_wanted_kind_goes_round_with_one_tap_a_step(sqlite_db: Database) -> None:
    await joined(sqlite_db)
    for label, often in (
        ("Grants: at once", Often.DAILY),
        ("Grants: daily", Often.WEEKLY),
        ("Grants: weekly", Often.AT_ONCE),
    ):
        screen = await how_often.how_often(await visit(sqlite_db, AISULU), HowOften())
        assert labels(screen) == [label, "News: at once", "Back", "Main menu"]
        tap = press(screen, label)
        assert tap == SetOften(kind=Kind.GRANT, often=often) == unpack(tap.pack())
        assert isinstance(tap, SetOften)
        for _ in range(2):  # impatient
            assert (await how_often.set_often(await visit(sqlite_db, AISULU), tap)).route == HowOften()
        assert (await member(sqlite_db)).often(Kind.GRANT) is often
        assert (await member(sqlite_db)).often(Kind.NEWS) is Often.AT_ONCE


async def test_the_sentence_says_how_often(sqlite_db: Database) -> None:
    person = await joined(sqlite_db)
    async with sqlite_db.write() as tx:
        await members.set_often(tx, person, Kind.NEWS, Often.WEEKLY)
    screen = await how_often.how_often(await visit(sqlite_db, AISULU), HowOften())
    assert (
        "You will receive: grants on all topics for all countries, at once; "
        "news on all topics for all countries, once a week; announcements of the programme."
    ) in screen.text.splitlines()


async def test_announcements_never_wait(sqlite_db: Database) -> None:
    await joined(sqlite_db)
    await how_often.set_often(await visit(sqlite_db, AISULU), SetOften(kind=Kind.ANNOUNCEMENT, often=Often.WEEKLY))
    assert Kind.ANNOUNCEMENT not in (await member(sqlite_db)).weekly


@pytest.mark.parametrize(
    ("quiet", "quiet_days", "said"),
    [
        (Hours(21, 9), True, "at 10:00 your local time: daily, but not on Sundays and public holidays; weekly, on the"),
        (Hours(23, 12), True, "at 12:00 your local time: daily, but not"),
        (Hours(0, 0), False, "at 10:00 your local time: daily, or weekly on Mondays."),
    ],
)
async def test_when_digests_come_is_said(sqlite_db: Database, quiet: Hours, quiet_days: bool, said: str) -> None:
    person = await joined(sqlite_db)
    async with sqlite_db.write() as tx:
        await members.set_quiet(tx, person, quiet)
        await members.set_quiet_days(tx, person, quiet_days)
    screen = await how_often.how_often(await visit(sqlite_db, AISULU), HowOften())
    assert said in screen.text


async def test_who_gets_no_alerts_is_shown_where_to_choose(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    screen = await how_often.how_often(await visit(sqlite_db, AISULU), HowOften())
    assert "No alerts are turned on yet. Choose some under “My alerts”." in screen.text
    assert labels(screen) == ["Back", "Main menu"]
