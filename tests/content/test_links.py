"""Which addresses an editor may publish."""

import pytest

from bot.content.links import BARE, LinkError, check_url, domain_of

LATIN_WITH_CYRILLIC_A = "https://democr" + "\u0430" + "cyendowment.eu/support"


@pytest.mark.parametrize(
    "url",
    [
        "https://sgp.uz",
        "https://www.democracyendowment.eu/support",
        "https://learn.saylor.org/course/view.php?id=442&lang=en#unit-1",
        "https://finlandabroad.fi/web/kaz/-/asset_publisher/h5w4iTUJhNne/content/384951",
        "https://t.me/share/url?url=x",
        "https://пример.рф/страница",
        "https://xn--e1afmkfd.xn--p1ai/",
    ],
)
def test_an_ordinary_https_address_passes_unchanged(url: str) -> None:
    assert check_url(url) == url


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://sgp.uz", "does not begin with https://"),
        ("sgp.uz", "does not begin with https://"),
        ("tg://resolve?domain=x", "does not begin with https://"),
        ("javascript:alert(1)", "does not begin with https://"),
        ("https://t.me/proxy?server=1", "changes the reader's connection"),
        ("https://t.me/socks?server=1", "changes the reader's connection"),
        ("https://TELEGRAM.me/Proxy", "changes the reader's connection"),
        ("https://bit.ly/2VsMQwi", "is a shortened address"),
        ("https://www.clck.ru/3", "is a shortened address"),
        (LATIN_WITH_CYRILLIC_A, "mixes alphabets"),
        ("https://пример.com/", "mixes alphabets"),
        ("https://xn--democrcyendowment-x4n.eu/", "mixes alphabets"),
        ("https://user@sgp.uz/", "carries a user name or a port"),
        ("https://sgp.uz:8443/", "carries a user name or a port"),
        ("https://192.168.0.1/", "names no domain"),
        ("https://localhost/", "names no domain"),
        ("https:///path", "names no domain"),
        ("https://[::1]/", "names no domain"),
        ("https://[broken/", "is not an address"),
        ("https://xn--99999999999/", "names no domain"),
        ('https://sgp.uz/"onclick', "another character that addresses do not have"),
        ("https://sgp.uz/a b", "another character that addresses do not have"),
        ("https://sgp.uz/<b>", "another character that addresses do not have"),
    ],
)
def test_an_address_that_may_deceive_is_refused_with_a_reason(url: str, reason: str) -> None:
    with pytest.raises(LinkError, match=reason):
        check_url(url)


def test_a_reader_sees_the_domain_without_www() -> None:
    assert domain_of("https://www.un.org/democracyfund/") == "un.org"
    assert domain_of("https://grants.untf.unwomen.org") == "grants.untf.unwomen.org"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see un.org, medium.com/@anna", ["un.org", "medium.com/@anna"]),
        ("anna.ivanova@undp.org", []),
        ("x.anna.ivanova99+tag.name@mail.undp.org", []),
        ("un.org@ or un.org@home", ["un.org", "un.org"]),
    ],
)
def test_the_name_in_a_mail_address_is_no_host(text: str, found: list[str]) -> None:
    assert BARE.findall(text) == found
