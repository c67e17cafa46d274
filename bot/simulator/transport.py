"""HTTP in front of the Bot API: addresses, tokens, and the three ways to send parameters."""

import re
import socket
import struct
from urllib.parse import parse_qsl, unquote

import orjson
from aiohttp import web
from aiohttp.web_request import BaseRequest

from bot.simulator.answers import Answer, Cut, refusal
from bot.simulator.dispatch import Dispatcher
from bot.simulator.files import DOWNLOAD_LIMIT
from bot.simulator.parameters import Given, Upload

LARGEST_REQUEST = 64 << 20  # bytes: a 50 MB file and the parameters with it
_TOKEN = re.compile(r"[1-9][0-9]{0,15}:[A-Za-z0-9_-]*")
SHORTEST_SECRET = 24
LONGEST_TOKEN = 80
PREFIX = "/bot"
FILES = "/file/bot"


class Transport:
    """Answers requests under `/bot<token>/`."""

    def __init__(self, dispatcher: Dispatcher) -> None:
        self._dispatcher = dispatcher
        self._ready = f"{PREFIX}{dispatcher.world.token}/"

    async def handle(self, request: BaseRequest) -> web.Response:
        path, _, query = request.raw_path.partition("?")
        if path.startswith(self._ready):
            name = path[len(self._ready) :]
        else:
            token, slash, name = unquote(path[len(PREFIX) :]).partition("/")
            wrong = self._token_refusal(token, slash)
            if wrong is not None:
                return respond(wrong)
        if not name or "/" in name:
            return respond(refusal(404, "Not Found"))
        try:
            raw, given, form = await _parameters(request, query)
        except web.HTTPRequestEntityTooLarge:
            return respond(refusal(413, "Request Entity Too Large"))
        except ValueError as error:
            return respond(refusal(400, f"Bad Request: {error}"))
        return await self._answer(request, name, raw, given, form=form)

    def download(self, request: BaseRequest) -> web.Response:
        """A file, at the path that getFile gave."""
        token, _, path = unquote(request.raw_path.partition("?")[0][len(FILES) :]).partition("/")
        file = self._dispatcher.world.files.at(path)
        if token != self._dispatcher.world.token:
            return respond(refusal(401, "Unauthorized"))
        if file is None or len(file.body) > DOWNLOAD_LIMIT:
            return respond(refusal(404, "Not Found"))
        return web.Response(body=file.body, content_type="application/octet-stream")

    async def _answer(self, request: BaseRequest, name: str, raw: bytes, given: Given, *, form: bool) -> web.Response:
        def connected() -> bool:
            return request.transport is not None and not request.transport.is_closing()

        answer = await self._dispatcher.call(name, raw, given, connected, form=form)
        if answer.cut is not None:
            cut_off(request, answer.cut)
        return respond(answer)

    def _token_refusal(self, token: str, slash: str) -> Answer | None:
        if not slash:
            return refusal(404, "Not Found")
        if not _TOKEN.fullmatch(token) and (":" not in token or token.startswith("0") or len(token) > LONGEST_TOKEN):
            return refusal(401, "Unauthorized: invalid token specified")
        if token != self._dispatcher.world.token:
            return refusal(401, "Unauthorized")
        return None


def respond(answer: Answer) -> web.Response:
    headers = {"Retry-After": str(answer.retry_after)} if answer.retry_after is not None else None
    return web.Response(body=answer.body, status=answer.status, headers=headers, content_type=answer.content_type)


def cut_off(request: BaseRequest, cut: Cut) -> None:
    """End the connection without an answer; what is written to it afterwards goes nowhere."""
    transport = request.transport
    if transport is None:
        return
    if cut is Cut.RESET:
        plug = transport.get_extra_info("socket")
        plug.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()


async def _parameters(request: BaseRequest, query: str) -> tuple[bytes, Given, bool]:
    """The body as it came, the parameters, and whether they came as text (a form or an address) and not as JSON."""
    given: Given = dict(parse_qsl(query, keep_blank_values=True)) if query else {}
    if not request.body_exists:
        return query.encode(), given, True
    kind = request.content_type
    if kind == "multipart/form-data":
        return await _multipart(request, given)
    raw = await request.read()
    if kind == "application/json":
        return raw, given | _json_object(raw), False
    if kind == "application/x-www-form-urlencoded":
        given.update(parse_qsl(raw.decode("utf-8", "replace"), keep_blank_values=True))
    return raw, given, True


def _json_object(raw: bytes) -> Given:
    try:
        return dict(orjson.loads(raw))
    except (TypeError, ValueError):
        raise ValueError("can't parse parameters: JSON object expected") from None


async def _multipart(request: BaseRequest, given: Given) -> tuple[bytes, Given, bool]:
    """Files are not repeated in the raw form: their names and sizes stand for them."""
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            with value.file:
                given[name] = Upload(value.filename, value.file.read(), value.content_type)
        else:
            given[name] = value if isinstance(value, str) else bytes(value).decode("utf-8", "replace")
    return "\n".join(f"{name}: {value}" for name, value in given.items()).encode(), given, True
