"""Staff are told what waits for them, in their language, a few times at most."""

from datetime import timedelta

import pytest

from bot.domain.announcement import State
from bot.domain.member import Role
from bot.domain.places import Language
from bot.outreach.staff_notices import TRIES, TRY_AGAIN, StaffNotices
from bot.store import announcements, approvals, staff, staff_notices
from bot.store.database import Database
from bot.ui.screen import Screen
from bot.ui.staff_actions import Freeze, SendBack
from bot.ui.staff_notices import notice
from bot.ui.staff_routes import Announcements, ReviewAnnouncement, StaffList
from tests.outreach.scenes import Clock
from tests.visits import BORIS, NOW, OLGA, join, translator

TOMORROW = NOW + timedelta(days=1)


class Telling:
    """Fits what is needed of a messenger; `deaf` are the chats where nothing can be said."""

    def __init__(self) -> None:
        self.said: list[tuple[int, Screen]] = []
        self.deaf: set[int] = set()
        self.broken: set[int] = set()

    async def tell(self, chat_id: int, screen: Screen) -> bool:
        self.said.append((chat_id, screen))
        if chat_id in self.broken:
            raise RuntimeError
        return chat_id not in self.deaf


@pytest.fixture
def telling() -> Telling:
    return Telling()


def over(db: Database, telling: Telling) -> StaffNotices:
    return StaffNotices(db, telling, translator, Language.RU)


async def people(db: Database) -> None:
    """Olga, an owner who chose no language, and Boris, a broadcaster who reads Uzbek."""
    async with db.write() as tx:
        await staff.sync_owners(tx, [db.seal.seal(OLGA)], NOW.date())
        await staff.name(tx, db.seal.seal(BORIS), Role.BROADCASTER, NOW.date())
    await join(db, BORIS, Language.UZ)


async def left(db: Database, what: str, *whom: int) -> None:
    """A word for each of them."""
    async with db.write() as tx:
        await staff_notices.add(tx, [db.seal.seal(who) for who in whom], what, TOMORROW)


async def waiting(db: Database) -> int:
    async with db.read() as c:
        return len(await staff_notices.waiting(c, NOW))


async def test_each_is_told_once_in_their_own_language(db: Database, telling: Telling, clock: Clock) -> None:
    await people(db)
    await left(db, Freeze().pack(), OLGA, BORIS)
    notices = over(db, telling)

    for _ in range(3):
        await notices.refresh(clock())
        clock.go_on(60)

    assert sorted(telling.said, key=lambda one: one[0]) == [
        (BORIS, notice(translator("uz"), Freeze(), None)),
        (OLGA, notice(translator("ru"), Freeze(), None)),
    ]
    assert await waiting(db) == 0


async def test_it_shows_the_announcement_as_it_is(db: Database, telling: Telling, clock: Clock) -> None:
    await people(db)
    async with db.write() as tx:
        made = await announcements.create(tx, db.seal.seal(BORIS), NOW)
        await approvals.ask(tx, made, db.seal.seal(BORIS))
        found = await announcements.get(tx, made)
    review = ReviewAnnouncement(id=made)
    await left(db, review.pack(), OLGA)

    await over(db, telling).refresh(clock())

    assert telling.said == [(OLGA, notice(translator("ru"), review, found))]


async def test_what_means_nothing_any_more_is_dropped_without_a_word(
    db: Database, telling: Telling, clock: Clock
) -> None:
    await people(db)
    async with db.write() as tx:
        made = await announcements.create(tx, db.seal.seal(BORIS), NOW)
        await announcements.move(tx, made, State.DRAFT, State.CANCELLED)
    for what in (ReviewAnnouncement(id=made).pack(), SendBack(id=404).pack(), "gone_from_the_table"):
        await left(db, what, OLGA)

    await over(db, telling).refresh(clock())

    assert telling.said == []
    assert await waiting(db) == 0


