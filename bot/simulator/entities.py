"""Message entities: formatting at UTF-16 offsets."""

from collections.abc import Iterable
from dataclasses import dataclass

# When two entities cover the same text, the one named first encloses the other.
PRIORITY = {
    kind: place
    for place, kind in enumerate(
        (
            "expandable_blockquote",
            "blockquote",
            "pre",
            "code",
            "date_time",
            "text_link",
            "text_mention",
            "mention",
            "hashtag",
            "cashtag",
            "bot_command",
            "url",
            "email",
            "phone_number",
            "bold",
            "italic",
            "underline",
            "strikethrough",
            "spoiler",
            "custom_emoji",
        )
    )
}


@dataclass(frozen=True, slots=True)
class Entity:
    """`offset` and `length` count UTF-16 code units.

    `argument` belongs to the type: a link, a language, a custom emoji's id, a date format.
    """

    type: str
    offset: int
    length: int
    argument: str = ""
    number: int = 0  # the user of a text_mention, the moment of a date_time

    @property
    def end(self) -> int:
        return self.offset + self.length


def utf16_length(text: str) -> int:
    if text.isascii():
        return len(text)
    return len(text) + sum(character > "\uffff" for character in text)


def utf16_slice(text: str, offset: int, length: int) -> str:
    encoded = text.encode("utf-16-le", "surrogatepass")
    return encoded[offset * 2 : (offset + length) * 2].decode("utf-16-le", "replace")


def sort_entities(entities: Iterable[Entity]) -> list[Entity]:
    return sorted(entities, key=lambda e: (e.offset, -e.length, PRIORITY.get(e.type, len(PRIORITY))))
