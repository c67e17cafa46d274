"""The Bot API as aiogram reads it: which methods there are, which parameters they take and of what type."""

import types
from collections.abc import Iterator
from enum import Enum
from functools import cache, lru_cache
from typing import Annotated, Any, Union, get_args, get_origin

import aiogram.methods
import orjson
from aiogram.client.default import Default
from aiogram.methods.base import TelegramMethod
from aiogram.types import InputFile
from pydantic import BaseModel, TypeAdapter, ValidationError

CHECKED_VALUES = 8192


class Kind(Enum):
    """How a parameter travels and what it must look like."""

    TEXT = "String"
    INTEGER = "Integer"
    FLAG = "Boolean"
    NUMBER = "Float"
    CHAT = "Integer or String"
    FILE = "InputFile or String"
    NESTED = "JSON-serialized"


class Parameter:
    """One parameter of a method; `problems` says what is wrong with a nested value."""

    __slots__ = ("_adapter", "_annotation", "kind", "name", "required")

    def __init__(self, name: str, annotation: Any, *, required: bool) -> None:
        self.name = name
        self.required = required
        self.kind = _kind(annotation)
        self._annotation = annotation
        self._adapter: TypeAdapter[Any] | None = None

    def problems(self, value: object) -> tuple[str, ...]:
        return _nested_problems(self, orjson.dumps(value))

    def validate(self, value: object) -> Iterator[str]:
        if self._adapter is None:
            self._adapter = TypeAdapter(self._annotation)
        try:
            parsed = self._adapter.validate_python(value)
        except ValidationError as error:
            for problem in error.errors(include_url=False, include_context=False, include_input=False):
                where = ".".join(str(step) for step in problem["loc"])
                yield f"{self.name}.{where}: {problem['msg']}" if where else f"{self.name}: {problem['msg']}"
            return
        yield from _unknown_fields(parsed, self.name)


class Method:
    """One method: its proper name, and its parameters by name."""

    __slots__ = ("name", "parameters", "required")

    def __init__(self, model: type[TelegramMethod[Any]]) -> None:
        self.name = str(model.__api_method__)
        self.parameters = {
            (field.alias or name): Parameter(
                field.alias or name, _without_default(field.annotation, field.metadata), required=field.is_required()
            )
            for name, field in model.model_fields.items()
        }
        self.required = [parameter.name for parameter in self.parameters.values() if parameter.required]


@cache
def methods() -> dict[str, Method]:
    """All methods of the Bot API by their names in lower case, as the server compares them."""
    found = [getattr(aiogram.methods, name) for name in aiogram.methods.__all__]
    models = [item for item in found if isinstance(item, type) and issubclass(item, TelegramMethod)]
    named = [Method(model) for model in models if model is not TelegramMethod]
    return {method.name.lower(): method for method in named}


@lru_cache(CHECKED_VALUES)
def _nested_problems(parameter: Parameter, text: bytes) -> tuple[str, ...]:
    return tuple(parameter.validate(orjson.loads(text)))


def _without_default(annotation: Any, metadata: list[Any]) -> Any:
    """The annotation without aiogram's own placeholder and without None."""
    if get_origin(annotation) not in {Union, types.UnionType}:
        return annotation
    left = tuple(part for part in get_args(annotation) if part not in {Default, type(None)})
    union: Any = Union.__getitem__(left)
    for note in metadata:
        union = Annotated[union, note]
    return union


def _kind(annotation: Any) -> Kind:
    parts = set(get_args(annotation)) if get_origin(annotation) in {Union, types.UnionType} else {annotation}
    if InputFile in parts:
        return Kind.FILE
    simple = {
        frozenset({str}): Kind.TEXT,
        frozenset({int}): Kind.INTEGER,
        frozenset({bool}): Kind.FLAG,
        frozenset({float}): Kind.NUMBER,
        frozenset({int, str}): Kind.CHAT,
    }
    if int in parts and str not in parts and len(parts) > 1:
        return Kind.INTEGER  # aiogram takes dates and intervals where the Bot API takes seconds
    return simple.get(frozenset(parts), Kind.NESTED)


def _unknown_fields(value: object, where: str) -> Iterator[str]:
    if isinstance(value, BaseModel):
        for name in value.model_extra or {}:
            yield f"{where}.{name}: unknown field of {type(value).__name__}"
        for name in value.model_fields_set:
            yield from _unknown_fields(getattr(value, name, None), f"{where}.{name}")
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from _unknown_fields(item, f"{where}.{place}")
