import pytest

from bot.simulator.content import CAPTION_LIMIT, TEXT_LIMIT, finished, formatted
from bot.simulator.entities import Entity
from bot.simulator.errors import BotApiError


def spans(raw: str) -> list[tuple[str, int, int]]:
    return [(e.type, e.offset, e.length) for e in formatted(raw, "HTML").entities]


def test_control_characters_become_spaces_and_carriage_returns_go() -> None:
    """telegram.md 7.3: cleaning after parsing."""
    content = formatted("a\tb\r\n<b>c\u2028d</b>", "HTML")
    assert content.text == "a b\ncd"
    assert content.entities == (Entity("bold", 4, 2),)


def test_text_is_trimmed_but_not_inside_the_first_entity() -> None:
    """telegram.md 7.3: trimming."""
    assert formatted("  \n x \n", "HTML").text == "x"
    content = formatted("  <b> x </b>  ", "HTML")
    assert (content.text, content.entities) == (" x", (Entity("bold", 0, 2),))


def test_an_entity_of_nothing_but_cut_spaces_vanishes() -> None:
    """telegram.md 7.3: empty entities vanish."""
    assert formatted("x<b> </b>", "HTML").entities == ()


def test_adjacent_styles_are_merged() -> None:
    """telegram.md 7.3: repairs instead of refusing."""
    assert spans("<b>a</b><b>b</b>") == [("bold", 0, 2)]


def test_nested_same_style_is_merged() -> None:
    """telegram.md 7.3: repairs instead of refusing."""
    assert spans("<b>a<strong>b</strong></b>") == [("bold", 0, 2)]


def test_nothing_nests_in_code() -> None:
    """telegram.md 7.3: nothing may nest in pre, code, date_time."""
    assert spans("<code>a<b>b</b></code>") == [("code", 0, 2)]
    assert spans("<b>x<code>y</code>z</b>") == [("bold", 0, 1), ("code", 1, 1), ("bold", 2, 1)]


def test_links_do_not_contain_each_other() -> None:
    """telegram.md 7.3: links, mentions and custom emoji cannot contain each other."""
    assert spans("<a href='https://a.kz'>x<a href='https://b.kz'>y</a></a>") == [("text_link", 0, 2)]


def test_blockquotes_do_not_nest() -> None:
    """telegram.md 7.3: the inner blockquote is dropped."""
    assert spans("<blockquote>x<blockquote>y</blockquote></blockquote>") == [("blockquote", 0, 2)]


def test_code_may_stand_in_a_blockquote_and_bold_around_a_link() -> None:
    """telegram.md 7.3: what needs no repair stays as it is."""
    assert spans("<blockquote>x<code>y</code></blockquote>") == [("blockquote", 0, 2), ("code", 1, 1)]
    assert spans("<b>x<a href='https://a.kz'>y</a>z</b>") == [("bold", 0, 3), ("text_link", 1, 1)]


def test_crossing_styles_are_split() -> None:
    """telegram.md 7.3: styles are split and merged."""
    content = finished("abc", [Entity("bold", 0, 2), Entity("italic", 1, 2)])
    assert content.entities == (Entity("bold", 0, 2), Entity("italic", 1, 1), Entity("italic", 2, 1))


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("see https://example.org/a?b=1.", [("url", 4, 25)]),
        ("see example.kz, please", [("url", 4, 10)]),
        ("write to a.b@example.org now", [("email", 9, 15)]),
        ("/start and /help@local_bot", [("bot_command", 0, 6), ("bot_command", 11, 15)]),
        ("ask @local_bot", [("mention", 4, 10)]),
        ("#грант 2026 #5", [("hashtag", 0, 6)]),
        ("🏟 #x", [("hashtag", 3, 2)]),
        ("<code>/start</code> <a href='https://a.kz'>b.kz</a>", [("code", 0, 6), ("text_link", 7, 4)]),
        ("1/2 and a/b, v1.2", []),
    ],
)
def test_what_the_server_finds_by_itself(raw: str, found: list[tuple[str, int, int]]) -> None:
    """telegram.md 7.3: addresses, mentions, tags, commands and e-mails are found in the text."""
    assert spans(raw) == found


def test_the_limit_counts_characters_after_parsing() -> None:
    """telegram.md 1.1: 4096 characters after entity parsing, code points."""
    assert formatted(f"<b>{'🏟' * TEXT_LIMIT}</b>", "HTML").text == "🏟" * TEXT_LIMIT
    with pytest.raises(BotApiError, match=r"^Bad Request: message is too long$"):
        formatted("ж" * (TEXT_LIMIT + 1), "HTML")


def test_a_caption_is_shorter() -> None:
    """telegram.md 1.1: caption 1024."""
    with pytest.raises(BotApiError, match=r"^Bad Request: message caption is too long$"):
        formatted("x" * (CAPTION_LIMIT + 1), "HTML", CAPTION_LIMIT)


def test_raw_text_has_a_limit_in_bytes() -> None:
    """telegram.md 1.1: raw text over 32,768 bytes."""
    with pytest.raises(BotApiError, match=r"^Bad Request: text is too long$"):
        formatted("<b></b>" * 5000, "HTML")


def test_unknown_parse_mode() -> None:
    """telegram.md 2.2."""
    with pytest.raises(BotApiError, match=r"^Bad Request: unsupported parse_mode$"):
        formatted("x", "BBCode")


def test_at_most_a_hundred_entities_are_kept() -> None:
    """telegram.md 1.1: extra entities are dropped by the server."""
    assert len(spans(" ".join("<b>x</b>" for _ in range(150)))) == 100
