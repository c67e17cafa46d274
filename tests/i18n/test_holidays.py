"""Days of rest and of mourning: a change of the package's calendars shows here as a difference to read."""

import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.i18n.alphabets import spelling_faults
from bot.i18n.holiday_names import in_russian
from bot.i18n.holidays import closed_days, is_closed, is_rest_day, name_of, remembrance
from bot.i18n.languages import LANGUAGES

COUNTRIES = ("AZ", "KZ", "KG", "TJ", "TM", "UZ")


def in_2026(country: str) -> str:
    """The public holidays of 2026, written as "1.1 2.1 …"."""
    return " ".join(f"{day.day}.{day.month}" for day in sorted(closed_days(country, [2026])))


@pytest.mark.parametrize(
    ("country", "days"),
    [
        (
            "AZ",
            (
                "1.1 2.1 20.1 8.3 9.3 20.3 21.3 22.3 23.3 24.3 25.3 26.3 27.3 30.3 9.5 11.5 27.5 28.5 29.5 15.6 26.6 "
                "8.11 9.11 10.11 31.12"
            ),
        ),
        ("KZ", "1.1 2.1 7.1 8.3 9.3 21.3 22.3 23.3 24.3 25.3 1.5 7.5 9.5 11.5 27.5 6.7 25.10 26.10 16.12"),
        ("KG", "1.1 2.1 3.1 4.1 5.1 6.1 7.1 8.3 20.3 21.3 1.5 2.5 3.5 4.5 5.5 6.5 7.5 8.5 9.5 27.5 31.8"),
        ("TJ", "1.1 8.3 20.3 21.3 22.3 23.3 24.3 9.5 27.5 27.6 9.9 6.11"),
        ("TM", "1.1 8.3 9.3 20.3 21.3 22.3 23.3 18.5 27.5 27.9 28.9 29.9 6.10 12.12"),
        ("UZ", "1.1 2.1 8.3 9.3 20.3 21.3 23.3 9.5 11.5 27.5 28.5 29.5 31.8 1.9 1.10 8.12 31.12"),
    ],
)
def test_the_public_holidays_of_a_year(country: str, days: str) -> None:
    assert in_2026(country) == days


def test_rest_is_on_sundays_and_on_the_holidays_of_one_s_own_country() -> None:
    sunday, saturday, constitution_day = date(2026, 11, 29), date(2026, 11, 28), date(2026, 12, 8)
    assert all(is_rest_day(country, sunday) for country in (None, *COUNTRIES))
    assert not any(is_rest_day(country, saturday) for country in (None, *COUNTRIES))
    assert [country for country in (None, *COUNTRIES) if is_rest_day(country, constitution_day)] == ["UZ"]
    assert not is_rest_day(None, date(2027, 1, 1))


def test_who_wants_no_quiet_days_hears_nothing_on_days_of_mourning_alone() -> None:
    sunday, monday, black_january = date(2026, 11, 29), date(2026, 11, 30), date(2027, 1, 20)
    assert [is_closed("AZ", True, day) for day in (sunday, monday, black_january)] == [True, False, True]
    assert [is_closed("AZ", False, day) for day in (sunday, monday, black_january)] == [False, False, True]


def test_a_day_off_that_stands_in_for_a_holiday_is_a_day_of_rest() -> None:
    womens_day_observed = date(2026, 3, 9)
    assert womens_day_observed.weekday() == 0
    assert [c for c in COUNTRIES if is_rest_day(c, womens_day_observed)] == ["AZ", "KZ", "TM", "UZ"]


def test_days_of_mourning_come_every_year() -> None:
    for year in (2026, 2027, 2050):
        days = [date(year, 1, 1) + timedelta(days=n) for n in range(365)]
        found = {(c, d.day, d.month) for c in (None, *COUNTRIES) for d in days if remembrance(c, d)}
        assert found == {("AZ", 20, 1), ("TM", 6, 10)}
        assert is_rest_day("AZ", date(year, 1, 20))
        assert is_rest_day("TM", date(year, 10, 6))


def test_a_feast_of_the_moon_that_is_still_to_come_says_that_it_may_shift() -> None:
    assert name_of("TJ", date(2027, 3, 9), "en") == "Eid al-Fitr (date may shift)"
    assert name_of("TJ", date(2027, 3, 9), "ru") == "Ураза-байрам (приблизительная дата)"


