"""Where the links of an announcement lead: each of them, its domain, and whether readers may be sent there."""

import re
from collections.abc import Iterator
from html import unescape
from ipaddress import ip_address
from posixpath import normpath
from unicodedata import category, normalize
from urllib.parse import unquote, urlsplit

from bot.content.links import BARE, SHORTENERS, mixes_scripts
from bot.i18n.translator import Translator
from bot.ui.announce_words import bare

_SAFE = "https://"
_WEB = ("https://", "http://")
_LONGEST_TOLD = 60
_LONGEST_HOST = 253  # RFC 1035

# Beside those that content may not use: shorteners for anybody's links, from github.com/PeterDaveHello/url-shorteners.
# Domains of one site's own short links (youtu.be, forms.gle) are left out: they say whose page it is.
_SHORTENERS = SHORTENERS | {
    *("2u.pw", "adf.ly", "b.link", "bitly.com", "bl.ink", "cl.ly", "cut.lu", "cutt.us", "da.gd", "dub.sh"),
    *("go-link.ru", "goo.by", "goo.su", "grabify.link", "inlnk.ru", "iplogger.com", "iplogger.org", "iplogger.ru"),
    *("j.mp", "klck.me", "kurl.ru", "kutt.it", "linkd.in", "lnk.bz", "ouo.io", "q.gs", "qr.ae", "qrco.de", "reurl.cc"),
    *(
        "rlu.ru",
        "s.id",
        "short.gy",
        "shorturl.asia",
        "shorturl.com",
        "shorturl.gg",
        "snip.ly",
        "soo.gd",
        "surl.li",
        "t1p.de",
    ),
    *(
        "tiny.ee",
        "tiny.one",
        "tiny.pl",
        "tny.im",
        "urlz.fr",
        "v.gd",
        "vk.sv",
        "vur.me",
        "x.gd",
        "yip.su",
        "zws.im",
        "zzb.bz",
    ),
}
_TELEGRAM = ("t.me", "telegram.me", "telegram.dog")
_CONNECTION = frozenset({"proxy", "socks"})

