"""How fast a broadcast is, on a clock that leaps."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.domain.delivery import Outcome, Sent, Status
from bot.outreach.editions import Editions
from bot.outreach.pacer import Pacer
from bot.outreach.ports import Letter
from bot.outreach.sender import Sender
from bot.store.database import Connection, Database, open_database
from tests.outreach.scenes import Clock, ScriptedTelegram, readers, sending, tally
from tests.outreach.virtual import VirtualLoop, play
from tests.visits import translator


class Latent(ScriptedTelegram):
    """A Telegram that answers after 100 ms."""

    def __init__(self) -> None:
        super().__init__()
        self.moments: list[float] = []

    async def deliver(self, chat_id: int, letter: Letter) -> Outcome:
        del letter
        self.moments.append(asyncio.get_running_loop().time())
        await asyncio.sleep(0.1)
        return Sent(chat_id)


def test_a_thousand_recipients_are_reached_at_the_full_rate(
    sqlite_template: Path, key_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bot.db").write_bytes(sqlite_template.read_bytes())

    async def scene(loop: VirtualLoop) -> tuple[float, dict[Status, int]]:
        with loop.busy():
            db = await open_database(f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}", key_file)
            await readers(db, 1000)
            made = await sending(db)
        for access in ("read", "write"):
            monkeypatch.setattr(Database, access, timeless(loop, getattr(Database, access)))
        clock, gate = Clock(), Pacer(25, loop.time, asyncio.sleep)
        telegram = Latent()
        sender = Sender(db, telegram, gate, Editions(translator), clock, window=5)
        stop = asyncio.Event()
        async with asyncio.TaskGroup() as group:
            group.create_task(sender.run(stop))
            while len(telegram.moments) < 1000:
                await asyncio.sleep(1)
            stop.set()
        counted = await tally(db, made)
        with loop.busy():
            await db.close()
        return 999 / (telegram.moments[-1] - telegram.moments[0]), counted

    rate, counted = play(scene)
    assert 24.9 <= rate <= 25.1
    assert counted == {Status.SENT: 1000}


def timeless(loop: VirtualLoop, access: object) -> object:
    """The same access to the database, in no time."""
    assert callable(access)

    @asynccontextmanager
    async def within(db: Database) -> AsyncIterator[Connection]:
        with loop.busy():
            async with access(db) as connection:
                yield connection

    return within
