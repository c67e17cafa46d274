"""Whatever a bot sends, the parser answers as the server would: with a text and proper entities, or with a refusal."""

import html

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.simulator.content import Content, finished, formatted
from bot.simulator.entities import Entity, sort_entities, utf16_length
from bot.simulator.errors import BotApiError
from bot.simulator.html import parse_html
from bot.simulator.repair import CODE, SPLITTABLE, repair

TAGS = ("b", "i", "u", "s", "code", "pre", "blockquote", "tg-spoiler", "a href='https://a.kz'", "a href='b'")
words = st.text(alphabet="aб🏟 \n\t<>&;/\"'=#@.", max_size=8)
opened = st.sampled_from([f"<{tag}>" for tag in TAGS])
kinds = st.sampled_from([*SPLITTABLE, "code", "text_link", "blockquote"])
markup = st.lists(st.one_of(words, opened, st.just("</>"), st.sampled_from(["</b>", "</i>", "&lt;"])), max_size=14)


@st.composite
def nested(draw: st.DrawFn, depth: int = 3) -> str:
    """Well-formed HTML with arbitrary nesting."""
    pieces: list[str] = []
    for _ in range(draw(st.integers(0, 3))):
        if depth and draw(st.booleans()):
            tag = draw(st.sampled_from(TAGS))
            pieces.append(f"<{tag}>{draw(nested(depth - 1))}</>")
        else:
            pieces.append(html.escape(draw(words), quote=False))
    return "".join(pieces)


def assert_proper(content: Content) -> None:
    length = utf16_length(content.text)
    assert list(content.entities) == sort_entities(content.entities)
    stack: list[Entity] = []
    for entity in content.entities:
        assert 0 <= entity.offset < entity.end <= length
        while stack and stack[-1].end <= entity.offset:
            stack.pop()
        if stack:
            assert entity.end <= stack[-1].end
            assert not {outer.type for outer in stack} & CODE
            assert entity.type not in {outer.type for outer in stack}
        stack.append(entity)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(markup)
def test_anything_is_parsed_or_refused(pieces: list[str]) -> None:
    """telegram.md 7.3."""
    outcome = parsed("".join(pieces))
    if isinstance(outcome, Content):
        assert_proper(outcome)
    else:
        assert outcome.startswith("Bad Request: can't parse entities: ")


def parsed(source: str) -> Content | str:
    try:
        return formatted(source, "HTML")
    except BotApiError as refused:
        return refused.description


@settings(max_examples=400, deadline=None, derandomize=True)
@given(nested())
def test_well_formed_html_is_never_refused(source: str) -> None:
    """telegram.md 7.3: the server repairs instead of refusing."""
    assert_proper(formatted(source, "HTML"))


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(max_size=40))
def test_escaped_text_comes_back(text: str) -> None:
    """telegram.md 7.3: html.escape(s, quote=False) is the right escaper."""
    assert parse_html(html.escape(text, quote=False)) == (text, [])


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    st.lists(
        st.builds(
            Entity,
            st.sampled_from([*SPLITTABLE, "code", "text_link", "blockquote"]),
            st.integers(0, 8),
            st.integers(1, 6),
        ),
        max_size=6,
    )
)
def test_given_entities_are_repaired(entities: list[Entity]) -> None:
    """telegram.md 7.3: split, merged, kept out of code; once repaired, they stay as they are."""
    content = finished("abcdefghijklmnop", entities)
    assert_proper(content)
    assert repair(content.entities) == list(content.entities)
