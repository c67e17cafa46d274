"""HTTP to the Bot API over aiohttp: JSON bodies, and failures that say whether the request went out."""

import json
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from typing import Any, cast

import aiohttp
import orjson
from aiohttp.payload import Payload
from telegram.error import BadRequest
from telegram.request import BaseRequest, RequestData

from bot.gateway.faults import AnswerLostError, FloodWaitError, NotSentError

CONNECT_SECONDS = 10.0
# For bots Telegram turns flood waits of up to 8 s into latency, so a shorter patience makes duplicates.
READ_SECONDS = 30.0
CONNECTIONS = 320  # a window of 200 broadcasts must leave some to the answers
UNNAMED_WAIT = 5.0  # seconds of quiet after a 429 that names none

_FINE = (b'{"ok":true', b'{"ok": true')
_UNNAMED = (BaseRequest.DEFAULT_NONE,) * 4  # the timeouts of a caller that names none


class AiohttpRequest(BaseRequest):
    """One pool of connections. A bot needs two: one for getUpdates, one for everything else.

    Raises `NotSentError` when no connection was made, `AnswerLostError` when one was made and then failed,
    `FloodWaitError` for a 429, and the library's errors for the rest. Addresses hold the token, so none of them
    stands in a message, and the causes, which would show them, are left out.
    """

    __slots__ = ("_connections", "_session", "_trust_env", "_usual")

    def __init__(
        self,
        *,
        connections: int = CONNECTIONS,
        connect_seconds: float = CONNECT_SECONDS,
        read_seconds: float = READ_SECONDS,
        trust_env: bool = False,
    ) -> None:
        self._connections = connections
        self._usual = read_seconds, connect_seconds
        self._trust_env = trust_env
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        return self._usual[0]

    async def initialize(self) -> None:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
                trust_env=self._trust_env,
            )

    async def shutdown(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: "RequestData | _Answered | None" = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """The status to believe and the body; a timeout the caller names, even None, wins over the default."""
        if isinstance(request_data, _Answered):
            return request_data.status, request_data.payload
        timeout = _timeout(read_timeout, write_timeout, connect_timeout, pool_timeout, self._usual)
        return await self._exchange(method, url, _content(request_data), timeout)

    async def post_ready(self, url: str, body: bytes) -> Any:
        """The result, or the same errors, as by `post`, with a body that is ready.

        The library's own body costs as much as the call, its wrappers a tenth more.
        """
        status, payload = await self._exchange("POST", url, _json(body), _timeout(*_UNNAMED, self._usual))
        if status < HTTPStatus.MULTIPLE_CHOICES:
            return self.parse_json_payload(payload)["result"]
        # The library knows which error this is. It passes on what it is given without a look, but its class is final.
        return await self.post(url, cast("RequestData", _Answered(status, payload)))

    async def _exchange(
        self, method: str, url: str, body: Payload | aiohttp.FormData | None, patience: aiohttp.ClientTimeout
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise NotSentError("the transport is closed")
        try:
            response = await self._session.request(method, url, data=body, timeout=patience, allow_redirects=False)
            payload = await response.read()  # which also gives the connection back, or closes it
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL) as error:
            raise NotSentError(f"no connection ({type(error).__name__})") from None
        except (aiohttp.ClientError, TimeoutError, OSError, RuntimeError) as error:  # the last: closed meanwhile
            raise AnswerLostError(f"no answer ({type(error).__name__})") from None
        if response.status == HTTPStatus.TOO_MANY_REQUESTS:
            raise FloodWaitError(_named_wait(payload, response.headers.get("Retry-After")))
        return _status(response.status, payload), payload

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer as a mapping in which a missing `result` is an `AnswerLostError`, not a `KeyError`."""
        try:
            answer = orjson.loads(payload)
        except ValueError:
            answer = _loosely(payload)
        if not isinstance(answer, dict):
            raise AnswerLostError("the answer is not the Bot API's")
        return _Answer(answer)


@dataclass(frozen=True, slots=True)
class _Answered:
    """An answer that is there already, in the place of what is to be asked."""

    status: int
    payload: bytes


class _Answer(dict[str, Any]):
    def __missing__(self, key: str) -> Any:
        raise AnswerLostError("the answer holds no result")


def _loosely(payload: bytes) -> object:
    """Half a surrogate pair or a broken letter, which the strict parser refuses, must not cost a batch of updates."""
    try:
        return json.loads(payload.decode("utf-8", "replace"))
    except ValueError:
        return None


def _json(body: bytes) -> Payload:
    return aiohttp.BytesPayload(body, content_type="application/json")


def _content(request_data: RequestData | None) -> Payload | aiohttp.FormData | None:
    """The body: multipart when a file is attached, JSON otherwise."""
    if request_data is None:
        return None
    if not request_data.contains_files:
        try:
            return _json(orjson.dumps(request_data.parameters))
        except TypeError:
            raise BadRequest("the text is not valid UTF-8") from None
    form = aiohttp.FormData()
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, content_type) in request_data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=content_type)
    return form


@lru_cache(maxsize=64)
def _timeout(
    read: object, write: object, connect: object, pool: object, usual: tuple[float, float]
) -> aiohttp.ClientTimeout:
    """One timer for the whole call: another one that each piece read would start anew costs a tenth of the call.

    `usual` is how long to read and to connect where the caller names nothing.
    """
    to_read, to_connect = usual
    in_all = _total(_seconds(connect, to_connect), _seconds(pool, 0.0))
    return aiohttp.ClientTimeout(total=_total(_seconds(read, to_read), in_all, _seconds(write, 0.0)), connect=in_all)


def _seconds(given: object, default: float) -> float | None:
    if given is None:
        return None
    return float(given) if isinstance(given, int | float) else default


def _total(*parts: float | None) -> float | None:
    known = [part for part in parts if part is not None]
    return sum(known) if len(known) == len(parts) else None


def _named_wait(payload: bytes, header: str | None) -> float:
    answer = _loosely(payload)
    parameters = answer.get("parameters") if isinstance(answer, dict) else None
    named = parameters.get("retry_after") if isinstance(parameters, dict) else None
    if isinstance(named, int | float) and named > 0:
        return float(named)
    return float(header) if header and header.isdecimal() else UNNAMED_WAIT


def _status(status: int, payload: bytes) -> int:
    """The status to believe: an intermediary's page is not Telegram's verdict, and `"ok": false` is no success."""
    if status < HTTPStatus.MULTIPLE_CHOICES:
        if payload.startswith(_FINE):
            return status
        answer = AiohttpRequest.parse_json_payload(payload)
        code = answer.get("error_code")
        if answer.get("ok") is True:
            return status
        return code if isinstance(code, int) else HTTPStatus.BAD_GATEWAY
    if not payload.lstrip().startswith(b"{"):
        return HTTPStatus.BAD_GATEWAY
    return status
