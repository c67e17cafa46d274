"""What people write becomes HTML that means the same, beside the picture or file it came with."""

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram import MessageEntity, User

from bot.domain.announcement import Media, MediaKind
from bot.gateway.written import to_html, typed_from
from bot.handlers.visit import LeftOut, Typed
from bot.simulator.entities import Entity, utf16_length
from bot.simulator.html import parse_html
from tests.gateway.incoming import Raw, message, read

PLAIN = ("bold", "italic", "underline", "strikethrough", "spoiler", "blockquote", "expandable_blockquote")
URL = "https://example.org/"
WORDS = st.text(alphabet="aб🏟👩🏽\n <>&;/\"'=#", min_size=1, max_size=6)
LEAVES = st.one_of(
    st.just(("code", "")),
    st.sampled_from([("pre", ""), ("pre", "python"), ("pre", 'c"<&')]),
)
STYLES = st.one_of(
    st.sampled_from([(kind, "") for kind in PLAIN]),
    st.text(alphabet="ab🏟?&=;<>\"'#%lt", max_size=8).map(lambda rest: ("text_link", URL + rest)),
)

Written = tuple[str, list[Entity]]


@st.composite
def nested(draw: st.DrawFn, depth: int = 3) -> Written:
    """A text and entities of which each lies inside another or beside it, as Telegram sends them."""
    text, entities = "", list[Entity]()
    for _ in range(draw(st.integers(1, 3))):
        at = utf16_length(text)
        if depth and draw(st.booleans()):
            kind, argument = draw(STYLES)
            inside, inner = draw(nested(depth - 1))
        else:
            kind, argument = draw(st.one_of(LEAVES, st.just(("", ""))))
            inside, inner = draw(WORDS), []
        if kind:
            entities.append(Entity(kind, at, utf16_length(inside), argument))
        entities += [Entity(one.type, at + one.offset, one.length, one.argument) for one in inner]
        text += inside
    return text, entities


@st.composite
def overlapping(draw: st.DrawFn) -> Written:
    """Entities that begin and end at any characters; no two of a kind, which never overlap."""
    text = draw(st.text(alphabet="aб🏟 \n<>&", min_size=1, max_size=12))
    bounds = [utf16_length(text[:index]) for index in range(len(text) + 1)]
    entities = []
    for kind, argument in draw(st.lists(st.one_of(STYLES, LEAVES), max_size=6, unique_by=lambda look: look[0])):
        start, end = sorted(draw(st.lists(st.sampled_from(bounds), min_size=2, max_size=2, unique=True)))
        entities.append(Entity(kind, start, end - start, argument))
    return text, entities


def as_telegram_sends(entity: Entity) -> MessageEntity:
    return MessageEntity(
        entity.type,
        entity.offset,
        entity.length,
        url=entity.argument if entity.type == "text_link" else None,
        language=(entity.argument or None) if entity.type == "pre" else None,
    )


def read_back(text: str, entities: Iterable[Entity]) -> Written:
    return parse_html(to_html(text, [as_telegram_sends(entity) for entity in entities]))


def in_order(entities: Iterable[Entity]) -> list[Entity]:
    return sorted(entities, key=lambda one: (one.offset, one.length, one.type, one.argument))


def looks(text: str, entities: Iterable[Entity]) -> list[set[tuple[str, str]]]:
    """How each code unit looks."""
    units = range(utf16_length(text))
    known = list(entities)
    return [{(one.type, one.argument) for one in known if one.offset <= unit < one.end} for unit in units]


@settings(max_examples=300, deadline=None, derandomize=True)
@given(nested())
def test_what_was_written_is_read_back(written: Written) -> None:
    text, entities = written
    read, found = read_back(text, entities)
    assert read == text
    assert in_order(found) == in_order(entities)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(overlapping())
def test_what_overlaps_is_cut_and_looks_the_same(written: Written) -> None:
    text, entities = written
    read, found = read_back(text, entities)
    assert read == text
    assert looks(text, found) == looks(text, entities)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(
    st.text(alphabet="a🏟<&", max_size=6),
    st.lists(st.tuples(STYLES, st.integers(0, 15), st.integers(0, 15)), max_size=5),
)
def test_offsets_that_fit_no_character_break_nothing(text: str, odd: list[tuple[tuple[str, str], int, int]]) -> None:
    read, _ = read_back(text, [Entity(kind, offset, length, url) for (kind, url), offset, length in odd])
    assert read == text


