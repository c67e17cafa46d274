"""The voice of one language: its sentences with values put in, beside its formats."""

import re
from gettext import GNUTranslations
from html import escape

from bot.i18n.formats import Formats

# A Russian date ends with the full stop of "2027 г."; one that ends a sentence has no other.
_TWO_STOPS = re.compile(r"(?<=\sг\.)\.(?!\.)")


class Translator(Formats):
    """Translates English messages with `{name}` placeholders; called, it gives Telegram HTML.

    Values are escaped in `t()` and `t.plural()`, our own markup stands in the message. A message the catalogue lacks,
    or whose translation has a placeholder nobody fills, is shown in English: the build refuses both, a reader never
    pays for them. A placeholder missing from the call itself is a KeyError.
    """

    __slots__ = ("_catalogue",)

    def __init__(self, language: str, catalogue: GNUTranslations) -> None:
        super().__init__(language)
        self._catalogue = catalogue

    def __call__(self, message: str, /, **values: object) -> str:
        """The message as Telegram HTML; its values are escaped."""
        return _fill(self._catalogue.gettext(message), message, _escaped(values))

    def plural(self, singular: str, plural: str, n: int, /, **values: object) -> str:
        """The form for `n` as Telegram HTML; `{n}` is given, as the language writes numbers."""
        return self._plural(singular, plural, n, _escaped(values))

    def plain(self, message: str, /, **values: object) -> str:
        """The message for labels and toasts, where nothing is markup and nothing is escaped."""
        return _fill(self._catalogue.gettext(message), message, values)

    def plain_plural(self, singular: str, plural: str, n: int, /, **values: object) -> str:
        """The form for `n` for labels and toasts."""
        return self._plural(singular, plural, n, values)

    def in_days(self, n: int) -> str:
        """How far a day is, to stand inside a sentence: "today", "tomorrow", "in 5 days", "3 days ago"."""
        # CLDR's own wording means "within 5 days" in Azerbaijani and breaks off in Turkmen.
        if n < 0:
            return self.plain_plural("{n} day ago", "{n} days ago", -n)
        if n > 1:
            return self.plain_plural("in {n} day", "in {n} days", n)
        return self.plain("tomorrow") if n else self.plain("today")

    def _plural(self, singular: str, plural: str, n: int, values: dict[str, object]) -> str:
        written = {**values, "n": self.number(n)}
        return _fill(self._catalogue.ngettext(singular, plural, n), singular if n == 1 else plural, written)


def _escaped(values: dict[str, object]) -> dict[str, object]:
    return {name: escape(str(value), quote=False) for name, value in values.items()}


def _fill(translation: str, english: str, values: dict[str, object]) -> str:
    try:
        return _TWO_STOPS.sub("", translation.format_map(values))
    except (LookupError, ValueError, AttributeError):
        return english.format_map(values)
