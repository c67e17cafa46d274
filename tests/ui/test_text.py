"""Pieces of a text: where it is cut, and how long Telegram finds it."""

from bot.ui.text import cut, shown_length


def test_a_text_is_cut_between_words_and_marked() -> None:
    assert cut("short", 5) == "short"
    assert cut("one two three", 10) == "one two…"
    assert cut("x" * 20, 10) == "x" * 9 + "…"


def test_what_is_in_tags_does_not_count_and_some_letters_count_twice() -> None:
    assert shown_length('<b>A&amp;B</b> <a href="https://example.org/?a=1&amp;b=2">ok</a>') == len("A&B ok")
    assert shown_length("𝐖") == 2
