"""Members."""

import asyncio
import random
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.announcement import Audience, State
from bot.domain.delivery import Status
from bot.domain.interests import Interests, Kind, Theme
from bot.domain.member import Member, Role, Standing
from bot.domain.places import Country, Language
from bot.store import announcements, drafts, expecting, floods, members, planning, staff, visits
from bot.store.database import Database

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
TODAY = NOW.date()


async def member_of(db: Database, person: bytes) -> Member | None:
    async with db.read() as c:
        return (await visits.load(c, person, NOW)).member


async def joined(db: Database, telegram_id: int = 1, language: Language = Language.KY) -> bytes:
    person = db.seal.seal(telegram_id)
    async with db.write() as tx:
        await members.set_language(tx, person, language, TODAY)
    return person


async def test_a_language_makes_a_member_who_gets_announcements_only(db: Database) -> None:
    aisulu = await joined(db)
    found = await member_of(db, aisulu)
    assert found is not None
    assert found == Member(
        found.id, Language.KY, None, Interests(frozenset({Kind.ANNOUNCEMENT})), joined_on=TODAY, seen_on=TODAY
    )


async def test_another_language_keeps_everything_else(db: Database) -> None:
    aisulu = await joined(db)
    chosen = Interests(frozenset({Kind.GRANT, Kind.JOB}), frozenset({Theme.MEDIA}), frozenset({Country.KG, Country.TJ}))
    async with db.write() as tx:
        await members.set_country(tx, aisulu, Country.KG)
        await members.set_interests(tx, aisulu, chosen)
        await members.set_paused(tx, aisulu, True)
        await members.set_language(tx, aisulu, Language.RU, TODAY + timedelta(days=3))
    found = await member_of(db, aisulu)
    assert found is not None
    assert (found.language, found.country, found.interests, found.paused) == (Language.RU, Country.KG, chosen, True)
    assert (found.joined_on, found.seen_on) == (TODAY, date(2026, 11, 26))


async def test_a_country_can_be_taken_back(db: Database) -> None:
    aisulu = await joined(db)
    async with db.write() as tx:
        await members.set_country(tx, aisulu, Country.KG)
        await members.set_country(tx, aisulu, None)
    found = await member_of(db, aisulu)
    assert found is not None
    assert found.country is None


@pytest.mark.parametrize("standing", [Standing.STOPPED, Standing.BLOCKED, Standing.GONE])
async def test_whoever_left_is_revived_with_the_old_settings(db: Database, standing: Standing) -> None:
    aisulu = await joined(db)
    before = await member_of(db, aisulu)
    async with db.write() as tx:
        await members.set_standing(tx, aisulu, standing)
    left = await member_of(db, aisulu)
    assert left is not None
    assert left.standing is standing
    async with db.write() as tx:
        assert await members.revive(tx, aisulu)
        assert not await members.revive(tx, aisulu)
    assert await member_of(db, aisulu) == before


async def test_nobody_is_revived_who_never_came(db: Database) -> None:
    async with db.write() as tx:
        assert not await members.revive(tx, db.seal.seal(9))
    assert await member_of(db, db.seal.seal(9)) is None


async def test_choosing_a_language_revives(db: Database) -> None:
    aisulu = await joined(db)
    async with db.write() as tx:
        await members.set_standing(tx, aisulu, Standing.STOPPED)
        await members.set_language(tx, aisulu, Language.KY, TODAY)
    found = await member_of(db, aisulu)
    assert found is not None
    assert found.standing is Standing.ACTIVE


async def test_the_day_of_the_last_visit_only_goes_forward(db: Database) -> None:
    aisulu = await joined(db)
    async with db.write() as tx:
        await members.touch(tx, aisulu, TODAY + timedelta(days=1))
        await members.touch(tx, aisulu, TODAY)
    found = await member_of(db, aisulu)
    assert found is not None
    assert (found.joined_on, found.seen_on) == (TODAY, TODAY + timedelta(days=1))


async def test_forgetting_takes_everything_of_one_person_and_nothing_of_another(db: Database) -> None:
    boris, aisulu = await joined(db, 1), await joined(db, 2)
    async with db.write() as tx:
        for person in (boris, aisulu):
            await staff.name(tx, person, Role.BROADCASTER, TODAY)
            await expecting.expect(tx, person, "bw_1_ru", NOW + timedelta(hours=1))
            await floods.remember(tx, person, NOW + timedelta(hours=1))
        number = await announcements.create(tx, boris, NOW)
        await drafts.set_text(tx, number, Language.RU, "Text")
        await drafts.schedule(tx, number, NOW, "UTC")
        planned = await announcements.get(tx, number)
        assert planned is not None
        await planning.start(tx, planned, NOW)
        assert await announcements.tally(tx, number) == {Status.WAITING: 2}
        planned = await announcements.get(tx, number)
    async with db.write() as tx:
        await members.forget(tx, boris)
    async with db.read() as c:
        assert await visits.load(c, boris, NOW) == visits.Known(None, None, None)
        kept = await visits.load(c, aisulu, NOW)
        assert (kept.member is not None, kept.role, kept.expecting) == (True, Role.BROADCASTER, "bw_1_ru")
        assert [flood.person for flood in await floods.active(c, NOW)] == [aisulu]
        assert await announcements.tally(c, number) == {Status.WAITING: 1}
        assert await announcements.get(c, number) == planned


