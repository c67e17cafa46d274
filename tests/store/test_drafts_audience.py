"""Two people who change one audience at the same time."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.domain.announcement import Audience, State
from bot.domain.interests import Kind, Theme
from bot.domain.places import Country, Language
from bot.store import announcements, drafts
from bot.store.database import Database, open_database
from tests.visits import NOW


@pytest.fixture
async def other(postgresql_db: Database, postgresql_url: str, key_file: Path) -> AsyncIterator[Database]:
    """A second process on the same database."""
    opened = await open_database(postgresql_url, key_file)
    yield opened
    await opened.close()


async def test_it_is_read_as_it_was_written(db: Database) -> None:
    aimed = Audience(frozenset({Language.KK}), frozenset({Country.KZ}), frozenset({Kind.JOB}), frozenset({Theme.YOUTH}))
    async with db.write() as tx:
        made = await announcements.create(tx, b"boris", NOW)
        assert await drafts.audience_for_update(tx, made) == Audience()
        for audience in (aimed, replace(aimed, staff_only=True)):
            await drafts.set_audience(tx, made, audience)
            assert await drafts.audience_for_update(tx, made) == audience


async def test_only_a_draft_is_aimed(db: Database) -> None:
    async with db.write() as tx:
        made = await announcements.create(tx, b"boris", NOW)
        await announcements.move(tx, made, State.DRAFT, State.AWAITING)
        assert await drafts.audience_for_update(tx, made) is None
        assert await drafts.audience_for_update(tx, made + 1) is None


async def test_the_second_of_two_taps_waits_for_the_first(postgresql_db: Database, other: Database) -> None:
    async with postgresql_db.write() as tx:
        made = await announcements.create(tx, b"boris", NOW)

    async def tap_theirs() -> None:
        async with other.write() as tx:
            now = await drafts.audience_for_update(tx, made)
            assert now is not None
            await drafts.set_audience(tx, made, replace(now, languages=now.languages | {Language.UZ}))

    async def somebody_waits() -> bool:
        async with other.read() as c:
            return bool(await c.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted")))

    async with asyncio.timeout(10), asyncio.TaskGroup() as group, postgresql_db.write() as tx:
        now = await drafts.audience_for_update(tx, made)
        assert now is not None
        group.create_task(tap_theirs())
        while not await somebody_waits():
            await asyncio.sleep(0.01)
        await drafts.set_audience(tx, made, replace(now, languages=now.languages | {Language.KK}))

    async with postgresql_db.read() as c:
        found = await announcements.get(c, made)
    assert found is not None
    assert found.audience.languages == {Language.KK, Language.UZ}
