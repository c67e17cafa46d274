"""Which links are found in a text, and where readers may not be sent."""

import pytest

from bot.ui.announce_links import chosen_links, disguises, domain_told, link_fault, links_in
from tests.visits import translator

EN = translator("en")

CYRILLIC_A = "\u0430"


def test_links_are_found_behind_words_in_sight_and_in_names() -> None:
    html = (
        'Apply (https://example.org/a?b=1&amp;c=2), <a href="https://b.example/?d=&quot;1&quot;&amp;e">c.example</a>, '
        "t.me/channel or donor.example. Files: form.pdf, budget.csv; mail@f.example; в т.д.и т.п., v1.2, 24.11.2026"
    )

    assert links_in(html) == (
        'https://b.example/?d="1"&e',
        "https://example.org/a?b=1&c=2",
        "t.me/channel",
        "donor.example",
    )


@pytest.mark.parametrize(
    "link",
    [
        *("BIT.LY/abc", "Bit.Ly/abc", "bit.LY", "T.ME/proxy?server=1", "DONOR.EXAMPLE"),
        *("пример.рф", "ПРИМЕР.РФ", "қазақ.қаз/x"),
    ],
)
def test_a_name_becomes_a_link_in_capitals_and_in_cyrillic_too(link: str) -> None:
    assert links_in(f"См. {link}.") == (link,)


@pytest.mark.parametrize("plain", ["FORM.PDF", "The end.Then more", "объявлен.USAID проводит", "и т.ДАЛЕЕ", "в п.ПЯТЬ"])
def test_other_words_with_a_full_stop_do_not(plain: str) -> None:
    assert links_in(plain) == ()


@pytest.mark.parametrize("ending", ["htm", "html", "xlsm", "docm", "pptm", "ppsx", "svg", "tif", "tiff", "heic"])
def test_the_name_of_a_file_is_no_link(ending: str) -> None:
    assert links_in(f"Fill in form.{ending} and a.example/form.{ending}") == (f"a.example/form.{ending}",)


def test_the_name_in_a_mail_address_is_no_link() -> None:
    assert links_in("Write to anna.ivanova@un.org.") == ()


def test_only_addresses_somebody_wrote_are_chosen() -> None:
    html = 'сайтhttps://a.example b.example <a href="https://c.example">d.example</a> at 10:00 // or later'

    assert chosen_links(html) == ("https://c.example", "https://a.example")


