"""The pieces a screen's text is put together from; everything here takes and gives Telegram HTML unless said."""

from html import escape


def heading(plain: str) -> str:
    """A plain text as a bold line of its own."""
    return f"<b>{escape(plain, quote=False)}</b>"


def field(label: str, value: str) -> str:
    """A line that begins with what it is about."""
    return f"<b>{label}:</b> {value}"


def noted(value: str, note: str | None) -> str:
    """A value with a plain note from the content behind it; either may be missing."""
    return "; ".join(part for part in (value, literal(note) if note else "") if part)


def link(plain: str, url: str) -> str:
    """A plain text that opens an https address."""
    return f'<a href="{escape(url)}">{escape(plain, quote=False)}</a>'


def literal(plain: str) -> str:
    """A plain text from the content, with nothing in it read as markup."""
    return escape(plain, quote=False)


def lines(*parts: str) -> str:
    """The parts that are not empty, each on its line."""
    return "\n".join(part for part in parts if part)


def paragraphs(*parts: str) -> str:
    """The parts that are not empty, with an empty line between."""
    return "\n\n".join(part for part in parts if part)
