"""Whom an announcement is for, and from when on each may get it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import insert, select, update

from bot.domain.announcement import Audience, Errand
from bot.domain.delivery import Matter, Status
from bot.domain.interests import Interests, Kind, Theme
from bot.domain.member import Role, Standing
from bot.domain.places import Country, Language
from bot.domain.schedule import Timing
from bot.store import members, planning, staff
from bot.store.database import Database
from bot.store.tables import announcement, announcement_text, member
from bot.store.tables import outbox as rows
from tests.store.plans import NOW, held, joined, moments_of, more, people_of, planned, scheduled, sent, start

# Whom


async def test_readers_of_a_language_left_out_get_nothing(db: Database) -> None:
    russian = await joined(db, 1)
    kazakh = await joined(db, 1, first=10, language=Language.KK)
    await joined(db, 1, first=20, language=Language.TK)
    async with db.write() as tx:
        made = await scheduled(tx, skipped=frozenset({Language.TK, Language.KK}))
        # A text that came later counts more than the choice made for its lack.
        await tx.execute(insert(announcement_text).values(announcement_id=made, language=Language.KK, html="Мәтін"))
    await start(db, made)
    assert await people_of(db, made) == [*russian, *kazakh]


async def test_themes_narrow_whom_they_do_not_concern(db: Database) -> None:
    people = await joined(db, 4)
    themes = [frozenset(), frozenset({Theme.MEDIA}), frozenset({Theme.YOUTH}), frozenset({Theme.MEDIA, Theme.YOUTH})]
    async with db.write() as tx:
        for person, wanted in zip(people, themes, strict=True):
            await members.set_interests(tx, person, Interests(frozenset({Kind.ANNOUNCEMENT}), frozenset(wanted)))
    made = await planned(db, themes=frozenset({Theme.MEDIA, Theme.GENDER}))
    assert await people_of(db, made) == [people[0], people[1], people[3]]


async def test_staff_alone_whatever_they_want(db: Database) -> None:
    people = await joined(db, 5)
    abroad = await joined(db, 1, first=10, country=Country.KZ)
    async with db.write() as tx:
        for person in (*people[:4], *abroad):
            await staff.name(tx, person, Role.EDITOR, NOW.date())
        await members.set_interests(tx, people[0], Interests())
        await members.set_interests(tx, people[1], Interests(frozenset({Kind.JOB}), frozenset({Theme.YOUTH})))
        await members.set_standing(tx, people[2], Standing.BLOCKED)
        await members.set_paused(tx, people[3], True)
    audience = Audience(kinds=frozenset({Kind.GRANT}), themes=frozenset({Theme.MEDIA}), staff_only=True)
    made = await planned(db, kinds=audience.kinds, themes=audience.themes, staff_only=True)
    assert await people_of(db, made) == [people[0], people[1], *abroad]
    in_kazakhstan = await planned(db, staff_only=True, countries=frozenset({Country.KZ}))
    assert await people_of(db, in_kazakhstan) == abroad
    async with db.read() as c:
        assert sum((await members.count_by_language(c, audience)).values()) == 3


# When


async def from_everywhere(db: Database) -> None:
    for n, country in enumerate((None, *Country)):
        await joined(db, 1, first=1 + n, country=country)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


async def test_by_day_it_goes_out_at_once(db: Database) -> None:
    await from_everywhere(db)
    made = await planned(db)
    assert set((await moments_of(db, made)).values()) == {NOW}


async def test_at_night_it_waits_for_the_morning_where_the_reader_lives(db: Database) -> None:
    await from_everywhere(db)
    made = await planned(db, now=at(23, 16, 30), due_at=at(23, 16))
    assert await moments_of(db, made) == {
        None: at(24, 4),
        Country.AZ: at(23, 16, 30),  # 20:30 in Baku
        Country.KZ: at(24, 4),
        Country.KG: at(24, 3),
        Country.TJ: at(24, 4),
        Country.TM: at(24, 4),
        Country.UZ: at(24, 4),
    }


async def test_what_is_urgent_does_not_wait(db: Database) -> None:
    await from_everywhere(db)
    made = await planned(db, now=at(23, 18), urgent=True)
    assert set((await moments_of(db, made)).values()) == {at(23, 18)}


@pytest.mark.parametrize("urgent", [False, True])
async def test_at_ten_where_the_reader_lives(db: Database, urgent: bool) -> None:
    await from_everywhere(db)
    async with db.write() as tx:
        made = await scheduled(tx, urgent=urgent)
        await tx.execute(
            update(announcement).values(wall="2026-11-24T10:00:00", zone="UTC", by_reader=True, due_at=at(24, 4))
        )
    await start(db, made, now=at(24, 5, 30))
    assert await moments_of(db, made) == {
        None: at(24, 10),  # ten in UTC
        Country.AZ: at(24, 6),
        Country.KZ: at(24, 5, 30),  # ten has passed
        Country.KG: at(24, 5, 30),
        Country.TJ: at(24, 5, 30),
        Country.TM: at(24, 5, 30),
        Country.UZ: at(24, 5, 30),
    }


async def test_at_eight_where_the_reader_lives_is_at_nine_unless_urgent(db: Database) -> None:
    await joined(db, 1, country=Country.KG)
    timing = Timing(datetime(2026, 11, 24, 8), "UTC", by_reader=True)
    for urgent, moment in ((False, at(24, 3)), (True, at(24, 2))):
        async with db.write() as tx:
            made = await scheduled(tx, urgent=urgent)
            due = await held(tx, made)
            await planning.start(tx, replace(due, timing=timing), NOW)
        assert await moments_of(db, made) == {Country.KG: moment}


# Copies


async def test_a_correction_is_for_every_copy_that_arrived(db: Database) -> None:
    people = await joined(db, 6)
    original = await planned(db)
    statuses = [Status.SENT, Status.GONE, Status.REFUSED, Status.UNCERTAIN, Status.SKIPPED]
    await sent(db, original, at(23, 9, 5), statuses)
    for errand, matter in ((Errand.CORRECT, Matter.CORRECTION), (Errand.RECALL, Matter.RECALL)):
        # At night too: nobody is woken by an edit.
        made = await planned(db, errand=errand, about=original, now=at(23, 18))
        async with db.read() as c:
            found = await c.execute(
                select(
                    member.c.person,
                    rows.c.matter,
                    rows.c.message_id,
                    rows.c.due_at,
                    rows.c.not_before,
                    rows.c.status,
                    rows.c.attempts,
                )
                .join(rows, rows.c.member_id == member.c.id)
                .where(rows.c.subject == made)
                .order_by(rows.c.id),
            )
            assert [tuple(row) for row in found] == [
                (people[0], matter, 100, at(23, 9, 5), at(23, 18), Status.WAITING, 0),
                (people[5], matter, 105, at(23, 9, 5), at(23, 18), Status.WAITING, 0),
            ]


@pytest.mark.parametrize("chunk", [1, 3, 4, 9])
async def test_copies_come_in_chunks_too(db: Database, chunk: int) -> None:
    people = await joined(db, 4)
    original = await planned(db)
    await joined(db, 3, first=20)
    await sent(db, original, NOW)
    async with db.write() as tx:
        made = await scheduled(tx, errand=Errand.RECALL, about=original)
    is_left = await start(db, made, chunk)
    assert len(await people_of(db, made)) == min(chunk, 4)
    while is_left:
        is_left = await more(db, made, chunk)
    assert await people_of(db, made) == people
