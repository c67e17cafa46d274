"""After messages were stopped: what that means, how to come back, and why, if they like to say."""

from bot.domain.interests import Kind, from_mask
from bot.domain.parting import Reason
from bot.i18n.marks import mark
from bot.i18n.translator import Translator
from bot.ui.alert_routes import SayWhy, UndoStop
from bot.ui.labels import KINDS_IN_TEXT
from bot.ui.routes import Alerts, Begin, DeleteMyData
from bot.ui.rows import foot, in_pairs
from bot.ui.screen import Press, Row, Screen
from bot.ui.text import heading, lines, paragraphs

REASONS: dict[Reason, str] = {
    Reason.TOO_MANY: mark("Too many messages"),
    Reason.NOT_FOR_US: mark("Not for us"),
    Reason.LANGUAGE: mark("Not in our language"),
    Reason.ELSEWHERE: mark("We find it elsewhere"),
    Reason.OTHER: mark("Another reason"),
}


def stopped(t: Translator) -> Screen:
    """Nothing unasked will come any more; the settings are kept for a return."""
    return Screen(paragraphs(_all_stopped(t), _question(t)), (*_answers(t, 0, 0), *_ways_back(t), *foot(t)))


def stopped_and_thanked(t: Translator) -> Screen:
    """The same after a reason was given."""
    return Screen(paragraphs(_thanks(t), _all_stopped(t)), (*_ways_back(t), *foot(t)))


def why_stopped(t: Translator, kinds: int, rungs: int, *, saved: bool = False) -> Screen:
    """What was stopped, with a way back; `kinds` and `rungs` are what it was, packed as in `alert_routes`.

    `saved` when its reader keeps items of these kinds, of which they go on hearing.
    """
    text = paragraphs(_some_stopped(t, kinds), _still(t) if saved else "", _question(t))
    return Screen(text, (*_undo(t, kinds, rungs), *_answers(t, kinds, rungs), *_alerts(t), *foot(t)))


def thanked(t: Translator, kinds: int, rungs: int, *, saved: bool = False) -> Screen:
    """The same after a reason was given."""
    text = paragraphs(_thanks(t), _some_stopped(t, kinds), _still(t) if saved else "")
    return Screen(text, (*_undo(t, kinds, rungs), *_alerts(t), *foot(t)))


def _all_stopped(t: Translator) -> str:
    return paragraphs(
        heading(t.plain("Messages are stopped")),
        t("The bot will not write to you any more. It still answers when you write or press a button."),
        t("Your settings are kept: send /start and everything is as before. You can also delete them."),
    )


def _some_stopped(t: Translator, kinds: int) -> str:
    listed = t.listed([t.plain(KINDS_IN_TEXT[kind]) for kind in Kind if kind in from_mask(Kind, kinds)])
    if listed:
        return t("You will not receive these any more: {kinds}. Everything else stays as it was.", kinds=listed)
    return t("You will not be reminded of deadlines any more. Your saved items stay.")


def _still(t: Translator) -> str:
    return t(
        "Items you saved stay saved, with their reminders and changes. To hear no more of one of them, press "
        "“{button}” under such a message.",
        button=t.plain("Not for us"),
    )


def _question(t: Translator) -> str:
    return lines(
        t("Would you tell us why? You need not."),
        t("Only the number of answers is kept, not who gave them."),
    )


def _thanks(t: Translator) -> str:
    return t("Thank you. It helps us to write less, and better.")


def _answers(t: Translator, kinds: int, rungs: int) -> tuple[Row, ...]:
    each = (Press(t.plain(words), SayWhy(reason=reason, kinds=kinds, rungs=rungs)) for reason, words in REASONS.items())
    return in_pairs(each)


def _undo(t: Translator, kinds: int, rungs: int) -> tuple[Row, ...]:
    return ((Press(t.plain("Undo"), UndoStop(kinds=kinds, rungs=rungs), style="primary"),),)


def _alerts(t: Translator) -> tuple[Row, ...]:
    return ((Press(t.plain("My alerts"), Alerts()),),)


def _ways_back(t: Translator) -> tuple[Row, ...]:
    return in_pairs((Press(t.plain("Start again"), Begin()), Press(t.plain("Delete my data"), DeleteMyData())))
