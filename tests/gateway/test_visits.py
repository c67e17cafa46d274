"""What is known of who is asking."""

from datetime import timedelta

import pytest

from bot.domain.member import ChatKind, Role
from bot.domain.places import Language
from bot.gateway.senders import Sender
from bot.gateway.visits import NOT_AGAIN_FOR
from bot.store import expecting, staff
from bot.store.database import Database
from bot.ui.staff_routes import NameStaff
from tests.faults import read_only
from tests.gateway.incoming import AISULU, BORIS, OLGA
from tests.gateway.rig import Rig
from tests.visits import NOW, join


@pytest.mark.parametrize(
    ("hint", "language"), [("kk", Language.KK), ("ru-RU", Language.RU), ("tr", Language.EN), (None, Language.EN)]
)
async def test_a_newcomer_is_spoken_to_as_hinted_or_in_the_fallback(
    rig: Rig, hint: str | None, language: Language
) -> None:
    opened = await rig.visits.open(Sender(AISULU, hint))
    assert opened.visit.member is None
    assert opened.visit.language is language
    assert opened.visit.t.language == language


async def test_a_member_is_spoken_to_in_the_language_they_chose(rig: Rig) -> None:
    await join(rig.db, AISULU, Language.UZ)
    assert (await rig.visits.open(Sender(AISULU, "ru"))).visit.language is Language.UZ


async def test_roles_come_from_the_settings_first_and_then_from_the_store(rig: Rig) -> None:
    async with rig.db.write() as tx:
        for who in (BORIS, OLGA):
            await staff.name(tx, rig.db.seal.seal(who), Role.BROADCASTER, NOW.date())
    roles = [(await rig.visits.open(Sender(who))).visit.role for who in (AISULU, BORIS, OLGA)]
    assert roles == [None, Role.BROADCASTER, Role.OWNER]


async def test_what_is_awaited_is_a_place_until_it_is_over(rig: Rig) -> None:
    awaited = NameStaff(role=Role.EDITOR)
    async with rig.db.write() as tx:
        await expecting.expect(tx, rig.db.seal.seal(OLGA), awaited.pack(), NOW + timedelta(minutes=1))
    assert (await rig.visits.open(Sender(OLGA))).expecting == awaited
    rig.now = NOW + timedelta(minutes=1)
    assert (await rig.visits.open(Sender(OLGA))).expecting is None


async def test_an_expectation_of_a_place_that_is_no_more_is_none(rig: Rig) -> None:
    async with rig.db.write() as tx:
        await expecting.expect(tx, rig.db.seal.seal(OLGA), "zz_1", NOW + timedelta(minutes=1))
    assert (await rig.visits.open(Sender(OLGA))).expecting is None


async def test_a_visit_writes_the_day_once(rig: Rig) -> None:
    await join(rig.db, AISULU)
    rig.now = NOW + timedelta(days=1)
    first = (await rig.visits.open(Sender(AISULU))).visit.member
    assert first is not None
    assert first.seen_on == rig.now.date()
    assert await rig.known(AISULU) == first


async def test_a_day_that_cannot_be_noted_keeps_nobody_from_reading(
    rig: Rig, caplog: pytest.LogCaptureFixture, sqlite_db: Database
) -> None:
    await join(rig.db, AISULU)
    rig.now = NOW + timedelta(days=1)
    async with read_only(sqlite_db):
        for _ in range(3):
            opened = await rig.visits.open(Sender(AISULU))
            assert opened.visit.member is not None
            assert opened.visit.member.seen_on == NOW.date()
        assert caplog.messages == ["the day of a visit could not be noted (StoreReadOnlyError)"]
    assert (await rig.known(AISULU)).seen_on == NOW.date()
    rig.now += NOT_AGAIN_FOR
    await rig.visits.open(Sender(AISULU))
    assert (await rig.known(AISULU)).seen_on == rig.now.date()


async def test_nobody_has_a_role_in_a_group(rig: Rig) -> None:
    async with rig.db.write() as tx:
        await staff.name(tx, rig.db.seal.seal(-777), Role.BROADCASTER, NOW.date())
        await expecting.expect(tx, rig.db.seal.seal(-777), NameStaff(role=Role.EDITOR).pack(), NOW + timedelta(days=1))
    opened = await rig.visits.open(Sender(-777, "kk", ChatKind.GROUP))
    assert (opened.visit.role, opened.visit.chat, opened.expecting) == (None, ChatKind.GROUP, None)
    assert opened.visit.language is Language.KK
