"""The report of what has ended, and its files."""

import pytest
from sqlalchemy import insert, update

from bot.domain.announcement import MediaKind, State
from bot.domain.delivery import Matter, Status
from bot.domain.places import Country, Language
from bot.handlers import announce_report
from bot.store.database import Database
from bot.store.tables import announcement, member, outbox
from bot.ui.routes import Home
from bot.ui.screen import Upload
from bot.ui.staff_actions import SendReport
from bot.ui.staff_routes import AnnouncementReport, AnnouncementView
from tests.handlers.announced import in_state, name_boris, readers
from tests.visits import AISULU, BORIS, MALLORY, NOW, join, visit


async def ended(db: Database, n: int, state: State = State.DONE) -> int:
    """An announcement in this state that `n` readers of Russian got; its number."""
    await name_boris(db)
    made = await in_state(db, state)
    await join(db, BORIS, Language.EN, Country.KZ)  # after the planning: he is no recipient
    await readers(db, Language.RU, n)
    async with db.write() as tx:
        await tx.execute(update(announcement).where(announcement.c.id == made).values(began_at=NOW, ended_at=NOW))
        people = await tx.scalars(
            member.select().with_only_columns(member.c.id).where(member.c.language == Language.RU)
        )
        for row in people.all():
            await tx.execute(
                insert(outbox).values(
                    member_id=row,
                    matter=Matter.ANNOUNCEMENT,
                    subject=made,
                    due_at=NOW,
                    status=Status.SENT,
                    not_before=NOW,
                    attempts=0,
                    settled_at=NOW,
                )
            )
    return made


@pytest.mark.parametrize("state", [State.DONE, State.CANCELLED])
async def test_what_has_ended_has_a_report(sqlite_db: Database, state: State) -> None:
    made = await ended(sqlite_db, 6, state)

    screen = await announce_report.report(await visit(sqlite_db, BORIS), AnnouncementReport(id=made))

    assert "Russian: 🟩 6" in screen.text
    assert "Began: November 23, 2026, 14:00 (UTC+5), Almaty." in screen.text


@pytest.mark.parametrize("state", [State.SENDING, State.PAUSED, State.SCHEDULED, State.DRAFT])
async def test_what_is_still_going_on_is_shown_as_it_is(sqlite_db: Database, state: State) -> None:
    made = await ended(sqlite_db, 6, state)
    boris = await visit(sqlite_db, BORIS)

    screen = await announce_report.report(boris, AnnouncementReport(id=made))
    answer = await announce_report.send_report(boris, SendReport(id=made))

    assert "By language" not in screen.text
    assert f"Announcement {made}" in screen.text
    assert (answer.route, answer.also) == (AnnouncementView(id=made), ())


async def test_what_reached_nobody_has_no_report(sqlite_db: Database) -> None:
    made = await ended(sqlite_db, 0)

    screen = await announce_report.report(await visit(sqlite_db, BORIS), AnnouncementReport(id=made))

    assert "Total: 0" in screen.text


async def test_chart_and_table_come_as_messages_that_stay(sqlite_db: Database) -> None:
    made = await ended(sqlite_db, 6)

    answer = await announce_report.send_report(await visit(sqlite_db, BORIS), SendReport(id=made))

    uploads = [screen.media for screen in answer.also if isinstance(screen.media, Upload)]
    assert [upload.kind for upload in uploads] == [MediaKind.PHOTO, MediaKind.DOCUMENT]
    assert b"ru,all,sent,6\r\n" in uploads[1].content
    assert answer.route == AnnouncementReport(id=made)


async def test_of_a_few_there_is_a_table_without_a_chart(sqlite_db: Database) -> None:
    made = await ended(sqlite_db, 4)

    answer = await announce_report.send_report(await visit(sqlite_db, BORIS), SendReport(id=made))

    (table,) = answer.also
    assert isinstance(table.media, Upload)
    assert b"ru,all,sent,<5\r\n" in table.media.content


@pytest.mark.parametrize("who", [AISULU, MALLORY])
async def test_for_everybody_else_there_is_no_report(sqlite_db: Database, who: int) -> None:
    made = await ended(sqlite_db, 6)
    visitor = await visit(sqlite_db, who)

    screen = await announce_report.report(visitor, AnnouncementReport(id=made))
    answer = await announce_report.send_report(visitor, SendReport(id=made))

    assert "By language" not in screen.text
    assert (answer.route, answer.also) == (Home(), ())


async def test_what_is_not_there_has_no_report(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    boris = await visit(sqlite_db, BORIS)

    assert (await announce_report.report(boris, AnnouncementReport(id=99))).toast == "This button is out of date."
    assert (await announce_report.send_report(boris, SendReport(id=99))).route == Home()
