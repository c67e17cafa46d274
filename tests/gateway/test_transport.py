"""What became of a request, told by type, over real connections that break in every way."""

import asyncio
import socket
from collections.abc import Awaitable, Callable

import orjson
import pytest
from telegram import Bot, InputFile
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    TelegramError,
)

from bot.gateway.faults import AnswerLostError, FloodWaitError, NotSentError
from bot.gateway.transport import AiohttpRequest
from tests.gateway.wire import TOKEN, Script, Wire, breaks_off, resets, says, stalls


async def call(url: str, read_timeout: float = 0.5, connect_seconds: float = 0.5) -> object:
    async with AiohttpRequest(connect_seconds=connect_seconds) as request:
        return await request.post(url, read_timeout=read_timeout)


async def call_ready(url: str, read_timeout: float = 0.5) -> object:
    async with AiohttpRequest(connect_seconds=0.5, read_seconds=read_timeout) as request:
        return await request.post_ready(url, b"{}")


async def fault(script: Script, read_timeout: float = 0.5) -> TelegramError:
    """The error of a call, which is the same for one that was made ready."""
    ready, usual = [await _fault(way, script, read_timeout) for way in (call_ready, call)]
    assert type(ready) is type(usual)
    assert ready.message == usual.message
    return usual


async def _fault(way: Callable[[str, float], Awaitable[object]], script: Script, read_timeout: float) -> TelegramError:
    async with Wire(script) as wire:
        with pytest.raises(TelegramError) as caught:
            await way(wire.url, read_timeout)
    return caught.value


async def test_the_result_of_a_good_answer_is_given() -> None:
    async with Wire(says(200, {"ok": True, "result": {"message_id": 7}})) as wire:
        assert await call(wire.url) == await call_ready(wire.url) == {"message_id": 7}


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (400, {"ok": False, "error_code": 400, "description": "Bad Request: chat not found"}, BadRequest),
        (401, {"ok": False, "error_code": 401, "description": "Unauthorized"}, InvalidToken),
        (403, {"ok": False, "error_code": 403, "description": "Forbidden: bot was blocked by the user"}, Forbidden),
        (409, {"ok": False, "error_code": 409, "description": "Conflict: terminated by other getUpdates"}, Conflict),
        (
            400,
            {"ok": False, "error_code": 400, "description": "x", "parameters": {"migrate_to_chat_id": -100777}},
            ChatMigrated,
        ),
        (500, {"ok": False, "error_code": 500, "description": "Internal Server Error: restart"}, NetworkError),
        (502, b"<html>Bad Gateway</html>", NetworkError),
        (200, {"ok": False, "error_code": 400, "description": "Bad Request: chat not found"}, BadRequest),
        (200, {"ok": False}, NetworkError),
        (200, {"ok": True}, AnswerLostError),
        (200, b'{"ok":true,"resu', AnswerLostError),
        (200, b"", AnswerLostError),
        (200, b"[1, 2]", AnswerLostError),
        (200, b"<html>Welcome to the hotel</html>", AnswerLostError),
        (302, b"", NetworkError),
    ],
)
async def test_each_answer_has_its_error(status: int, body: bytes | dict[str, object], kind: type[Exception]) -> None:
    assert type(await fault(says(status, body))) is kind


@pytest.mark.parametrize("status", [401, 403, 404])
async def test_a_page_of_an_intermediary_is_not_a_verdict_of_telegram(status: int) -> None:
    assert type(await fault(says(status, b"<html>Blocked by policy</html>"))) is NetworkError


@pytest.mark.parametrize(
    ("body", "header", "seconds"),
    [
        ({"ok": False, "parameters": {"retry_after": 35}}, "1", 35.0),
        ({"ok": False, "description": "Too Many Requests"}, "12", 12.0),
        ({"ok": False, "parameters": {"retry_after": "soon"}}, "later", 5.0),
        (b"<html>slow down</html>", "", 5.0),
    ],
)
async def test_a_flood_wait_says_how_long(body: bytes | dict[str, object], header: str, seconds: float) -> None:
    error = await fault(says(429, body, Retry_After=header))
    assert isinstance(error, FloodWaitError)
    assert error.seconds == seconds


async def test_a_reset_after_the_request_was_read_leaves_the_answer_unknown() -> None:
    assert isinstance(await fault(resets), AnswerLostError)


