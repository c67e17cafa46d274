"""After /stop: what that means, and how to come back."""

from bot.i18n.translator import Translator
from bot.ui.routes import Begin, DeleteMyData
from bot.ui.rows import foot, in_pairs
from bot.ui.screen import Press, Screen
from bot.ui.text import heading, paragraphs


def stopped(t: Translator) -> Screen:
    """Nothing unasked will come any more; the settings are kept for a return."""
    text = paragraphs(
        heading(t.plain("Messages are stopped")),
        t("The bot will not write to you any more. It still answers when you write or press a button."),
        t("Your settings are kept: send /start and everything is as before. You can also delete them."),
    )
    ways = in_pairs((Press(t.plain("Start again"), Begin()), Press(t.plain("Delete my data"), DeleteMyData())))
    return Screen(text, (*ways, *foot(t)))
