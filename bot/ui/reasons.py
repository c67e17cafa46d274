"""Why people stopped messages, as far as they said so: counts, no small ones."""

from collections.abc import Mapping

from bot.domain.parting import Reason
from bot.i18n.translator import Translator
from bot.ui.alert_routes import SentByBot
from bot.ui.announce_words import FEWEST_TOLD
from bot.ui.rows import foot
from bot.ui.screen import Screen
from bot.ui.stopping import REASONS
from bot.ui.text import heading, lines, paragraphs


def reasons(t: Translator, counts: Mapping[Reason, int]) -> Screen:
    """How often each reason was given."""
    text = paragraphs(
        heading(t.plain("Why people stop messages")),
        t("Whoever stops a kind of message may say why. Only the number of answers is kept."),
        lines(*(_line(t, reason, counts.get(reason, 0)) for reason in Reason)),
    )
    return Screen(text, foot(t, SentByBot()))


def _line(t: Translator, reason: Reason, n: int) -> str:
    told = t.plain("fewer than {limit}", limit=t.number(FEWEST_TOLD)) if 0 < n < FEWEST_TOLD else t.number(n)
    return t("{reason}: {n}", reason=t.plain(REASONS[reason]), n=told)
