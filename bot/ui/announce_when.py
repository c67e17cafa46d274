"""When an announcement goes out: whose clock, the moment typed, and the last look before it is sent."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.domain.announcement import Announcement, text_for
from bot.domain.places import ZONES, Country, Language, zone_of
from bot.i18n.translator import Translator
from bot.ui.announce_draft import policy
from bot.ui.announce_words import CITIES, aimed_at, language_line, moment, named, reach, whom
from bot.ui.rows import foot, in_pairs
from bot.ui.screen import Press, Screen
from bot.ui.staff_routes import (
    AnnouncementView,
    AnnouncementWhen,
    ConfirmSend,
    SendAnnouncement,
    WriteMoment,
)
from bot.ui.text import heading, lines, paragraphs


def when(t: Translator, announcement: Announcement, home: Country | None, now: datetime) -> Screen:
    """Now, or on whose clock; `home` is the country on whose clock a send without a moment is shown later."""
    at = announcement.id
    text = paragraphs(
        named(t, announcement),
        t("Send it now, or choose the place on whose clock you will give the date and time."),
    )
    at_once = Press(t.plain("Send now"), ConfirmSend(id=at, country=home), style="primary")
    clocks = [Press(clock(t, country, now), WriteMoment(id=at, country=country)) for country in (*Country, None)]
    return Screen(text, ((at_once,), *in_pairs(clocks), *foot(t, AnnouncementView(id=at))))


def clock(t: Translator, country: Country | None, now: datetime) -> str:
    """A zone by its city and distance from UTC, as plain text: "Almaty (UTC+5)"; UTC for no country."""
    if country is None:
        return "UTC"
    offset = now.astimezone(zone_of(country)).utcoffset() or timedelta()
    hours = offset // timedelta(hours=1)
    return f"{t.plain(CITIES[country])} (UTC{hours:+d})"


def write_moment(t: Translator, announcement: Announcement, country: Country | None, now: datetime) -> Screen:
    """Asks for the date and time on the clock of one place; the example is tomorrow there."""
    there = now.astimezone(zone_of(country))
    text = paragraphs(
        named(t, announcement),
        t(
            "Type the date and time of {place}, for example: <code>{example}</code>",
            place=clock(t, country, now),
            example=f"{there + timedelta(days=1):%d.%m.%Y} 10:00",
        ),
        t("It is now: {moment}.", moment=moment(t, now, ZONES[country] if country else None)),
    )
    back = AnnouncementWhen(id=announcement.id)
    return Screen(text, ((Press(t.plain("Back"), back),),))


def last_look(
    t: Translator,
    announcement: Announcement,
    counts: Mapping[Language, int],
    at: datetime | None,
    country: Country | None,
) -> Screen:
    """Who gets which text and when, before anything is promised; `at` is None for now."""
    stamp = int(at.timestamp()) if at else 0
    told = [language for language in aimed_at(announcement.audience) if counts.get(language)]
    text = paragraphs(
        named(t, announcement),
        lines(
            heading(t.plain("Who gets it")),
            whom(t, announcement.audience),
            *(language_line(t, announcement.texts, language, counts[language]) for language in told),
            t("Together: {readers}.", readers=reach(t, counts)),
        ),
        _without_own_text(t, announcement, told),
        policy(t, announcement.when_uncertain),
        t("Goes out: {moment}.", moment=moment(t, at, ZONES[country] if country else None))
        if at
        else t("Goes out: at once."),
    )
    send = SendAnnouncement(id=announcement.id, at=stamp, country=country)
    go = Press(t.plain("Schedule") if at else t.plain("Send"), send, style="success")
    return Screen(text, ((go,), *foot(t, AnnouncementWhen(id=announcement.id))))


def _without_own_text(t: Translator, announcement: Announcement, told: list[Language]) -> str:
    missing = [t.language_name(language) for language in told if text_for(announcement.texts, language) is not language]
    return t("⚠️ No text of their own: {languages}.", languages=t.listed(missing)) if missing else ""
