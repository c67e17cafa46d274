"""What is known of who is asking."""

from datetime import UTC, datetime, timedelta

from bot.domain.interests import Interests, Kind
from bot.domain.member import Role, Standing
from bot.domain.places import Country, Language
from bot.store import expecting, members, staff, visits
from bot.store.database import Database

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


async def test_nobody_is_known_at_first(db: Database) -> None:
    async with db.read() as c:
        assert await visits.load(c, db.seal.seal(1), NOW) == visits.Known(None, None, None)


async def test_one_visit_knows_the_member_the_role_and_what_is_expected(db: Database) -> None:
    boris = db.seal.seal(2)
    async with db.write() as tx:
        await members.set_language(tx, boris, Language.KK, NOW.date())
        await members.set_country(tx, boris, Country.KZ)
        await staff.name(tx, boris, Role.BROADCASTER, NOW.date())
        await expecting.expect(tx, boris, "bw_1_ru", NOW + timedelta(hours=1))
    async with db.read() as c:
        known = await visits.load(c, boris, NOW)
    assert known.member is not None
    assert (known.member.language, known.member.country) == (Language.KK, Country.KZ)
    assert (known.member.standing, known.member.paused) == (Standing.ACTIVE, False)
    assert known.member.interests == Interests(kinds=frozenset({Kind.ANNOUNCEMENT}))
    assert known.member.joined_on == known.member.seen_on == NOW.date()
    assert (known.role, known.expecting) == (Role.BROADCASTER, "bw_1_ru")


async def test_a_role_is_known_without_a_member(db: Database) -> None:
    async with db.write() as tx:
        await staff.name(tx, db.seal.seal(3), Role.OWNER, NOW.date())
    async with db.read() as c:
        assert await visits.load(c, db.seal.seal(3), NOW) == visits.Known(None, Role.OWNER, None)


async def test_an_expectation_ends(db: Database) -> None:
    boris = db.seal.seal(2)
    async with db.write() as tx:
        await expecting.expect(tx, boris, "bw_1_ru", NOW + timedelta(minutes=10))
    async with db.read() as c:
        assert (await visits.load(c, boris, NOW + timedelta(minutes=9))).expecting == "bw_1_ru"
        assert (await visits.load(c, boris, NOW + timedelta(minutes=10))).expecting is None


async def test_a_newer_expectation_replaces_an_older_and_can_be_cleared(db: Database) -> None:
    boris, until = db.seal.seal(2), NOW + timedelta(hours=1)
    async with db.write() as tx:
        await expecting.expect(tx, boris, "bw_1_ru", until)
        await expecting.expect(tx, boris, "bw_1_kk", until)
        assert (await visits.load(tx, boris, NOW)).expecting == "bw_1_kk"
        await expecting.clear(tx, boris)
        assert (await visits.load(tx, boris, NOW)).expecting is None
