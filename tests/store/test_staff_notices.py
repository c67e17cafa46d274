"""What staff are still to be told."""

from datetime import timedelta

from bot.domain.member import Role
from bot.store import staff, staff_notices
from bot.store.database import Database
from tests.visits import NOW

TOMORROW = NOW + timedelta(days=1)


async def test_each_has_a_row_of_their_own_until_it_is_said(db: Database) -> None:
    olga, boris = db.seal.seal(1), db.seal.seal(2)
    async with db.write() as tx:
        await staff.sync_owners(tx, [olga, boris], NOW.date())
        await staff_notices.add(tx, [olga, boris], "br_7", TOMORROW)
        await staff_notices.add(tx, [], "br_8", TOMORROW)
        first, second = await staff_notices.waiting(tx, NOW)
        assert (first.person, first.what, first.tries, first.is_over) == (olga, "br_7", 0, False)
        await staff_notices.done(tx, first.id)
        await staff_notices.note_try(tx, second.id)
        [left] = await staff_notices.waiting(tx, NOW)
        assert (left.person, left.tries) == (boris, 1)


async def test_it_is_over_in_time_and_knows_who_may_announce(db: Database) -> None:
    olga, boris, daria, mallory = (db.seal.seal(who) for who in range(1, 5))
    async with db.write() as tx:
        await staff.sync_owners(tx, [olga], NOW.date())
        await staff.name(tx, boris, Role.BROADCASTER, NOW.date())
        await staff.name(tx, daria, Role.EDITOR, NOW.date())
        await staff_notices.add(tx, [olga, boris, daria, mallory], "bk", TOMORROW)
        today = await staff_notices.waiting(tx, TOMORROW - timedelta(seconds=1))
        later = await staff_notices.waiting(tx, TOMORROW)
    assert [one.may_announce for one in today] == [True, True, False, False]
    assert [one.is_over for one in today] == [False] * 4
    assert [one.is_over for one in later] == [True] * 4


async def test_the_same_word_waits_once_for_each(db: Database) -> None:
    olga, boris = db.seal.seal(1), db.seal.seal(2)
    async with db.write() as tx:
        await staff_notices.add(tx, [olga, boris], "bk", TOMORROW)
        await staff_notices.add(tx, [olga], "b", TOMORROW)
        await staff_notices.add(tx, [olga], "bk", TOMORROW)
        found = await staff_notices.waiting(tx, NOW)
    assert [(one.person, one.what) for one in found] == [(boris, "bk"), (olga, "b"), (olga, "bk")]