async def test_a_reset_before_the_request_was_read_is_unknown_too() -> None:
    async with Wire(resets, reads=False) as wire:
        with pytest.raises(AnswerLostError):
            await call(wire.url)


async def test_a_closed_connection_without_an_answer_is_unknown() -> None:
    async def hangs_up(_: asyncio.StreamReader, __: asyncio.StreamWriter) -> None:
        return

    assert isinstance(await fault(hangs_up), AnswerLostError)


async def test_half_an_answer_is_unknown() -> None:
    assert isinstance(await fault(breaks_off), AnswerLostError)


async def test_a_slow_answer_is_unknown() -> None:
    assert isinstance(await fault(stalls, read_timeout=0.05), AnswerLostError)


async def test_a_refused_connection_was_certainly_not_sent() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(NotSentError):
        await call(f"http://127.0.0.1:{port}/bot{TOKEN}/sendMessage")


async def test_an_unknown_host_was_certainly_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    def knows_nobody(*_: object, **__: object) -> object:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", knows_nobody)
    with pytest.raises(NotSentError):
        await call(f"http://nowhere.invalid/bot{TOKEN}/sendMessage")


async def test_a_connection_that_is_not_made_in_time_was_certainly_not_sent() -> None:
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        port = full.getsockname()[1]
        waiting = [socket.socket() for _ in range(4)]
        for one in waiting:  # they fill the queue of connections nobody accepts
            one.settimeout(0)
            one.connect_ex(("127.0.0.1", port))
        with pytest.raises(NotSentError):
            await call(f"http://127.0.0.1:{port}/bot{TOKEN}/sendMessage", connect_seconds=0.05)
        for one in waiting:
            one.close()


async def test_no_free_connection_in_time_was_certainly_not_sent() -> None:
    async with Wire(stalls) as wire, AiohttpRequest(connections=1, connect_seconds=0.05) as request:
        faults = await asyncio.gather(
            *(request.post(wire.url, read_timeout=0.15) for _ in "ab"), return_exceptions=True
        )
    assert {type(error) for error in faults} == {AnswerLostError, NotSentError}


async def test_a_closed_transport_sends_nothing() -> None:
    request = AiohttpRequest()
    with pytest.raises(NotSentError):
        await request.post("http://127.0.0.1:1/")


async def test_no_message_and_no_cause_shows_the_address() -> None:
    async with Wire(resets) as wire:
        with pytest.raises(AnswerLostError) as caught:
            await call(wire.url)
    assert TOKEN not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


async def test_parameters_travel_as_json() -> None:
    async with Wire(says(200, {"ok": True, "result": True})) as wire, AiohttpRequest() as request:
        bot = Bot(TOKEN, base_url=f"{wire.address}/bot", request=request, get_updates_request=request)
        await bot.set_my_commands([("start", "Начать")], language_code="ru")
    head, body = wire.requests[0]
    assert "content-type: application/json" in head.lower()
    assert orjson.loads(body) == {
        "commands": [{"command": "start", "description": "Начать"}],
        "language_code": "ru",
    }


async def test_a_file_travels_as_multipart() -> None:
    async with Wire(says(200, {"ok": True, "result": True})) as wire, AiohttpRequest() as request:
        bot = Bot(TOKEN, base_url=f"{wire.address}/bot", request=request, get_updates_request=request)
        await bot.set_webhook("https://bot.example.org/", certificate=InputFile(b"PEM", "cert.pem"))
    head, body = wire.requests[0]
    assert "content-type: multipart/form-data" in head.lower()
    assert b'filename="cert.pem"' in body
    assert b"https://bot.example.org/" in body


async def test_half_a_surrogate_pair_is_refused_before_anything_is_sent() -> None:
    async with Wire(says(200, {"ok": True, "result": True})) as wire, AiohttpRequest() as request:
        bot = Bot(TOKEN, base_url=f"{wire.address}/bot", request=request, get_updates_request=request)
        with pytest.raises(BadRequest):
            await bot.set_my_description("\ud83d")
    assert wire.requests == []


async def test_half_a_surrogate_pair_in_an_answer_does_not_hide_the_rest() -> None:
    async with Wire(says(200, b'{"ok":true,"result":["\\ud83d","whole"]}')) as wire:
        answer = await call(wire.url)
    assert isinstance(answer, list)
    assert answer[1] == "whole"


async def test_proxies_of_the_environment_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    async with Wire(says(200, {"ok": True, "result": True})) as wire:
        assert await call(wire.url) is True
