"""Screens about the member: the first questions, home, alerts, settings, data, help."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

from bot.domain.interests import Interests, Kind, Theme
from bot.domain.member import Member, Role, Standing
from bot.domain.places import Country, Language
from bot.domain.quiet import NONE
from bot.i18n.translator import Translator
from bot.ui import help as help_screen
from bot.ui import home, my_data, privacy, settings, start, stopping
from bot.ui.packing import ROOM
from bot.ui.routes import Settings
from bot.ui.screen import Screen

EVERYTHING = Interests(frozenset(Kind), frozenset(Theme), frozenset(Country))
PERSON = bytes(range(24))


def member(
    language: Language = Language.EN,
    *,
    country: Country | None = Country.KG,
    interests: Interests = EVERYTHING,
    standing: Standing = Standing.ACTIVE,
    paused: bool = False,
) -> Member:
    """A row with as much in it as there can be."""
    return Member(1, language, country, interests, standing, paused, date(2026, 9, 21), date(2026, 11, 23))


def members(language: Language) -> dict[str, Member]:
    """The members a screen may meet."""
    return {
        "full": member(language),
        "new": member(language, country=None, interests=Interests(frozenset({Kind.ANNOUNCEMENT}))),
        "silent": member(language, interests=Interests()),
        "collecting": replace(
            member(language),
            interests=Interests(frozenset(Kind), frozenset(Theme) - {Theme.YOUTH}, frozenset(Country) - {Country.AZ}),
            daily=frozenset({Kind.COURSE, Kind.STORY}),
            weekly=frozenset({Kind.NEWS, Kind.JOB}),
            quiet=NONE,
            quiet_days=False,
            ladder=frozenset(),
        ),
        "of one country": member(
            language, interests=Interests(frozenset({Kind.GRANT}), countries=frozenset({Country.KG}))
        ),
        "paused": member(language, paused=True),
        "paused for a while": replace(
            member(language, paused=True), paused_until=datetime(2026, 12, 23, 18, 0, tzinfo=UTC)
        ),
        "stopped": member(language, standing=Standing.STOPPED),
    }


def samples(t: Translator) -> Iterator[tuple[str, Screen]]:
    language = Language(t.language)
    yield "greeting", start.greeting((t, t), language, "c_" + "x" * (ROOM - 2))
    yield "choose language", start.choose_language(t, language, "x" * ROOM, Settings())
    yield "choose country", start.choose_country(t, None, "x" * ROOM)
    yield "choose country again", start.change_country(t, Country.TJ, "o", Settings())
    yield "choose no country again", start.change_country(t, None, "o", Settings())
    yield "home of a newcomer", home.home(t, None, None)
    yield "hint", home.hint(t, None)
    yield "stopped", stopping.stopped(t)
    yield "goodbye", my_data.goodbye(t)
    yield "help", help_screen.show_help(t)
    yield "help, owner", help_screen.show_help(t, Role.OWNER)
    yield "privacy", privacy.privacy(t)
    for role in (None, *Role):
        yield f"home of {role}", home.home(t, member(language), role)
        yield f"deletion by {role}", my_data.delete_my_data(t, role)
    for kind, one in members(language).items():
        yield f"home, {kind}", home.home(t, one, None)
        yield f"settings, {kind}", settings.settings(t, one, "cso_test_bot")
        yield f"data, {kind}", my_data.my_data(t, 7_123_456_789, PERSON, one, Role.BROADCASTER, my_data.Kept(12, 3))
