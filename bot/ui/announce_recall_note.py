"""What is left of an announcement that was taken back too late to be deleted."""

from bot.domain.announcement import Media
from bot.i18n.translator import Translator
from bot.ui.screen import Screen


def withdrawn(t: Translator, media: Media | None) -> Screen:
    """The note that stands in place of its text; under a picture or a file, which stays, as what is written there."""
    return Screen(t("This message has been recalled."), media=media)
