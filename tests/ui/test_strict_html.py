"""The reading of HTML that the tests of screens rest on refuses what it should."""

import pytest

from tests.ui.strict_html import HtmlError, length, parse


@pytest.mark.parametrize(
    ("html", "plain"),
    [
        ("plain", "plain"),
        ("<b>a <i>b</i></b> &lt;c&gt; &amp; d", "a b <c> & d"),
        ('<a href="https://example.org/?a=1&amp;b=2">x</a>', "x"),
        ("<blockquote><code>x</code></blockquote>", "x"),
    ],
)
def test_it_reads(html: str, plain: str) -> None:
    assert parse(html) == plain


@pytest.mark.parametrize(
    "html",
    [
        "a & b", "a < b", "a > b", "&nbsp;", "&amp", "<b>x", "x</b>", "<b><i>x</b></i>", "<b>a<b>b</b></b>", "<p>x</p>",
        "<br>", "<b class='x'>y</b>", "<a>x</a>", '<a href="http://example.org">x</a>', '<a href="javascript:1">x</a>',
        "<B>x</B>", "<b>x</b >",
    ],
)  # fmt: skip
def test_it_refuses(html: str) -> None:
    with pytest.raises(HtmlError):
        parse(html)


def test_length_is_counted_as_telegram_may() -> None:
    assert length("aя") == 2
    assert length("😀") == 2
