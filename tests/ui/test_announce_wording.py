"""What is seen of a text, and which links may stand in it."""

import pytest

from bot.ui.announce_wording import insecure_link, shows_something


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
    ("html", "wrong"),
    [
        ("see http://example.org/a?b=c", "http://example.org"),
        ("HTTP://EXAMPLE.org", "HTTP://EXAMPLE.org"),
        ("(http://example.org)", "http://example.org"),
        ("сайтhttp://example.org", "http://example.org"),
        ("ftp://example.org", "ftp://example.org"),
        ('<a href="tg://user?id=1">x</a>', "tg://user"),
        ('<a href="mailto:a@example.org">x</a>', "mailto:a@example.org"),
        ('<a href="http://example.org/?a=1&amp;b=2">https://example.org</a>', "http://example.org"),
        ('https://a.example <a href="http://b.example">x</a> http://c.example', "http://b.example"),
        ('<a href="https://a.example">http://b.example</a>', "http://b.example"),
        ("http://" + "a" * 200, "http://" + "a" * 53),
    ],
)
def test_the_first_link_that_is_not_https_is_named(html: str, wrong: str) -> None:
    assert insecure_link(html) == wrong


@pytest.mark.parametrize(
    "html",
    [
        "no link",
        "https://example.org/?next=x",
        "HTTPS://EXAMPLE.org",
        "сайтhttps://example.org",
        "example.org and t.me/example",
        "at 10:00 // or later",
        '<a href="https://example.org/?a=1&amp;b=2">Apply here</a>',
        '<pre><code class="language-python">x</code></pre>',
    ],
)
def test_the_rest_may_stand(html: str) -> None:
    assert insecure_link(html) is None
