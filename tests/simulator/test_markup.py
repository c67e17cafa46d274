from typing import Any

import pytest

from bot.simulator.errors import BotApiError
from bot.simulator.markup import Button, parse_markup


def inline(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[button]]}


def test_what_a_person_sees_of_a_keyboard() -> None:
    """telegram.md 1.1: buttons with one action each."""
    markup = parse_markup(
        {
            "inline_keyboard": [
                [{"text": "a", "callback_data": "x", "style": "danger"}, {"text": "b", "url": "https://a.kz"}],
                [],
                [{"text": "c", "copy_text": {"text": "copied"}}],
            ]
        }
    )
    assert markup is not None
    assert markup.rows == (
        (Button("a", data="x", style="danger"), Button("b", url="https://a.kz/")),
        (Button("c", copy_text="copied"),),
    )


@pytest.mark.parametrize(
    ("given", "description"),
    [
        (inline(text="", callback_data="x"), "inline keyboard button text must be non-empty"),
        (
            inline(text="x"),
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (inline(text="x", callback_data="ы" * 33), "BUTTON_DATA_INVALID"),
        (inline(text="x", callback_data=""), "BUTTON_DATA_INVALID"),
        (inline(text="x", copy_text={"text": "x" * 257}), "BUTTON_COPY_TEXT_INVALID"),
        (inline(text="x", url="https://"), "inline keyboard button URL 'https://' is invalid: URL host is empty"),
        (
            inline(text="x", url="https://a(b.kz"),
            "inline keyboard button URL 'https://a(b.kz' is invalid: Unallowed characters in URL host",
        ),
        (
            inline(text="x", url="https://localhost"),
            "inline keyboard button URL 'https://localhost' is invalid: Wrong HTTP URL",
        ),
        ({"inline_keyboard": [[{"text": "x", "callback_data": "x"}] * 9]}, "reply markup is too long"),
        ({"inline_keyboard": [[{"text": "x", "callback_data": "x"}]] * 101}, "reply markup is too long"),
    ],
)
def test_what_keyboards_are_refused(given: dict[str, Any], description: str) -> None:
    """telegram.md 1.1."""
    with pytest.raises(BotApiError) as refused:
        parse_markup(given)
    assert refused.value.description == f"Bad Request: {description}"


def test_64_bytes_of_data_and_100_buttons_are_fine() -> None:
    """telegram.md 1.1: the limits themselves are allowed."""
    markup = parse_markup({"inline_keyboard": [[{"text": "x", "callback_data": "ы" * 32}]] * 100})
    assert markup is not None
    assert len(markup.rows) == 100


def test_a_reply_keyboard_is_shown_to_people_only() -> None:
    """telegram.md 1.1: only inline keyboards are repeated in the message."""
    markup = parse_markup({"keyboard": [["Menu", {"text": "Help"}]]})
    assert markup is not None
    assert not markup.inline
    assert [button.label for button in markup.rows[0]] == ["Menu", "Help"]
