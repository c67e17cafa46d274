r"""The small markup editors write, turned into Telegram's HTML.

`**bold**`, `*italic*`, `[text](https://…)`, lines beginning with `- ` as a list, an empty line between paragraphs;
`\*` is a plain star. Lines of one paragraph are joined, so that editors may wrap them where they like.
"""

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.content.links import BARE, LinkError, check_url, domain_of

_TOKEN = re.compile(
    r"\\(?P<escaped>[\\*\[\]])"
    r"|(?P<stars>\*+)"
    r"|\[(?P<text>[^\[\]]*)\]\((?P<url>[^()\s]*)\)"
    r"|(?P<broken>\]\()"
)
_TAG = re.compile(r"<[/!?]?[A-Za-z][^<>]*>?|<!--")
_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);")
_SCHEME = re.compile(r"\b[A-Za-z][A-Za-z0-9+.-]*://\S*|\b(?:mailto|tel|javascript):\S+", re.IGNORECASE)
_MARKS = {1: "i", 2: "b"}


class MarkupError(ValueError):
    """The text cannot be shown; `offset` counts the lines from its first one to the fault."""

    def __init__(self, message: str, offset: int = 0) -> None:
        super().__init__(message)
        self.offset = offset


@dataclass(frozen=True, slots=True)
class Rich:
    """A text ready to show: `html` for Telegram (only b, i and a), `plain` the same without markup."""

    html: str
    plain: str


@dataclass(slots=True)
class _Line:
    """One line as it will be shown; `offset` is where it begins in the source."""

    text: str
    offset: int
    bullet: bool = False


@dataclass(slots=True)
class _Out:
    """What has been written so far, in both forms, with the marks still open."""

    html: list[str] = field(default_factory=list)
    plain: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)

    def text(self, text: str) -> None:
        self.html.append(html.escape(text, quote=False))
        self.plain.append(text)

    def mark(self, tag: str) -> None:
        if tag in self.open:
            self.open.pop()
            self.html.append(f"</{tag}>")
            return
        self.open.append(tag)
        self.html.append(f"<{tag}>")

    def link(self, text: str, url: str) -> None:
        domain = domain_of(url)
        self.html.append(f'<a href="{html.escape(url)}">{html.escape(text, quote=False)}</a>')
        self.plain.append(text)
        if _as_domain(text) != domain:
            self.text(f" ({domain})")


def render(source: str) -> Rich:
    """The text as Telegram HTML and as plain text; raises MarkupError."""
    out = _Out()
    for number, paragraph in enumerate(_paragraphs(source)):
        if number:
            out.text("\n\n")
        for position, line in enumerate(paragraph):
            out.text(("\n" if position else "") + ("• " if line.bullet else ""))
            _write(out, line)
    if not "".join(out.plain).strip():
        raise MarkupError("is empty; write the text, or leave the field out")
    return Rich("".join(out.html), "".join(out.plain))


def check_line(text: str) -> str:
    """A text of one line without any markup, such as a title; raises MarkupError."""
    if not text.strip() or text != text.strip():
        raise MarkupError("is empty, or begins or ends with a space; write the text without")
    if "\n" in text:
        raise MarkupError("runs over several lines; keep it on one")
    if "**" in text or "](" in text:
        raise MarkupError("is shown without markup; leave out the stars and links")
    _refuse_disguises(text)
    return text


def _paragraphs(source: str) -> Iterator[list[_Line]]:
    paragraph: list[_Line] = []
    for offset, raw in enumerate(source.split("\n")):
        line = raw.strip()
        if not line:
            if paragraph:
                yield paragraph
            paragraph = []
        elif line.startswith("- "):
            paragraph.append(_Line(line[2:].lstrip(), offset, bullet=True))
        elif paragraph:
            paragraph[-1].text += f" {line}"
        else:
            paragraph.append(_Line(line, offset))
    if paragraph:
        yield paragraph


def _write(out: _Out, line: _Line) -> None:
    position = 0
    try:
        for token in _TOKEN.finditer(line.text):
            _plain(out, line.text[position : token.start()])
            _write_token(out, token)
            position = token.end()
        _plain(out, line.text[position:])
        _refuse_open(out)
    except LinkError as error:
        raise MarkupError(str(error), line.offset) from error
    except MarkupError as error:
        raise MarkupError(str(error), line.offset) from error


def _write_token(out: _Out, token: re.Match[str]) -> None:
    if token["escaped"]:
        out.text(token["escaped"])
    elif token["stars"]:
        _write_stars(out, token)
    elif token["broken"]:
        raise MarkupError("a link is not complete; write [text](https://…), with %28 and %29 for brackets inside")
    else:
        _write_link(out, token["text"].strip(), token["url"])


def _write_stars(out: _Out, token: re.Match[str]) -> None:
    stars = token["stars"]
    before, after = token.string[: token.start()][-1:], token.string[token.end() :][:1]
    if not before.strip() and not after.strip():
        out.text(stars)
        return
    tag = _MARKS.get(len(stars))
    if tag is None:
        raise MarkupError("three stars in a row cannot be read; write **bold** or *italic*")
    closing = tag in out.open
    if closing and out.open[-1] != tag:
        raise MarkupError("bold and italic cross each other; close first what was opened last")
    if not (before if closing else after).strip():
        raise MarkupError(r"a star has a space on its inner side; write **bold** or *italic*, or \* for a plain star")
    out.mark(tag)


def _write_link(out: _Out, text: str, url: str) -> None:
    if not text:
        raise MarkupError(f"the link to {url} has no text; write [text](https://…)")
    check_url(url)
    _refuse_disguises(text, address_allowed=True)
    if BARE.fullmatch(_as_domain(text)) and _as_domain(text) != domain_of(url):
        raise MarkupError(f"the link says “{text}” and leads to {domain_of(url)}; write where it really leads")
    out.link(text, url)


def _plain(out: _Out, text: str) -> None:
    _refuse_disguises(text)
    out.text(text)


def _refuse_open(out: _Out) -> None:
    if out.open:
        stars = "**" if out.open[-1] == "b" else "*"
        raise MarkupError(rf"{stars} is opened and not closed; close it, or write \* for a plain star")


def _refuse_disguises(text: str, *, address_allowed: bool = False) -> None:
    """Raises MarkupError for what Telegram or a browser would read as something else than plain words."""
    invisible = next((sign for sign in text if unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Co"}), None)
    if invisible:
        raise MarkupError(f"holds the invisible character U+{ord(invisible):04X}; delete it")
    found = _TAG.search(text) or _ENTITY.search(text)
    if found:
        raise MarkupError(
            f"“{found[0]}” looks like HTML; write **bold**, *italic*, [text](https://…) or the sign itself"
        )
    address = _SCHEME.search(text)
    if address and not address_allowed:
        raise MarkupError(f"“{address[0]}” is a bare address; write it as [text](https://…)")
    for bare in BARE.finditer(text):
        _check_bare(bare[0])


def _check_bare(address: str) -> None:
    try:
        check_url(f"https://{address}")
    except LinkError as error:
        raise MarkupError(str(error)) from error


def _as_domain(text: str) -> str:
    return text.casefold().removeprefix("https://").removeprefix("www.").removesuffix("/")
