"""The sentence that says what will arrive."""

from dataclasses import replace

import pytest

from bot.domain.interests import Interests, Kind, Theme
from bot.domain.member import Standing
from bot.domain.places import Country, Language
from bot.ui.arriving import summary, what_arrives
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
        (Interests(frozenset({NEWS})), "You will receive: news on all topics for all countries."),
        (
            Interests(frozenset({GRANTS, COURSES, PROGRAMME}), GENDER_AND_YOUTH, frozenset({Country.KZ})),
            "You will receive: grants and courses on gender and youth for Kazakhstan; announcements of the programme.",
        ),
        (
            Interests(frozenset({GRANTS}), frozenset({Theme.MEDIA})),
            "You will receive: grants on media for all countries.",
        ),
        (
            Interests(frozenset({GRANTS}), frozenset(), frozenset({Country.AZ, Country.TM})),
            "You will receive: grants on all topics for Azerbaijan and Turkmenistan.",
        ),
        (
            Interests(frozenset({GRANTS}), EVERY_THEME, EVERY_COUNTRY),
            "You will receive: grants on all topics for all countries.",
        ),
    ],
)
def test_the_sentence(interests: Interests, sentence: str) -> None:
    assert summary(translator(Language.EN), interests, paused=False) == sentence


def test_a_pause_says_what_comes_after_it() -> None:
    assert summary(translator(Language.EN), Interests(frozenset({PROGRAMME})), paused=True) == (
        "Everything is paused: nothing will be sent to you. "
        "After the pause you will receive: announcements of the programme."
    )


def test_a_pause_of_nothing_is_nothing() -> None:
    assert summary(translator(Language.EN), Interests(), paused=True) == "Nothing will be sent to you."


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
