"""Reply markup: what the server accepts, in the order in which it refuses."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import orjson

from bot.simulator.errors import bad_request
from bot.simulator.links import LinkError, checked_link

DATA_LIMIT = 64  # bytes
BUTTON_LIMIT = 100
ROW_LIMIT = 8
COPY_LIMIT = 256
PARSED_KEYBOARDS = 4096
ACTIONS = (
    "callback_data",
    "url",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)
STYLES = frozenset({"danger", "success", "primary"})


@dataclass(frozen=True, slots=True)
class Button:
    """One button as a person sees it; exactly one of the fields after the label says what it does."""

    label: str
    data: str | None = None
    url: str | None = None
    copy_text: str | None = None
    other: str | None = None  # the name of another action
    style: str | None = None


@dataclass(frozen=True, slots=True)
class Markup:
    """A keyboard: `json` is what answers repeat; only inline keyboards are repeated."""

    json: dict[str, Any]
    rows: tuple[tuple[Button, ...], ...]
    inline: bool
    crowded: tuple[str, ...] = ()  # labels of buttons with more than one action: the server takes the first, silently


def parse_markup(given: object) -> Markup | None:
    """The keyboard of a call: a JSON text, or what a JSON body held in its place; None when it shows nothing."""
    if given is None or given == "":
        return None
    if isinstance(given, str):
        return _parsed(given.encode())
    return _parsed(orjson.dumps(given))


@lru_cache(PARSED_KEYBOARDS)
def _parsed(text: bytes) -> Markup | None:
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError:
        raise bad_request("can't parse reply keyboard markup JSON object", "markup") from None
    if not isinstance(value, dict):
        raise bad_request("object expected as reply markup", "markup")
    if "inline_keyboard" in value:
        return _inline(value["inline_keyboard"])
    if "keyboard" in value:
        return Markup(value, _reply_rows(value["keyboard"]), inline=False)
    if value.get("remove_keyboard") or value.get("force_reply"):
        return Markup(value, (), inline=False)
    return None


def _inline(rows: object) -> Markup | None:
    if not isinstance(rows, list):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays', "markup")
    shown = tuple(tuple(_button(button) for button in row) for row in rows if _is_row(row))
    if sum(map(len, shown)) > BUTTON_LIMIT or any(len(row) > ROW_LIMIT for row in shown):
        raise bad_request("reply markup is too long", "markup")
    if not shown:
        return None
    kept = [[_kept(button) for button in row] for row in rows if row]
    crowded = tuple(str(button["text"]) for row in rows for button in row if len(_actions(button)) > 1)
    return Markup({"inline_keyboard": kept}, shown, inline=True, crowded=crowded)


def _is_row(row: object) -> bool:
    if not isinstance(row, list):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays', "markup")
    return bool(row)


def _button(given: object) -> Button:
    if not isinstance(given, dict):
        raise bad_request("can't parse inline keyboard button: InlineKeyboardButton must be an Object", "markup")
    label = given.get("text")
    if not isinstance(label, str) or not label.strip():
        raise bad_request("inline keyboard button text must be non-empty", "markup")
    actions = _actions(given)
    if not actions:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard", "markup"
        )
    return _acting(label, actions[0], given)


def _actions(given: dict[str, Any]) -> list[str]:
    return [name for name in ACTIONS if given.get(name) is not None and given[name] is not False]


def _acting(label: str, action: str, given: dict[str, Any]) -> Button:
    style = given.get("style")
    value = given[action]
    if action == "callback_data":
        if not isinstance(value, str) or not 0 < len(value.encode()) <= DATA_LIMIT:
            raise bad_request("BUTTON_DATA_INVALID", "callback-data")
        return Button(label, data=value, style=style)
    if action == "url":
        return Button(label, url=_checked_url(str(value)), style=style)
    if action == "copy_text":
        text = value.get("text") if isinstance(value, dict) else None
        if not isinstance(text, str) or not 0 < len(text) <= COPY_LIMIT:
            raise bad_request("BUTTON_COPY_TEXT_INVALID", "markup")
        return Button(label, copy_text=text, style=style)
    return Button(label, other=action, style=style)


def _checked_url(url: str) -> str:
    try:
        return checked_link(url)
    except LinkError as error:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: {error}", "markup") from None


def _kept(button: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in button.items() if value is not None}
    if "url" in kept:
        kept["url"] = _checked_url(str(kept["url"]))
    return kept


def _reply_rows(rows: object) -> tuple[tuple[Button, ...], ...]:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "keyboard" of the ReplyKeyboardMarkup must be an Array of Arrays', "markup")
    return tuple(tuple(_reply_button(button) for button in row) for row in rows)


def _reply_button(given: object) -> Button:
    label = given.get("text") if isinstance(given, dict) else given
    if not isinstance(label, str) or not label:
        raise bad_request("can't parse reply keyboard markup JSON object", "markup")
    return Button(label, other="text")