async def test_an_owner_is_forgotten_as_a_member_and_stays_among_the_staff(db: Database) -> None:
    olga = await joined(db)
    async with db.write() as tx:
        await staff.sync_owners(tx, [olga], TODAY)
        await members.forget(tx, olga)
        assert await staff.broadcasters(tx) == [olga]
        assert await visits.load(tx, olga, NOW) == visits.Known(None, Role.OWNER, None)


async def test_an_announcement_of_somebody_forgotten_has_no_author(db: Database) -> None:
    boris = db.seal.seal(1)
    async with db.write() as tx:
        number = await announcements.create(tx, boris, NOW)
        await drafts.schedule(tx, number, NOW, "UTC")
        await announcements.move(tx, number, State.SCHEDULED, State.SENDING)
        assert [card.author for card in await announcements.cards(tx)] == [boris]
        await members.forget(tx, boris)
        assert [card.author for card in await announcements.cards(tx)] == [None]


async def test_an_author_is_forgotten_while_their_announcement_is_cancelled(postgresql_db: Database) -> None:
    db = postgresql_db
    boris = await joined(db)
    async with db.write() as tx:
        number = await announcements.create(tx, boris, NOW)
        await drafts.schedule(tx, number, NOW, "UTC")
        held = await announcements.get(tx, number)
        assert held is not None
        await planning.start(tx, held, NOW)

    async def forget() -> None:
        async with db.write() as tx:
            await members.forget(tx, boris)

    async with db.write() as tx:
        await announcements.move(tx, number, State.SENDING, State.CANCELLED)
        forgetting = asyncio.create_task(forget())
        await asyncio.wait({forgetting}, timeout=0.3)
        await planning.call_off(tx, number, NOW)
    await forgetting
    async with db.read() as c:
        assert await announcements.tally(c, number) == {}


async def test_forgetting_a_stranger_changes_nothing(db: Database) -> None:
    aisulu = await joined(db)
    async with db.write() as tx:
        await members.forget(tx, db.seal.seal(99))
    assert await member_of(db, aisulu) is not None


async def test_the_number_of_a_member_forgotten_is_not_given_again(db: Database) -> None:
    first = await member_of(db, aisulu := await joined(db))
    async with db.write() as tx:
        await members.forget(tx, aisulu)
    second = await member_of(db, await joined(db))
    assert first is not None
    assert second is not None
    assert second.id > first.id


AUDIENCES = [
    Audience(),
    Audience(languages=frozenset({Language.RU, Language.UZ})),
    Audience(countries=frozenset({Country.KZ})),
    Audience(kinds=frozenset({Kind.GRANT, Kind.JOB})),
    Audience(frozenset({Language.RU}), frozenset({Country.KZ, Country.UZ}), frozenset({Kind.NEWS})),
]


@pytest.mark.parametrize("audience", AUDIENCES, ids=["all", "languages", "countries", "kinds", "everything"])
async def test_counting_and_planning_reach_exactly_the_audience(db: Database, audience: Audience) -> None:
    random_ = random.Random(20261123)
    reached: list[tuple[Language, Country | None]] = []
    async with db.write() as tx:
        for number in range(200):
            person, language = db.seal.seal(number), random_.choice(list(Language))
            country = random_.choice([None, *Country])
            kinds = frozenset(random_.sample(list(Kind), random_.randint(0, 4)))
            standing = random_.choice([Standing.ACTIVE, Standing.ACTIVE, Standing.ACTIVE, *Standing])
            paused = random_.random() < 0.2
            await members.set_language(tx, person, language, TODAY)
            await members.set_country(tx, person, country)
            await members.set_interests(tx, person, Interests(kinds))
            await members.set_standing(tx, person, standing)
            await members.set_paused(tx, person, paused)
            wanted = Member(number, language, country, Interests(kinds), standing, paused)
            if wanted.reachable and meant(wanted, audience):
                reached.append((language, country))
        by_language = await members.count_by_language(tx, audience)
        by_country = await members.count_by_country(tx, audience)
        number = await announcements.create(tx, db.seal.seal(1), NOW)
        await drafts.set_audience(tx, number, audience)
        await drafts.schedule(tx, number, NOW, "UTC")
        planned = await announcements.get(tx, number)
        assert planned is not None
        await planning.start(tx, planned, NOW)
        assert await announcements.tally(tx, number) == {Status.WAITING: len(reached)}
    assert by_language == {one: n for one in Language if (n := sum(language is one for language, _ in reached))}
    countries: list[Country | None] = [None, *Country]
    assert by_country == {one: n for one in countries if (n := sum(country is one for _, country in reached))}


def meant(member: Member, audience: Audience) -> bool:
    return (
        any(member.interests.want(kind) for kind in audience.wanted_kinds)
        and (not audience.languages or member.language in audience.languages)
        and (not audience.countries or member.country in audience.countries)
    )
