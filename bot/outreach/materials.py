"""What a message that nobody wrote is made of: the catalogue as it is now, the reader's language, and letters kept."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass

from bot.content.catalogue import Catalogue
from bot.domain.places import Language
from bot.i18n.translator import Translator
from bot.outreach.ports import Letter
from bot.ui.screen import Screen

# Readers with the same language and the same reasons get the same letter; of mixed ones some have to be made again.
LETTERS_KEPT = 500


_NOTHING = Catalogue()


def nothing() -> Catalogue:
    """A catalogue without items, always the same one."""
    return _NOTHING


@dataclass(frozen=True, slots=True)
class Materials:
    """`catalogue` gives the newest one at each call."""

    translator: Callable[[Language], Translator]
    catalogue: Callable[[], Catalogue]
    prepare: Callable[[Screen], Letter]


class Letters:
    """Letters of one announcement, for as long as the catalogue they were made from is the newest."""

    def __init__(self, materials: Materials) -> None:
        self._materials = materials
        self._made_from: Catalogue | None = None
        self._kept: dict[tuple[Language, Hashable], Letter] = {}

    def get(self, language: Language, what: Hashable, show: Callable[[Translator], Screen]) -> Letter:
        """The letter for readers of this language; `what` is all else that it depends on, besides the catalogue."""
        catalogue = self._materials.catalogue()
        if catalogue is not self._made_from:
            self._made_from = catalogue
            self._kept.clear()
        key = language, what
        if key not in self._kept:
            if len(self._kept) >= LETTERS_KEPT:
                del self._kept[next(iter(self._kept))]
            self._kept[key] = self._materials.prepare(show(self._materials.translator(language)))
        return self._kept[key]
