"""Placeholders and passed days in a text."""

from datetime import date

import pytest

from bot.domain.places import Language
from bot.ui.announce_leftovers import likely_leftovers, passed_days, sure_leftovers
from tests.visits import translator

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("plain", "found"),
    [
        ("Dear {name}, hello", ("{name}",)),
        ("Dear {}!", ("{}",)),
        ("See [[link]] and [TODO]", ("[[link]]", "TODO")),
        ("до XXX декабря", ("XXX",)),
        ("до ХХХХ декабря", ("ХХХХ",)),
        ("Lorem  Ipsum dolor", ("Lorem  Ipsum",)),
        ("{" + "a" * 60 + "}", ("{" + "a" * 29,)),
    ],
)
def test_a_placeholder_is_found(plain: str, found: tuple[str, ...]) -> None:
    assert sure_leftovers(plain) == found


@pytest.mark.parametrize("plain", ["", "XX век", "todo-лист", "a { b", "EXXXTRA", "[1]", "1 > 0"])
def test_an_ordinary_text_has_no_placeholder(plain: str) -> None:
    assert sure_leftovers(plain) == ()


@pytest.mark.parametrize(
    ("plain", "found"),
    [
        ("до <дата>", ("<дата>",)),
        ("[дата] и [место]", ("[дата]", "[место]")),
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
        "с 2026-11-22 по 2027-01-01",
        "22 November 2026",
        "November 22, 2026",
        "22 НОЯБРЯ 2026",
        "22 ноября 2026 года",
        "2026 жылғы 22 қараша",
        "22-ноябрь 2026",
    ],
)
def test_a_day_before_today_is_found(plain: str) -> None:
    assert passed_days(plain, TODAY) == (date(2026, 11, 22),)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("month", range(1, 13))
def test_the_long_form_of_every_language_is_read(language: Language, month: int) -> None:
    day = date(2025, month, 9)
    plain = f"— {translator(language).date(day)} —"

    assert passed_days(plain, TODAY) == (day,)
    assert passed_days(plain, day) == ()


@pytest.mark.parametrize(
    "plain",
    ["23.11.2026", "24 ноября 2026", "31.02.2020", "2020-13-01", "1.2.3.2020", "22 ноября", "v 12.2020", "мая 9"],
)
def test_what_is_no_passed_day_is_not(plain: str) -> None:
    assert passed_days(plain, TODAY) == ()


def test_a_day_written_twice_is_told_once() -> None:
    assert passed_days("01.02.2020, 2020-02-01, 1 февраля 2020", TODAY) == (date(2020, 2, 1),)
