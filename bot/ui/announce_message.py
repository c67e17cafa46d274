"""The message that a reader of an announcement gets."""

from bot.domain.announcement import Announcement
from bot.domain.interests import to_mask
from bot.domain.places import Language
from bot.i18n.translator import Translator
from bot.ui.routes import Alerts, StopKinds
from bot.ui.screen import Link, Press, Row, Screen


def delivered(t: Translator, announcement: Announcement, text: Language) -> Screen:
    """The text of this language, which is there, to a reader whose own language `t` speaks.

    Its link buttons stand each in a row of its own, above the two by which a reader says what they want to get.
    """
    links: tuple[Row, ...] = tuple((Link(one.label, one.url),) for one in announcement.buttons.get(text, ()))
    wanted = to_mask(announcement.audience.wanted_kinds)
    alerts = Press(t.plain("My alerts"), Alerts())
    stop = Press(t.plain("Stop these messages"), StopKinds(kinds=wanted))
    return Screen(
        announcement.texts[text],
        (*links, (alerts, stop)),
        media=announcement.media,
        link_preview=announcement.link_preview,
    )
