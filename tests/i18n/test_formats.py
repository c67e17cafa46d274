"""What every language writes, literally: a change of Babel's data shows here as a difference to read."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from bot.i18n.formats import Formats
from bot.i18n.languages import LANGUAGES

COUNTRIES = ("AZ", "KZ", "KG", "TJ", "TM", "UZ")
EVENING = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Written:
    """One language's forms; names of countries and languages are joined in the order of the two tuples."""

    number: str
    money: str
    date: str
    may: str
    short: str
    month: str
    moment: str
    pair: str
    three: str
    countries: str
    formal: str
    languages: str
    labels: str


WRITTEN = {
    "ru": Written(
        number="1\u00a0234\u00a0567",
        money="717\u00a0754\u00a0USD",
        date="22 ноября 2026\u202fг.",
        may="3 мая 2027\u202fг.",
        short="22.11.2026",
        month="март 2025\u202fг.",
        moment="22 ноября 2026\u202fг., 10:07 (UTC+5)",
        pair="A и B",
        three="A, B и C",
        countries="Азербайджан · Казахстан · Кыргызстан · Таджикистан · Туркменистан · Узбекистан",
        formal="Кыргызская Республика",
        languages=(
            "русский · английский · азербайджанский · казахский · кыргызский · таджикский · туркменский · узбекский"
        ),
        labels="Русский · Английский · Азербайджанский · Казахский · Кыргызский · Таджикский · Туркменский · Узбекский",
    ),
    "en": Written(
        number="1,234,567",
        money="717,754\u00a0USD",
        date="November 22, 2026",
        may="May 3, 2027",
        short="Nov 22, 2026",
        month="March 2025",
        moment="November 22, 2026, 10:07 (UTC+5)",
        pair="A and B",
        three="A, B, and C",
        countries="Azerbaijan · Kazakhstan · Kyrgyzstan · Tajikistan · Turkmenistan · Uzbekistan",
        formal="Kyrgyz Republic",
        languages="Russian · English · Azerbaijani · Kazakh · Kyrgyz · Tajik · Turkmen · Uzbek",
        labels="Russian · English · Azerbaijani · Kazakh · Kyrgyz · Tajik · Turkmen · Uzbek",
    ),
    "az": Written(
        number="1.234.567",
        money="717.754\u00a0USD",
        date="22 noyabr 2026",
        may="3 may 2027",
        short="22.11.2026",
        month="mart 2025",
        moment="22 noyabr 2026, 10:07 (UTC+5)",
        pair="A və B",
        three="A, B və C",
        countries="Azərbaycan · Qazaxıstan · Qırğızıstan · Tacikistan · Türkmənistan · Özbəkistan",
        formal="Qırğız Respublikası",
        languages="rus · ingilis · azərbaycan · qazax · qırğız · tacik · türkmən · özbək",
        labels="Rus · İngilis · Azərbaycan · Qazax · Qırğız · Tacik · Türkmən · Özbək",
    ),
    "kk": Written(
        number="1\u00a0234\u00a0567",
        money="717\u00a0754\u00a0USD",
        date="2026\u202fж. 22 қараша",
        may="2027\u202fж. 3 мамыр",
        short="22.11.2026",
        month="2025\u202fж. наурыз",
        moment="2026\u202fж. 22 қараша, 10:07 (UTC+5)",
        pair="A және B",
        three="A, B, C",
        countries="Әзірбайжан · Қазақстан · Қырғызстан · Тәжікстан · Түрікменстан · Өзбекстан",
        formal="Қырғыз Республикасы",
        languages=(
            "орыс тілі · ағылшын тілі · әзірбайжан тілі · қазақ тілі"
            " · қырғыз тілі · тәжік тілі · түрікмен тілі · өзбек тілі"
        ),
        labels=(
            "Орыс тілі · Ағылшын тілі · Әзірбайжан тілі · Қазақ тілі"
            " · Қырғыз тілі · Тәжік тілі · Түрікмен тілі · Өзбек тілі"
        ),
    ),
    "ky": Written(
        number="1\u00a0234\u00a0567",
        money="717\u00a0754\u00a0USD",
        date="2026-ж., 22-ноябрь",
        may="2027-ж., 3-май",
        short="22.11.2026",
        month="2025-ж., март",
        moment="2026-ж., 22-ноябрь, 10:07 (UTC+5)",
        pair="A жана B",
        three="A, B жана C",
        countries="Азербайжан · Казакстан · Кыргызстан · Тажикстан · Түркмөнстан · Өзбекстан",
        formal="Кыргыз Республикасы",
        languages="орусча · англисче · азербайжанча · казакча · кыргызча · тажикче · түркмөнчө · өзбекче",
        labels="Орусча · Англисче · Азербайжанча · Казакча · Кыргызча · Тажикче · Түркмөнчө · Өзбекче",
    ),
    "tg": Written(
        number="1\u00a0234\u00a0567",
        money="717\u00a0754\u00a0USD",
        date="22 ноябри соли 2026",
        may="3 майи соли 2027",
        short="22.11.2026",
        month="марти соли 2025",
        moment="22 ноябри соли 2026, 10:07 (UTC+5)",
        pair="A ва B",
        three="A, B, C",
        countries="Озарбойҷон · Қазоқистон · Қирғизистон · Тоҷикистон · Туркманистон · Ӯзбекистон",
        formal="Ҷумҳурии Қирғизистон",
        languages="русӣ · англисӣ · озарбойҷонӣ · қазоқӣ · қирғизӣ · тоҷикӣ · туркманӣ · ӯзбекӣ",
        labels="Русӣ · Англисӣ · Озарбойҷонӣ · Қазоқӣ · Қирғизӣ · Тоҷикӣ · Туркманӣ · Ӯзбекӣ",
    ),
    "tk": Written(
        number="1\u00a0234\u00a0567",
        money="717\u00a0754\u00a0USD",
        date="22 noýabr 2026",
        may="3 maý 2027",
        short="22.11.2026",
        month="mart 2025",
        moment="22 noýabr 2026, 10:07 (UTC+5)",
        pair="A we B",
        three="A, B we C",
        countries="Azerbaýjan · Gazagystan · Gyrgyzystan · Täjigistan · Türkmenistan · Özbegistan",
        formal="Gyrgyz Respublikasy",
        languages=(
            "rus dili · iňlis dili · azerbaýjan dili · gazak dili"
            " · gyrgyz dili · täjik dili · türkmen dili · özbek dili"
        ),
        labels=(
            "Rus dili · Iňlis dili · Azerbaýjan dili · Gazak dili"
            " · Gyrgyz dili · Täjik dili · Türkmen dili · Özbek dili"
        ),
    ),
    "uz": Written(
        number="1\u00a0234\u00a0567",
        money="717\u00a0754\u00a0USD",
        date="2026-yil 22-noyabr",
        may="2027-yil 3-may",
        short="22.11.2026",
        month="2025-yil mart",
        moment="2026-yil 22-noyabr, 10:07 (UTC+5)",
        pair="A va B",
        three="A, B va C",
        countries="Ozarbayjon · Qozogʻiston · Qirgʻiziston · Tojikiston · Turkmaniston · Oʻzbekiston",
        formal="Qirgʻiz Respublikasi",
        languages="ruscha · inglizcha · ozarbayjoncha · qozoqcha · qirgʻizcha · tojikcha · turkmancha · oʻzbekcha",
        labels="Ruscha · Inglizcha · Ozarbayjoncha · Qozoqcha · Qirgʻizcha · Tojikcha · Turkmancha · Oʻzbekcha",
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_written_as_expected(language: str) -> None:
    write = Formats(language)
    assert WRITTEN[language] == Written(
        number=write.number(1_234_567),
        money=write.money(717_754, "USD"),
        date=write.date(date(2026, 11, 22)),
        may=write.date(date(2027, 5, 3)),
        short=write.short_date(date(2026, 11, 22)),
        month=write.partial_date("2025-03"),
        moment=write.moment(datetime(2026, 11, 22, 5, 7, tzinfo=UTC), "Asia/Almaty"),
        pair=write.listed(["A", "B"]),
        three=write.listed(["A", "B", "C"]),
        countries=" · ".join(write.country(code) for code in COUNTRIES),
        formal=write.country_formal("KG"),
        languages=" · ".join(write.language_name(code) for code in LANGUAGES),
        labels=" · ".join(write.language_label(code) for code in LANGUAGES),
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_year_is_a_year_and_a_full_date_is_long(language: str) -> None:
    write = Formats(language)
    assert write.partial_date("2025") == "2025"
    assert write.partial_date("2026-11-22") == WRITTEN[language].date


@pytest.mark.parametrize("text", ["", "spring", "2025-13", "2025-02-30", "2025-01-01-01", "22.11.2026"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Formats("ru").partial_date(text)


def test_tajik_months_all_carry_the_izofat() -> None:
    months = [Formats("tg").partial_date(f"2026-{month:02}").split()[0] for month in range(1, 13)]
    assert len(set(months)) == 12
    assert all(month.endswith("и") and month.islower() for month in months)


@pytest.mark.parametrize(
    ("zone", "written"),
    [
        ("UTC", "November 22, 2026, 20:00 (UTC)"),
        ("Asia/Baku", "November 23, 2026, 00:00 (UTC+4)"),
        ("Asia/Kolkata", "November 23, 2026, 01:30 (UTC+5:30)"),
        ("America/New_York", "November 22, 2026, 15:00 (UTC−5)"),
    ],
)
def test_a_moment_is_told_on_the_clock_of_its_zone(zone: str, written: str) -> None:
    assert Formats("en").moment(EVENING, zone) == written


def test_the_offset_is_that_of_the_moment_and_not_of_today() -> None:
    assert "(UTC+6)" in Formats("ru").moment(datetime(2024, 2, 29, 12, 0, tzinfo=UTC), "Asia/Almaty")
    assert "(UTC+5)" in Formats("ru").moment(datetime(2024, 3, 1, 12, 0, tzinfo=UTC), "Asia/Almaty")


def test_no_currency_is_written_with_a_sign_or_in_letters_of_another_script() -> None:
    for language in LANGUAGES:
        for code in ("USD", "EUR", "TMT", "KZT"):
            assert Formats(language).money(1, code) == f"1\u00a0{code}"


def test_unknown_codes_stand_for_themselves() -> None:
    write = Formats("tg")
    assert write.country("XQ") == "XQ"
    assert write.country_formal("KZ") == write.country("KZ")
    assert write.language_name("xqx") == "xqx"


def test_short_lists() -> None:
    assert Formats("kk").listed([]) == ""
    assert Formats("kk").listed(["A"]) == "A"


def test_uzbek_names_have_one_apostrophe() -> None:
    write = Formats("uz")
    names = [write.country(code) for code in COUNTRIES] + [
        write.language_name(code) for code in ("uz", "ky", "bg", "de")
    ]
    assert not set("'\u2018\u2019`") & set("".join(names))
