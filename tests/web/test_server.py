"""The health check, and which paths there are."""

import pytest

from bot.gateway.pulse import Pulse
from bot.gateway.webhook import PATH
from bot.store.database import Database
from bot.store.errors import StoreUnreachableError
from bot.web.health import Health
from bot.web.server import make_app
from tests.gateway.hands import Hands
from tests.web.serving import serving


async def test_a_bot_that_works_is_healthy(sqlite_db: Database) -> None:
    app = make_app(Health(sqlite_db, [Pulse(Hands(), 60)]))
    async with serving(app) as client, client.get("/health") as response:
        assert response.status == 200
        assert await response.json() == {"status": "ok"}


async def test_a_loop_that_stands_still_is_not(sqlite_db: Database) -> None:
    hands = Hands()
    app = make_app(Health(sqlite_db, [Pulse(hands, 60)]))
    hands.move(61)
    async with serving(app) as client, client.get("/health") as response:
        assert response.status == 503
        assert await response.json() == {"status": "failing"}


async def test_a_database_that_does_not_answer_is_not(sqlite_db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    async def gone() -> None:
        raise StoreUnreachableError("the database does not answer")

    monkeypatch.setattr(sqlite_db, "ping", gone)
    async with serving(make_app(Health(sqlite_db, ()))) as client, client.get("/health") as response:
        assert response.status == 503


async def test_without_a_webhook_there_is_no_path_for_it(sqlite_db: Database) -> None:
    async with serving(make_app(Health(sqlite_db, ()))) as client, client.post(PATH) as response:
        assert response.status == 404
