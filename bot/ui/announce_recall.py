"""The question before every copy of an announcement is taken back."""

from bot.domain.announcement import Announcement, Media, MediaKind, State
from bot.domain.approval import FEWEST
from bot.domain.disclosure import Hidden, disclosed
from bot.i18n.translator import Translator
from bot.ui.announce_words import named
from bot.ui.rows import in_pairs
from bot.ui.screen import Press, Screen
from bot.ui.staff_actions import RecallAnnouncement
from bot.ui.staff_routes import AnnouncementView
from bot.ui.text import lines, paragraphs


def confirm_recall(t: Translator, announcement: Announcement, young: int, old: int, uncertain: int) -> Screen:
    """Asks, with how many copies are young enough to be deleted, how many are too old, and how many nobody can find."""
    under_way = announcement.state in {State.SENDING, State.PAUSED}
    text = paragraphs(
        named(t, announcement),
        t("Recall every copy of this announcement?"),
        lines(
            t("Those who have not received it yet will not get it.") if under_way else "",
            _by_age(t, young, old),
            _left(t, announcement.media) if announcement.media and old else "",
            _uncertain(t, uncertain) if uncertain else "",
        ),
        t(
            "It begins at once: there is no time to undo it and no second person is asked. Afterwards you will see "
            "how many copies were removed, and how many readers keep theirs because they blocked the bot."
        ),
    )
    yes = Press(t.plain("Yes, recall it"), RecallAnnouncement(id=announcement.id), style="danger")
    no = Press(t.plain("No, keep it"), AnnouncementView(id=announcement.id))
    return Screen(text, in_pairs((yes, no)))


def _by_age(t: Translator, young: int, old: int) -> str:
    """What will become of the copies; how many there are of each age is not told where that would be a few people."""
    if Hidden.FEW in {disclosed(young), disclosed(old)}:
        return t(
            "Copies less than 48 hours old will be deleted. Telegram no longer lets the bot delete older ones, so each "
            "of those will be replaced by a note that the message was recalled."
        )
    return lines(
        t.plural(
            "{n} copy is less than 48 hours old: it will be deleted.",
            "{n} copies are less than 48 hours old: they will be deleted.",
            young,
        )
        if young
        else "",
        "" if young or old else t("No copy is known to have arrived yet."),
        t.plural(
            "{n} copy is older: Telegram no longer lets the bot delete it, so it will be replaced by a note that "
            "the message was recalled.",
            "{n} copies are older: Telegram no longer lets the bot delete them, so each will be replaced by a "
            "note that the message was recalled.",
            old,
        )
        if old
        else "",
    )


def _left(t: Translator, media: Media) -> str:
    """What a note does not take away."""
    if media.kind is MediaKind.PHOTO:
        return t("In copies older than 48 hours the photo stays: only the words are replaced.")
    return t("In copies older than 48 hours the file stays: only the words are replaced.")


def _uncertain(t: Translator, n: int) -> str:
    if disclosed(n) is Hidden.FEW:
        return t(
            "Fewer than {limit} copies may have arrived without confirmation from Telegram: the bot cannot recall "
            "them.",
            limit=t.number(FEWEST),
        )
    return t.plural(
        "{n} copy may have arrived without confirmation from Telegram: the bot cannot recall it.",
        "{n} copies may have arrived without confirmation from Telegram: the bot cannot recall them.",
        n,
    )
