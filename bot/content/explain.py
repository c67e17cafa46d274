"""What a model refuses, as one sentence that names the field and says what to do."""

import difflib
from collections.abc import Collection

from pydantic_core import ErrorDetails

from bot.content.source import Location

_SENTENCES = {
    "missing": "is missing; add it",
    "string_type": "should be a text; write one, or leave the field out",
    "frozen_set_type": "should be a list; write [a, b]",
    "tuple_type": "should be a list; write [a, b]",
    "mapping_type": "should be a group of fields; indent them below it",
    "model_type": "should be a group of fields; indent them below it",
    "model_attributes_type": "should be a group of fields; indent them below it",
    "date_from_datetime_parsing": "is not a day; write it as 2026-12-31",
    "date_parsing": "is not a day; write it as 2026-12-31",
    "date_type": "is not a day; write it as 2026-12-31",
    "date_from_datetime_inexact": "is not a day; write it as 2026-12-31",
    "int_parsing": "is not a whole number; write digits only",
    "int_type": "is not a whole number; write digits only",
    "int_from_float": "is not a whole number; write digits only",
    "bool_parsing": "should be true or false; leave it out when nobody knows",
    "bool_type": "should be true or false; leave it out when nobody knows",
    "too_short": "is empty; name at least one",
    "enum": "“{given}” is not known; choose one of {expected}",
    "literal_error": "“{given}” is not known; choose one of {expected}",
    "greater_than_equal": "“{given}” is too small; write at least {ge}",
    "string_too_long": "is longer than {max_length} characters; shorten it",
}
_PATTERNS = {
    "slug": "is the file name; use small Latin letters and digits, with single hyphens between",
    "donor": "is a key that no reader sees; use small Latin letters and digits, with single hyphens between",
    "source_date": "should be a year, a month or a day; write 2025, 2025-03 or 2025-03-04",
    "currency": "should be a currency code of three capital letters; write for example USD",
    "facts": "should be the id of a fact; write for example KZ1",
    "languages": "should be language codes of two small letters; write for example [ru, en]",
    "application_languages": "should be language codes of two small letters, or any; write for example [ru, en]",
}


def located(details: ErrorDetails) -> Location:
    """Where in the file's values the error is: pydantic's own markers for keys and union members are left out."""
    location = details["loc"]
    if location and location[-1] == "[key]":
        location = location[:-1]
    return tuple(part for part in location if not _is_marker(part))


def explain(details: ErrorDetails, known: Collection[str]) -> str:
    """The sentence for the reader of the file. `known` are the field names that exist."""
    location = located(details)
    name = ".".join(str(part) for part in location)
    return f"{name}: {_sentence(details, location, known)}" if name else _sentence(details, location, known)


def _sentence(details: ErrorDetails, location: Location, known: Collection[str]) -> str:
    kind = details["type"]
    if kind == "value_error":
        return _own_words(details["ctx"]["error"])
    if kind == "extra_forbidden":
        return _unknown_field(str(location[-1]), known)
    if kind == "string_pattern_mismatch":
        return f"“{details['input']}” {_pattern(location)}"
    template = _SENTENCES.get(kind, "{msg}; correct it")
    return template.format(**details.get("ctx", {}), msg=details["msg"], given=details["input"])


def _own_words(error: object) -> str:
    text = str(error)
    return text if "; " in text else f"{text}; correct it"


def _unknown_field(name: str, known: Collection[str]) -> str:
    if name in known:
        return "does not belong here; move it to its own place in the file, or take it out"
    close = difflib.get_close_matches(name, known, n=1)
    return f"is not a field; did you mean {close[0]}?" if close else "is not a field here; take it out"


def _pattern(location: Location) -> str:
    named = [part for part in location if isinstance(part, str)]
    return _PATTERNS.get(named[-1] if named else "", "is not written as expected; see docs/content.md")


def _is_marker(part: str | int) -> bool:
    return isinstance(part, str) and ("[" in part or "(" in part or part.startswith(("constrained", "literal")))
