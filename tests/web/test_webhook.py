"""Updates that Telegram brings."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from io import BytesIO

import aiohttp
import orjson
import pytest
from telegram import Bot, Update

from bot.gateway.inbox import Inbox
from bot.gateway.updates import UpdateReader
from bot.gateway.webhook import PATH
from bot.store.database import Database
from bot.web import webhook as web_webhook
from bot.web.health import Health
from bot.web.server import LARGEST_BODY, make_app
from bot.web.webhook import HEADER, Webhook
from tests.gateway.incoming import AISULU, BORIS, Raw, message
from tests.gateway.wire import TOKEN
from tests.web.serving import serving

SECRET = "between_us_42"


@dataclass
class Door:
    client: aiohttp.ClientSession
    inbox: Inbox
    reader: UpdateReader

    async def bring(self, body: Raw | bytes, secret: str | None = SECRET) -> int:
        """The status Telegram gets for an update."""
        headers = {HEADER: secret} if secret is not None else {}
        payload = body if isinstance(body, bytes) else orjson.dumps(body)
        async with self.client.post(PATH, data=BytesIO(payload), headers=headers) as response:
            return response.status


@asynccontextmanager
async def door(db: Database, handle: Callable[[Update], Awaitable[bool]]) -> AsyncIterator[Door]:
    async with asyncio.TaskGroup() as nursery:
        inbox, reader = Inbox(handle, nursery), UpdateReader(Bot(TOKEN))
        async with serving(make_app(Health(db, ()), Webhook(SECRET, reader, inbox))) as client:
            yield Door(client, inbox, reader)
            await inbox.close(0)


async def handle_all(_: Update) -> bool:
    return True


async def handle_nothing(_: Update) -> bool:
    raise AssertionError("nothing may reach the inbox")


async def test_an_update_is_acknowledged_when_it_was_handled(sqlite_db: Database) -> None:
    free = asyncio.Event()
    handled: list[int] = []

    async def handle(update: Update) -> bool:
        await free.wait()
        handled.append(update.update_id)
        return True

    async with door(sqlite_db, handle) as opened, asyncio.TaskGroup() as group:
        status = group.create_task(opened.bring(message(1)))
        await asyncio.wait({status}, timeout=0.05)
        assert not status.done()
        free.set()
        assert await status == 200
    assert handled == [1]


@pytest.mark.parametrize("secret", [None, "", "between_us", "between_us_43", "между нами"])
async def test_a_wrong_secret_gets_nowhere(sqlite_db: Database, secret: str | None) -> None:
    async with door(sqlite_db, handle_nothing) as opened:
        assert await opened.bring(message(1), secret) == 403


@pytest.mark.parametrize(
    "body",
    [b"", b"not JSON", b"[]", b'{"update_id": 1, "message": {}}', b'{"update_id":"1"}', b'{"update_id": 1, "mess'],
)
async def test_what_cannot_be_read_is_acknowledged_and_set_aside(sqlite_db: Database, body: bytes) -> None:
    async with door(sqlite_db, handle_nothing) as opened:
        assert await opened.bring(body) == 200
        assert opened.reader.set_aside == 1


async def test_a_body_over_the_limit_is_not_read(sqlite_db: Database) -> None:
    async with door(sqlite_db, handle_nothing) as opened:
        assert await opened.bring(b" " * (LARGEST_BODY + 1)) == 413


async def test_what_could_not_be_stored_is_asked_for_again(sqlite_db: Database) -> None:
    answers = [False, True]

    async def handle(_: Update) -> bool:
        return answers.pop(0)

    async with door(sqlite_db, handle) as opened:
        assert await opened.bring(message(1)) == 500
        assert await opened.bring(message(1)) == 200


async def test_a_second_delivery_of_what_was_handled_is_acknowledged_and_not_handled(sqlite_db: Database) -> None:
    handled: list[int] = []

    async def handle(update: Update) -> bool:
        handled.append(update.update_id)
        return True

    async with door(sqlite_db, handle) as opened:
        assert [await opened.bring(message(1)) for _ in range(2)] == [200, 200]
    assert handled == [1]


async def test_one_slow_chat_does_not_hold_up_another(sqlite_db: Database) -> None:
    async def handle(update: Update) -> bool:
        if update.effective_user and update.effective_user.id == AISULU:
            await asyncio.Event().wait()
        return True

    async with door(sqlite_db, handle) as opened, asyncio.TaskGroup() as group:
        slow = group.create_task(opened.bring(message(1, AISULU)))
        assert await opened.bring(message(2, BORIS)) == 200
        await opened.inbox.close(0)
        assert await slow == 503, "cut off at the end: Telegram delivers it again"
        assert await opened.bring(message(3, BORIS)) == 503


async def test_what_takes_too_long_is_asked_for_again(sqlite_db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_webhook, "LONGEST_HANDLING", 0.02)

    async def handle(_: Update) -> bool:
        await asyncio.Event().wait()
        return True

    async with door(sqlite_db, handle) as opened:
        assert await opened.bring(message(1)) == 503


async def test_the_path_answers_posts_only(sqlite_db: Database) -> None:
    async with door(sqlite_db, handle_all) as opened, opened.client.get(PATH) as response:
        assert response.status == 405
