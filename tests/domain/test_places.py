"""Languages and countries: hints, reading chains, zones."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.places import OWN_NAMES, ZONES, Country, Language, language_from_hint, reading_chain, zone_of


@pytest.mark.parametrize(
    ("hint", "language"),
    [
        ("ru", Language.RU),
        ("uz", Language.UZ),
        ("en-GB", Language.EN),
        ("UZ_cyrl", Language.UZ),
        ("kz", Language.KK),
        ("kg", Language.KY),
        ("tj", Language.TG),
        ("tm", Language.TK),
        ("uz-beta", Language.UZ),
        ("fr", None),
        ("tatar-cyrill", None),
        ("", None),
        (None, None),
        ("-", None),
    ],
)
def test_telegrams_code_is_a_hint(hint: str | None, language: Language | None) -> None:
    assert language_from_hint(hint) is language


@pytest.mark.parametrize("language", list(Language))
def test_everybody_reads_their_own_first_and_each_language_once(language: Language) -> None:
    chain = reading_chain(language)
    assert chain[0] is language
    assert len(chain) == len(set(chain))
    assert {Language.RU, Language.EN} <= set(chain)


@pytest.mark.parametrize(
    ("country", "hours"),
    [
        (Country.AZ, 4),
        (Country.KZ, 5),
        (Country.KG, 6),
        (Country.TJ, 5),
        (Country.TM, 5),
        (Country.UZ, 5),
    ],
)
@pytest.mark.parametrize("month", [1, 7])
def test_zones_have_the_offsets_of_2026_and_no_summer_time(country: Country, hours: int, month: int) -> None:
    moment = datetime(2026, month, 1, 12, tzinfo=UTC)
    assert moment.astimezone(zone_of(country)).utcoffset() == timedelta(hours=hours)


def test_almaty_was_an_hour_ahead_until_march_2024() -> None:
    before = datetime(2024, 2, 29, 12, tzinfo=UTC).astimezone(zone_of(Country.KZ))
    assert before.utcoffset() == timedelta(hours=6)


def test_every_language_has_its_own_name_and_every_country_its_zone() -> None:
    assert set(OWN_NAMES) == set(Language)
    assert set(ZONES) == set(Country)
