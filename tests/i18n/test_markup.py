"""Placeholders and tags of messages."""

import pytest

from bot.i18n.markup import MarkupError, placeholders, require_html, require_plain, tags


def test_placeholders_are_the_plain_names_between_braces() -> None:
    assert placeholders("{n} of {total}, {n} again, {{no}}") == {"n", "total"}
    assert placeholders("none") == set()


@pytest.mark.parametrize("broken", ["{", "}", "{}", "{0}", "{a.b}", "{a[0]}", "{n:d}", "{n!r}", "{N}", "{ n}"])
def test_anything_else_between_braces_is_refused(broken: str) -> None:
    with pytest.raises(MarkupError):
        placeholders(broken)


def test_tags_are_counted_with_what_stands_in_them() -> None:
    assert tags('<b>x</b> <b>y</b> <a href="{u}">z</a> 3 < 4') == {"<b>": 2, "</b>": 2, '<a href="{u}">': 1, "</a>": 1}


@pytest.mark.parametrize(
    "good",
    [
        "",
        "plain",
        "<b>a <i>{n}</i></b>",
        '<a href="{url}">x</a>',
        "Q&amp;A &lt;b&gt; &quot; &#39;",
        "<code>/help</code>",
    ],
)
def test_html_that_telegram_takes(good: str) -> None:
    require_html(good)
    assert placeholders(good) <= {"n", "url"}


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        ("<b>a", "leaves <b> open"),
        ("a</b>", "closes </b> where it is not open"),
        ("<b><i>a</b></i>", "closes </b> where it is not open"),
        ("a<br>b", "has <br>, which Telegram does not know"),
        ("Q&A", "has a bare &"),
        ("&nbsp;", "has a bare &"),
        ("3 < 4", "has a bare <"),
        ("<b", "has a bare <"),
    ],
)
def test_html_that_telegram_refuses(bad: str, why: str) -> None:
    with pytest.raises(MarkupError, match=why):
        require_html(bad)


def test_plain_text_has_no_markup() -> None:
    require_plain("Q&A, 3 < 4, {n}")
    for bad in ("<b>x</b>", "Q&amp;A", "{"):
        with pytest.raises(MarkupError):
            require_plain(bad)
