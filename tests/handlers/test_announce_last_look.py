"""The last look, and sending exactly what was seen, once."""

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import update

from bot.domain.announcement import Audience, Errand, State
from bot.domain.approval import Rules, digest
from bot.domain.delivery import Status
from bot.domain.member import Role
from bot.domain.places import USUAL_ZONE, ZONES, Country, Language
from bot.domain.quiet import NONE
from bot.domain.schedule import Repeat, Timing
from bot.handlers import announce_last_look
from bot.handlers.visit import Next, Visit
from bot.store import announcements, copies, drafts, members, outbox, planning, staff, tables
from bot.store.database import Database
from bot.store.outbox import Settlement
from bot.ui.routes import Home
from bot.ui.screen import Press
from bot.ui.staff_actions import SendAnnouncement
from bot.ui.staff_routes import AnnouncementView, AnnouncementWhen, ChooseRepeat, ConfirmSend, LanguageGate
from tests.buttons import labels
from tests.handlers.announced import decided, draft, everything, in_state, name_boris, readers, stored
from tests.visits import BORIS, MALLORY, NOW, OLGA, join, visit

ALMATY = ZONES[Country.KZ]
WALL = datetime(2026, 11, 24, 10, 0)
LATER = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
ONCE = Timing(WALL, ALMATY)
DAILY = Timing(WALL, ALMATY, repeat=Repeat("daily", times=5))
SOON = NOW + timedelta(seconds=60)


async def press(db: Database, number: int) -> SendAnnouncement:
    """The button of the last look, as it is shown now."""
    return SendAnnouncement(id=number, seen=digest(await stored(db, number), NOW)[:12])


async def look(visit: Visit, number: int) -> str:
    return (await announce_last_look.last_look(visit, ConfirmSend(id=number))).text


async def late(db: Database, timing: Timing | None, due: datetime = NOW - timedelta(days=1)) -> int:
    made = await decided(db, timing)
    async with db.write() as tx:
        await drafts.schedule(tx, made, due, ALMATY)
        assert await announcements.move(tx, made, State.SCHEDULED, State.LATE)
    return made


async def name_olga(db: Database) -> None:
    """Somebody else who may announce."""
    async with db.write() as tx:
        await staff.name(tx, db.seal.seal(OLGA), Role.BROADCASTER, NOW.date())


async def reached(db: Database, countries: Collection[Country | None]) -> None:
    for who, country in enumerate(countries, 20_000):
        await join(db, who, Language.RU, country)


@pytest.mark.parametrize(
    ("timing", "due", "zone", "toast"),
    [
        (None, SOON, "UTC", "It goes out in 60 seconds. Until then you can undo it."),
        (ONCE, LATER, ALMATY, "Scheduled."),
        (replace(ONCE, zone="UTC"), datetime(2026, 11, 24, 10, 0, tzinfo=UTC), "UTC", "Scheduled."),
        (
            Timing(WALL, USUAL_ZONE, by_reader=True),
            datetime(2026, 11, 24, 4, 0, tzinfo=UTC),
            USUAL_ZONE,
            "Scheduled.",
        ),
        (DAILY, LATER, ALMATY, "Scheduled."),
    ],
)
async def test_sending_schedules_it_once(
    sqlite_db: Database, timing: Timing | None, due: datetime, zone: str, toast: str
) -> None:
    await name_boris(sqlite_db)
    await readers(sqlite_db, Language.KK, 6)
    made = await decided(sqlite_db, timing)
    button = await press(sqlite_db, made)

    answer = await announce_last_look.send(await visit(sqlite_db, BORIS), button)
    once = await stored(sqlite_db, made)
    later = await visit(sqlite_db, BORIS, now=NOW + timedelta(seconds=2))
    again = await announce_last_look.send(later, button)

    assert answer == Next(AnnouncementView(id=made), toast=toast)
    assert again == Next(AnnouncementView(id=made))
    assert (once.state, once.due_at, once.zone, once.timing) == (State.SCHEDULED, due, zone, timing)
    assert await stored(sqlite_db, made) == once


