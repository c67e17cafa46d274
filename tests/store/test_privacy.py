"""Whoever seizes the database learns nobody's Telegram id from it."""

import base64
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.domain.announcement import State
from bot.domain.delivery import Status
from bot.domain.interests import Interests, Kind
from bot.domain.member import Role
from bot.domain.places import Country, Language
from bot.store import (
    announcements,
    approvals,
    drafts,
    expecting,
    floods,
    lockdown,
    members,
    outbox,
    planning,
    staff,
    staff_notices,
    tables,
)
from bot.store.database import Database, open_database
from bot.store.outbox import Settlement

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
SENTINEL = 5_837_261_940_517  # beyond today's ids, so that no other number is like it


def spellings(telegram_id: int) -> dict[str, bytes]:
    """How a number could stand in a file."""
    spelt = {
        "decimal": str(telegram_id).encode(),
        "hexadecimal": f"{telegram_id:x}".encode(),
        "big-endian": telegram_id.to_bytes(6, "big"),
        "little-endian": telegram_id.to_bytes(6, "little"),
    }
    return spelt | {f"{name} in hexadecimal": value.hex().encode() for name, value in spelt.items()}


async def live_a_life(db: Database) -> None:
    """Everything a person can leave behind: as a member, as staff, as an author, as a recipient."""
    person = db.seal.seal(SENTINEL)
    async with db.write() as tx:
        await members.set_language(tx, person, Language.TK, NOW.date())
        await members.set_country(tx, person, Country.TM)
        await members.set_interests(tx, person, Interests(frozenset(Kind)))
        await staff.name(tx, person, Role.BROADCASTER, NOW.date())
        await expecting.expect(tx, person, "bw_1_ru", NOW + timedelta(hours=1))
        await floods.remember(tx, person, NOW + timedelta(hours=1))
        await staff_notices.add(tx, [person], "bk", NOW + timedelta(days=1))
        number = await announcements.create(tx, person, NOW)
        await drafts.set_text(tx, number, Language.TK, "Habar")
        await drafts.schedule(tx, number, NOW, "Asia/Ashgabat")
        await approvals.grant(tx, "a" * 24, number, person, "d" * 64, NOW, NOW + timedelta(minutes=10))
        await announcements.remember_card(tx, number, State.SCHEDULED, 7, "scheduled")
        announcement = await announcements.get(tx, number)
        assert announcement is not None
        await planning.start(tx, announcement, NOW)
        [row] = await outbox.claim(tx, 1, NOW, timedelta(minutes=1))
        await outbox.settle(tx, [Settlement(row.id, Status.SENT, message_id=9)], NOW)
        await lockdown.freeze(tx, person, NOW)
        await lockdown.ask_thaw(tx, person, NOW, NOW + timedelta(minutes=10))
    assert db.seal.open(row.person) == SENTINEL


async def test_the_files_of_sqlite_hold_no_id(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    db = await open_database(f"sqlite+aiosqlite:///{folder / 'bot.db'}", folder / "secret.key")
    await live_a_life(db)
    while_open = b"".join(path.read_bytes() for path in folder.iterdir())
    await db.close()
    closed = b"".join(path.read_bytes() for path in folder.iterdir())
    assert db.seal.seal(SENTINEL) in while_open
    assert db.seal.seal(SENTINEL) in closed
    assert [name for name, spelt in spellings(SENTINEL).items() if spelt in while_open or spelt in closed] == []


async def test_the_tables_hold_no_id(db: Database) -> None:
    await live_a_life(db)
    cells: list[bytes] = []
    async with db.read() as c:
        for table in tables.metadata.tables.values():
            for row in await c.execute(table.select()):
                cells += [cell if isinstance(cell, bytes) else str(cell).encode() for cell in row]
    content = b"\n".join(cells)
    assert content.count(db.seal.seal(SENTINEL)) == 9
    assert [name for name, spelt in spellings(SENTINEL).items() if spelt in content] == []


async def test_whoever_is_forgotten_is_in_no_table(db: Database) -> None:
    await live_a_life(db)
    async with db.write() as tx:
        await members.forget(tx, db.seal.seal(SENTINEL))
    async with db.read() as c:
        rows = [row for table in tables.metadata.tables.values() for row in await c.execute(table.select())]
        assert await lockdown.state(c, NOW) == lockdown.Frozen(NOW), "what they froze stays frozen"
    assert [row for row in rows if db.seal.seal(SENTINEL) in row] == []


async def test_the_key_is_not_in_the_database(tmp_path: Path) -> None:
    key_file = tmp_path / "secret.key"
    db = await open_database(f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}", key_file)
    await live_a_life(db)
    await db.close()
    key = base64.b64decode(key_file.read_bytes())
    content = b"".join(path.read_bytes() for path in tmp_path.glob("bot.db*"))
    assert [half for half in (key[:32], key[32:], key.hex().encode(), base64.b64encode(key)) if half in content] == []
