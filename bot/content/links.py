"""The guard at every address an editor writes: which ones may be shown, and the domain a reader sees of them."""

import re
import unicodedata
from urllib.parse import SplitResult, urlsplit

# They hide where they lead, so that nobody can tell a funder's page from a copy of it.
SHORTENERS = frozenset(
    {
        "bit.ly",
        "buff.ly",
        "clck.ru",
        "cutt.ly",
        "goo.gl",
        "is.gd",
        "lnkd.in",
        "ow.ly",
        "rb.gy",
        "rebrand.ly",
        "shorturl.at",
        "t.co",
        "t.ly",
        "tiny.cc",
        "tinyurl.com",
        "u.to",
        "vk.cc",
    }
)
_TELEGRAM = frozenset({"t.me", "telegram.me", "telegram.dog"})
_FORBIDDEN = re.compile(r"[\s\"'<>\\^`{|}\x00-\x1f\x7f]")
_HOST = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_](?:[\w-]{0,61}[^\W_])")

# What a Telegram client turns into a link by itself: a host with a plausible last part, and whatever follows it. The
# name before the @ of a mail address is none, nor any beginning of it.
BARE = re.compile(r"(?<![\w@.-])(?:[\w-]+\.)+[^\W\d_]{2,}(?![\w.%+-]*@[\w-]+\.\w)(?:/\S*)?")


class LinkError(ValueError):
    """This address may not be published; the message says why, and what to write instead."""


def check_url(url: str) -> str:
    """The address itself when it may be published; raises LinkError otherwise."""
    if not url.startswith("https://"):
        raise LinkError(f"“{url}” does not begin with https://; write the address with https://")
    if _FORBIDDEN.search(url):
        raise LinkError(f"“{url}” holds a space, a quote or another character that addresses do not have; encode it")
    parts = _split(url)
    host = (parts.hostname or "").removesuffix(".")
    if not _HOST.fullmatch(host):
        raise LinkError(f"“{url}” names no domain; write the address as the browser shows it")
    if parts.username is not None or ":" in parts.netloc:
        raise LinkError(f"“{url}” carries a user name or a port; write only https://, the domain and the path")
    if mixes_scripts(_decoded(host)):
        raise LinkError(f"“{url}” mixes alphabets in its domain, as forged sites do; type the domain again")
    _refuse_disguises(url, host.removeprefix("www."), parts.path)
    return url


def domain_of(url: str) -> str:
    """The domain a reader is shown: the host without `www.`."""
    return (urlsplit(url).hostname or "").removesuffix(".").removeprefix("www.")


def mixes_scripts(host: str) -> bool:
    """Whether the letters of a host come from more than one alphabet."""
    scripts = {unicodedata.name(letter, "?").split()[0] for letter in host if letter.isalpha()}
    return len(scripts) > 1


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError as error:
        raise LinkError(f"“{url}” is not an address; write it as the browser shows it") from error


def _decoded(host: str) -> str:
    """The host as a reader would see it: `xn--` parts in their own letters."""
    labels = host.split(".")
    try:
        return ".".join(
            label.removeprefix("xn--").encode("ascii").decode("punycode") if label.startswith("xn--") else label
            for label in labels
        )
    except UnicodeError as error:
        raise LinkError(f"“{host}” is not a valid domain; type it again") from error


def _refuse_disguises(url: str, domain: str, path: str) -> None:
    if domain in SHORTENERS:
        raise LinkError(f"“{url}” is a shortened address; write the one it leads to")
    if domain in _TELEGRAM and path.strip("/").split("/")[0].lower() in {"proxy", "socks"}:
        raise LinkError(f"“{url}” changes the reader's connection; leave it out")
