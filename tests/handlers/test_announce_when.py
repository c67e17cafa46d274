"""Choosing the moment: kept in the draft, on the chosen clock, never one that has passed."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.announcement import Announcement, Audience, Errand, State
from bot.domain.approval import Rules
from bot.domain.places import USUAL_ZONE, ZONES, Country
from bot.domain.schedule import Repeat, Timing, upcoming
from bot.handlers import announce_when
from bot.handlers.announce_when import due_of
from bot.handlers.visit import Next, Typed
from bot.store import copies, drafts
from bot.store.database import Database
from bot.ui.routes import Hint, Home
from bot.ui.staff_actions import SetAtOnce, SetUrgent
from bot.ui.staff_routes import AnnouncementView, AnnouncementWhen, ConfirmSend, WriteMoment
from tests.handlers.announced import decided, draft, everything, expected, in_state, name_boris, stored
from tests.visits import BORIS, MALLORY, NOW, visit

WALL = datetime(2026, 11, 24, 10, 0)
ALMATY = ZONES[Country.KZ]
WEEKLY = Timing(WALL, ALMATY, repeat=Repeat("weekly", until=date(2027, 1, 1)))


@pytest.mark.parametrize(
    ("typed", "country", "wall"),
    [
        ("24.11.2026 10:00", Country.AZ, WALL),
        ("2026-11-24 10:00", Country.KG, WALL),
        (" 24.11.2026,  10.00 ", Country.TJ, WALL),
        ("24.11.2026 10:00", None, WALL),
        # The clock there is ahead: by UTC this is still the 23rd.
        ("24.11.2026 00:30", Country.KG, datetime(2026, 11, 24, 0, 30)),
    ],
)
async def test_a_moment_is_kept_on_the_chosen_clock(
    sqlite_db: Database, typed: str, country: Country | None, wall: datetime
) -> None:
    await name_boris(sqlite_db)
    made = await draft(sqlite_db)
    boris = await visit(sqlite_db, BORIS)
    route = WriteMoment(id=made, country=country)

    await announce_when.write_moment(boris, route)
    assert await expected(sqlite_db, BORIS) == route.pack()
    answer = await announce_when.typed_moment(boris, route, Typed(typed, typed))

    assert answer == Next(AnnouncementWhen(id=made))
    assert (await stored(sqlite_db, made)).timing == Timing(wall, ZONES[country] if country else "UTC")
    assert await expected(sqlite_db, BORIS) is None


async def test_a_moment_on_each_readers_own_clock(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    made = await draft(sqlite_db)
    route = WriteMoment(id=made, by_reader=True)

    await announce_when.typed_moment(await visit(sqlite_db, BORIS), route, Typed("24.11.2026 10:00", ""))

    assert (await stored(sqlite_db, made)).timing == Timing(WALL, USUAL_ZONE, by_reader=True)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("tomorrow at ten", "This is not a date and time."),
        ("31.11.2026 10:00", "This is not a date and time."),
        ("24.11.2026", "This is not a date and time."),
        ("", "This is not a date and time."),
        ("22.11.2026 10:00", "This moment has passed."),
        ("23.11.2026 14:00", "This moment has passed."),  # now, in Almaty
        ("23.11.2027 15:00", None),
        ("25.11.2027 10:00", "This is more than a year ahead."),
        ("24.11.9999 10:00", "This is more than a year ahead."),
    ],
)
async def test_a_wrong_moment_is_asked_again(sqlite_db: Database, typed: str, words: str | None) -> None:
    await name_boris(sqlite_db)
    made = await draft(sqlite_db)
    boris = await visit(sqlite_db, BORIS)
    route = WriteMoment(id=made, country=Country.KZ)
    await announce_when.write_moment(boris, route)

    answer = await announce_when.typed_moment(boris, route, Typed(typed, typed))

    if words is None:
        assert (await stored(sqlite_db, made)).timing is not None
        return
    assert answer.route == route
    assert (answer.toast or "").startswith(words)
    assert await expected(sqlite_db, BORIS) == route.pack()
    assert (await stored(sqlite_db, made)).timing is None


@pytest.mark.parametrize(("typed", "passed"), [("23.11.2026 15:00", True), ("23.11.2026 15:01", False)])
async def test_where_the_day_begins_first_it_must_not_have_passed(
    sqlite_db: Database, typed: str, passed: bool
) -> None:
    # It is nine o'clock by UTC: 15:00 in Bishkek, and still 13:00 in Baku.
    await name_boris(sqlite_db)
    made = await draft(sqlite_db)
    route = WriteMoment(id=made, by_reader=True)

    answer = await announce_when.typed_moment(await visit(sqlite_db, BORIS), route, Typed(typed, typed))

    assert (answer.toast is not None) is passed


async def test_another_moment_keeps_how_it_is_repeated(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    made = await decided(sqlite_db, WEEKLY)
    route = WriteMoment(id=made, country=Country.KG)

    await announce_when.typed_moment(await visit(sqlite_db, BORIS), route, Typed("25.11.2026 18:00", ""))

    there = Timing(datetime(2026, 11, 25, 18, 0), ZONES[Country.KG], repeat=WEEKLY.repeat)
    assert (await stored(sqlite_db, made)).timing == there


async def test_the_months_go_on_from_the_day_that_was_typed_last(sqlite_db: Database) -> None:
    # Begun on a 31st, and moved on by a February.
    await name_boris(sqlite_db)
    short = Timing(datetime(2027, 2, 28, 10, 0), ALMATY, repeat=Repeat("monthly 31", times=9))
    made = await decided(sqlite_db, short)
    route = WriteMoment(id=made, country=Country.KZ)

    await announce_when.typed_moment(await visit(sqlite_db, BORIS), route, Typed("10.03.2027 10:00", ""))

    timing = (await stored(sqlite_db, made)).timing
    assert timing == Timing(datetime(2027, 3, 10, 10, 0), ALMATY, repeat=Repeat("monthly", times=9))
    assert [f"{one.wall:%d.%m.}" for one in upcoming(timing, NOW, 3)] == ["10.03.", "10.04.", "10.05."]


async def test_a_rule_of_cron_stays_as_it_was_typed(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    by_cron = Repeat("0 10 31 * *")
    made = await decided(sqlite_db, Timing(WALL, ALMATY, repeat=by_cron))
    route = WriteMoment(id=made, country=Country.KZ)

    await announce_when.typed_moment(await visit(sqlite_db, BORIS), route, Typed("10.03.2027 10:00", ""))

    assert (await stored(sqlite_db, made)).timing == Timing(datetime(2027, 3, 10, 10, 0), ALMATY, repeat=by_cron)


@pytest.mark.parametrize(
    ("countries", "typed", "passed"),
    [
        # It is 13:00 in Baku, 14:00 in Almaty and 15:00 in Bishkek.
        ({Country.AZ}, "23.11.2026 13:00", True),
        ({Country.AZ}, "23.11.2026 13:01", False),
        ({Country.AZ, Country.KZ}, "23.11.2026 14:00", True),
        ({Country.AZ, Country.KZ}, "23.11.2026 14:01", False),
        ({Country.KG}, "23.11.2026 15:00", True),
    ],
)
async def test_only_the_clocks_of_those_it_is_for_count(
    sqlite_db: Database, countries: set[Country], typed: str, passed: bool
) -> None:
    await name_boris(sqlite_db)
    made = await draft(sqlite_db)
    async with sqlite_db.write() as tx:
        await drafts.set_audience(tx, made, Audience(countries=frozenset(countries)))
    route = WriteMoment(id=made, by_reader=True)

    answer = await announce_when.typed_moment(await visit(sqlite_db, BORIS), route, Typed(typed, typed))

    assert (answer.toast is not None) is passed
    assert ((await stored(sqlite_db, made)).timing is None) is passed


async def test_at_once_forgets_the_moment_and_the_repetition(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    made = await decided(sqlite_db, WEEKLY)

    answer = await announce_when.set_at_once(await visit(sqlite_db, BORIS), SetAtOnce(id=made))

    assert answer == Next(AnnouncementWhen(id=made))
    assert (await stored(sqlite_db, made)).timing is None


async def test_urgent_leads_back_to_the_last_look(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    made = await draft(sqlite_db)

    answer = await announce_when.set_urgent(await visit(sqlite_db, BORIS), SetUrgent(id=made, on=True, last_look=True))

    assert answer == Next(ConfirmSend(id=made))


async def test_urgent_is_switched_on_and_off(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    made = await draft(sqlite_db)
    boris = await visit(sqlite_db, BORIS)

    for on in (True, True, False):
        assert await announce_when.set_urgent(boris, SetUrgent(id=made, on=on)) == Next(AnnouncementWhen(id=made))
        assert (await stored(sqlite_db, made)).urgent is on


@pytest.mark.parametrize(
    "state", [State.AWAITING, State.SCHEDULED, State.SENDING, State.PAUSED, State.DONE, State.CANCELLED]
)
async def test_there_is_no_moment_to_choose_any_more(sqlite_db: Database, state: State) -> None:
    await name_boris(sqlite_db)
    made = await in_state(sqlite_db, state)
    boris = await visit(sqlite_db, BORIS)
    before = await everything(sqlite_db)

    shown = [
        await announce_when.when(boris, AnnouncementWhen(id=made)),
        await announce_when.write_moment(boris, WriteMoment(id=made)),
    ]
    answers = [
        await announce_when.typed_moment(boris, WriteMoment(id=made), Typed("24.11.2026 10:00", "")),
        await announce_when.set_at_once(boris, SetAtOnce(id=made)),
        await announce_when.set_urgent(boris, SetUrgent(id=made, on=True)),
    ]

    assert shown[0] == shown[1]
    assert {answer.route for answer in answers} == {AnnouncementView(id=made)}
    assert await everything(sqlite_db) == before


async def test_a_late_one_can_have_another_moment(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    made = await in_state(sqlite_db, State.LATE)
    route = WriteMoment(id=made, country=Country.KZ)

    await announce_when.typed_moment(await visit(sqlite_db, BORIS), route, Typed("24.11.2026 10:00", ""))

    found = await stored(sqlite_db, made)
    assert (found.state, found.timing) == (State.LATE, Timing(WALL, ALMATY))


async def test_a_late_one_that_is_repeated_keeps_its_times(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    made = await in_state(sqlite_db, State.LATE)
    async with sqlite_db.write() as tx:
        await drafts.set_timing(tx, made, WEEKLY)
    boris = await visit(sqlite_db, BORIS)

    await announce_when.typed_moment(boris, WriteMoment(id=made), Typed("25.11.2026 10:00", ""))
    await announce_when.set_at_once(boris, SetAtOnce(id=made))

    assert (await stored(sqlite_db, made)).timing == WEEKLY


async def test_copies_are_not_edited_on_each_readers_own_clock(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    original = await stored(sqlite_db, await in_state(sqlite_db, State.DONE))
    async with sqlite_db.write() as tx:
        made = await copies.make_correction(tx, original, sqlite_db.seal.seal(BORIS), NOW)
    route = WriteMoment(id=made, by_reader=True)
    boris = await visit(sqlite_db, BORIS)

    await announce_when.write_moment(boris, route)
    await announce_when.typed_moment(boris, route, Typed("25.11.2026 10:00", ""))

    correction = await stored(sqlite_db, made)
    assert (correction.errand, correction.timing) == (Errand.CORRECT, None)
    assert await expected(sqlite_db, BORIS) is None


async def test_mallory_chooses_nothing(sqlite_db: Database) -> None:
    made = await draft(sqlite_db)
    mallory = await visit(sqlite_db, MALLORY)
    before = await everything(sqlite_db)

    await announce_when.when(mallory, AnnouncementWhen(id=made))
    await announce_when.write_moment(mallory, WriteMoment(id=made))
    typed = await announce_when.typed_moment(mallory, WriteMoment(id=made), Typed("24.11.2026 10:00", ""))
    pressed = [
        await announce_when.set_at_once(mallory, SetAtOnce(id=made)),
        await announce_when.set_urgent(mallory, SetUrgent(id=made, on=True)),
    ]

    assert typed == Next(Hint())
    assert {answer.route for answer in pressed} == {Home()}
    assert await everything(sqlite_db) == before


FIRST = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("timing", "due"),
    [
        (None, NOW + timedelta(seconds=60)),
        (Timing(WALL, ALMATY), FIRST),
        (Timing(WALL, USUAL_ZONE, by_reader=True), datetime(2026, 11, 24, 4, 0, tzinfo=UTC)),
        # One that has passed is told too: whoever asks decides what becomes of it.
        (Timing(datetime(2026, 11, 20, 10, 0), ALMATY), datetime(2026, 11, 20, 5, 0, tzinfo=UTC)),
        (replace(WEEKLY, wall=datetime(2026, 11, 17, 10, 0)), FIRST),
        (Timing(WALL, ALMATY, repeat=Repeat("daily", skipped=frozenset({WALL.date()}))), FIRST + timedelta(days=1)),
        (Timing(WALL, ALMATY, repeat=Repeat("daily", until=date(2026, 11, 1))), None),
    ],
)
async def test_when_it_would_go_out(sqlite_db: Database, timing: Timing | None, due: datetime | None) -> None:
    assert due_of(await visit(sqlite_db, BORIS), Announcement(1, State.DRAFT, timing=timing)) == due


async def test_without_time_to_undo_at_once_is_now(sqlite_db: Database) -> None:
    boris = replace(await visit(sqlite_db, BORIS), rules=Rules(undo=timedelta()))

    assert due_of(boris, Announcement(1, State.DRAFT)) == NOW
