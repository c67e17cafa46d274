"""The sentence that says what will arrive."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.content.models import Course, Funding, Tellable
from bot.content.telling import countries_of, themes_of
from bot.domain.interests import Interests, Kind, Theme
from bot.domain.member import Member, Standing
from bot.domain.places import Country, Language
from bot.ui.arriving import what_arrives
from tests.ui import items
from tests.ui.samples_member import members
from tests.ui.strict_html import parse
from tests.visits import translator

GENDER_AND_YOUTH = frozenset({Theme.GENDER, Theme.YOUTH})
GRANTS, COURSES, NEWS, PROGRAMME = Kind.GRANT, Kind.COURSE, Kind.NEWS, Kind.ANNOUNCEMENT
EVERY_THEME, EVERY_COUNTRY = frozenset(Theme), frozenset(Country)


@pytest.mark.parametrize(
    ("interests", "sentence"),
    [
        (Interests(), "Nothing will be sent to you."),
        (
            Interests(frozenset(), frozenset({Theme.YOUTH}), frozenset({Country.KZ})),
            "Nothing will be sent to you.",
        ),
        (Interests(frozenset({PROGRAMME})), "You will receive: announcements of the programme."),
        (
            Interests(frozenset({PROGRAMME}), frozenset({Theme.YOUTH})),
            "You will receive: announcements of the programme.",
        ),
        (Interests(frozenset({NEWS})), "You will receive: news on all topics for all countries, at once."),
        (
            Interests(frozenset({GRANTS}), GENDER_AND_YOUTH, frozenset({Country.KZ})),
            "You will receive: grants on gender and youth for Kazakhstan, at once.",
        ),
        (
            Interests(frozenset({GRANTS}), frozenset({Theme.MEDIA})),
            "You will receive: grants on media for all countries, at once.",
        ),
        (
            Interests(frozenset({GRANTS}), frozenset(), frozenset({Country.AZ, Country.TM})),
            "You will receive: grants on all topics for Azerbaijan and Turkmenistan, at once.",
        ),
        (
            Interests(frozenset({GRANTS}), EVERY_THEME - GENDER_AND_YOUTH),
            "You will receive: grants on all topics except gender and youth for all countries, at once.",
        ),
        (
            Interests(frozenset({GRANTS}), EVERY_THEME - {Theme.MEDIA}, frozenset({Country.KZ})),
            "You will receive: grants on all topics except media for Kazakhstan, at once.",
        ),
        (
            Interests(frozenset({GRANTS, COURSES}), EVERY_THEME, EVERY_COUNTRY),
            "You will receive: grants and courses on all topics for all countries, at once.",
        ),
    ],
)
def test_the_sentence(interests: Interests, sentence: str) -> None:
    assert what_arrives(translator(Language.EN), Member(1, Language.EN, interests=interests)) == sentence


def test_each_kind_is_said_to_be_narrowed_by_what_narrows_it() -> None:
    everything = Interests(frozenset({GRANTS, COURSES, NEWS, PROGRAMME}), GENDER_AND_YOUTH, frozenset({Country.KZ}))
    assert what_arrives(translator(Language.EN), Member(1, Language.EN, interests=everything)) == (
        "You will receive: grants on gender and youth for Kazakhstan, at once; "
        "courses on all topics for all countries, at once; "
        "news on all topics for Kazakhstan, at once; "
        "announcements of the programme."
    )


@pytest.mark.parametrize(
    "item",
    [items.funding(), items.course(), *(items.notice(kind) for kind in (Kind.NEWS, Kind.JOB, Kind.STORY))],
    ids=lambda item: item.slug,
)
def test_what_narrows_a_kind_is_what_its_items_have(item: Tellable) -> None:
    kind = Kind.GRANT if isinstance(item, Funding) else Kind.COURSE if isinstance(item, Course) else item.kind
    narrow = Interests(frozenset({kind}), frozenset({Theme.MEDIA}), frozenset({Country.TM}))
    said = what_arrives(translator(Language.EN), Member(1, Language.EN, interests=narrow))
    assert ("on all topics" in said) is not bool(themes_of(item))
    assert ("for all countries" in said) is not bool(countries_of(item))


def test_kinds_that_come_equally_often_are_named_together() -> None:
    member = Member(
        1,
        Language.EN,
        interests=Interests(frozenset(Kind)),
        daily=frozenset({COURSES, Kind.STORY}),
        weekly=frozenset({NEWS}),
    )
    assert what_arrives(translator(Language.EN), member) == (
        "You will receive: grants and jobs on all topics for all countries, at once; "
        "courses and success stories on all topics for all countries, once a day; "
        "news on all topics for all countries, once a week; "
        "announcements of the programme."
    )


def test_a_pause_says_what_comes_after_it() -> None:
    paused = Member(1, Language.EN, interests=Interests(frozenset({PROGRAMME})), paused=True)
    assert what_arrives(translator(Language.EN), paused) == (
        "Everything is paused: nothing will be sent to you. "
        "After the pause you will receive: announcements of the programme."
    )


@pytest.mark.parametrize(
    ("country", "last"),
    [(Country.KG, "December 23, 2026"), (Country.AZ, "December 22, 2026"), (None, "December 22, 2026")],
)
def test_a_pause_with_an_end_names_its_last_day_on_the_readers_clock(country: Country | None, last: str) -> None:
    paused = Member(
        1,
        Language.EN,
        country,
        interests=Interests(frozenset({PROGRAMME})),
        paused=True,
        paused_until=datetime(2026, 12, 22, 18, 30, tzinfo=UTC),
    )
    assert f"Everything is paused up to and including {last}: " in what_arrives(translator(Language.EN), paused)


def test_a_pause_of_nothing_is_nothing() -> None:
    assert what_arrives(translator(Language.EN), Member(1, Language.EN, paused=True)) == "Nothing will be sent to you."


@pytest.mark.parametrize("standing", [Standing.STOPPED, Standing.BLOCKED, Standing.GONE])
def test_who_left_is_told_how_to_come_back(standing: Standing) -> None:
    member = replace(members(Language.EN)["full"], standing=standing)
    assert "/start" in what_arrives(translator(Language.EN), member)


@pytest.mark.parametrize("language", list(Language))
def test_the_sentence_is_one_line_of_the_readers_language(language: Language) -> None:
    t = translator(language)
    member = members(language)["full"]
    said = parse(what_arrives(t, member))
    assert "\n" not in said
    assert t.plain("announcements of the programme") in said
    for kind in ("grants", "success stories"):
        assert t.plain(kind) in said