def test_the_same_link_counts_once() -> None:
    assert links_in("https://a.example и https://a.example.") == ("https://a.example",)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "HTTPS://EXAMPLE.org/?next=x",
        "https://example.org:8443/x",
        'https://example.org/?q="a"&lt=2',
        "https://t.me/example",
        "https://t.me/example/proxy",
        "https://президент.рф/страница",
        "https://xn--e1afmkfd.xn--p1ai/",
        "https://notbit.ly/x",
        "https://youtu.be/x",
        "donor.example",
    ],
)
def test_an_ordinary_address_may_be_sent(url: str) -> None:
    assert link_fault(EN, url) is None


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://example.org/a?b=c", "This one does not: http://example.org"),
        ("HTTP://EXAMPLE.org", "This one does not: HTTP://EXAMPLE.org"),
        ("ftp://example.org", "This one does not: ftp://example.org"),
        ("tg://user?id=1001", "This one does not: tg://user"),
        ("mailto:a@example.org", "have to begin with https://"),
        ("javascript:alert(1)", "have to begin with https://"),
        ("http://" + "a" * 200, "http://" + "a" * 53),
        ("https://user:word@example.org/", "a username or password before its domain: https://"),
        ("https://user@example.org/", "a username or password"),
        ("https://good.example\\@bad.example", "a username or password"),
        ("https://192.168.0.1/x", "not a numeric address: https://192.168.0.1"),
        ("https://[::1]/", "not a numeric address"),
        ("https://3232235777/", "not a numeric address"),
        ("https://0x7f.1/", "not a numeric address"),
        (f"https://p{CYRILLIC_A}ypal.example", "mixes alphabets"),
        ("https://xn--pypal-4ve.com/", "mixes alphabets"),
        ("https://пример.com/", "mixes alphabets"),
        ("https://bit.ly/abc", "is shortened, so nobody can see where it leads: https://bit.ly"),
        ("https://www.BIT.ly./abc", "is shortened"),
        ("https://go.clck.ru/3", "is shortened"),
        ("https://ｂｉｔ.ly/x", "is shortened"),
        ("https://bit。ly/x", "is shortened"),
        ("tinyurl.com/x", "is shortened, so nobody can see where it leads: tinyurl.com"),
        *((f"https://{host}/x", "is shortened") for host in ("t.ly", "goo.gl", "is.gd", "cutt.ly", "vk.cc", "ow.ly")),
        *((f"https://{host}/x", "is shortened") for host in ("buff.ly", "rb.gy", "goo.su", "iplogger.org", "s.id")),
        ("https://t.me/proxy?server=1", "would change readers' proxy settings in Telegram: https://t.me"),
        ("https://t.me/socks?server=1", "would change readers' proxy settings"),
        ("https://TELEGRAM.me/Proxy/", "would change readers' proxy settings"),
        ("https://t.me//%70roxy", "would change readers' proxy settings"),
        ("https://t.me/./proxy?server=1", "would change readers' proxy settings"),
        ("https://t.me/s/../proxy?server=1", "would change readers' proxy settings"),
        ("https://t.me/s/%2e%2e/socks?server=1", "would change readers' proxy settings"),
        ("T.ME/proxy?server=1", "would change readers' proxy settings in Telegram: T.ME"),
        ("https://proxy.t.me/?server=1", "would change readers' proxy settings"),
        ("t.me/proxy?server=1", "would change readers' proxy settings in Telegram: t.me"),
        ("https://localhost/", "not a web page address"),
        ("https:///path", "not a web page address"),
        ("https://", "not a web page address"),
        ("https://[broken/", "not a web page address"),
        ("https://xn--99999999999/", "not a web page address"),
        ("https://exam ple.org", "not a web page address"),
        ("https://example.org/a\\b", "not a web page address: https://example.org"),
        (f"https://{'a.' * 130}org", "not a web page address"),
    ],
)
def test_where_readers_may_not_be_sent(url: str, words: str) -> None:
    assert words in (link_fault(EN, url) or "")


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://www.Example.org./x", "example.org"),
        ("https://xn--e1afmkfd.xn--p1ai/", "пример.рф"),
        ("https://xn--99999999999/", "xn--99999999999"),
        ("https://good.example@bad.example/", "bad.example"),
        ("t.me/example", "t.me"),
        ("https://[broken/", ""),
        ("tg://resolve?domain=x", ""),
    ],
)
def test_people_are_told_the_domain_itself(url: str, domain: str) -> None:
    assert domain_told(url) == domain


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://evil.example">https://un.org</a>',
        '<a href="https://evil.example/x">un.org</a>',
        '<a href="https://evil.example">Apply: WWW.UN.ORG/apply, today</a>',
        '<a href="https://evil.example"><b>https://</b>un.org</a>',
        '<b>https://<a href="https://evil.example">un.</a></b><a href="https://evil.example">org</a>',
        'https://un.<a href="https://evil.example">org</a>',
        '<a href="https://evil.example">un\u200b.org</a>',
        '<a href="https://evil.example">un\uff0eorg</a>',
        '<a href="https://evil.example">un&#46;org</a>',
    ],
)
def test_words_that_are_another_address_disguise_a_link(html: str) -> None:
    (told,) = disguises(EN, html)

    assert told.lower().removeprefix("a link says ") == "un.org, but it leads to evil.example."


def test_a_domain_below_the_one_that_is_shown_is_another() -> None:
    assert disguises(EN, '<a href="https://un.org.evil.example">un.org</a>') == (
        "A link says un.org, but it leads to un.org.evil.example.",
    )


def test_a_name_that_only_ends_alike_is_another() -> None:
    assert len(disguises(EN, '<a href="https://evilun.org">un.org</a>')) == 1


def test_every_disguise_is_told_once() -> None:
    one, other = (f'<a href="https://{host}.example">un.org</a>' for host in ("a", "b"))

    assert len(disguises(EN, one + " " + other + " " + one)) == 2


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://www.un.org/apply/">un.org</a>',
        '<a href="https://apply.un.org/2026">un.org</a>',
        '<a href="https://un.org">https://WWW.UN.org/</a>',
        '<a href="https://un.org./x?y=1">http://un.org/z</a>',
        '<a href="https://xn--e1afmkfd.xn--p1ai/">пример.рф</a>',
        '<a href="https://un.org/?from=a.example">https://un.org/?from=a.example</a>',
        '<a href="https://un.org">Подать заявку</a>, <a href="https://a.example">form.pdf</a>, b.example',
        '<a href="https://a.example">mail@un.org</a>',
        '<a href="https://un.org/contact">anna.ivanova@un.org</a>',
        'https://un.org <a href="https://a.example">Конкурс</a>',
    ],
)
def test_other_words_disguise_nothing(html: str) -> None:
    assert disguises(EN, html) == ()
