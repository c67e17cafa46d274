"""The OpenAPI document of the interface, made from the table of operations."""

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from bot.simulator.control.operations import OPERATIONS, Operation

TEMPLATE = "#/components/schemas/{model}"
ABOUT = "What people do in a local Telegram, what the bot did, and what goes wrong. The Bot API is at /bot<token>/."


def document(title: str = "Local Telegram", version: str = "1") -> dict[str, Any]:
    """OpenAPI 3.1."""
    models: set[type[BaseModel]] = {o.body for o in OPERATIONS if o.body.model_fields}
    models |= {o.answer for o in OPERATIONS}
    ordered = sorted(models, key=lambda model: model.__name__)
    schemas = models_json_schema([(model, "validation") for model in ordered], ref_template=TEMPLATE)[1]
    paths: dict[str, dict[str, Any]] = {}
    for operation in OPERATIONS:
        paths.setdefault(operation.path, {})[operation.verb.lower()] = _described(operation)
    paths["/sim/events"] = {"get": _plain("Every call, update and change as it happens.", "text/event-stream")}
    paths["/sim/chats/{id}/transcript"] = {"get": _plain("The chat as a terminal shows it.", "text/plain", _ID)}
    paths["/sim/files/{file_id}"] = {"get": _plain("The bytes of a file.", "application/octet-stream", _FILE_ID)}
    return {
        "openapi": "3.1.0",
        "info": {"title": title, "version": version, "description": ABOUT},
        "paths": dict(sorted(paths.items())),
        "components": {"schemas": schemas.get("$defs", {})},
    }


_ID = {"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}
_FILE_ID = {"name": "file_id", "in": "path", "required": True, "schema": {"type": "string"}}
_ERROR = {"type": "object", "properties": {"error": {"type": "string"}}, "required": ["error"]}
_PROBLEM = {"description": "Why not.", "content": {"application/json": {"schema": _ERROR}}}


def _described(operation: Operation) -> dict[str, Any]:
    parameters = [_ID] if "{id}" in operation.path else []
    about: dict[str, Any] = {
        "summary": operation.summary,
        "operationId": f"{operation.run.__module__.rpartition('.')[2]}_{operation.run.__name__}",
        "responses": {
            "200": {"description": "Done.", "content": _json(operation.answer)},
            "400": _PROBLEM,
            "404": _PROBLEM,
            "409": _PROBLEM,
        },
    }
    if operation.body.model_fields and operation.verb == "GET":
        parameters += [
            {"name": name, "in": "query", "schema": schema, "required": False}
            for name, schema in operation.body.model_json_schema()["properties"].items()
        ]
    elif operation.body.model_fields:
        about["requestBody"] = {"required": True, "content": _json(operation.body)}
    return about | ({"parameters": parameters} if parameters else {})


def _json(model: type[BaseModel]) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": TEMPLATE.format(model=model.__name__)}}}


def _plain(summary: str, content_type: str, *parameters: dict[str, Any]) -> dict[str, Any]:
    response = {"description": "As it is.", "content": {content_type: {"schema": {"type": "string"}}}}
    return {"summary": summary, "parameters": list(parameters), "responses": {"200": response}}
