"""What TDLib makes of an address in a link: kept, completed or silently dropped."""

import re
from urllib.parse import parse_qs, urlsplit

_MENTION = re.compile(r"tg:(?://)?user\?(.*)", re.IGNORECASE | re.DOTALL)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(//)?")
_LABEL = re.compile(r"[^\s/?#@:%<>\"'\\^`{|}!$&()*+,;=\[\]~]+\Z")
_UNTOUCHED = frozenset({"tg", "ton", "tonsite", "mailto"})
LONGEST_LABEL = 63
MINIMAL_LABELS = 2


class LinkError(ValueError):
    """The address cannot be a link; the message is the server's reason."""


def mentioned_user(url: str) -> int:
    """The id in `tg://user?id=…`; 0 when it is another link."""
    match = _MENTION.match(url)
    if match is None:
        return 0
    ids = parse_qs(match[1].split("#")[0]).get("id", [""])
    return int(ids[0]) if ids[0].isascii() and ids[0].isdigit() else 0


def checked_link(url: str) -> str:
    """The address as the server keeps it: with a scheme and a path."""
    url = url.strip()
    if not url:
        raise LinkError("URL host is empty")
    scheme = _SCHEME.match(url)
    if scheme is not None and (scheme[1].lower() in _UNTOUCHED):
        return url
    if scheme is None or (scheme[2] is None and "." in scheme[1]):
        url = f"http://{url}"
    elif scheme[1].lower() not in {"http", "https"}:
        raise LinkError("Unsupported URL protocol")
    return _complete(url)


def _complete(url: str) -> str:
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        port = parts.port
    except ValueError:
        raise LinkError("Wrong HTTP URL") from None
    if not host:
        raise LinkError("URL host is empty")
    if parts.username is None and "@" in parts.netloc:
        raise LinkError("Wrong HTTP URL")
    labels = host.split(".")
    if not all(_LABEL.match(label) for label in labels):
        raise LinkError("Unallowed characters in URL host")
    if len(labels) < MINIMAL_LABELS or any(len(label) > LONGEST_LABEL for label in labels):
        raise LinkError("Wrong HTTP URL")
    path = url.split("://", 1)[1][len(parts.netloc) :]
    where = f"{host}:{port}" if port is not None else host
    if not path.startswith("/"):
        path = f"/{path}"
    return f"{parts.scheme.lower()}://{where}{path}"