@pytest.mark.parametrize(
    ("url", "html"),
    [
        ('https://example.org/?q="a"', '<a href="https://example.org/?q=&quot;a&quot;">x</a>'),
        ("https://example.org/?a=1&lt=2", '<a href="https://example.org/?a=1&amp;lt=2">x</a>'),
        ("HTTP://example.org", '<a href="HTTP://example.org">x</a>'),
        ("tg://user?id=1001", "x"),
        ("mailto:a@example.org", "x"),
        ("javascript:alert(1)", "x"),
    ],
)
def test_only_addresses_of_the_web_are_links(url: str, html: str) -> None:
    assert to_html("x", [MessageEntity("text_link", 0, 1, url=url)]) == html


@pytest.mark.parametrize(
    "entity",
    [
        MessageEntity("custom_emoji", 0, 2, custom_emoji_id="5368324170671202286"),
        MessageEntity("text_mention", 0, 2, user=User(1001, "Aisulu", is_bot=False)),
        *(MessageEntity(kind, 0, 2) for kind in ("mention", "url", "hashtag", "email", "bot_command", "not_yet_known")),
    ],
    ids=lambda entity: entity.type,
)
def test_what_names_somebody_or_is_made_again_stays_plain(entity: MessageEntity) -> None:
    assert to_html("👍 <1001>", [entity]) == "👍 &lt;1001&gt;"


def test_tags_are_those_of_telegram() -> None:
    kinds = ("bold", "italic", "underline", "strikethrough", "spoiler", "code", "blockquote", "expandable_blockquote")
    text = "".join("🏟" for _ in kinds)
    html = to_html(text, [MessageEntity(kind, 2 * place, 2) for place, kind in enumerate(kinds)])
    assert html == (
        "<b>🏟</b><i>🏟</i><u>🏟</u><s>🏟</s><tg-spoiler>🏟</tg-spoiler><code>🏟</code>"
        "<blockquote>🏟</blockquote><blockquote expandable>🏟</blockquote>"
    )


def test_nothing_written_is_nothing() -> None:
    assert to_html("", []) == ""


# What a text came with.

SIZES = [
    {"file_id": name, "file_unique_id": name, "width": width, "height": height}
    for name, width, height in (("small", 90, 60), ("large", 1280, 853), ("middle", 320, 213))
]
DOCUMENT = {"file_id": "doc", "file_unique_id": "d", "file_name": "form.pdf"}
GIF = {"file_id": "gif", "file_unique_id": "g", "width": 1, "height": 1, "duration": 1}
VIDEO = {"file_id": "v", "file_unique_id": "v", "width": 1, "height": 1, "duration": 1}


def typed(text: str | None = None, **more: object) -> Typed:
    raw = message(1, text=text)
    raw["message"] |= more
    update = read(raw)
    assert update.message is not None
    return typed_from(update.message)


def test_a_text_comes_alone() -> None:
    assert typed("a & b", entities=[{"type": "bold", "offset": 0, "length": 1}]) == Typed("a & b", "<b>a</b> &amp; b")


def test_of_a_photo_the_largest_size_is_taken() -> None:
    assert typed(photo=SIZES).media == Media(MediaKind.PHOTO, "large")


def test_a_document_keeps_its_caption_and_its_formatting() -> None:
    bold = [{"type": "bold", "offset": 0, "length": 4}]

    assert typed(document=DOCUMENT, caption="Form", caption_entities=bold) == Typed(
        "Form", "<b>Form</b>", Media(MediaKind.DOCUMENT, "doc")
    )


def test_of_an_album_the_rest_is_left_out() -> None:
    assert typed(photo=SIZES, media_group_id="7").left_out is LeftOut.ALBUM


@pytest.mark.parametrize(
    "more",
    [
        {"video": VIDEO, "caption": "Look"},
        {"video": VIDEO, "media_group_id": "7"},
        {"animation": GIF, "document": DOCUMENT},
        {"location": {"latitude": 43.2, "longitude": 76.9}},
    ],
    ids=["a video", "a video in an album", "a moving picture", "a place"],
)
def test_anything_else_is_said_to_be_left_out(more: Raw) -> None:
    found = typed(**more)

    assert (found.media, found.left_out) == (None, LeftOut.MEDIA)
