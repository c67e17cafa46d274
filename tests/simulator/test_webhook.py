import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from aiohttp import web

from bot.simulator.client import Client
from bot.simulator.clock import FakeClock
from bot.simulator.person import Person
from bot.simulator.polling import WEBHOOK_ACTIVE, WEBHOOK_SET
from bot.simulator.server import Simulator

SECRET = "only-telegram_knows"


class BotServer:
    """A bot's own web server; `answer` says what it answers to an update."""

    def __init__(self) -> None:
        self.got: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.answer: Callable[[dict[str, Any]], web.Response] = lambda _update: web.Response()
        self.arrived = asyncio.Event()
        self.url = ""

    async def handle(self, request: web.BaseRequest) -> web.Response:
        update = await request.json()
        self.got.append(update)
        self.headers.append(dict(request.headers))
        self.arrived.set()
        return self.answer(update)

    async def wait(self, count: int) -> None:
        async with asyncio.timeout(5):
            while len(self.got) < count:
                self.arrived.clear()
                await self.arrived.wait()


@pytest.fixture
async def server() -> AsyncIterator[BotServer]:
    target = BotServer()
    runner = web.ServerRunner(web.Server(target.handle), shutdown_timeout=1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    target.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield target
    await runner.cleanup()


async def aim(bot: Client, server: BotServer, **more: object) -> str:
    reply = await bot.ask("setWebhook", url=server.url, secret_token=SECRET, **more)
    assert reply.result is True
    return reply.description


async def test_an_update_is_delivered_with_the_secret(
    bot: Client, aisulu: Person, sim: Simulator, server: BotServer
) -> None:
    """telegram.md 1.3: secret header, content type exactly application/json; 2xx confirms."""
    assert await aim(bot, server) == "Webhook was set"
    aisulu.say("hello")
    await aisulu.settled()
    assert server.got[0]["message"]["text"] == "hello"
    assert server.headers[0]["X-Telegram-Bot-Api-Secret-Token"] == SECRET
    assert server.headers[0]["Content-Type"] == "application/json"
    assert len(sim.world.updates) == 0


async def test_what_was_pending_is_delivered_first(bot: Client, aisulu: Person, server: BotServer) -> None:
    """telegram.md 1.3."""
    aisulu.say("before")
    await aim(bot, server)
    aisulu.say("after")
    await aisulu.settled()
    assert [update["message"]["text"] for update in server.got] == ["before", "after"]


async def test_pending_updates_can_be_dropped(bot: Client, aisulu: Person, server: BotServer) -> None:
    """telegram.md 7.4: drop_pending_updates."""
    aisulu.say("before")
    await aim(bot, server, drop_pending_updates=True)
    aisulu.say("after")
    await aisulu.settled()
    assert [update["message"]["text"] for update in server.got] == ["after"]


async def test_failures_are_repeated_at_once_then_later_and_later(
    bot: Client, aisulu: Person, server: BotServer, clock: FakeClock
) -> None:
    """telegram.md 1.3: first retry at once, then 2, 4, 8 … s."""
    statuses = iter([500, 403, 302, 200])
    server.answer = lambda _update: web.Response(status=next(statuses))
    await aim(bot, server)
    aisulu.say("hello")
    await server.wait(2)
    await asyncio.sleep(0.05)
    assert len(server.got) == 2
    clock.advance(2)
    await server.wait(3)
    info = (await bot.ask("getWebhookInfo")).result
    assert info["pending_update_count"] == 1
    assert "Wrong response from the webhook: 302" in info["last_error_message"]
    await asyncio.sleep(0.05)
    clock.advance(4)
    await aisulu.settled()
    assert len({update["update_id"] for update in server.got}) == 1


async def test_the_pause_that_the_bot_asks_for(
    bot: Client, aisulu: Person, server: BotServer, clock: FakeClock
) -> None:
    """telegram.md 1.3: or the Retry-After we send."""
    answers = iter([web.Response(status=503, headers={"Retry-After": "30"}), web.Response()])
    server.answer = lambda _update: next(answers)
    await aim(bot, server)
    aisulu.say("hello")
    await server.wait(1)
    await asyncio.sleep(0.05)
    clock.advance(29)
    await asyncio.sleep(0.05)
    assert len(server.got) == 1
    clock.advance(1)
    await server.wait(2)


async def test_one_failing_queue_does_not_stop_another(
    bot: Client, aisulu: Person, sim: Simulator, server: BotServer
) -> None:
    """telegram.md 1.3: one queue per key, in order inside it, parallel across queues."""
    boris = sim.person(1002, "Boris")
    server.answer = lambda u: web.Response(status=500 if u["message"]["chat"]["id"] == aisulu.id else 200)
    await aim(bot, server)
    aisulu.say("stuck")
    aisulu.say("behind it")
    boris.start()
    await boris.settled()
    stuck = {update["message"]["text"] for update in server.got if update["message"]["chat"]["id"] == aisulu.id}
    assert stuck == {"stuck"}


async def test_an_update_nobody_takes_dies(bot: Client, aisulu: Person, server: BotServer, clock: FakeClock) -> None:
    """telegram.md 1.3: until the time to live is over."""
    server.answer = lambda _update: web.Response(status=500)
    await aim(bot, server)
    aisulu.say("hello")
    await server.wait(2)
    await asyncio.sleep(0.05)
    clock.advance(86_401)
    await aisulu.settled()
    assert len(server.got) == 2


async def test_a_server_that_is_gone_for_good_loses_its_webhook(
    bot: Client, aisulu: Person, server: BotServer, clock: FakeClock
) -> None:
    """telegram.md 1.3: 23 h of 410."""
    server.answer = lambda _update: web.Response(status=410)
    await aim(bot, server)
    aisulu.say("hello")
    await server.wait(2)
    await asyncio.sleep(0.05)
    clock.advance(23 * 3600)
    await server.wait(3)
    assert (await bot.ask("getWebhookInfo")).result["url"] == ""
    assert len((await bot.ask("getUpdates")).result) == 1


async def test_a_method_in_the_answer_is_run(bot: Client, aisulu: Person, server: BotServer) -> None:
    """telegram.md 1.3: response-in-webhook."""
    server.answer = lambda _update: web.json_response({"method": "sendMessage", "chat_id": aisulu.id, "text": "hi"})
    await aim(bot, server)
    aisulu.say("hello")
    assert (await aisulu.next_message()).text == "hi"


async def test_getupdates_and_webhook_exclude_each_other(bot: Client, sim: Simulator, server: BotServer) -> None:
    """telegram.md 2.2: 409 for the waiting poller and for every later one."""
    waiting = asyncio.create_task(bot.ask("getUpdates", timeout=30))
    await asyncio.sleep(0.05)
    await aim(bot, server)
    assert (await asyncio.wait_for(waiting, 5)).description == f"Conflict: {WEBHOOK_SET}"
    reply = await bot.ask("getUpdates")
    assert (reply.status, reply.description) == (409, f"Conflict: {WEBHOOK_ACTIVE}")
    assert (await bot.ask("deleteWebhook")).description == "Webhook was deleted"
    assert (await bot.ask("deleteWebhook")).description == "Webhook is already deleted"
    assert (await bot.ask("getUpdates")).status == 200


async def test_setting_it_again(bot: Client, server: BotServer, clock: FakeClock) -> None:
    """telegram.md 1.3: more than once a second is too often; the same again changes nothing."""
    await aim(bot, server)
    often = await bot.ask("setWebhook", url=server.url, secret_token=SECRET)
    assert (often.status, often.body["parameters"]) == (429, {"retry_after": 1})
    clock.advance(1)
    assert await aim(bot, server) == "Webhook is already set"
    info = (await bot.ask("getWebhookInfo")).result
    assert (info["url"], info["max_connections"]) == (server.url, 40)


@pytest.mark.parametrize(
    ("parameters", "description"),
    [
        ({"url": "http://example.org/x"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        (
            {"url": "https://example.org:8081/x"},
            "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443",
        ),
        ({"url": "https://example.org/x", "secret_token": "x" * 257}, "secret token is too long"),
        ({"url": "https://example.org/x", "secret_token": "a b"}, "secret token contains unallowed characters"),
    ],
)
async def test_what_webhooks_are_refused(bot: Client, parameters: dict[str, str], description: str) -> None:
    """telegram.md 1.3."""
    reply = await bot.ask("setWebhook", **parameters)
    assert (reply.status, reply.description) == (400, f"Bad Request: {description}")
