"""Telegram's HTML parse mode: the grammar and the refusals of TDLib's parse_html."""

import re
from contextlib import suppress
from dataclasses import dataclass
from typing import NoReturn

from bot.simulator.entities import Entity, sort_entities, utf16_length
from bot.simulator.errors import bad_request
from bot.simulator.links import LinkError, checked_link, mentioned_user

PLAIN = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
}
TAGS = PLAIN.keys() | {"a", "tg-emoji", "tg-time", "pre", "code", "blockquote"}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}

_SPACE = " \t\r\n\0\v"
_RUN = re.compile(r"[^<&\0]*")
_TAG_NAME = re.compile(r"[^ \t\r\n\0\v>]*")
_SPACES = re.compile(r"[ \t\r\n\v]*")
_ATTRIBUTE = re.compile(r"[^ \t\r\n\0\v=>/\"']*")
_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
_NUMERIC = re.compile(r"&#(?:x([0-9a-fA-F]*)|([0-9]*))")
_NAME = re.compile(r"&([A-Za-z]*)")
_DATE_FORMAT = re.compile(r"r|[tTdDwW]*")
LONGEST_REFERENCE = 10
UNICODE_END = 0x10FFFF
LARGEST_ID = 2**63


@dataclass(slots=True)
class _Open:
    tag: str
    argument: str
    number: str
    offset: int  # UTF-16, in the text parsed so far
    start: int  # characters, in the text parsed so far


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """The text without tags, and its entities in order; raises what the server would answer."""
    return _Parser(source).parse()


