"""Words that the screens of announcements share: states, numbers of readers, audiences, moments."""

import re
from collections.abc import Mapping
from datetime import datetime
from html import unescape

from bot.domain.announcement import Announcement, Audience, Errand, State, WhenUncertain, text_for, text_wanted
from bot.domain.interests import Kind, Theme
from bot.domain.places import ZONES, Country, Language
from bot.i18n.marks import mark
from bot.i18n.translator import Translator
from bot.ui.labels import KINDS_IN_TEXT, THEMES_IN_TEXT
from bot.ui.text import heading

STATES: Mapping[State, str] = {
    State.DRAFT: mark("draft"),
    State.AWAITING: mark("awaiting approval"),
    State.SCHEDULED: mark("scheduled"),
    State.LATE: mark("late, waits for a decision"),
    State.SENDING: mark("being sent"),
    State.PAUSED: mark("paused"),
    State.DONE: mark("complete"),
    State.CANCELLED: mark("cancelled"),
}

SIGNS: Mapping[State, str] = {
    State.DRAFT: "📝",
    State.AWAITING: "👥",
    State.SCHEDULED: "🕒",
    State.LATE: "⏰",
    State.SENDING: "📤",
    State.PAUSED: "⏸",
    State.DONE: "✅",
    State.CANCELLED: "🚫",
}

# What stands in the place of its first words for what nobody writes.
BY_BOT: Mapping[Errand, str] = {
    Errand.ALERT: mark("Alert: new items"),
    Errand.DIGEST: mark("Digest of what is new"),
    Errand.REMINDER: mark("Reminder of a deadline"),
    Errand.CHANGE: mark("News of a change"),
}

CITIES: Mapping[Country, str] = {
    Country.AZ: mark("Baku"),
    Country.KZ: mark("Almaty"),
    Country.KG: mark("Bishkek"),
    Country.TJ: mark("Dushanbe"),
    Country.TM: mark("Ashgabat"),
    Country.UZ: mark("Tashkent"),
}

_COUNTRY_OF = {zone: country for country, zone in ZONES.items()}
_TAG = re.compile(r"<[^>]*>")

# A number of people below this could point at somebody, so it is never told.
FEWEST_TOLD = 5


def readers(t: Translator, n: int) -> str:
    """How many readers, as plain text; few enough to be guessed are not counted out."""
    if 0 < n < FEWEST_TOLD:
        return t.plain("fewer than 5 readers")
    return t.plain_plural("{n} reader", "{n} readers", n)


def reach(t: Translator, counts: Mapping[Language, int]) -> str:
    """How many readers there are together, as plain text.

    A total beside the numbers of all languages but one would give away the one that is not told, so the total leaves
    out what `readers` hides and says that there is more.
    """
    hidden = sum(1 for n in counts.values() if 0 < n < FEWEST_TOLD)
    told = sum(n for n in counts.values() if n >= FEWEST_TOLD)
    if not hidden:
        return readers(t, told)
    if told:
        return t.plain_plural("{n} reader and a few more", "{n} readers and a few more", told)
    if hidden == 1:
        return t.plain("fewer than 5 readers")
    return t.plain("fewer than {limit} readers", limit=t.number(FEWEST_TOLD * hidden))


def reading_line(t: Translator, announcement: Announcement, language: Language, n: int) -> str:
    """One language's number of readers and what they will get by what was chosen, as HTML."""
    name, many = t.language_label(language), readers(t, n)
    given = text_wanted(announcement, language)
    if given is None and announcement.texts:
        return t("{language}: {readers}, no text, will get nothing", language=name, readers=many)
    if given is None:
        return t("{language}: {readers}, no text yet", language=name, readers=many)
    if given is language:
        return t("{language}: {readers}, own text", language=name, readers=many)
    other = t.language_name(given)
    if language in announcement.borrowing:
        return t("{language}: {readers}, will get: {other}", language=name, readers=many, other=other)
    return t("{language}: {readers}, no text, not decided yet", language=name, readers=many)


