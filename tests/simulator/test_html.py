import pytest

from bot.simulator.entities import Entity
from bot.simulator.errors import BotApiError
from bot.simulator.html import parse_html

SURROGATES = (
    "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units"
)


def entity(kind: str, offset: int, length: int, argument: str = "", number: int = 0) -> Entity:
    return Entity(kind, offset, length, argument, number)


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("", "", []),
        ("Aisulu & Boris", "Aisulu & Boris", []),
        ("<b>a</b><STRONG>b</Strong>", "ab", [entity("bold", 0, 1), entity("bold", 1, 1)]),
        ("<i>x</i><em>y</em>", "xy", [entity("italic", 0, 1), entity("italic", 1, 1)]),
        ("<u>x</u><ins>y</ins>", "xy", [entity("underline", 0, 1), entity("underline", 1, 1)]),
        ("<s>x</s><strike>y</strike><del>z</del>", "xyz", [entity("strikethrough", n, 1) for n in range(3)]),
        ("🏟 🏟<tg-spoiler>🏟 &lt🏟</tg-spoiler>", "🏟 🏟🏟 <🏟", [entity("spoiler", 5, 6)]),
        ('<span class="tg-spoiler">x</span>', "x", [entity("spoiler", 0, 1)]),
        ("<b aba   =   caba>🏟</b>", "🏟", [entity("bold", 0, 2)]),
        ("<i><b> </b> <code> </code></i>", "   ", [entity("italic", 0, 3), entity("bold", 0, 1), entity("code", 2, 1)]),
        ("<b>x</>", "x", [entity("bold", 0, 1)]),
        ("<b></b>x", "x", []),
        ("<a href=telegram.org> </a>", " ", [entity("text_link", 0, 1, "http://telegram.org/")]),
        (
            "<a href='https://a.kz/?x=1&amp;y=2'>g</a>",
            "g",
            [entity("text_link", 0, 1, "https://a.kz/?x=1&y=2")],
        ),
        ("<a>telegram.org</a>", "telegram.org", [entity("text_link", 0, 12, "http://telegram.org/")]),
        ("<a>no address</a>", "no address", []),
        ("<a href='tg://user?id=77'>x</a>", "x", [entity("text_mention", 0, 1, number=77)]),
        ("<pre>x</pre>", "x", [entity("pre", 0, 1)]),
        ('<pre><code class="language-fift">x</></>', "x", [entity("pre", 0, 1, "fift")]),
        ('<code class="language-fift"><pre>x</></>', "x", [entity("pre", 0, 1, "fift")]),
        ('<pre><code class="language-">x</></>', "x", [entity("pre", 0, 1), entity("code", 0, 1)]),
        ('<pre> <code class="language-fift">x</></>', " x", [entity("pre", 0, 2), entity("code", 1, 1)]),
        ("<blockquote>x</blockquote>", "x", [entity("blockquote", 0, 1)]),
        ("<blockquote expandable>x</blockquote>", "x", [entity("expandable_blockquote", 0, 1)]),
        ("<blockquote expandable=false>x</blockquote>", "x", [entity("expandable_blockquote", 0, 1)]),
        ('<blockquote cite="" what>x</blockquote>', "x", [entity("blockquote", 0, 1)]),
        ('<tg-emoji emoji-id = "12345">🏟</tg-emoji>', "🏟", [entity("custom_emoji", 0, 2, "12345")]),
        ('<tg-time unix="12345" format="wDT">x</tg-time>', "x", [entity("date_time", 0, 1, "wDT", 12345)]),
        ('<tg-time unix="12345" format="r">x</tg-time>', "x", [entity("date_time", 0, 1, "r", 12345)]),
        ('<tg-time unix="12345">x</tg-time>', "x", [entity("date_time", 0, 1, "", 12345)]),
        ("&lt;&gt;&amp;&quot;&lt x", '<>&"< x', []),
        ("&nbsp;&apos;&mdash;", "&nbsp;&apos;&mdash;", []),
        ("&#65;&#x42;&#67 &#0; &#x10ffff;", "ABC &#0; &#x10ffff;", []),
    ],
)
def test_what_html_becomes(source: str, text: str, entities: list[Entity]) -> None:
    """telegram.md 7.3."""
    assert parse_html(source) == (text, entities)


@pytest.mark.parametrize(
    ("source", "detail"),
    [
        ("Саламатсызбы! 1 < 2", 'Unsupported start tag "" at byte offset 28'),
        ("<br>", 'Unsupported start tag "br" at byte offset 0'),
        ("x<br/>", 'Unsupported start tag "br/" at byte offset 1'),
        ("<!-- x -->", 'Unsupported start tag "!--" at byte offset 0'),
        ("<P>x</P>", 'Unsupported start tag "p" at byte offset 0'),
        ("x <b", "Unclosed start tag at byte offset 2"),
        ("<a href", 'Unclosed start tag "a" at byte offset 0'),
        ("<a href=", 'Unclosed start tag "a" at byte offset 0'),
        ('<a href="x"', "Unclosed start tag at byte offset 0"),
        ("<b />x</b>", 'Empty attribute name in the tag "b" at byte offset 0'),
        ('<a ="x">y</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=x/>y</a>", "Unexpected end of name token at byte offset 8"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('é<span class="tg-x">x</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 2'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<b>x</b i>", "Unclosed end tag at byte offset 4"),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("<b><i>x</i>", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<tg-emoji>x</tg-emoji>", "Invalid custom emoji identifier specified"),
        ('<tg-emoji emoji-id="0">x</tg-emoji>', "Invalid custom emoji identifier specified"),
        ('<tg-time unix="1" format="rt">x</tg-time>', "Invalid date format used"),
        ('<tg-time unix="1" format="ts">x</tg-time>', "Invalid date format used"),
        ('<tg-time unix="soon">x</tg-time>', "Invalid date format used"),
        (
            "&#xd83d;",
            SURROGATES,
        ),
    ],
)
def test_what_html_is_refused(source: str, detail: str) -> None:
    """telegram.md 7.3, wording and byte offsets."""
    with pytest.raises(BotApiError) as refused:
        parse_html(source)
    assert (refused.value.code, refused.value.description) == (400, f"Bad Request: can't parse entities: {detail}")
