"""What owners are told when nothing can be saved, and when it can be again."""

from bot.i18n.translator import Translator
from bot.ui.screen import Screen
from bot.ui.text import paragraphs


def disk_full(t: Translator) -> Screen:
    """The disk of the database has no room left."""
    return _trouble(t, t("<b>The bot's disk is full.</b>"), t("Please free some space on the server's disk."))


def read_only(t: Translator) -> Screen:
    """The database can be read and not written."""
    return _trouble(
        t,
        t("<b>The bot's database cannot be written to.</b>"),
        t("Please check the permissions of the database files, and the disk, on the server."),
    )


def locked(t: Translator) -> Screen:
    """Somebody else keeps the database to themselves."""
    return _trouble(
        t,
        t("<b>The bot's database is locked by another program.</b>"),
        t("Please stop that program on the server: perhaps a backup, or a tool that has the database open."),
    )


def unreachable(t: Translator) -> Screen:
    """The database does not answer, or cannot be read."""
    return _trouble(
        t,
        t("<b>The bot's database cannot be reached.</b>"),
        t("Please check on the server that the database is there, running and intact."),
    )


def over(t: Translator) -> Screen:
    """The trouble of which owners were told is over."""
    return Screen(
        paragraphs(
            t("<b>The bot's database works again.</b>"),
            t("Sending resumes by itself; nothing was lost, and nobody gets anything twice because of it."),
        )
    )


def _trouble(t: Translator, what: str, wanted: str) -> Screen:
    happens = t(
        "Nothing can be saved at the moment. Sending has stopped, and users are asked to try again later. Everything "
        "resumes by itself once this is fixed."
    )
    return Screen(paragraphs(what, happens, wanted))
