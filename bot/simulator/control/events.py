"""Server-sent events: every call, update and change, as it happens."""

import asyncio

import orjson
from aiohttp import web
from aiohttp.web_request import BaseRequest

from bot.simulator.hub import Event, Hub

KEEP_ALIVE = 15.0  # seconds of silence after which a comment is sent
HEADERS = {"Content-Type": "text/event-stream", "Cache-Control": "no-store"}


async def stream(request: BaseRequest, hub: Hub) -> web.StreamResponse:
    """Write events until the reader goes or the hub closes."""
    response = web.StreamResponse(headers=HEADERS)
    await response.prepare(request)
    events = hub.open_stream()
    try:
        await response.write(b"retry: 1000\n\n")
        while (event := await _next(events)) is not None:
            await response.write(event)
    except ConnectionError:
        return response
    finally:
        hub.close_stream(events)
    return response


async def _next(events: asyncio.Queue[Event | None]) -> bytes | None:
    try:
        async with asyncio.timeout(KEEP_ALIVE):
            event = await events.get()
    except TimeoutError:
        return b": still here\n\n"
    if event is None:
        return None
    return b"event: %b\ndata: %b\n\n" % (str(event["event"]).encode(), orjson.dumps(event, default=str))
