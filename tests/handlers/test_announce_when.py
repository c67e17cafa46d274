"""Choosing the moment, the last look, and sending once."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.announcement import State
from bot.domain.places import Country, Language
from bot.handlers import announce_when
from bot.handlers.visit import Next, Typed
from bot.store import announcements
from bot.store.database import Database
from bot.ui.screen import Press
from bot.ui.staff_routes import AnnouncementView, AnnouncementWhen, ConfirmSend, SendAnnouncement, WriteMoment
from tests.handlers.announced import draft, expected, in_state, name_boris, readers, stored
from tests.visits import BORIS, NOW, join, visit

LATER = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
STAMP = int(LATER.timestamp())


@pytest.mark.parametrize(
    ("typed", "country", "moment"),
    [
        ("24.11.2026 10:00", Country.AZ, datetime(2026, 11, 24, 6, 0, tzinfo=UTC)),
        ("24.11.2026 10:00", Country.KZ, LATER),
        ("2026-11-24 10:00", Country.KG, datetime(2026, 11, 24, 4, 0, tzinfo=UTC)),
        (" 24.11.2026,  10.00 ", Country.TJ, LATER),
        ("24.11.2026 10:00", Country.TM, LATER),
        ("24.11.2026 10:00", Country.UZ, LATER),
        ("24.11.2026 10:00", None, datetime(2026, 11, 24, 10, 0, tzinfo=UTC)),
        # The clock there is ahead: by UTC this is still the 23rd.
        ("24.11.2026 00:30", Country.KG, datetime(2026, 11, 23, 18, 30, tzinfo=UTC)),
    ],
)
async def test_a_moment_is_read_on_the_chosen_clock(
    sqlite_db: Database, typed: str, country: Country | None, moment: datetime
) -> None:
    await name_boris(sqlite_db)
    made = await draft(sqlite_db)
    boris = await visit(sqlite_db, BORIS)
    route = WriteMoment(id=made, country=country)

    await announce_when.write_moment(boris, route)
    assert await expected(sqlite_db, BORIS) == route.pack()
    answer = await announce_when.typed_moment(boris, route, Typed(typed, typed))

    assert answer == Next(ConfirmSend(id=made, at=int(moment.timestamp()), country=country))
    assert await expected(sqlite_db, BORIS) is None


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
        assert isinstance(answer.route, ConfirmSend)
        return
    assert answer.route == route
    assert (answer.toast or "").startswith(words)
    assert await expected(sqlite_db, BORIS) == route.pack()


async def test_the_clock_of_ones_own_country_is_taken_for_now(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    await join(sqlite_db, BORIS, Language.EN, Country.TJ)
    made = await draft(sqlite_db)

    screen = await announce_when.when(await visit(sqlite_db, BORIS), AnnouncementWhen(id=made))

    assert isinstance(screen.rows[0][0], Press)
    assert screen.rows[0][0].to == ConfirmSend(id=made, country=Country.TJ)


async def test_the_last_look_counts_and_warns(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    await readers(sqlite_db, Language.KK, 6)
    made = await draft(sqlite_db)

    screen = await announce_when.last_look(
        await visit(sqlite_db, BORIS), ConfirmSend(id=made, at=STAMP, country=Country.KZ)
    )

    assert "Kazakh: 6 readers, will get: Russian" in screen.text
    assert "⚠️ No text of their own: Kazakh." in screen.text
    assert "Goes out: November 24, 2026, 10:00 (UTC+5), Almaty." in screen.text


async def test_the_last_look_at_a_moment_that_has_passed_asks_again(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    made = await draft(sqlite_db)
    boris = await visit(sqlite_db, BORIS, now=LATER + timedelta(minutes=1))

    screen = await announce_when.last_look(boris, ConfirmSend(id=made, at=STAMP, country=Country.KZ))

    assert screen.toast == "This moment has passed. Please choose one that is still to come."
    assert "choose the place on whose clock" in screen.text


@pytest.mark.parametrize(
    ("at", "country", "due", "zone", "toast"),
    [
        (STAMP, Country.KZ, LATER, "Asia/Almaty", "Scheduled."),
        (STAMP, None, LATER, "UTC", "Scheduled."),
        (0, Country.UZ, NOW, "Asia/Tashkent", "It goes out in a moment."),
    ],
)
async def test_sending_schedules_it_once(
    sqlite_db: Database, at: int, country: Country | None, due: datetime, zone: str, toast: str
) -> None:
    await name_boris(sqlite_db)
    await readers(sqlite_db, Language.KK, 1)
    made = await draft(sqlite_db)
    boris = await visit(sqlite_db, BORIS)
    press = SendAnnouncement(id=made, at=at, country=country)

    assert await announce_when.send(boris, press) == Next(AnnouncementView(id=made), toast=toast)
    once = await stored(sqlite_db, made)
    later = await visit(sqlite_db, BORIS, now=NOW + timedelta(seconds=2))
    assert await announce_when.send(later, press) == Next(AnnouncementView(id=made))

    assert (once.state, once.due_at, once.zone) == (State.SCHEDULED, due, zone)
    assert await stored(sqlite_db, made) == once


async def test_a_late_one_can_be_sent_now(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    await readers(sqlite_db, Language.KK, 1)
    made = await in_state(sqlite_db, State.LATE)
    boris = await visit(sqlite_db, BORIS)

    looked = await announce_when.last_look(boris, ConfirmSend(id=made))
    await announce_when.send(boris, SendAnnouncement(id=made))

    assert "Goes out: at once." in looked.text
    found = await stored(sqlite_db, made)
    assert (found.state, found.due_at) == (State.SCHEDULED, NOW)


@pytest.mark.parametrize("state", [State.SENDING, State.PAUSED, State.DONE, State.CANCELLED])
async def test_what_began_is_not_sent_again(sqlite_db: Database, state: State) -> None:
    await name_boris(sqlite_db)
    await readers(sqlite_db, Language.KK, 1)
    made = await in_state(sqlite_db, state)

    answer = await announce_when.send(await visit(sqlite_db, BORIS), SendAnnouncement(id=made))

    assert answer == Next(AnnouncementView(id=made))
    assert (await stored(sqlite_db, made)).state is state


@pytest.mark.parametrize(
    ("texts", "n", "at", "words"),
    [
        ({}, 1, 0, "There is no text yet"),
        ({Language.RU: "x"}, 0, 0, "Nobody would get it"),
        ({Language.RU: "x"}, 1, int(NOW.timestamp()), "This moment has passed."),
        ({Language.RU: "x"}, 1, int(NOW.timestamp()) + 367 * 86_400, "This is more than a year ahead."),
        ({Language.RU: "x"}, 1, 4_102_444_800, "This is more than a year ahead."),
    ],
)
async def test_what_cannot_be_sent_is_refused(
    sqlite_db: Database, texts: dict[Language, str], n: int, at: int, words: str
) -> None:
    await name_boris(sqlite_db)
    await readers(sqlite_db, Language.KK, n)
    made = await draft(sqlite_db, texts)

    answer = await announce_when.send(await visit(sqlite_db, BORIS), SendAnnouncement(id=made, at=at))

    assert (answer.toast or "").startswith(words)
    assert (await stored(sqlite_db, made)).state is State.DRAFT


@pytest.mark.parametrize("state", [State.SCHEDULED, State.SENDING, State.PAUSED, State.DONE, State.CANCELLED])
async def test_there_is_no_moment_to_choose_any_more(sqlite_db: Database, state: State) -> None:
    await name_boris(sqlite_db)
    made = await in_state(sqlite_db, state)
    boris = await visit(sqlite_db, BORIS)

    shown = [
        await announce_when.when(boris, AnnouncementWhen(id=made)),
        await announce_when.write_moment(boris, WriteMoment(id=made)),
        await announce_when.last_look(boris, ConfirmSend(id=made, at=STAMP)),
    ]

    assert shown[0] == shown[1] == shown[2]
    assert "All announcements" in [button.label for row in shown[0].rows for button in row]
    assert await expected(sqlite_db, BORIS) is None


async def test_taken_back_and_sent_anew_it_keeps_the_new_moment(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    await readers(sqlite_db, Language.KK, 1)
    made = await in_state(sqlite_db, State.SCHEDULED)
    async with sqlite_db.write() as tx:
        await announcements.move(tx, made, State.SCHEDULED, State.DRAFT)

    await announce_when.send(await visit(sqlite_db, BORIS), SendAnnouncement(id=made, at=STAMP, country=Country.UZ))

    found = await stored(sqlite_db, made)
    assert (found.due_at, found.zone) == (LATER, "Asia/Tashkent")
