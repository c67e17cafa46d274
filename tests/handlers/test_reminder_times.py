"""The ladder of reminders: each rung on and off, and none is made up for."""

from datetime import timedelta

from bot.domain.interests import Kind
from bot.domain.member import Member
from bot.handlers import reminder_times
from bot.store import items, saved
from bot.store.database import Database
from bot.ui.alert_routes import ReminderTimes, SetRung
from tests.buttons import labels, press
from tests.visits import AISULU, NOW, join, visit


async def member(db: Database) -> Member:
    found = (await visit(db, AISULU)).member
    assert found is not None
    return found


async def tap(db: Database, days: int, on: bool) -> None:
    for _ in range(2):  # impatient
        done = await reminder_times.set_rung(await visit(db, AISULU), SetRung(days=days, on=on))
        assert done.route == ReminderTimes()


async def test_each_rung_goes_off_and_on(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    screen = await reminder_times.reminder_times(await visit(sqlite_db, AISULU), ReminderTimes())
    assert labels(screen)[:4] == ["✓ 14 days before", "✓ 7 days before", "✓ 3 days before", "✓ 1 day before"]
    assert press(screen, "✓ 7 days before") == SetRung(days=7, on=False)
    await tap(sqlite_db, 7, on=False)
    assert (await member(sqlite_db)).ladder == {14, 3, 1}
    screen = await reminder_times.reminder_times(await visit(sqlite_db, AISULU), ReminderTimes())
    assert "<b>Days before the deadline:</b> 14, 3, 1" in screen.text.splitlines()
    assert press(screen, "7 days before") == SetRung(days=7, on=True)
    await tap(sqlite_db, 7, on=True)
    assert (await member(sqlite_db)).ladder == {14, 7, 3, 1}


async def test_none_is_off(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    for days in (14, 7, 3, 1):
        await tap(sqlite_db, days, on=False)
    screen = await reminder_times.reminder_times(await visit(sqlite_db, AISULU), ReminderTimes())
    assert "<b>Days before the deadline:</b> no reminders" in screen.text.splitlines()


async def test_what_is_no_rung_changes_nothing(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    await tap(sqlite_db, 5, on=True)
    assert (await member(sqlite_db)).ladder == {14, 7, 3, 1}


async def test_a_rung_whose_day_has_passed_is_not_made_up_for(sqlite_db: Database) -> None:
    person = await join(sqlite_db, AISULU)
    await tap(sqlite_db, 7, on=False)
    async with sqlite_db.write() as tx:
        closes = NOW.date() + timedelta(days=5)
        item_id = await items.record(tx, Kind.GRANT, "a-grant", (), (), None, "{}", None, NOW.date(), closes)
        await saved.save(tx, person, item_id, NOW.date() - timedelta(days=30))
    await tap(sqlite_db, 7, on=True)
    async with sqlite_db.read() as c:
        found = await saved.find(c, person, item_id)
    assert found is not None
    assert found.reminded == 7
