"""The browser chat: the files of the folder `page`, served at `/` and `/page/…`."""

from pathlib import Path

from aiohttp import web

FOLDER = Path(__file__).with_name("page")
PREFIX = "/page/"
CONTENT_TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}
# Everything comes from here and nothing is made from strings: what a bot sends cannot become a part of the page.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


def page(path: str) -> web.Response | None:
    """The file at this address, read anew every time; None when there is none."""
    if path != "/" and not path.startswith(PREFIX):
        return None
    name = "index.html" if path == "/" else path.removeprefix(PREFIX)
    file = FOLDER / name
    if "/" in name or file.suffix not in CONTENT_TYPES or not file.is_file():
        return None
    kind = CONTENT_TYPES[file.suffix]
    return web.Response(body=file.read_bytes(), content_type=kind, charset="utf-8", headers=HEADERS)
