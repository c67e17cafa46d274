"""What an item says about itself: the languages it stands in, where it comes from, when that was read."""

from collections.abc import Sequence
from typing import Any

from bot.content.links import domain_of
from bot.content.models import Item
from bot.domain.places import OWN_NAMES, Language
from bot.i18n.translator import Translator
from bot.ui.labels import SHOWN_IN
from bot.ui.screen import Link
from bot.ui.text import field, lines, link, literal


def shown_in(t: Translator, language: Language) -> str:
    """Says that a text stands in another language than the reader's; nothing when it does not."""
    if language == t.language:
        return ""
    if language in SHOWN_IN:
        return f"<i>{t(SHOWN_IN[language])}</i>"
    return f"<i>{t('Language of this text: {name}', name=OWN_NAMES[language])}</i>"


def source_of(t: Translator, item: Item[Any]) -> str:
    """Where the item comes from, the date that source bears, and the day it was read; nothing without a source."""
    if item.source_url is None or item.source_date is None:
        return ""
    place = link(domain_of(item.source_url), item.source_url)
    return lines(
        field(t("Source"), f"{place} ({literal(t.partial_date(item.source_date))})"),
        field(t("Source read on"), literal(t.date(item.last_checked))),
    )


def spoken(t: Translator, codes: Sequence[str]) -> str:
    """Languages by their codes, as a list in words; empty when there are none."""
    return literal(t.listed([t.language_name(code) for code in codes]))


def opening(t: Translator, url: str) -> Link:
    """The button that opens the item's page; its label says whose page that is."""
    return Link(t.plain("Open {domain}", domain=domain_of(url)), url)
