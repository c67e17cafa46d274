"""HTTP in front of the operations."""

import inspect
import re
from collections.abc import Sequence
from urllib.parse import quote

import orjson
from aiohttp import web
from aiohttp.web_request import BaseRequest
from pydantic import BaseModel, ValidationError

from bot.simulator.control import books, gathered, people, weather
from bot.simulator.control.bodies import Body
from bot.simulator.control.events import stream
from bot.simulator.control.openapi import document
from bot.simulator.control.operations import OPERATIONS, Operation
from bot.simulator.control.stage import NotFoundError, Stage
from bot.simulator.errors import BotApiError, SimulatorError
from bot.simulator.transcript import transcript

# Importing the modules fills the table.
MODULES = (books, gathered, people, weather)
PREFIX = "/sim/"
SAFE = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}  # a document never runs here
TRANSCRIPT = re.compile(r"/sim/chats/(-?[0-9]+)/transcript")
FILE = re.compile(r"/sim/files/([A-Za-z0-9_-]+)")


class Site:
    """Answers requests under /sim/."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    async def handle(self, request: BaseRequest) -> web.StreamResponse:
        path = request.path
        found = [(o, match) for o in OPERATIONS if (match := o.pattern.fullmatch(path))]
        for operation, match in found:
            if operation.verb == request.method:
                return await self._operate(operation, int(match[1]) if match.groups() else 0, request)
        if found:
            return problem(405, f"{path} takes {', '.join(operation.verb for operation, _ in found)}.")
        if request.method == "GET":
            return await self._special(request, path)
        return _unknown(path)

    async def _operate(self, operation: Operation, number: int, request: BaseRequest) -> web.Response:
        try:
            body = _read(operation, request, await request.read())
            answer = operation.run(self._stage, number, body)
            shown = await answer if inspect.isawaitable(answer) else answer
        except ValidationError as error:
            return problem(400, "; ".join(_said(item["loc"], item["msg"]) for item in error.errors()))
        except NotFoundError as error:
            return problem(404, str(error))
        except (SimulatorError, BotApiError) as error:
            return problem(409, str(error))
        return _json(shown)

    async def _special(self, request: BaseRequest, path: str) -> web.StreamResponse:
        if path == "/sim/openapi.json":
            return web.Response(body=orjson.dumps(document()), content_type="application/json")
        if path == "/sim/events":
            return await stream(request, self._stage.world.hub)
        if match := TRANSCRIPT.fullmatch(path):
            world = self._stage.world
            return web.Response(text=transcript(world.journal.of(int(match[1])), world.name) + "\n")
        if match := FILE.fullmatch(path):
            return self._file(match[1])
        return _unknown(path)

    def _file(self, file_id: str) -> web.Response:
        file = self._stage.world.files.get(file_id)
        if file is None:
            return problem(404, f"There is no file {file_id}.")
        picture = file.sides is not None
        headers = {} if picture else {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(file.name)}"}
        content_type = file.picture_type if picture else file.content_type
        return web.Response(body=file.body, headers=SAFE | headers | {"Content-Type": content_type})


def problem(status: int, text: str) -> web.Response:
    return web.Response(body=orjson.dumps({"error": text}), status=status, content_type="application/json")


def _unknown(path: str) -> web.Response:
    return problem(404, f"There is no {path}; /sim/openapi.json says what there is.")


def _read(operation: Operation, request: BaseRequest, raw: bytes) -> Body:
    if request.method == "GET":
        return operation.body.model_validate(dict(request.query))
    return operation.body.model_validate_json(raw or b"{}")


def _said(where: Sequence[int | str], what: str) -> str:
    place = ".".join(str(step) for step in where)
    return f"{place}: {what}" if place else what


def _json(answer: BaseModel) -> web.Response:
    return web.Response(body=answer.model_dump_json().encode(), content_type="application/json")
