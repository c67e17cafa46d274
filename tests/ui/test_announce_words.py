"""Numbers that give nobody away, audiences in a sentence, moments on a named clock."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.announcement import Announcement, Audience, State
from bot.domain.interests import Kind
from bot.domain.places import ZONES, Country, Language
from bot.ui import announce_words
from tests.ui.samples_staff import DRAFT, WRITTEN
from tests.visits import translator

EN = translator("en")


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (0, "0 readers"),
        (1, "fewer than 5 readers"),
        (4, "fewer than 5 readers"),
        (5, "5 readers"),
        (1204, "1,204 readers"),
    ],
)
def test_a_few_readers_are_not_counted_out(n: int, words: str) -> None:
    assert announce_words.readers(EN, n) == words


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({}, "0 readers"),
        ({Language.RU: 100, Language.KK: 12}, "112 readers"),
        ({Language.RU: 3}, "fewer than 5 readers"),
        ({Language.RU: 3, Language.KK: 4}, "fewer than 10 readers"),
        ({Language.RU: 100, Language.KK: 3}, "100 readers and a few more"),
    ],
)
def test_the_total_does_not_betray_what_the_lines_hide(counts: Mapping[Language, int], words: str) -> None:
    assert announce_words.reach(EN, counts) == words


@pytest.mark.parametrize("hidden", [1, 2, 3, 4])
def test_the_total_is_the_same_whatever_is_hidden(hidden: int) -> None:
    told = announce_words.reach(EN, {Language.RU: 100, Language.KK: hidden, Language.UZ: 5})

    assert told == "105 readers and a few more"


@pytest.mark.parametrize(
    ("announcement", "words"),
    [
        (DRAFT, "no text yet"),
        (replace(DRAFT, skipped=frozenset({Language.KK})), "no text yet"),
        (replace(DRAFT, texts={Language.KK: "x"}), "own text"),
        (replace(DRAFT, texts={Language.RU: "x"}), "no text, not decided yet"),
        (replace(DRAFT, texts={Language.RU: "x"}, skipped=frozenset({Language.KK})), "no text, will get nothing"),
        (replace(DRAFT, texts={Language.RU: "x"}, borrowing=frozenset({Language.KK})), "will get: Russian"),
        (replace(DRAFT, texts={Language.UZ: "x"}, borrowing=frozenset({Language.KK})), "will get: Uzbek"),
    ],
)
def test_each_language_says_which_text_it_gets(announcement: Announcement, words: str) -> None:
    assert announce_words.reading_line(EN, announcement, Language.KK, 312) == f"Kazakh: 312 readers, {words}"


@pytest.mark.parametrize("state", State)
def test_every_state_has_a_word_and_a_sign(state: State) -> None:
    assert announce_words.STATES[state]
    assert announce_words.SIGNS[state]


@pytest.mark.parametrize(
    ("audience", "words"),
    [
        (Audience(), "For everyone who asked for: announcements of the programme."),
        (
            Audience(languages=frozenset({Language.KK, Language.RU})),
            "For those who asked for: announcements of the programme; and who read: Russian and Kazakh.",
        ),
        (
            Audience(countries=frozenset({Country.TJ}), kinds=frozenset({Kind.GRANT, Kind.JOB})),
            "For those who asked for: grants and jobs; and who are in: Tajikistan.",
        ),
        (
            Audience(frozenset({Language.UZ}), frozenset({Country.UZ}), frozenset({Kind.NEWS})),
            "For those who asked for: news; who read: Uzbek; and who are in: Uzbekistan.",
        ),
    ],
)
def test_the_audience_in_one_sentence(audience: Audience, words: str) -> None:
    assert announce_words.whom(EN, audience) == words


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("Asia/Baku", "09:00 (UTC+4), Baku"),
        ("Asia/Almaty", "10:00 (UTC+5), Almaty"),
        ("Asia/Bishkek", "11:00 (UTC+6), Bishkek"),
        ("Asia/Dushanbe", "10:00 (UTC+5), Dushanbe"),
        ("Asia/Ashgabat", "10:00 (UTC+5), Ashgabat"),
        ("Asia/Tashkent", "10:00 (UTC+5), Tashkent"),
        ("UTC", "05:00 (UTC)"),
        (None, "05:00 (UTC)"),
    ],
)
def test_a_moment_names_its_clock(zone: str | None, words: str) -> None:
    when = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)

    assert announce_words.moment(EN, when, zone) == f"November 24, 2026, {words}"


def test_every_country_has_a_city() -> None:
    assert set(announce_words.CITIES) == set(ZONES)


def test_the_opening_is_plain_and_short() -> None:
    one = Announcement(id=1, state=State.DRAFT, texts={Language.RU: "<b>A &amp; B</b>\n\n" + "word " * 20})

    opening = announce_words.opening(one, Language.EN)

    assert opening.startswith("A & B word")
    assert opening.endswith("…")
    assert len(opening) <= 41


def test_the_opening_is_the_one_the_staff_reader_would_get() -> None:
    assert announce_words.opening(WRITTEN, Language.KK) == "Құрметті әріптестер!"
    assert announce_words.opening(replace(WRITTEN, texts={}), Language.KK) == ""


def test_markup_in_an_opening_stays_text() -> None:
    one = replace(WRITTEN, texts={Language.EN: "1 &lt; 2 &amp; 3"})

    assert re.search(r"“1 &lt; 2 &amp; 3”", announce_words.named(EN, one))


def test_a_narrowed_audience_speaks_only_its_languages() -> None:
    assert announce_words.aimed_at(Audience(languages=frozenset({Language.UZ, Language.EN}))) == (
        Language.EN,
        Language.UZ,
    )
    assert announce_words.aimed_at(Audience()) == tuple(Language)
