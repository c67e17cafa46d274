"""One freezes; two together let it go on."""

from datetime import timedelta

import pytest

from bot.domain.member import Role
from bot.store import lockdown, staff
from bot.store.database import Database
from bot.store.lockdown import Frozen, Thawing
from tests.visits import NOW

UNTIL = NOW + timedelta(minutes=10)


@pytest.fixture
async def people(db: Database) -> tuple[bytes, bytes]:
    """Olga, an owner, and Boris, a broadcaster."""
    olga, boris = db.seal.seal(1), db.seal.seal(2)
    async with db.write() as tx:
        await staff.sync_owners(tx, [olga], NOW.date())
        await staff.name(tx, boris, Role.BROADCASTER, NOW.date())
    return olga, boris


async def test_it_is_frozen_once_by_whoever_comes_first(db: Database, people: tuple[bytes, bytes]) -> None:
    olga, boris = people
    async with db.write() as tx:
        assert not await lockdown.is_frozen(tx)
        assert await lockdown.state(tx, NOW) is None
        assert await lockdown.freeze(tx, boris, NOW)
        assert not await lockdown.freeze(tx, olga, NOW + timedelta(hours=1))
        assert await lockdown.is_frozen(tx)
        assert await lockdown.state(tx, NOW) == Frozen(NOW)


async def test_nobody_agrees_with_themselves(db: Database, people: tuple[bytes, bytes]) -> None:
    olga, boris = people
    async with db.write() as tx:
        await lockdown.freeze(tx, boris, NOW)
        assert await lockdown.ask_thaw(tx, boris, NOW, UNTIL) is Thawing.ASKED
        assert await lockdown.ask_thaw(tx, boris, NOW, UNTIL) is Thawing.STILL_ASKED
        assert await lockdown.state(tx, NOW) == Frozen(NOW, boris, UNTIL)
        assert await lockdown.ask_thaw(tx, olga, NOW, UNTIL) is Thawing.DONE
        assert not await lockdown.is_frozen(tx)
        assert await lockdown.ask_thaw(tx, olga, NOW, UNTIL) is Thawing.NOT_FROZEN


async def test_agreeing_too_late_is_asking_anew(db: Database, people: tuple[bytes, bytes]) -> None:
    olga, boris = people
    later = UNTIL + timedelta(minutes=10)
    async with db.write() as tx:
        await lockdown.freeze(tx, boris, NOW)
        await lockdown.ask_thaw(tx, boris, NOW, UNTIL)
        assert await lockdown.state(tx, UNTIL) == Frozen(NOW)
        assert await lockdown.ask_thaw(tx, olga, UNTIL, later) is Thawing.ASKED
        assert await lockdown.state(tx, UNTIL) == Frozen(NOW, olga, later)


async def test_somebody_dismissed_in_between_does_not_count(db: Database, people: tuple[bytes, bytes]) -> None:
    olga, boris = people
    async with db.write() as tx:
        await lockdown.freeze(tx, olga, NOW)
        await lockdown.ask_thaw(tx, boris, NOW, UNTIL)
        await staff.dismiss(tx, (await staff.everyone(tx))[0].id)
        assert await lockdown.state(tx, NOW) == Frozen(NOW)
        assert await lockdown.ask_thaw(tx, olga, NOW, UNTIL) is Thawing.ASKED
        assert await lockdown.is_frozen(tx)


async def test_a_second_freeze_leaves_a_wish_to_thaw_as_it_is(db: Database, people: tuple[bytes, bytes]) -> None:
    olga, boris = people
    async with db.write() as tx:
        await lockdown.freeze(tx, boris, NOW)
        await lockdown.ask_thaw(tx, boris, NOW, UNTIL)
        await lockdown.freeze(tx, olga, NOW)
        assert await lockdown.state(tx, NOW) == Frozen(NOW, boris, UNTIL)
