"""Numbers of people as staff are told them, and what the marks mean that stand in the place of some."""

from collections.abc import Iterable

from bot.domain.approval import FEWEST
from bot.domain.disclosure import Hidden, Told
from bot.i18n.translator import Translator
from bot.ui.text import lines

WITHHELD = "…"


def number(t: Translator, told: Told) -> str:
    """A number, or the mark in its place, as plain text."""
    if told is Hidden.FEW:
        return f"<{t.number(FEWEST)}"
    return WITHHELD if told is Hidden.WITHHELD else t.number(told)


def notes(t: Translator, told: Iterable[Told], withheld: str = WITHHELD) -> str:
    """What the marks among these mean, as HTML; empty when there is none."""
    marks = set(told)
    return lines(
        t("&lt;{limit}: fewer than {limit} people.", limit=t.number(FEWEST)) if Hidden.FEW in marks else "",
        t("{mark}: not shown, because a smaller number could be worked out from it.", mark=withheld)
        if Hidden.WITHHELD in marks
        else "",
    )