def policy(t: Translator, when_uncertain: WhenUncertain) -> str:
    """What happens with a send whose answer is lost, as HTML."""
    if when_uncertain is WhenUncertain.RESEND:
        return t("If Telegram's answer is lost, it is sent again: somebody may get it twice.")
    return t("If Telegram's answer is lost, it is not sent again: somebody may not get it.")


def aimed_at(audience: Audience) -> tuple[Language, ...]:
    """The languages an audience speaks, in menu order."""
    return tuple(language for language in Language if not audience.languages or language in audience.languages)


def whom(t: Translator, audience: Audience) -> str:
    """The audience in a few words, as HTML: whom it is for, then what narrows it further."""
    themes = t.listed([t.plain(THEMES_IN_TEXT[theme]) for theme in Theme if theme in audience.themes])
    languages = t.listed([t.language_name(code) for code in Language if code in audience.languages])
    countries = t.listed([t.country(code) for code in Country if code in audience.countries])
    if audience.staff_only:
        return " ".join(
            sentence
            for sentence in (
                t("For colleagues with a role who use the bot themselves, whatever their alerts."),
                t("Only those who read: {languages}.", languages=languages) if languages else "",
                t("Only those who are in: {countries}.", countries=countries) if countries else "",
            )
            if sentence
        )
    whole = _asked(t, audience, languages, countries)
    narrowed = t("Only those who follow these topics, or all topics: {themes}.", themes=themes) if themes else ""
    return f"{whole} {narrowed}".rstrip()


def _asked(t: Translator, audience: Audience, languages: str, countries: str) -> str:
    kinds = t.listed([t.plain(KINDS_IN_TEXT[kind]) for kind in Kind if kind in audience.wanted_kinds])
    if languages and countries:
        return t(
            "For those who asked for: {kinds}; who read: {languages}; and who are in: {countries}.",
            kinds=kinds,
            languages=languages,
            countries=countries,
        )
    if languages:
        return t("For those who asked for: {kinds}; and who read: {languages}.", kinds=kinds, languages=languages)
    if countries:
        return t("For those who asked for: {kinds}; and who are in: {countries}.", kinds=kinds, countries=countries)
    return t("For everyone who asked for: {kinds}.", kinds=kinds)


def named(t: Translator, announcement: Announcement) -> str:
    """The line every screen of an announcement begins with, as HTML: its number, its state and how it begins."""
    head = heading(t.plain("Announcement {id}", id=announcement.id))
    state = t(STATES[announcement.state])
    told = _first_words(t, announcement)
    return "\n".join(line for line in (f"{head} · {SIGNS[announcement.state]} {state}", told) if line)


def _first_words(t: Translator, announcement: Announcement) -> str:
    if announcement.errand in BY_BOT:
        return t(BY_BOT[announcement.errand])
    words = opening(announcement, Language(t.language))
    return t("“{words}”", words=words) if words else ""


def opening(announcement: Announcement, language: Language, most: int = 40) -> str:
    """The first words of an announcement as its staff reader would get it, as plain text; empty without any text."""
    given = text_for(announcement.texts, language)
    words = " ".join(bare(announcement.texts[given]).split()) if given else ""
    return words if len(words) <= most else f"{words[:most].rstrip()}…"


def bare(html: str) -> str:
    """What is left of a Telegram HTML text when its markup has been read."""
    return unescape(_TAG.sub("", html))


def moment(t: Translator, when: datetime, zone: str | None) -> str:
    """A moment on the clock of a named zone, as plain text: "24 November 2026, 10:00 (UTC+5), Almaty"."""
    country = clock_of(zone)
    if country is None:
        return t.moment(when, "UTC")
    return f"{t.moment(when, ZONES[country])}, {t.plain(CITIES[country])}"


def clock_of(zone: str | None) -> Country | None:
    """The country whose clock a stored zone is; None for UTC."""
    return _COUNTRY_OF.get(zone or "")
