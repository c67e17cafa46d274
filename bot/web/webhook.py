"""Telegram's webhook: an update is acknowledged when it was handled, and not before."""

import asyncio
import hmac
import logging
from http import HTTPStatus

import orjson
from aiohttp import web

from bot.gateway.inbox import Inbox
from bot.gateway.updates import UpdateReader

logger = logging.getLogger(__name__)

HEADER = "X-Telegram-Bot-Api-Secret-Token"
LONGEST_HANDLING = 55.0  # seconds; Telegram gives up at 60 and delivers the update again


class Webhook:
    """Answers 200 for what was handled or can never be read, so that it does not hold up the updates behind it."""

    def __init__(self, secret: str, reader: UpdateReader, inbox: Inbox) -> None:
        self._secret = secret.encode()
        self._reader = reader
        self._inbox = inbox

    async def receive(self, request: web.Request) -> web.Response:
        """403 for a wrong secret, 413 for a body over the limit, 500 or 503 for what Telegram should deliver again."""
        given = request.headers.get(HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, self._secret):
            return web.Response(status=HTTPStatus.FORBIDDEN)
        update = self._reader.read(_parsed(await request.read()))
        if update is None:
            return web.Response()
        fate = self._inbox.put(update)
        await asyncio.wait({fate}, timeout=LONGEST_HANDLING)
        if not fate.done() or fate.cancelled():
            return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE)
        return web.Response(status=HTTPStatus.OK if fate.result() else HTTPStatus.INTERNAL_SERVER_ERROR)


def _parsed(body: bytes) -> object:
    try:
        return orjson.loads(body)
    except ValueError:
        return None
