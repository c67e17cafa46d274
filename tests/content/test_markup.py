"""The small markup: what it makes, what it refuses, and that the HTML is always whole."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.content.markup import MarkupError, check_line, render


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("plain & simple, 5 < 6 > 4", "plain &amp; simple, 5 &lt; 6 &gt; 4"),
        ("a **bold** word", "a <b>bold</b> word"),
        ("an *italic* word", "an <i>italic</i> word"),
        ("**bold with *italic* inside**", "<b>bold with <i>italic</i> inside</b>"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        (r"a \*plain\* star, a \[bracket\]", "a *plain* star, a [bracket]"),
        ("[1] is a note", "[1] is a note"),
        ("wrapped\nwhere the editor likes", "wrapped where the editor likes"),
        ("one\n\n\ntwo", "one\n\ntwo"),
        ("Bring:\n- papers\n- a budget\n  in full", "Bring:\n• papers\n• a budget in full"),
        ("- first\n- second\n\nafter", "• first\n• second\n\nafter"),
        ("minus - not a list", "minus - not a list"),
        (
            "[the page](https://www.un.org/a?b=1&c=2)",
            '<a href="https://www.un.org/a?b=1&amp;c=2">the page</a> (un.org)',
        ),
        ("[un.org](https://www.un.org)", '<a href="https://www.un.org">un.org</a>'),
        ("[www.un.org](https://www.un.org)", '<a href="https://www.un.org">www.un.org</a>'),
        ("**[see](https://un.org)**", '<b><a href="https://un.org">see</a> (un.org)</b>'),
        ("[see\nthere](https://un.org)", '<a href="https://un.org">see there</a> (un.org)'),
        ("write to /stop, see infonpo.gov.kz", "write to /stop, see infonpo.gov.kz"),
    ],
)
def test_markup_becomes_telegram_html(source: str, html: str) -> None:
    assert render(source).html == html


def test_plain_is_the_same_text_without_markup() -> None:
    assert render("**Ask** [them](https://un.org) & *wait*\n- here").plain == "Ask them (un.org) & wait\n• here"


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("", "is empty"),
        ("  \n\n ", "is empty"),
        ("a <b>tag</b>", "looks like HTML"),
        ("a </a> tag", "looks like HTML"),
        ("<!-- hidden -->", "looks like HTML"),
        ("a <br", "looks like HTML"),
        ("an &nbsp; entity", "looks like HTML"),
        ("**open", "is opened and not closed"),
        ("*open", "is opened and not closed"),
        ("- **one\n- two**", "is opened and not closed"),
        ("**a *b** c*", "cross each other"),
        ("***three***", "three stars"),
        ("a ** b**", "is opened and not closed|inner side"),
        ("*a *b", "inner side"),
        ("[text](http://un.org)", "does not begin with https://"),
        ("[text](tg://proxy?server=1)", "does not begin with https://"),
        ("[text](https://t.me/proxy?server=1)", "changes the reader's connection"),
        ("[text](https://bit.ly/x)", "shortened"),
        ("[text](https://un.org", "is not complete"),
        ("[text](https://un.org/a_(b))", "is not complete"),
        ("[](https://un.org)", "has no text"),
        ("[undp.org](https://evil.org)", "leads to evil.org"),
        ("[https://undp.org/](https://evil.org)", "leads to evil.org"),
        ("see https://un.org now", "bare address"),
        ("see mailto:a@un.org", "bare address"),
        ("see t.me/socks?server=1", "changes the reader's connection"),
        ("see bit.ly/abc", "shortened"),
        ("zero\u200bwidth", r"U\+200B"),
        ("right\u202eleft", r"U\+202E"),
        ("bell\x07", r"U\+0007"),
        ("[a\u2066b](https://un.org)", r"U\+2066"),
    ],
)
def test_what_cannot_be_shown_is_refused_with_a_reason(source: str, reason: str) -> None:
    with pytest.raises(MarkupError, match=reason):
        render(source)


def test_an_error_counts_the_lines_to_the_fault() -> None:
    with pytest.raises(MarkupError) as caught:
        render("fine\n\nfine\n- fine\n- **not")

    assert caught.value.offset == 4


@pytest.mark.parametrize("title", ["Kazakhstan", "What does “rolling” mean?", "Oʻzbekiston", "C & D, 5 < 6"])
def test_a_line_passes_as_it_is(title: str) -> None:
    assert check_line(title) == title


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("", "is empty"),
        (" padded ", "begins or ends with a space"),
        ("two\nlines", "runs over several lines"),
        ("**bold**", "without markup"),
        ("[a](https://un.org)", "without markup"),
        ("<b>x</b>", "looks like HTML"),
        ("go to http://un.org", "bare address"),
        ("soft\u00adhyphen", r"U\+00AD"),
    ],
)
def test_a_line_with_markup_or_disguise_is_refused(title: str, reason: str) -> None:
    with pytest.raises(MarkupError, match=reason):
        check_line(title)


class _Reader(HTMLParser):
    """Reads Telegram HTML as a browser would, and fails on anything Telegram does not know."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in {"b", "i", "a"}
        assert [name for name, _ in attrs] == (["href"] if tag == "a" else [])
        assert all((value or "").startswith("https://") for _, value in attrs)
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


_SIGNS = ["**", "*", "\\*", "[", "]", "](", "(", ")", "<", ">", "&", "&amp;", '"', "'", "**bold**", "*it*"]
_WORDS = ["b", "слово", "ʻ", "t.me/proxy", "https://", "- ", " ", "\n", "\n\n"]
_LINKS = ["[text](https://un.org)", "[un.org](https://www.un.org/?a=1&b='2)"]
_PIECES = st.sampled_from([*_SIGNS, *_WORDS, *_LINKS])


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.lists(_PIECES, max_size=14).map("".join), st.text(max_size=60)))
def test_whatever_is_written_the_html_is_whole_and_escaped(source: str) -> None:
    try:
        rich = render(source)
    except MarkupError:
        return
    reader = _Reader()
    reader.feed(rich.html)
    reader.close()

    assert reader.open == []
    assert reader.text == rich.plain
    assert re.sub(r'</?[bi]>|<a href="[^"<>]*">|</a>', "", rich.html).count("<") == 0
    assert re.fullmatch(r"(?:[^&]|&(?:amp|lt|gt|quot|#x27);)*", rich.html)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="abя <>&\"'\\*[]()-", min_size=1, max_size=40))
def test_words_with_their_signs_escaped_come_out_unchanged(words: str) -> None:
    plain = " ".join(words.split())
    assume(plain.strip("- ") and not re.search(r"<[/!?]?[a-z]|&[a-z]+;", plain, re.IGNORECASE))
    assume(not plain.startswith("- "))

    assert render(re.sub(r"([\\*\[\]])", r"\\\1", plain)).plain == plain