@pytest.mark.parametrize(
    ("country", "day", "language", "name"),
    [
        ("AZ", date(2026, 1, 20), "az", "Ümumxalq hüzn günü"),
        ("AZ", date(2026, 3, 20), "az", "Novruz bayramı; Ramazan bayramı"),
        ("AZ", date(2026, 5, 29), "az", "Qurban bayramı (istirahət günü)"),
        ("KZ", date(2026, 12, 16), "kk", "Тәуелсіздік күні"),
        ("KG", date(2026, 8, 31), "ky", "Кыргыз Республикасынын Көз карандысыздыгынын күнү"),
        ("KG", date(2026, 8, 31), "ru", "День независимости Кыргызской Республики"),
        ("TJ", date(2026, 11, 6), "tg", "Рӯзи Конститутсияи Ҷумҳурии Тоҷикистон"),
        ("TM", date(2026, 10, 6), "tk", "Hatyra güni"),
        ("TM", date(2026, 10, 6), "ru", "День поминовения"),
        ("UZ", date(2026, 12, 8), "uz", "Oʻzbekiston Respublikasi Konstitutsiyasi kuni"),
        ("UZ", date(2026, 12, 8), "en", "Constitution Day"),
        ("AZ", date(2026, 5, 29), "en", "Eid al-Adha (day off)"),
        ("KZ", date(2026, 3, 25), "kk", "Наурыз мейрамы (демалыс күні)"),
        # The package says which working day they stand in for.
        ("UZ", date(2026, 12, 31), "uz", "Dam olish kuni"),
        ("UZ", date(2026, 12, 31), "en", "Day off"),
        # Our own Russian, where the package has none.
        ("UZ", date(2026, 12, 8), "ru", "День Конституции"),
        ("KZ", date(2026, 3, 25), "ru", "Наурыз мейрамы (выходной)"),
        ("KZ", date(2027, 5, 16), "ru", "Курбан-айт (приблизительная дата)"),
        ("AZ", date(2027, 5, 18), "ru", "Гурбан байрам (выходной, приблизительная дата)"),
        ("AZ", date(2026, 3, 20), "ru", "Рамазан байрам; Новруз байрам"),
        ("UZ", date(2026, 12, 31), "ru", "Перенесённый выходной день"),
        # Not in that language: in Russian.
        ("TJ", date(2026, 9, 9), "kk", "День Государственной независимости Республики Таджикистан"),
        ("KZ", date(2026, 12, 16), "uz", "День независимости"),
        # Not a public holiday.
        ("UZ", date(2026, 12, 9), "uz", None),
        ("UZ", date(2026, 11, 29), "uz", None),
        (None, date(2026, 1, 1), "ru", None),
    ],
)
def test_what_a_day_is_called(country: str | None, day: date, language: str, name: str | None) -> None:
    assert name_of(country, day, language) == name


@pytest.mark.parametrize(
    ("country", "language"),
    [
        *[("AZ", "az"), ("KZ", "kk"), ("KG", "ky"), ("TJ", "tg"), ("TM", "tk"), ("UZ", "uz")],
        *[(country, "ru") for country in COUNTRIES],
    ],
)
def test_the_names_of_a_country_in_a_language_are_spelt_with_its_letters(country: str, language: str) -> None:
    names = set(closed_days(country, range(2024, 2032), language).values())
    assert len(names) > 5
    assert [fault for name in names for fault in spelling_faults(language, name)] == []


def test_what_our_russian_does_not_know_stays_english() -> None:
    assert in_russian("UZ", "Chess Day (observed); Nowruz") == "Chess Day (observed); Навруз"


@given(st.sampled_from(COUNTRIES), st.sampled_from(LANGUAGES), st.dates())
def test_any_day_of_any_year_has_an_answer(country: str, language: str, day: date) -> None:
    is_holiday = name_of(country, day, language) is not None
    assert is_rest_day(country, day) is (is_holiday or day.weekday() == 6)


def test_no_country_rests_for_a_month() -> None:
    """The search for an open day, in domain.quiet, gives up after so many."""
    for country in COUNTRIES:
        run = longest = 0
        for n in range(366 * 15):
            run = run + 1 if is_rest_day(country, date(2024, 1, 1) + timedelta(days=n)) else 0
            longest = max(longest, run)
        assert 1 < longest <= 10


def test_the_first_question_loads_nothing() -> None:
    """A running bot that loaded the calendars of the whole world then would answer nobody meanwhile."""
    program = (
        "import sys, datetime\n"
        "import bot.i18n.holidays as h\n"
        "before = set(sys.modules)\n"
        "h.is_rest_day('UZ', datetime.date(2026, 9, 1))\n"
        "print(len([name for name in sys.modules if name.startswith('holidays') and name not in before]))"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "0"
