"""What is stored about a member, shown and deleted."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.interests import Interests, Kind, Often, Theme
from bot.domain.member import Role, Standing
from bot.domain.places import Country, Language
from bot.domain.quiet import Hours
from bot.handlers import my_data
from bot.store import members, mutes, staff
from bot.store.database import Database
from bot.ui.routes import ChooseLanguage, DeleteMyData, ForgetMe, Goodbye, MyData
from tests.buttons import labels, press
from tests.visits import AISULU, BORIS, NOW, join, visit


async def test_every_column_is_shown_in_plain_words(sqlite_db: Database) -> None:
    person = await join(sqlite_db, AISULU, Language.EN, Country.UZ)
    async with sqlite_db.write() as tx:
        await members.set_interests(
            tx,
            person,
            Interests(frozenset({Kind.GRANT, Kind.JOB}), frozenset({Theme.YOUTH}), frozenset({Country.UZ})),
        )
        await members.set_often(tx, person, Kind.JOB, Often.WEEKLY)
        await members.set_quiet(tx, person, Hours(22, 8))
        await members.set_quiet_days(tx, person, False)
        await members.set_ladder(tx, person, {3, 14})
        await mutes.add(tx, person, "a-funder")
        await members.touch(tx, person, (NOW + timedelta(days=2)).date())
    screen = await my_data.my_data(await visit(sqlite_db, AISULU), MyData())
    for line in (
        f"<b>Your Telegram number:</b> <code>{AISULU}</code>",
        f"<b>It is stored sealed, like this:</b> <code>{person.hex()[:12]}…</code>",
        "<b>Language:</b> English",
        "<b>Country:</b> Uzbekistan",
        "<b>Alerts:</b> grants and jobs",
        "<b>Topics:</b> youth",
        "<b>Countries:</b> Uzbekistan",
        "<b>Once a week:</b> jobs",
        "<b>Quiet hours:</b> 22:00–08:00",
        "<b>Quiet days:</b> off",
        "<b>Reminders, days before a deadline:</b> 14, 3",
        "<b>Saved items:</b> 0",
        "<b>Muted funders:</b> 1",
        "<b>Messages:</b> may be sent",
        "<b>First day:</b> November 23, 2026",
        "<b>Last visit:</b> November 25, 2026",
    ):
        assert line in screen.text.splitlines()
    assert "Role in the team" not in screen.text
    assert "are not stored" in screen.text


async def test_what_is_not_chosen_is_said_so(sqlite_db: Database) -> None:
    person = await join(sqlite_db, AISULU)
    async with sqlite_db.write() as tx:
        await members.set_interests(tx, person, Interests())
        await members.set_paused(tx, person, paused=True)
    said = set((await my_data.my_data(await visit(sqlite_db, AISULU), MyData())).text.splitlines())
    assert {"<b>Alerts:</b> none", "<b>Topics:</b> all", "<b>Countries:</b> all", "<b>Messages:</b> paused"} <= said


async def test_the_end_of_a_pause_is_shown_on_the_members_own_clock(sqlite_db: Database) -> None:
    person = await join(sqlite_db, AISULU, country=Country.KG)
    async with sqlite_db.write() as tx:
        await members.pause_until(tx, person, datetime(2026, 12, 23, 18, 0, tzinfo=UTC))
    said = (await my_data.my_data(await visit(sqlite_db, AISULU), MyData())).text.splitlines()
    assert "<b>Messages:</b> paused up to and including December 23, 2026" in said


async def test_a_role_is_shown_and_its_loss_is_announced(sqlite_db: Database) -> None:
    person = await join(sqlite_db, BORIS)
    async with sqlite_db.write() as tx:
        await staff.name(tx, person, Role.BROADCASTER, NOW.date())
    here = await visit(sqlite_db, BORIS)
    assert "<b>Role in the team:</b> broadcaster" in (await my_data.my_data(here, MyData())).text.splitlines()
    assert "You will lose your role" in (await my_data.delete_my_data(here, DeleteMyData())).text


async def test_an_owner_named_in_the_settings_loses_no_role(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    here = await visit(sqlite_db, AISULU, role=Role.OWNER)
    assert "You will lose your role" not in (await my_data.delete_my_data(here, DeleteMyData())).text


async def test_deleting_asks_and_then_nothing_is_left(sqlite_db: Database) -> None:
    person = await join(sqlite_db, AISULU, Language.KK, Country.KZ)
    async with sqlite_db.write() as tx:
        await staff.name(tx, person, Role.EDITOR, NOW.date())
    here = await visit(sqlite_db, AISULU, hint=Language.RU)
    question = await my_data.delete_my_data(here, DeleteMyData())
    assert (await visit(sqlite_db, AISULU)).member is not None
    assert press(question, here.t.plain("No, keep my data")) == MyData()
    yes = press(question, here.t.plain("Yes, delete everything"))
    assert isinstance(yes, ForgetMe)
    done = await my_data.forget_me(here, yes)
    assert done.route == Goodbye(language=Language.KK)
    assert done.toast == here.t.plain("Your data is deleted.")
    after = await visit(sqlite_db, AISULU, hint=Language.RU)
    assert (after.member, after.role) == (None, None)

    assert isinstance(done.route, Goodbye)
    goodbye = await my_data.goodbye(after, done.route)
    again = here.t.plain("Start again")
    assert labels(goodbye) == [again], "in the language that was forgotten"
    assert press(goodbye, again) == ChooseLanguage()


async def test_deleting_twice_is_deleting(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    here = await visit(sqlite_db, AISULU)
    assert await my_data.forget_me(here, ForgetMe()) == await my_data.forget_me(here, ForgetMe())
    assert (await visit(sqlite_db, AISULU)).member is None


async def test_a_link_to_the_goodbye_frightens_no_member(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    screen = await my_data.goodbye(await visit(sqlite_db, AISULU), Goodbye())
    assert "Funding opportunities" in labels(screen)


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        (Standing.STOPPED, "stopped with /stop"),
        (Standing.BLOCKED, "stopped, because the bot was blocked"),
        (Standing.GONE, "stopped, because the account was closed"),
    ],
)
async def test_the_standing_is_said(sqlite_db: Database, standing: Standing, said: str) -> None:
    person = await join(sqlite_db, AISULU)
    async with sqlite_db.write() as tx:
        await members.set_standing(tx, person, standing)
    screen = await my_data.my_data(await visit(sqlite_db, AISULU), MyData())
    assert f"<b>Messages:</b> {said}" in screen.text.splitlines()


async def test_of_nobody_nothing_is_stored(sqlite_db: Database) -> None:
    here = await visit(sqlite_db, AISULU)
    for screen in (await my_data.my_data(here, MyData()), await my_data.delete_my_data(here, DeleteMyData())):
        assert "Nothing is stored about you" in screen.text
