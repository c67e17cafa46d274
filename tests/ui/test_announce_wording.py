"""What is seen of a text, and how long it may be."""

import pytest

from bot.ui.announce_wording import shows_something, too_long, too_much_markup
from tests.visits import translator

EN = translator("en")


@pytest.mark.parametrize(
    "plain",
    [
        "",
        " \n\t\u00a0",
        "\u2800\u2800",
        "\u200b\u200d\ufeff\u2060",
        "\u0301\ufe0f",
        "\u3164\uffa0\u115f\u1160",
        "\u202e\x00",
    ],
)
def test_nothing_can_be_seen(plain: str) -> None:
    assert not shows_something(plain)


@pytest.mark.parametrize("plain", ["x", "\u2800ж", "1", "!", "🎉", "\U0001fae9", "и\u0306", "\u2801"])
def test_something_can_be_seen(plain: str) -> None:
    assert shows_something(plain)


@pytest.mark.parametrize(
    ("length", "with_media", "words"),
    [
        (4096, False, None),
        (4097, False, "4,097 characters, but a message holds 4096"),
        (1024, True, None),
        (1025, True, "1,025 characters, but with a photo or file there is room for 1,024"),
    ],
)
def test_a_text_is_measured_in_characters(length: int, with_media: bool, words: str | None) -> None:
    # Each of these is one character to Telegram, and two units of UTF-16.
    fault = too_long(EN, "🎉" * length, with_media=with_media)

    assert (fault is None) == (words is None)
    assert words is None or words in (fault or "")


def test_the_raw_text_is_measured_in_bytes() -> None:
    assert too_much_markup(EN, "ж" * 16_384) is None
    assert "too much formatting" in (too_much_markup(EN, "ж" * 16_385) or "")
