"""The question to staff when many items are new at once: tell everybody of them, or nobody?"""

from collections.abc import Mapping

from bot.domain.announcement import Announcement
from bot.domain.interests import Kind
from bot.i18n.translator import Translator
from bot.ui.alert_routes import SentByBot, TellOfItems
from bot.ui.announce_words import named, readers
from bot.ui.labels import KINDS
from bot.ui.rows import foot, in_pairs
from bot.ui.screen import Press, Screen
from bot.ui.text import lines, paragraphs


def new_items(
    t: Translator, announcement: Announcement, counts: Mapping[Kind, int], at_once: int, in_digests: int
) -> Screen:
    """How many there are of each kind, and how many members would hear of them, at once and in digests."""
    text = paragraphs(
        named(t, announcement),
        lines(
            t.plural("{n} item is new in the catalogue:", "{n} items are new in the catalogue:", sum(counts.values())),
            *(
                t("– {what}: {n}", what=t.plain(KINDS[kind]), n=t.number(counts[kind]))
                for kind in Kind
                if kind in counts
            ),
        ),
        t(
            "That is more than usual. It may be an import or a restored backup, so nobody has been told of them yet. "
            "All of them stay in the menus in any case."
        ),
        lines(
            t("They would hear at once: {readers}.", readers=readers(t, at_once)),
            t("They would hear in digests: {readers}.", readers=readers(t, in_digests)),
        ),
        t("The first answer counts, and cannot be taken back."),
    )
    at = announcement.id
    answers = (
        Press(t.plain("Tell them"), TellOfItems(id=at, on=True), style="primary"),
        Press(t.plain("Tell nobody"), TellOfItems(id=at, on=False), style="danger"),
    )
    return Screen(text, (*in_pairs(answers), *foot(t, SentByBot())))