class _Parser:
    def __init__(self, source: str) -> None:
        self.length = len(source)
        self.source = source + "\0"
        self.at = 0
        self.pieces: list[str] = []
        self.characters = 0
        self.offset = 0
        self.open: list[_Open] = []
        self.entities: list[Entity] = []

    def parse(self) -> tuple[str, list[Entity]]:
        while self.at < self.length:
            run = _RUN.match(self.source, self.at)
            if run and run[0]:
                self.append(run[0])
                self.at = run.end()
            elif self.source[self.at] == "<":
                self.tag()
            else:
                self.append(self.reference() or self.take())
        if self.open:
            refuse(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        text = "".join(self.pieces)
        if any("\ud800" <= character <= "\udfff" for character in text):
            refuse(
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            )
        plain = [Entity("code", e.offset, e.length) if e.type == "code" else e for e in self.entities]
        return text, sort_entities(plain)

    def append(self, piece: str) -> None:
        self.pieces.append(piece)
        self.characters += len(piece)
        self.offset += utf16_length(piece)

    def take(self) -> str:
        self.at += 1
        return self.source[self.at - 1]

    def reference(self) -> str:
        """The character that the reference here stands for, stepping over it; nothing when it stands for itself."""
        numeric = _NUMERIC.match(self.source, self.at)
        if numeric is not None:
            digits, base = (numeric[1], 16) if numeric[1] is not None else (numeric[2], 10)
            code = int(digits or "0", base)
            if code == 0 or code >= UNICODE_END or numeric.end() - self.at >= LONGEST_REFERENCE:
                return ""
            found, end = chr(code), numeric.end()
        else:
            name = _NAME.match(self.source, self.at)
            if name is None or name[1] not in NAMED:
                return ""
            found, end = NAMED[name[1]], name.end()
        self.at = end + (self.source[end] == ";")
        return found

    def byte(self, position: int) -> int:
        return len(self.source[:position].encode("utf-8", "surrogatepass"))

    def tag(self) -> None:
        if self.source[self.at + 1] == "/":
            self.end_tag()
        else:
            self.start_tag()

    def start_tag(self) -> None:
        begin = self.at
        name = _TAG_NAME.match(self.source, begin + 1)
        tag = lower(name[0]) if name else ""
        self.at = begin + 1 + len(tag)
        if self.at >= self.length:
            refuse(f"Unclosed start tag at byte offset {self.byte(begin)}")
        if tag not in TAGS:
            refuse(f'Unsupported start tag "{tag}" at byte offset {self.byte(begin)}')
        opened = _Open(tag, "", "", self.offset, self.characters)
        while self.source[self.at] != ">":
            self.skip_spaces()
            if self.source[self.at] == ">":
                break
            self.attribute(begin, opened)
        self.at += 1
        if tag == "span" and opened.argument != "spoiler":
            refuse(f'Tag "span" must have class "tg-spoiler" at byte offset {self.byte(begin)}')
        self.open.append(opened)

    def skip_spaces(self) -> None:
        spaces = _SPACES.match(self.source, self.at)
        self.at = spaces.end() if spaces else self.at

    def attribute(self, begin: int, opened: _Open) -> None:
        found = _ATTRIBUTE.match(self.source, self.at)
        name = found[0] if found else ""
        if not name:
            refuse(f'Empty attribute name in the tag "{opened.tag}" at byte offset {self.byte(begin)}')
        self.at += len(name)
        self.skip_spaces()
        if self.source[self.at] != "=":
            if self.at >= self.length:
                refuse(f'Unclosed start tag "{opened.tag}" at byte offset {self.byte(begin)}')
            keep_attribute(opened, name, "")
            return
        self.at += 1
        self.skip_spaces()
        if self.at >= self.length:
            refuse(f'Unclosed start tag "{opened.tag}" at byte offset {self.byte(begin)}')
        value = self.quoted() if self.source[self.at] in "'\"" else self.token()
        if self.at >= self.length:
            refuse(f"Unclosed start tag at byte offset {self.byte(begin)}")
        keep_attribute(opened, name, value)

    def token(self) -> str:
        begin = self.at
        found = _TOKEN.match(self.source, begin)
        value = found[0] if found else ""
        self.at = begin + len(value)
        if self.source[self.at] not in _SPACE and self.source[self.at] != ">":
            refuse(f"Unexpected end of name token at byte offset {self.byte(begin)}")
        return lower(value)

    def quoted(self) -> str:
        quote = self.take()
        pieces: list[str] = []
        while self.at < self.length and self.source[self.at] not in {quote, "\0"}:
            piece = self.reference() if self.source[self.at] == "&" else ""
            pieces.append(piece or self.take())
        if self.source[self.at] == quote:
            self.at += 1
        return "".join(pieces)

    def end_tag(self) -> None:
        begin = self.at
        if not self.open:
            refuse(f"Unexpected end tag at byte offset {self.byte(begin)}")
        name = _TAG_NAME.match(self.source, begin + 2)
        tag = lower(name[0]) if name else ""
        self.at = begin + 2 + len(tag)
        self.skip_spaces()
        if self.source[self.at] != ">":
            refuse(f"Unclosed end tag at byte offset {self.byte(begin)}")
        self.at += 1
        opened = self.open[-1]
        if tag and tag != opened.tag:
            refuse(f'Unmatched end tag at byte offset {self.byte(begin)}, expected "</{opened.tag}>", found "</{tag}>"')
        self.open.pop()
        if self.offset > opened.offset:
            self.close(opened, self.offset - opened.offset)

    def close(self, opened: _Open, length: int) -> None:
        tag, offset = opened.tag, opened.offset
        if tag in PLAIN:
            self.entities.append(Entity(PLAIN[tag], offset, length))
        elif tag == "a":
            self.close_link(opened, length)
        elif tag == "blockquote":
            kind = "expandable_blockquote" if opened.argument else "blockquote"
            self.entities.append(Entity(kind, offset, length))
        elif tag == "tg-emoji":
            self.entities.append(Entity("custom_emoji", offset, length, str(emoji_id(opened.argument))))
        elif tag == "tg-time":
            self.close_time(opened, length)
        else:
            self.close_code(opened, length)

    def close_link(self, opened: _Open, length: int) -> None:
        url = opened.argument or "".join(self.pieces)[opened.start :]
        user = mentioned_user(url)
        if user:
            self.entities.append(Entity("text_mention", opened.offset, length, number=user))
            return
        with suppress(LinkError):
            self.entities.append(Entity("text_link", opened.offset, length, checked_link(url)))

    def close_time(self, opened: _Open, length: int) -> None:
        if not opened.number.isascii() or not opened.number.isdigit() or not _DATE_FORMAT.fullmatch(opened.argument):
            refuse("Invalid date format used")
        self.entities.append(Entity("date_time", opened.offset, length, opened.argument, int(opened.number)))

    def close_code(self, opened: _Open, length: int) -> None:
        """A `code` with a language and a `pre` around exactly the same text are one `pre` with that language."""
        other = "code" if opened.tag == "pre" else "pre"
        inner = self.entities[-1] if self.entities else None
        same = inner is not None and (inner.type, inner.offset, inner.length) == (other, opened.offset, length)
        language = inner.argument if inner is not None and opened.tag == "pre" else opened.argument
        if same and language:
            self.entities[-1] = Entity("pre", opened.offset, length, language)
        else:
            self.entities.append(Entity(opened.tag, opened.offset, length, opened.argument))


def keep_attribute(opened: _Open, name: str, value: str) -> None:
    tag = opened.tag
    if (tag, name) in {("a", "href"), ("tg-emoji", "emoji-id"), ("tg-time", "format")}:
        opened.argument = value
    elif (tag, name) == ("tg-time", "unix"):
        opened.number = value
    elif (tag, name) == ("code", "class") and value.startswith("language-"):
        opened.argument = value.removeprefix("language-")
    elif (tag, name) == ("span", "class") and value.startswith("tg-"):
        opened.argument = value.removeprefix("tg-")
    elif (tag, name) == ("blockquote", "expandable"):
        opened.argument = "1"


def emoji_id(argument: str) -> int:
    if not (argument.isascii() and argument.removeprefix("-").isdigit() and 0 < abs(int(argument)) < LARGEST_ID):
        refuse("Invalid custom emoji identifier specified")
    return int(argument)


def lower(name: str) -> str:
    return name.lower() if name.isascii() else "".join(c.lower() if c.isascii() else c for c in name)


def refuse(detail: str) -> NoReturn:
    raise bad_request(f"can't parse entities: {detail}", violation="entities")