async def test_a_clock_that_is_set_back_puts_no_try_off(db: Database, telling: Telling, clock: Clock) -> None:
    await people(db)
    await left(db, Freeze().pack(), OLGA)
    telling.deaf = {OLGA}
    notices = over(db, telling)
    await notices.refresh(clock())
    telling.deaf = set()
    clock.go_on(-7200)

    await notices.refresh(clock())

    assert await waiting(db) == 0


async def test_after_three_tries_a_while_apart_it_is_given_up(db: Database, telling: Telling, clock: Clock) -> None:
    await people(db)
    await left(db, Freeze().pack(), OLGA, BORIS)
    telling.deaf = {OLGA}
    notices = over(db, telling)

    await notices.refresh(clock())
    clock.go_on(TRY_AGAIN.total_seconds() - 1)
    await notices.refresh(clock())
    assert [who for who, _ in telling.said].count(OLGA) == 1
    for _ in range(10):
        clock.go_on(TRY_AGAIN.total_seconds())
        await notices.refresh(clock())

    assert [who for who, _ in telling.said].count(OLGA) == TRIES
    assert [who for who, _ in telling.said].count(BORIS) == 1
    assert await waiting(db) == 0


async def test_the_tries_are_remembered_across_a_restart(db: Database, telling: Telling, clock: Clock) -> None:
    await people(db)
    await left(db, Freeze().pack(), OLGA)
    telling.deaf = {OLGA}

    for _ in range(10):
        await over(db, telling).refresh(clock())

    assert len(telling.said) == TRIES


async def test_one_failure_does_not_keep_the_others_waiting(
    db: Database, telling: Telling, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    await people(db)
    await left(db, Freeze().pack(), OLGA, BORIS)
    telling.broken = {OLGA}

    await over(db, telling).refresh(clock())

    assert sorted(who for who, _ in telling.said) == [BORIS, OLGA]
    assert await waiting(db) == 1
    assert caplog.messages == ["Telling staff failed: RuntimeError"]


async def test_who_may_not_announce_any_more_is_not_told(db: Database, telling: Telling, clock: Clock) -> None:
    await people(db)
    await left(db, Freeze().pack(), BORIS, OLGA)
    async with db.write() as tx:
        await staff.name(tx, db.seal.seal(BORIS), Role.EDITOR, NOW.date())

    await over(db, telling).refresh(clock())

    assert [who for who, _ in telling.said] == [OLGA]
    assert await waiting(db) == 0


async def test_what_is_out_of_date_is_not_told(db: Database, telling: Telling, clock: Clock) -> None:
    await people(db)
    await left(db, Freeze().pack(), OLGA)

    await over(db, telling).refresh(TOMORROW)

    assert telling.said == []
    assert await waiting(db) == 0


async def test_only_who_lost_the_right_is_told_of_the_loss(db: Database, telling: Telling, clock: Clock) -> None:
    await people(db)
    await left(db, StaffList().pack(), BORIS, OLGA)
    await left(db, Announcements().pack(), BORIS, OLGA)
    await join(db, OLGA, Language.RU)
    async with db.write() as tx:
        await staff.dismiss(tx, (await staff.everyone(tx))[0].id)

    await over(db, telling).refresh(clock())

    assert sorted(telling.said, key=lambda one: one[0]) == [
        (BORIS, notice(translator("uz"), StaffList(), None)),
        (OLGA, notice(translator("ru"), Announcements(), None)),
    ]
    assert await waiting(db) == 0


async def test_who_was_named_before_they_came_is_told_when_they_have(
    db: Database, telling: Telling, clock: Clock
) -> None:
    await people(db)
    await left(db, Announcements().pack(), OLGA)
    notices = over(db, telling)

    for _ in range(TRIES + 1):
        await notices.refresh(clock())
        clock.go_on(TRY_AGAIN.total_seconds())
    assert telling.said == []
    await join(db, OLGA, Language.RU)
    await notices.refresh(clock())

    assert [who for who, _ in telling.said] == [OLGA]
    assert await waiting(db) == 0
