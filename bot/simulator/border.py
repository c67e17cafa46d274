"""Keeps the pages of other sites out: through a browser on this machine they could otherwise drive the bot."""

import re
from urllib.parse import urlsplit

from aiohttp.web_request import BaseRequest

LOCAL = re.compile(r"(?:127\.0\.0\.1|localhost|\[::1\])(?::[0-9]+)?")
READING = frozenset({"GET", "HEAD"})


def is_foreign(request: BaseRequest) -> bool:
    """Whether a request names another host than this machine, or changes something on behalf of another origin."""
    if not LOCAL.fullmatch(request.host):
        return True
    origin = request.headers.get("Origin")
    return origin is not None and request.method not in READING and urlsplit(origin).netloc != request.host
