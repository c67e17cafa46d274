"""The parameters of a call, read leniently as the server reads them."""

from typing import Any

import orjson

TRUE = frozenset({"true", "yes", "1"})


class Upload:
    """A file that came with a multipart request."""

    __slots__ = ("body", "content_type", "name")

    def __init__(self, name: str, body: bytes, content_type: str) -> None:
        self.name = name
        self.body = body
        self.content_type = content_type

    def __repr__(self) -> str:
        return f"<{self.name}, {len(self.body)} bytes>"


Given = dict[str, Any]  # str, Upload, or whatever a JSON body holds


def is_number_text(text: str) -> bool:
    digits = text.removeprefix("-")
    return digits.isascii() and digits.isdigit()


def text(given: Given, name: str) -> str:
    """A string parameter; numbers and flags of a JSON body are written out as the server does."""
    value = given.get(name)
    if isinstance(value, str):
        return value
    if value is None or isinstance(value, Upload):
        return ""
    return orjson.dumps(value).decode()


def integer(given: Given, name: str, default: int = 0) -> int:
    value = given.get(name)
    if isinstance(value, str):
        return int(value) if is_number_text(value) else default
    return int(value) if isinstance(value, int | float) else default


def flag(given: Given, name: str) -> bool:
    value = given.get(name)
    return value is True or (isinstance(value, str) and value.lower() in TRUE) or value == 1


def nested(given: Given, name: str) -> Any:
    """A JSON parameter, decoded; None when there is none or it is not JSON."""
    value = given.get(name)
    if not isinstance(value, str):
        return None if isinstance(value, Upload) else value
    try:
        return orjson.loads(value)
    except orjson.JSONDecodeError:
        return None
