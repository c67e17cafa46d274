"""The right to approve: one person's, for exactly one thing, once, and soon."""

from datetime import timedelta

import pytest

from bot.domain.announcement import State
from bot.store import announcements, approvals
from bot.store.database import Database
from tests.visits import NOW

TOKEN, OTHER = "a" * 24, "b" * 24
DIGEST = "d" * 64
SOON = NOW + timedelta(minutes=10)


@pytest.fixture
async def made(db: Database) -> int:
    """A draft of somebody."""
    async with db.write() as tx:
        return await announcements.create(tx, b"boris", NOW)


async def granted(db: Database, made: int, token: str = TOKEN, person: bytes = b"olga") -> None:
    async with db.write() as tx:
        await approvals.grant(tx, token, made, person, DIGEST, NOW, SOON)


async def test_who_asked_is_known(db: Database, made: int) -> None:
    async with db.read() as c:
        assert await approvals.is_asked_by(c, made, b"boris")
        assert not await approvals.is_asked_by(c, made, b"olga")
        assert not await approvals.is_asked_by(c, made + 1, b"boris")


async def test_it_is_good_for_one_press(db: Database, made: int) -> None:
    await granted(db, made)
    async with db.write() as tx:
        assert await approvals.take(tx, TOKEN, made, b"olga", NOW) == DIGEST
        assert await approvals.take(tx, TOKEN, made, b"olga", NOW) is None


async def test_nobody_else_can_use_it_nor_for_anything_else(db: Database, made: int) -> None:
    await granted(db, made)
    async with db.write() as tx:
        assert await approvals.take(tx, TOKEN, made, b"boris", NOW) is None
        assert await approvals.take(tx, TOKEN, made + 1, b"olga", NOW) is None
        assert await approvals.take(tx, OTHER, made, b"olga", NOW) is None
        assert await approvals.take(tx, TOKEN, made, b"olga", NOW) == DIGEST


async def test_it_is_over_when_its_time_is(db: Database, made: int) -> None:
    await granted(db, made)
    async with db.write() as tx:
        assert await approvals.take(tx, TOKEN, made, b"olga", SOON) is None
    await granted(db, made)
    async with db.write() as tx:
        assert await approvals.take(tx, TOKEN, made, b"olga", SOON - timedelta(seconds=1)) == DIGEST


async def test_looking_again_replaces_it_and_everybody_has_their_own(db: Database, made: int) -> None:
    await granted(db, made)
    await granted(db, made, "c" * 24, b"pavel")
    await granted(db, made, OTHER)
    async with db.write() as tx:
        assert await approvals.take(tx, TOKEN, made, b"olga", NOW) is None
        assert await approvals.take(tx, OTHER, made, b"olga", NOW) == DIGEST
        assert await approvals.take(tx, "c" * 24, made, b"pavel", NOW) == DIGEST


async def test_whoever_asks_answers_for_it_and_earlier_rights_end(db: Database, made: int) -> None:
    await granted(db, made)
    async with db.write() as tx:
        assert await approvals.ask(tx, made, b"olga")
        assert await approvals.asked_by(tx, made) == b"olga"
        assert await approvals.take(tx, TOKEN, made, b"olga", NOW) is None
        found = await announcements.get(tx, made)
        assert found is not None
        assert found.state is State.AWAITING


async def test_what_is_under_way_is_not_asked_for(db: Database, made: int) -> None:
    async with db.write() as tx:
        await announcements.move(tx, made, State.DRAFT, State.CANCELLED)
        assert not await approvals.ask(tx, made, b"olga")
        assert await approvals.asked_by(tx, made) == b"boris"