async def test_without_time_to_undo_it_goes_out_now(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    await readers(sqlite_db, Language.KK, 6)
    made = await decided(sqlite_db)
    boris = replace(await visit(sqlite_db, BORIS), rules=Rules(undo=timedelta()))

    answer = await announce_last_look.send(boris, await press(sqlite_db, made))

    assert answer.toast == "It goes out in a moment."
    assert (await stored(sqlite_db, made)).due_at == NOW


async def test_the_clock_of_ones_own_country_is_taken_for_at_once(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    await join(sqlite_db, BORIS, Language.EN, Country.TJ)
    await readers(sqlite_db, Language.KK, 6)
    made = await decided(sqlite_db)

    await announce_last_look.send(await visit(sqlite_db, BORIS), await press(sqlite_db, made))

    assert (await stored(sqlite_db, made)).zone == ZONES[Country.TJ]


async def test_what_was_changed_meanwhile_is_looked_at_again(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    await readers(sqlite_db, Language.KK, 6)
    made = await decided(sqlite_db)
    button = await press(sqlite_db, made)
    async with sqlite_db.write() as tx:
        await drafts.set_text(tx, made, Language.RU, "Другой текст")

    answer = await announce_last_look.send(await visit(sqlite_db, BORIS), button)

    assert answer.route == ConfirmSend(id=made)
    assert (answer.toast or "").startswith("It was changed after you looked.")
    assert (await stored(sqlite_db, made)).state is State.DRAFT


@pytest.mark.parametrize("n", [4, 51])
async def test_few_and_many_are_left_to_a_second_person(sqlite_db: Database, n: int) -> None:
    await name_boris(sqlite_db)
    await name_olga(sqlite_db)
    await readers(sqlite_db, Language.KK, n)
    made = await decided(sqlite_db, ONCE)
    boris = await visit(sqlite_db, BORIS)
    shown = await announce_last_look.last_look(boris, ConfirmSend(id=made))

    answer = await announce_last_look.send(boris, await press(sqlite_db, made))

    found = await stored(sqlite_db, made)
    assert "Ask a colleague to approve" in labels(shown)
    assert answer.route == AnnouncementView(id=made)
    assert (found.state, found.due_at, found.timing) == (State.AWAITING, None, ONCE)


async def test_readers_of_languages_left_out_do_not_count(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    await name_olga(sqlite_db)
    await readers(sqlite_db, Language.RU, 10)
    await readers(sqlite_db, Language.KK, 50, first=40_000)
    made = await decided(sqlite_db)
    async with sqlite_db.write() as tx:
        await drafts.choose(tx, made, frozenset(), frozenset(Language) - {Language.RU})

    await announce_last_look.send(await visit(sqlite_db, BORIS), await press(sqlite_db, made))

    assert (await stored(sqlite_db, made)).state is State.SCHEDULED


@pytest.mark.parametrize("alone", [None, 60])
async def test_the_operator_may_let_one_alone(sqlite_db: Database, alone: int | None) -> None:
    await name_boris(sqlite_db)
    await readers(sqlite_db, Language.KK, 51)
    made = await decided(sqlite_db)
    boris = replace(await visit(sqlite_db, BORIS), rules=Rules(alone=alone))

    await announce_last_look.send(boris, await press(sqlite_db, made))

    assert (await stored(sqlite_db, made)).state is State.SCHEDULED


async def test_what_is_not_ready_is_refused(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    boris = await visit(sqlite_db, BORIS)
    open_one, broken, nobody = await draft(sqlite_db), await decided(sqlite_db), await decided(sqlite_db)
    async with sqlite_db.write() as tx:
        await drafts.set_text(tx, broken, Language.RU, "XXXX")
        await drafts.set_audience(tx, nobody, Audience(countries=frozenset({Country.TM})))
    await readers(sqlite_db, Language.KK, 6)

    for number, route, words in (
        (open_one, LanguageGate(id=open_one), "Some languages have no text."),
        (broken, ConfirmSend(id=broken), "It cannot be sent as it is"),
        (nobody, AnnouncementView(id=nobody), "Nobody would get it"),
    ):
        answer = await announce_last_look.send(boris, await press(sqlite_db, number))
        assert answer.route == route
        assert (answer.toast or "").startswith(words)
        assert (await stored(sqlite_db, number)).state is State.DRAFT


@pytest.mark.parametrize(
    ("timing", "words"),
    [
        (Timing(datetime(2026, 11, 23, 14, 0), ALMATY), "This moment has passed."),
        # Still to come in Baku, not in Bishkek.
        (Timing(datetime(2026, 11, 23, 14, 0), USUAL_ZONE, by_reader=True), "This moment has passed."),
        (Timing(datetime(2027, 11, 30, 14, 0), ALMATY), "This is more than a year ahead."),
        (Timing(WALL, ALMATY, repeat=Repeat("daily", until=date(2026, 11, 1))), "No dates are left"),
    ],
)
async def test_a_moment_that_cannot_be_kept_is_chosen_anew(sqlite_db: Database, timing: Timing, words: str) -> None:
    await name_boris(sqlite_db)
    await readers(sqlite_db, Language.KK, 6)
    made = await decided(sqlite_db, timing)
    boris = await visit(sqlite_db, BORIS)

    shown = await announce_last_look.last_look(boris, ConfirmSend(id=made))
    answer = await announce_last_look.send(boris, await press(sqlite_db, made))

    assert (shown.toast or "").startswith(words)
    assert "Continue" in labels(shown)
    assert (answer.toast or "").startswith(words)
    assert answer.route in {AnnouncementWhen(id=made), ChooseRepeat(id=made)}
    assert (await stored(sqlite_db, made)).state is State.DRAFT


async def test_a_series_taken_back_goes_on_with_what_is_left(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    await readers(sqlite_db, Language.KK, 6)
    begun = replace(DAILY, wall=datetime(2026, 11, 22, 10, 0))
    made = await decided(sqlite_db, begun)

    await announce_last_look.send(await visit(sqlite_db, BORIS), await press(sqlite_db, made))

    found = await stored(sqlite_db, made)
    # Those of the 22nd and the 23rd have passed.
    assert found.timing == replace(DAILY, repeat=Repeat("daily", times=3))
    assert (found.state, found.due_at) == (State.SCHEDULED, LATER)


@pytest.mark.parametrize("timing", [None, Timing(datetime(2026, 11, 22, 14, 0), ALMATY)])
async def test_a_late_one_is_sent_at_once(sqlite_db: Database, timing: Timing | None) -> None:
    await name_boris(sqlite_db)
    await readers(sqlite_db, Language.KK, 6)
    made = await late(sqlite_db, timing)
    boris = await visit(sqlite_db, BORIS)

    assert "Goes out: at once." in await look(boris, made)
    answer = await announce_last_look.send(boris, await press(sqlite_db, made))

    found = await stored(sqlite_db, made)
    assert answer.toast == "It goes out in 60 seconds. Until then you can undo it."
    assert (found.state, found.due_at, found.timing) == (State.SCHEDULED, SOON, None)


async def test_a_late_one_with_a_new_moment_keeps_it(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    await readers(sqlite_db, Language.KK, 6)
    made = await late(sqlite_db, ONCE)

    await announce_last_look.send(await visit(sqlite_db, BORIS), await press(sqlite_db, made))

    found = await stored(sqlite_db, made)
    assert (found.state, found.due_at, found.timing) == (State.SCHEDULED, LATER, ONCE)


async def test_a_late_one_for_many_needs_a_second_person_again(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    await name_olga(sqlite_db)
    await readers(sqlite_db, Language.KK, 51)
    made = await late(sqlite_db, None)

    await announce_last_look.send(await visit(sqlite_db, BORIS), await press(sqlite_db, made))

    assert (await stored(sqlite_db, made)).state is State.AWAITING


YESTERDAYS = replace(DAILY, wall=datetime(2026, 11, 22, 10, 0))


async def test_a_late_time_of_a_series_goes_out_on_its_own(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    await readers(sqlite_db, Language.KK, 6)
    made = await late(sqlite_db, YESTERDAYS)
    boris = await visit(sqlite_db, BORIS)
    button = await press(sqlite_db, made)

    assert "Goes out: at once." in await look(boris, made)
    answer = await announce_last_look.send(boris, button)
    again = await announce_last_look.send(boris, button)

    assert isinstance(answer.route, AnnouncementView)
    single, series = await stored(sqlite_db, answer.route.id), await stored(sqlite_db, made)
    assert (single.state, single.due_at, single.is_series) == (State.SCHEDULED, SOON, False)
    assert single.texts == series.texts
    assert (series.state, series.due_at, series.timing) == (State.SCHEDULED, LATER, YESTERDAYS)
    assert again == Next(AnnouncementView(id=made))
    async with sqlite_db.read() as c:
        assert await announcements.total(c) == 2


async def test_the_last_late_time_of_a_series_ends_it(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    await readers(sqlite_db, Language.KK, 6)
    made = await late(sqlite_db, replace(YESTERDAYS, repeat=Repeat("daily", times=1)))

    await announce_last_look.send(await visit(sqlite_db, BORIS), await press(sqlite_db, made))

    assert (await stored(sqlite_db, made)).state is State.DONE


async def test_a_late_time_of_a_series_for_many_waits_for_a_second_person(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    await name_olga(sqlite_db)
    await readers(sqlite_db, Language.KK, 51)
    made = await late(sqlite_db, YESTERDAYS)

    answer = await announce_last_look.send(await visit(sqlite_db, BORIS), await press(sqlite_db, made))

    assert isinstance(answer.route, AnnouncementView)
    assert (await stored(sqlite_db, answer.route.id)).state is State.AWAITING
    assert (await stored(sqlite_db, made)).state is State.SCHEDULED


async def test_with_nobody_to_approve_a_late_series_stays_as_it_is(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    await readers(sqlite_db, Language.KK, 51)
    made = await late(sqlite_db, YESTERDAYS)
    button = await press(sqlite_db, made)
    before = await everything(sqlite_db)

    answer = await announce_last_look.send(await visit(sqlite_db, BORIS), button)

    assert answer.route == AnnouncementView(id=made)
    assert "nobody else may send announcements" in (answer.toast or "")
    assert await everything(sqlite_db) == before


@pytest.mark.parametrize(
    "state", [State.AWAITING, State.SCHEDULED, State.SENDING, State.PAUSED, State.DONE, State.CANCELLED]
)
async def test_what_is_on_its_way_is_not_sent_again(sqlite_db: Database, state: State) -> None:
    await name_boris(sqlite_db)
    await readers(sqlite_db, Language.KK, 6)
    made = await in_state(sqlite_db, state)
    boris = await visit(sqlite_db, BORIS)
    button = await press(sqlite_db, made)
    before = await everything(sqlite_db)

    shown = await announce_last_look.last_look(boris, ConfirmSend(id=made))

    assert await announce_last_look.send(boris, button) == Next(AnnouncementView(id=made))
    assert "All announcements" in labels(shown)
    assert await everything(sqlite_db) == before


@pytest.mark.parametrize(
    ("timing", "now", "asleep"),
    [
        # 20:30 in Almaty and Tashkent, 19:30 in Baku, 21:30 in Bishkek.
        (None, datetime(2026, 11, 23, 15, 30, tzinfo=UTC), "5 readers"),
        (None, NOW, None),
        (Timing(datetime(2026, 11, 24, 21, 30), ALMATY), NOW, "22 readers"),
        (Timing(datetime(2026, 11, 24, 22, 0), USUAL_ZONE, by_reader=True), NOW, "28 readers"),
        (Timing(datetime(2026, 11, 24, 20, 59), USUAL_ZONE, by_reader=True), NOW, None),
        # It is eight in Baku.
        (Timing(datetime(2026, 11, 24, 9, 0), ALMATY), NOW, "6 readers"),
    ],
)
async def test_who_sleeps_then(sqlite_db: Database, timing: Timing | None, now: datetime, asleep: str | None) -> None:
    await name_boris(sqlite_db)
    await reached(sqlite_db, [Country.KZ] * 10 + [None] * 7 + [Country.KG] * 5 + [Country.AZ] * 6)
    made = await decided(sqlite_db, timing)

    text = await look(await visit(sqlite_db, BORIS, now=now), made)

    assert (f"In quiet hours or on a day of mourning then: {asleep}." in text) is (asleep is not None)
    assert ("In quiet hours" in text) is (asleep is not None)


@pytest.mark.parametrize(
    ("timing", "now", "asleep"),
    [
        # 20 January is a day of mourning in Azerbaijan, 6 October in Turkmenistan.
        (None, datetime(2027, 1, 20, 6, 0, tzinfo=UTC), "6 readers"),
        (None, datetime(2026, 10, 6, 6, 0, tzinfo=UTC), "8 readers"),
        (Timing(datetime(2027, 1, 20, 10, 0), USUAL_ZONE, by_reader=True), NOW, "6 readers"),
        # In Baku it is still the day before; in Ashgabat the day has begun.
        (Timing(datetime(2027, 1, 19, 20, 0), ALMATY), NOW, None),
        (None, datetime(2027, 1, 21, 6, 0, tzinfo=UTC), None),
    ],
)
async def test_who_mourns_then(sqlite_db: Database, timing: Timing | None, now: datetime, asleep: str | None) -> None:
    await name_boris(sqlite_db)
    await reached(sqlite_db, [Country.KZ] * 10 + [None] * 7 + [Country.TM] * 8 + [Country.AZ] * 6)
    made = await decided(sqlite_db, timing)

    text = await look(await visit(sqlite_db, BORIS, now=now), made)

    assert (f"on a day of mourning then: {asleep}." in text) is (asleep is not None)
    assert ("mourning" in text) is (asleep is not None)


async def test_a_moment_that_has_passed_for_others_is_not_too_late(sqlite_db: Database) -> None:
    # It is 13:00 in Baku and 15:00 in Bishkek: 14:00 has not been yet for whom it is for.
    await name_boris(sqlite_db)
    await reached(sqlite_db, [Country.AZ] * 6)
    timing = Timing(datetime(2026, 11, 23, 14, 0), USUAL_ZONE, by_reader=True)
    made = await decided(sqlite_db, timing)
    boris = await visit(sqlite_db, BORIS)
    async with sqlite_db.write() as tx:
        await drafts.set_audience(tx, made, Audience(countries=frozenset({Country.AZ})))

    answer = await announce_last_look.send(boris, await press(sqlite_db, made))

    assert answer == Next(AnnouncementView(id=made), toast="Scheduled.")
    assert (await stored(sqlite_db, made)).due_at == datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


async def test_whoever_gets_nothing_is_not_woken(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    await reached(sqlite_db, [Country.KG] * 6)
    await readers(sqlite_db, Language.KK, 50)
    made = await decided(sqlite_db)
    async with sqlite_db.write() as tx:
        await drafts.choose(tx, made, frozenset(), frozenset(Language) - {Language.RU})
    night = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)

    text = await look(await visit(sqlite_db, BORIS, now=night), made)

    assert "In quiet hours or on a day of mourning then: 6 readers." in text


async def test_each_is_asleep_by_the_hours_they_chose(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    await readers(sqlite_db, Language.KK, 6)
    made = await decided(sqlite_db)
    async with sqlite_db.write() as tx:
        await tx.execute(update(tables.member).values(quiet=NONE))
    night = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)

    assert "In quiet hours" not in await look(await visit(sqlite_db, BORIS, now=night), made)


async def test_an_urgent_one_waits_for_nobody_to_wake(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    await readers(sqlite_db, Language.KK, 6)
    made = await decided(sqlite_db)
    async with sqlite_db.write() as tx:
        await drafts.set_urgent(tx, made, urgent=True)
    night = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)

    assert "In quiet hours" not in await look(await visit(sqlite_db, BORIS, now=night), made)


async def sent_to(db: Database, n: int) -> int:
    """An announcement that `n` readers of Kazakh have."""
    await readers(db, Language.KK, n)
    made = await decided(db)
    async with db.write() as tx:
        await drafts.schedule(tx, made, NOW, "UTC")
        held = await planning.hold(tx, made)
        assert held is not None
        await planning.start(tx, held, NOW)
        rows = await outbox.claim(tx, n, NOW, timedelta(minutes=2))
        await outbox.settle(tx, [Settlement(row.id, Status.SENT, message_id=row.id) for row in rows], NOW)
        await announcements.move(tx, made, State.SENDING, State.DONE)
    return made


@pytest.mark.parametrize(("n", "state"), [(6, State.SCHEDULED), (51, State.AWAITING), (4, State.AWAITING)])
async def test_a_correction_counts_copies_and_needs_a_second_person_too(
    sqlite_db: Database, n: int, state: State
) -> None:
    await name_boris(sqlite_db)
    await name_olga(sqlite_db)
    original = await sent_to(sqlite_db, n)
    # Whoever came later has no copy.
    await readers(sqlite_db, Language.RU, 100, first=50_000)
    async with sqlite_db.write() as tx:
        found = await announcements.get(tx, original)
        assert found is not None
        made = await copies.make_correction(tx, found, sqlite_db.seal.seal(BORIS), NOW)
    boris = await visit(sqlite_db, BORIS)

    text = await look(boris, made)
    await announce_last_look.send(boris, await press(sqlite_db, made))

    assert f"For everybody who has announcement {original}" in text
    assert "Russian: 100 readers" not in text
    assert (await stored(sqlite_db, made)).state is state


async def test_a_correction_that_reaches_nobody_is_refused(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    original = await stored(sqlite_db, await sent_to(sqlite_db, 6))
    async with sqlite_db.write() as tx:
        made = await copies.make_correction(tx, original, sqlite_db.seal.seal(BORIS), NOW)
        for who in range(10_000, 10_006):
            await members.forget(tx, sqlite_db.seal.seal(who))

    answer = await announce_last_look.send(await visit(sqlite_db, BORIS), await press(sqlite_db, made))

    assert (answer.toast or "").startswith("Nobody would get it")


async def test_a_recall_that_came_late_goes_on_without_undo_and_without_a_second_person(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    await name_olga(sqlite_db)
    original = await stored(sqlite_db, await sent_to(sqlite_db, 60))
    async with sqlite_db.write() as tx:
        made = await copies.make_recall(tx, original, sqlite_db.seal.seal(BORIS), NOW - timedelta(hours=3))
        await announcements.move(tx, made, State.SCHEDULED, State.LATE)
    boris = await visit(sqlite_db, BORIS)

    text = await look(boris, made)
    answer = await announce_last_look.send(boris, await press(sqlite_db, made))

    found = await stored(sqlite_db, made)
    assert "their copies will be recalled" in text
    assert "undo" not in text
    assert answer.toast == "It goes out in a moment."
    assert (found.errand, found.state, found.due_at) == (Errand.RECALL, State.SCHEDULED, NOW)


async def test_the_last_look_shows_the_button_of_what_is_stored(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    await readers(sqlite_db, Language.KK, 6)
    made = await decided(sqlite_db, ONCE)

    screen = await announce_last_look.last_look(await visit(sqlite_db, BORIS), ConfirmSend(id=made))

    assert screen.rows[0] == (Press("Schedule", await press(sqlite_db, made), style="success"),)


async def test_mallory_sends_nothing(sqlite_db: Database) -> None:
    await readers(sqlite_db, Language.KK, 6)
    made = await decided(sqlite_db)
    mallory = await visit(sqlite_db, MALLORY)
    button = await press(sqlite_db, made)
    before = await everything(sqlite_db)

    assert (await announce_last_look.send(mallory, button)).route == Home()
    assert (await announce_last_look.last_look(mallory, ConfirmSend(id=made))).toast
    assert await everything(sqlite_db) == before


async def test_what_is_not_there_is_nowhere(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    boris = await visit(sqlite_db, BORIS)

    assert (await announce_last_look.send(boris, SendAnnouncement(id=99, seen="0" * 12))).route == Home()
    assert (await announce_last_look.last_look(boris, ConfirmSend(id=99))).toast
