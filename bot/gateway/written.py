"""What a person wrote: their formatting as Telegram's HTML, nothing else taken for markup, and what came with it.

The library's `text_html` does not escape the addresses of hidden links. Mentions of people without a username stay
plain words: the link would put somebody's Telegram id in clear into the database. A custom emoji stays its plain one.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import accumulate, pairwise

from telegram import Message, MessageEntity
from telegram.constants import MessageEntityType

from bot.domain.announcement import Media, MediaKind
from bot.handlers.visit import LeftOut, Typed

_TAGS = {
    MessageEntityType.BOLD: "b",
    MessageEntityType.ITALIC: "i",
    MessageEntityType.UNDERLINE: "u",
    MessageEntityType.STRIKETHROUGH: "s",
    MessageEntityType.SPOILER: "tg-spoiler",
    MessageEntityType.CODE: "code",
    MessageEntityType.BLOCKQUOTE: "blockquote",
}
_WEB = ("http://", "https://")
_LAST_OF_ONE_UNIT = "\uffff"


@dataclass(frozen=True, slots=True)
class _Span:
    start: int  # characters
    end: int
    opening: str
    closing: str


def typed_from(message: Message) -> Typed:
    """The words of a message, those under a picture or a file too, and that picture or file."""
    text = message.text or message.caption or ""
    html = to_html(text, message.entities if message.text else message.caption_entities)
    media = _media(message)
    return Typed(text, html, media, _left_out(message, media))


def to_html(text: str, entities: Iterable[MessageEntity]) -> str:
    """The text with its formatting; what overlaps without lying inside is cut in two."""
    spans = sorted(_spans(text, entities), key=lambda span: (span.start, -span.end))
    cuts = sorted({0, len(text), *(span.start for span in spans), *(span.end for span in spans)})
    pieces: list[str] = []
    opened: list[_Span] = []
    for start, end in pairwise(cuts):
        wanted = [span for span in spans if span.start <= start < span.end]
        pieces += [*_turn(opened, wanted), escape(text[start:end], quote=False)]
        opened = wanted
    return "".join([*pieces, *_turn(opened, [])])


def _media(message: Message) -> Media | None:
    """A photo in its largest size, or a document; a moving picture is a document to old apps only."""
    if message.photo:
        largest = max(message.photo, key=lambda size: size.width * size.height)
        return Media(MediaKind.PHOTO, largest.file_id)
    if message.document and not message.animation:
        return Media(MediaKind.DOCUMENT, message.document.file_id)
    return None


def _left_out(message: Message, media: Media | None) -> LeftOut | None:
    if media is None:
        return None if message.text else LeftOut.MEDIA
    return LeftOut.ALBUM if message.media_group_id else None


def _turn(opened: Sequence[_Span], wanted: Sequence[_Span]) -> Iterator[str]:
    """The tags between two stretches: what goes on in both, outermost first, stays open."""
    kept = 0
    while kept < min(len(opened), len(wanted)) and opened[kept] is wanted[kept]:
        kept += 1
    yield from (span.closing for span in reversed(opened[kept:]))
    yield from (span.opening for span in wanted[kept:])


def _spans(text: str, entities: Iterable[MessageEntity]) -> Iterator[_Span]:
    """Offsets count UTF-16 code units; one inside a character means the character's end."""
    boundaries = list(accumulate((1 + (character > _LAST_OF_ONE_UNIT) for character in text), initial=0))
    for entity in entities:
        tags = _tags(entity)
        start = bisect_left(boundaries, entity.offset)
        end = min(bisect_left(boundaries, entity.offset + entity.length), len(text))
        if tags and start < end:
            yield _Span(start, end, *tags)


def _tags(entity: MessageEntity) -> tuple[str, str] | None:
    """The tags around an entity, or None for one that Telegram makes again by itself or that is not kept."""
    match entity.type:
        case MessageEntityType.TEXT_LINK if entity.url and entity.url.lower().startswith(_WEB):
            return f'<a href="{escape(entity.url)}">', "</a>"
        case MessageEntityType.PRE if entity.language:
            return f'<pre><code class="language-{escape(entity.language)}">', "</code></pre>"
        case MessageEntityType.PRE:
            return "<pre>", "</pre>"
        case MessageEntityType.EXPANDABLE_BLOCKQUOTE:
            return "<blockquote expandable>", "</blockquote>"
        case kind if kind in _TAGS:
            tag = _TAGS[MessageEntityType(kind)]
            return f"<{tag}>", f"</{tag}>"
    return None
