"""How a route or an action packs into the 64 bytes of a button, and comes back.

A packed route is `code_field_field…` over `[A-Za-z0-9_-]`, so the same string is callback data and the payload of a
deep link (`t.me/<bot>?start=…`). A packed action begins with `!`, which no deep link can carry: following a link never
changes anything. Trailing empty fields are left off, so a field added later with a default does not age old buttons;
a code is never given to another route.
"""

import re
from enum import Enum
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

LIMIT = 64  # bytes of callback data, and characters of a deep link's payload
_PLAIN = re.compile(r"!?[A-Za-z0-9_-]+")

_codes: dict[str, type["Packed"]] = {}


# A slug is at most 40 characters, so that an item's route fits behind a language question (`then`).
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=40)]
Page = Annotated[int, Field(ge=1, le=999)]
Id = Annotated[int, Field(ge=1, le=2**53)]
# A packed place to go on to. It may hold underscores, so it stands only as the last field. It fits behind `!l_ru_`.
ROOM = LIMIT - 6
BEHIND_OFFER = ROOM - 5  # room for a newcomer's place that rides behind two questions and an offer: `c_sf_`
Then = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]*$", max_length=ROOM)]


class Packed(BaseModel):
    """What routes and actions share: a code and the packing. Fields are strings, enums, integers or booleans."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    code: ClassVar[str]

    def __init_subclass__(cls, *, code: str | None = None, **_: Any) -> None:
        super().__init_subclass__()
        if code is None:
            return
        if code in _codes:
            raise TypeError(f"{cls.__name__} and {_codes[code].__name__} share the code {code!r}")
        cls.code = code
        _codes[code] = cls

    def pack(self) -> str:
        """The value as callback data of at most 64 bytes; ValueError when it does not fit."""
        fields = [_as_text(getattr(self, name)) for name in type(self).model_fields]
        while fields and not fields[-1]:
            fields.pop()
        packed = "_".join((self.code, *fields))
        if len(packed) > LIMIT or not _PLAIN.fullmatch(packed):
            raise ValueError(f"does not fit a button: {packed!r}")
        return packed


class Route(Packed):
    """A place: showing it changes nothing. May stand in a deep link."""


class Action(Packed):
    """Something a button does; it ends by showing a route. Its code begins with `!`."""


def _as_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    return str(value.value if isinstance(value, Enum) else value)


def unpack(data: str) -> Route | Action | None:
    """The route or action behind a button, or None for what this bot never made or no longer knows."""
    if len(data) > LIMIT or not _PLAIN.fullmatch(data):
        return None
    code, *fields = data.split("_")
    cls = _codes.get(code)
    if cls is None:
        return None
    names = list(cls.model_fields)
    if names and names[-1] == "then" and len(fields) > len(names):
        fields = [*fields[: len(names) - 1], "_".join(fields[len(names) - 1 :])]
    if len(fields) > len(names):
        return None
    try:
        found = cls.model_validate({name: text for name, text in zip(names, fields, strict=False) if text})
    except ValidationError:
        return None
    return found if isinstance(found, Route | Action) else None


def behind(place: Route, room: int = ROOM - 2) -> str:
    """The place packed for a `then`; what only says where its Back leads is left off when it does not fit.

    Two characters are spared by default, because a newcomer's place rides behind two questions.
    """
    packed = place.pack()
    while len(packed) > room:
        packed = packed.rpartition("_")[0]
    return packed


def from_link(payload: str) -> Route | None:
    """The place a deep link leads to; None for anything else, actions included."""
    found = unpack(payload)
    return found if isinstance(found, Route) else None
