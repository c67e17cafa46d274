"""What became of the recipients, by language, country and time."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import insert, update

from bot.domain.announcement import Errand
from bot.domain.delivery import Matter, Status
from bot.domain.places import Country, Language
from bot.domain.report import Ending
from bot.store import members, reports
from bot.store.database import Database
from bot.store.tables import announcement, member, outbox
from tests.outreach.scenes import scheduled, stored
from tests.visits import NOW, join

AT = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)


async def settled(
    db: Database, subject: int, who: int, status: Status, at: datetime | None = AT, matter: Matter = Matter.ANNOUNCEMENT
) -> None:
    """A row of the outbox for this member."""
    async with db.write() as tx:
        found = await tx.scalar(
            member.select().with_only_columns(member.c.id).where(member.c.person == db.seal.seal(who))
        )
        await tx.execute(
            insert(outbox).values(
                member_id=found,
                matter=matter,
                subject=subject,
                due_at=NOW,
                status=status,
                not_before=NOW,
                attempts=0,
                settled_at=at,
            )
        )


async def test_recipients_are_counted_by_language_country_and_ending(db: Database) -> None:
    made, other = await scheduled(db), await scheduled(db)
    for who, language, country in (
        (1, Language.KK, Country.KZ),
        (2, Language.KK, Country.KZ),
        (3, Language.KK, None),
        (4, Language.RU, Country.KZ),
    ):
        await join(db, who, language, country)
        await settled(db, made, who, Status.SENT if who < 4 else Status.GONE)
    await settled(db, other, 1, Status.REFUSED)

    async with db.read() as c:
        found = await reports.by_language_and_country(c, await stored(db, made))

    assert found == {
        (Language.KK, Country.KZ, Ending.SENT): 2,
        (Language.KK, None, Ending.SENT): 1,
        (Language.RU, Country.KZ, Ending.BLOCKED): 1,
    }


async def test_who_waits_and_who_is_on_the_way_are_one_ending(db: Database) -> None:
    made = await scheduled(db)
    for who, status in ((1, Status.WAITING), (2, Status.BEGUN)):
        await join(db, who, Language.TG, Country.TJ)
        await settled(db, made, who, status, None)

    async with db.read() as c:
        found = await reports.by_language_and_country(c, await stored(db, made))

    assert found == {(Language.TG, Country.TJ, Ending.WAITING): 2}


async def test_whoever_is_forgotten_is_in_no_report(db: Database) -> None:
    made = await scheduled(db)
    person = await join(db, 1, Language.TG)
    await settled(db, made, 1, Status.SENT)
    async with db.write() as tx:
        await members.forget(tx, person)

    async with db.read() as c:
        about = await stored(db, made)
        assert not await reports.by_language_and_country(c, about)
        assert not await reports.over_time(c, about, timedelta(minutes=1))


async def test_a_correction_counts_its_own_rows(db: Database) -> None:
    made = await scheduled(db)
    await join(db, 1, Language.RU)
    await settled(db, made, 1, Status.SENT)
    await settled(db, made, 1, Status.REFUSED, matter=Matter.CORRECTION)
    async with db.write() as tx:
        await tx.execute(update(announcement).values(errand=Errand.CORRECT))

    async with db.read() as c:
        found = await reports.by_language_and_country(c, await stored(db, made))

    assert found == {(Language.RU, None, Ending.FAILED): 1}


async def test_time_goes_in_whole_steps(db: Database) -> None:
    made = await scheduled(db)
    for who, (status, seconds) in enumerate(
        [(Status.SENT, 0), (Status.SENT, 299), (Status.SENT, 300), (Status.GONE, 301), (Status.WAITING, 5)], 1
    ):
        await join(db, who)
        await settled(db, made, who, status, AT + timedelta(seconds=seconds))

    async with db.read() as c:
        found = await reports.over_time(c, await stored(db, made), timedelta(minutes=5))

    later = AT + timedelta(minutes=5)
    assert found == {(AT, Ending.SENT): 2, (later, Ending.SENT): 1, (later, Ending.BLOCKED): 1}


async def test_days_begin_at_midnight_where_the_reader_lives(db: Database) -> None:
    made = await scheduled(db)
    for who, hour in ((1, 18), (2, 19)):  # 23:00 in Almaty, and midnight
        await join(db, who)
        await settled(db, made, who, Status.SENT, AT.replace(hour=hour))

    async with db.read() as c:
        found = await reports.over_time(c, await stored(db, made), timedelta(days=1), timedelta(hours=5))

    assert found == {
        (datetime(2026, 11, 23, 19, tzinfo=UTC), Ending.SENT): 1,
        (datetime(2026, 11, 24, 19, tzinfo=UTC), Ending.SENT): 1,
    }
