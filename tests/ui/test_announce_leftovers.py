"""Placeholders and days in a text."""

from datetime import date

import pytest

from bot.domain.places import Language
from bot.ui.announce_leftovers import days_in, likely_leftovers, sure_leftovers
from tests.visits import translator


@pytest.mark.parametrize(
    ("plain", "found"),
    [
        ("Dear {name}, hello", ("{name}",)),
        ("Dear {}!", ("{}",)),
        ("See [[link]] and [TODO]", ("[[link]]", "TODO")),
        ("до ХХХХ декабря", ("ХХХХ",)),
        ("Lorem  Ipsum dolor", ("Lorem  Ipsum",)),
        ("{" + "a" * 60 + "}", ("{" + "a" * 29,)),
    ],
)
def test_a_placeholder_is_found(plain: str, found: tuple[str, ...]) -> None:
    assert sure_leftovers(plain) == found


@pytest.mark.parametrize("plain", ["", "XX век", "todo-лист", "a { b", "EXXXTRA", "[1]", "1 > 0", "XXX конференция"])
def test_an_ordinary_text_has_no_placeholder(plain: str) -> None:
    assert sure_leftovers(plain) == ()


@pytest.mark.parametrize(
    ("plain", "found"),
    [
        ("до <дата>", ("<дата>",)),
        ("[дата] и [место]", ("[дата]", "[место]")),
        ("до XXX декабря", ("XXX",)),
        ("ХХХ халықаралық конференция", ("ХХХ",)),
        ("Кто???", ("???",)),
        ("Имя: _____", ("_____",)),
        ("Подробнее (ссылка)", ("(ссылка)",)),
        ("Подробнее:\nссылка\n", ("ссылка",)),
        ("Lorem dolor", ("Lorem",)),
        ("до ДД.ММ.ГГГГ", ("ДД.ММ.ГГГГ",)),
    ],
)
def test_what_may_have_been_left_in_is_found(plain: str, found: tuple[str, ...]) -> None:
    assert likely_leftovers(plain) == found


@pytest.mark.parametrize("plain", ["", "Вот ссылка на форму", "Что?!", "a_b", "1 < 2", "[TODO]", "[[x]]"])
def test_what_is_meant_or_told_already_is_not(plain: str) -> None:
    assert likely_leftovers(plain) == ()


@pytest.mark.parametrize(
    "plain",
    [
        "22.11.2026",
        "до 22/11/2026.",
        "с 2026-11-22",
        "22 November 2026",
        "November 22, 2026",
        "22 НОЯБРЯ 2026",
        "22 ноября 2026 года",
        "2026 жылғы 22 қараша",
        "22-ноябрь 2026",
        "22-го ноября 2026",
        "2026 жылғы 22 қарашаға дейін",
        "2026-жылдын 22-ноябрына чейин",
        "2026-ж. 22-ноябрга чейин",
        "2026-yil 22-noyabrgacha",
        "2026-njy ýylyň 22-nji noýabryna çenli",
        "2026-cı il 22 noyabr",
        "2026-cı ilin 22 noyabrınadək",
        "22 noyabr 2026-cı ilədək",
        "22-уми ноябри соли 2026",
        "22nd November 2026",
        "the 22nd of November, 2026",
        "22 Nov 2026",
        "Nov. 22nd, 2026",
    ],
)
def test_a_day_is_read_in_the_usual_ways_to_write_it(plain: str) -> None:
    assert days_in(plain) == (date(2026, 11, 22),)


@pytest.mark.parametrize(
    ("plain", "month"),
    [("2026 жылғы 9 қыркүйегіне дейін", 9), ("9 İYUN 2026", 6), ("9 Sept 2026", 9), ("9 May 2026", 5)],
)
def test_months_that_change_their_letters_are_read(plain: str, month: int) -> None:
    assert days_in(plain) == (date(2026, month, 9),)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("month", range(1, 13))
def test_the_long_form_of_every_language_is_read(language: Language, month: int) -> None:
    day = date(2025, month, 9)

    assert days_in(f"— {translator(language).date(day)} —") == (day,)


@pytest.mark.parametrize(
    "plain",
    [
        *("31.02.2020", "2020-13-01", "1.2.3.2020", "22 ноября", "v 12.2020", "мая 9"),
        *("12 participants 2026", "24 marathons 2026", "2026 жылы 24 адам"),
    ],
)
def test_what_is_no_day_is_not(plain: str) -> None:
    assert days_in(plain) == ()


def test_each_day_is_told_once_and_has_its_own_year() -> None:
    assert days_in("01.02.2020, 2020-02-01, 1 февраля 2020") == (date(2020, 2, 1),)
    assert days_in("22 Dec. 2026, 10 Jan. 2027") == (date(2026, 12, 22), date(2027, 1, 10))
    assert days_in("22 декабря 2026, 10 января 2027") == (date(2026, 12, 22), date(2027, 1, 10))