# An address in sight, and what else a Telegram client makes a link of; names of files look like hosts and are none.
_IN_SIGHT = re.compile(r"(?<![a-z0-9])[a-z][a-z0-9+.-]*://[^\s<>\"]+", re.IGNORECASE)
_BEHIND_WORDS = re.compile(r'\bhref="([^"]*)"')
_HREF_TAG = re.compile(r"<a\s[^>]*>.*?</a>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"(<[^>]*>)")
_LATIN_END = re.compile(r"[a-z]{2,24}")
_CYRILLIC_ENDS = frozenset(
    ("бг", "бел", "дети", "ею", "католик", "ком", "мкд", "мон", "москва", "онлайн", "орг", "рус", "рф", "сайт", "срб")
) | {"укр", "қаз"}  # iana.org/domains/root/db
# None of these is a domain; .zip is one, and a client makes a link of it.
_FILES = tuple(
    f".{ending}"
    for ending in (
        *("pdf", "doc", "docx", "docm", "xls", "xlsx", "xlsm", "ppt", "pptx", "pptm", "ppsx", "odt", "ods", "odp"),
        *("rtf", "txt", "csv", "epub", "htm", "html", "rar", "mp3", "mp4", "avi"),
        *("jpg", "jpeg", "png", "gif", "webp", "svg", "tif", "tiff", "heic"),
    )
)
_AFTER = ".,;:!?»”’)]}…"

_HEAD = re.compile(r"(?:[a-z0-9+.-]+:)?(?://)?[^/?#&\"()\\]*", re.IGNORECASE)
_NOT_IN_ADDRESS = re.compile(r"[\s\\\x00-\x1f\x7f]")
_LABEL = re.compile(r"[^\W_](?:[\w-]{0,61}[^\W_])?")
_NUMERIC = re.compile(r"\d+|0x[0-9a-f]*", re.IGNORECASE)


def links_in(html: str) -> tuple[str, ...]:
    """Every address a text leads to, in order, each once: behind words, in sight, and names that become links."""
    behind = (unescape(found) for found in _BEHIND_WORDS.findall(html))
    # The words of a link are not a link of their own.
    plain = bare(_HREF_TAG.sub(" ", html))
    seen = (found.rstrip(_AFTER) for found in _IN_SIGHT.findall(plain))
    return tuple(dict.fromkeys((*behind, *seen, *_bare_hosts(_IN_SIGHT.sub(" ", plain)))))


def chosen_links(html: str) -> tuple[str, ...]:
    """The same without the names that nobody wrote as an address: an app decides whether those become links."""
    return tuple(link for link in links_in(html) if _with_scheme(link))


def disguises(t: Translator, html: str) -> tuple[str, ...]:
    """Why readers may not be shown these links, as plain words: what they read is one address, the link another.

    "www." and what follows the domain do not matter, and a part of a site may be called by the site's own name.
    """
    plain, links = _as_seen(html)
    found = [
        t.plain("A link says {shown}, but it leads to {domain}.", shown=shown[-_LONGEST_TOLD:], domain=to)
        for start, end, address in _addresses(plain)
        for first, last, href in links
        if first < end and start < last and (shown := _named(address)) and not f".{_named(href)}".endswith(f".{shown}")
        for to in [domain_told(href)[-_LONGEST_TOLD:] or _told(href)]
    ]
    return tuple(dict.fromkeys(found))


def domain_told(url: str) -> str:
    """The domain of a web address as people read it, `xn--` parts in their own letters; empty when there is none."""
    return "" if _with_scheme(url) and not url.lower().startswith(_WEB) else _named(url)


def link_fault(t: Translator, url: str) -> str | None:
    """Why readers may not be sent to this address, as plain words; None when they may.

    Of the address itself only the beginning is told, up to its domain.
    """
    full = url if _with_scheme(url) else _SAFE + url
    told = _told(url)
    if not full.lower().startswith(_SAFE):
        return t.plain("Links have to begin with {start}. This one does not: {link}", start=_SAFE, link=told)
    try:
        parts = urlsplit(full)
        shown = _decoded(_host(full))
    except ValueError:
        return t.plain("This is not a web page address: {link}", link=told)
    if parts.username is not None or parts.password is not None:
        return t.plain("A link must not have a username or password before its domain: {link}", link=_SAFE)
    if _is_number(shown):
        return t.plain("A link must have a domain name, not a numeric address: {link}", link=told)
    if _NOT_IN_ADDRESS.search(full) or not _is_domain(shown):
        return t.plain("This is not a web page address: {link}", link=told)
    return _disguise(t, shown, parts.path, told)


def _disguise(t: Translator, host: str, path: str, told: str) -> str | None:
    if mixes_scripts(host):
        return t.plain("The domain of this link mixes alphabets, as fake sites often do: {link}", link=told)
    if _is_one_of(host, _SHORTENERS):
        return t.plain("This link is shortened, so nobody can see where it leads: {link}", link=told)
    if _is_one_of(host, _TELEGRAM) and _CONNECTION & {host.partition(".")[0], _first_step(path)}:
        return t.plain("This link would change readers' proxy settings in Telegram: {link}", link=told)
    return None


def _as_seen(html: str) -> tuple[str, list[tuple[int, int, str]]]:
    """A text as a reader sees it, without invisible characters, and from where to where in it which links reach.

    Formatting inside its words may cut a link in two: an address is looked for in all that is seen.
    """
    plain, links, href, start = "", [], "", 0
    for piece in _TAG.split(html):
        if not piece.startswith("<"):
            seen = normalize("NFKC", unescape(piece)).replace("。", ".")
            plain += "".join(one for one in seen if category(one) != "Cf")
        elif behind := _BEHIND_WORDS.search(piece):
            href, start = unescape(behind[1]), len(plain)
        elif piece.lower() == "</a>":
            links.append((start, len(plain), href))
    return plain, links


def _addresses(plain: str) -> Iterator[tuple[int, int, str]]:
    """From where to where in a text an address is, and which."""
    for found in _IN_SIGHT.finditer(plain):
        link = found[0].rstrip(_AFTER)
        yield found.start(), found.start() + len(link), link
    for found in BARE.finditer(_IN_SIGHT.sub(lambda full: " " * len(full[0]), plain)):
        link = found[0].rstrip(_AFTER)
        if _becomes_link(link):
            yield found.start(), found.start() + len(link), link


def _bare_hosts(plain: str) -> Iterator[str]:
    return filter(_becomes_link, (found.rstrip(_AFTER) for found in BARE.findall(plain)))


def _becomes_link(link: str) -> bool:
    """Whether a client makes a link of what looks like a host, in capitals too.

    A space forgotten between sentences makes no host: "ends.The next", "объявлен.USAID".
    """
    host, _, path = link.partition("/")
    end = host.rpartition(".")[2]
    if host.lower().endswith(_FILES):
        return False
    if not path and not end.islower() and (end.istitle() or mixes_scripts(host)):
        return False
    return bool(_LATIN_END.fullmatch(end.lower())) or end.lower() in _CYRILLIC_ENDS


def _with_scheme(link: str) -> bool:
    return bool(re.match(r"[a-z][a-z0-9+.-]*:(?!\d)", link, re.IGNORECASE))


def _host(url: str) -> str:
    """As a browser would understand it: compatibility forms and the full stops of other scripts become plain ones."""
    try:
        host = urlsplit(url if _with_scheme(url) else _SAFE + url).hostname or ""
    except ValueError:
        return ""
    return normalize("NFKC", host).replace("。", ".").lower().removesuffix(".").removeprefix("www.")


def _named(url: str) -> str:
    host = _host(url)
    try:
        return _decoded(host)
    except UnicodeError:
        return host


def _decoded(host: str) -> str:
    return ".".join(
        label.removeprefix("xn--").encode("ascii").decode("punycode") if label.startswith("xn--") else label
        for label in host.split(".")
    )


def _is_number(host: str) -> bool:
    """An address of the internet protocol, in any way that a browser takes."""
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return bool(_NUMERIC.fullmatch(host.rpartition(".")[2]))
    return True


def _is_domain(host: str) -> bool:
    labels = host.split(".")
    return len(labels) > 1 and len(host) <= _LONGEST_HOST and all(_LABEL.fullmatch(label) for label in labels)


def _is_one_of(host: str, domains: frozenset[str] | tuple[str, ...]) -> bool:
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)


def _first_step(path: str) -> str:
    return normpath(unquote(path)).strip("/").split("/")[0].lower()


def _told(url: str) -> str:
    head = _HEAD.match(url)
    return (head[0] if head else url)[:_LONGEST_TOLD]
