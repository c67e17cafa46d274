"""The published content itself: figures, languages, alphabets, and what the programme may and may not say."""

import csv
import re
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.content.catalogue import Catalogue
from bot.content.loader import load
from bot.content.models import Achievement, Item, Rich, Text, TextStatus
from bot.domain.eligibility import Window
from bot.domain.places import Country, Language

CONTENT = Path(__file__).parents[2] / "content"
FACTS = Path(__file__).with_name("facts.tsv")
NO_BREAK = "\u00a0"


@cache
def catalogue() -> Catalogue:
    return load(CONTENT)


@cache
def facts() -> dict[str, dict[str, str]]:
    with FACTS.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file, delimiter="\t")}


def every_item() -> list[Item[Any]]:
    known = catalogue()
    return [*known.funding, *known.courses, *known.achievements, *known.pages, *known.notices, *known.answers]


def words_of(text: Text) -> Iterator[str]:
    """Every string a reader sees of a text, as plain text."""
    for name in type(text).model_fields:
        value = getattr(text, name)
        if name != "status" and value is not None:
            yield value.plain if isinstance(value, Rich) else value


def every_text() -> list[Any]:
    return [
        pytest.param(language, " ".join(words_of(text)), id=f"{type(item).__name__}-{item.slug}-{language}")
        for item in every_item()
        for language, text in item.texts.items()
    ]


def test_all_of_it_loads_within_a_second() -> None:
    begun = time.perf_counter()
    load(CONTENT)

    assert time.perf_counter() - begun < 1


def test_there_is_something_of_each_kind_and_nothing_invented() -> None:
    known = catalogue()

    assert len(known.achievements) == len(Country) + 1
    assert len(known.funding) >= 15
    assert len(known.courses) >= 10
    assert len(known.answers) == 26
    assert known.topics == ("grants", "registration", "courses", "safety")
    assert known.find_page("programme") is not None
    assert known.notices == ()


# --- Languages and alphabets -----------------------------------------------------------------------------------------

_RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
_ALPHABETS = {
    "ru": _RUSSIAN,
    "kk": _RUSSIAN + "әғқңөұүһі",
    "ky": _RUSSIAN + "ңөү",
    "tg": "абвгдеёжзийклмнопрстуфхчшъэюяғӣқӯҳҷ",
    "en": "abcdefghijklmnopqrstuvwxyz",
    "az": "abcçdeəfgğhxıijkqlmnoöprsştuüvyz",
    "tk": "abçdeäfghijžklmnňoöprsştuüwyýz",
    "uz": "abdefghijklmnopqrstuvxyzʻʼ",
}
_DOMAIN = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}\b")
_WORD = re.compile(r"[^\W\d_]+")
# Names that every language writes in their own letters.
_FOREIGN = {"ProtectDefenders", "FRIDA", "USAID"}


def _letters(word: str) -> str:
    """The word in small letters; Turkic dotted and dotless i are told apart."""
    return word.replace("İ", "i").replace("I", "ı" if "ı" in word.lower() else "i").lower()


@pytest.mark.parametrize(("language", "text"), every_text())
def test_every_text_is_written_in_its_own_alphabet(language: Language, text: str) -> None:
    cyrillic = language in {"ru", "kk", "ky", "tg"}
    alphabet = set(_ALPHABETS[language])
    prose = _DOMAIN.sub(" ", text).replace("ch", "") if language == "uz" else _DOMAIN.sub(" ", text)
    for word in _WORD.findall(prose):
        letters = _letters(word)
        latin = letters.isascii()
        if word in _FOREIGN or (cyrillic and latin):
            continue
        assert not set(letters) - alphabet, f"{word!r} in {language}"


@pytest.mark.parametrize(("language", "text"), every_text())
def test_no_word_mixes_alphabets(language: Language, text: str) -> None:
    mixed = [word for word in _WORD.findall(text) if re.search("[A-Za-z]", word) and re.search("[\u0400-\u04ff]", word)]

    assert mixed == [], language


def test_uzbek_uses_its_two_apostrophes_only() -> None:
    for item in every_item():
        for text in [text for language, text in item.texts.items() if language is Language.UZ]:
            assert not re.search(r"\w['`\u2018\u2019]\w", " ".join(words_of(text))), item.slug
            assert not re.search(r"(?<![OoGg])\u02bb", " ".join(words_of(text))), item.slug


@pytest.mark.parametrize("language", list(Language))
def test_the_programme_and_the_countries_speak_every_language(language: Language) -> None:
    items: list[Item[Any]] = [*catalogue().achievements, *catalogue().pages]
    for item in items:
        assert item.read(language).language is language, item.slug
        expected = TextStatus.SOURCE if language in {"ru", "en"} else TextStatus.DRAFT
        assert item.texts[language].status in {expected, TextStatus.REVIEWED}


def test_everything_can_be_read_in_russian_and_in_english() -> None:
    for item in every_item():
        assert {Language.RU, Language.EN} <= item.texts.keys(), item.slug


# --- Figures ---------------------------------------------------------------------------------------------------------

_GROUPS = {"en": ",", "az": "."}
_DECIMALS = {"en": "."}


def numbers(text: str, language: Language) -> Counter[str]:
    """The numbers in a text, as a machine writes them; the separators are those of the language."""
    group = re.escape(_GROUPS.get(language, NO_BREAK))
    decimal = re.escape(_DECIMALS.get(language, ","))
    prose = text.replace("P4I", "")
    found = re.findall(rf"(?<![\d{group}])\d{{1,3}}(?:{group}\d{{3}})+(?!\d)|\d+{decimal}\d+|\d+", prose)
    whole = [re.sub(rf"{group}(?=\d{{3}})", "", number) for number in found]
    return Counter(number.replace(",", ".") for number in whole)


def shown(fact: str) -> set[str]:
    """The numbers that showing a fact needs; the budget is written in millions, a month by its year."""
    row = facts()[fact]
    if row["unit"] in {"-", "aims"}:
        return set()
    if row["unit"] == "month":
        return {row["value"][:4]}
    return {"4.9"} if fact == "P04" else {row["value"]}


# The later press release, kept apart on the regional page.
_PRESS_RELEASE = {"31", "2021", "2016", "101", "773254", "600000"}


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("item", catalogue().achievements, ids=lambda item: item.slug)
def test_the_figures_are_those_of_the_fact_sheet_and_no_others(item: Achievement, language: Language) -> None:
    found = numbers(item.texts[language].summary.plain, language)
    wanted = {"2020"}.union(*(shown(fact) for fact in item.facts))
    allowed = wanted | (_PRESS_RELEASE if item.country is None else set())

    assert wanted <= found.keys()
    assert found.keys() <= allowed
    assert found == numbers(item.texts[Language.EN].summary.plain, Language.EN)


@pytest.mark.parametrize("language", list(Language))
def test_the_programme_page_has_the_same_figures_in_every_language(language: Language) -> None:
    page = catalogue().find_page("programme")
    assert page is not None
    found = numbers(page.texts[language].body.plain, language)

    assert found == numbers(page.texts[Language.EN].body.plain, Language.EN)
    assert found.keys() == {"4.9", "2016", "2020", "2021", "31"}


def test_every_fact_of_the_sheet_is_shown_somewhere() -> None:
    on_the_page = {"P08", "O01", "O02"}
    in_achievements = {fact for item in catalogue().achievements for fact in item.facts}

    assert in_achievements | on_the_page == facts().keys()


@pytest.mark.parametrize("language", list(Language))
def test_the_aims_are_as_many_as_the_sheet_names(language: Language) -> None:
    for item in catalogue().achievements:
        aims = [int(facts()[fact]["value"]) for fact in item.facts if facts()[fact]["unit"] == "aims"]
        assert item.texts[language].summary.plain.count("• ") == sum(aims) or item.country is None, item.slug


@pytest.mark.parametrize(
    ("language", "hedge"),
    [
        ("ru", "около"),
        ("en", "nearly"),
        ("az", "-ə yaxın"),
        ("kk", "-ке жуық"),
        ("ky", "кө жакын"),
        ("tg", "тақрибан"),
        ("tk", "-e golaý"),
        ("uz", "Qariyb"),
    ],
)
def test_the_count_of_beneficiaries_keeps_its_hedge(language: str, hedge: str) -> None:
    regional = catalogue().find_achievement("regional")
    assert regional is not None
    text = regional.texts[Language(language)].summary.plain
    figure = re.search(r"583\D323", text)
    assert figure is not None

    assert hedge in text[figure.start() - len(hedge) - 1 : figure.end() + len(hedge)]


# --- Funding, courses, answers ---------------------------------------------------------------------------------------


def test_funding_claims_no_day_it_does_not_know() -> None:
    for item in catalogue().funding:
        assert item.grade in {"A", "B"}
        assert item.window is Window.DATED or item.deadline is None
        assert int(item.source_date[:4]) <= item.last_checked.year


def test_nobody_has_read_a_source_in_the_future() -> None:
    late = [item.slug for item in every_item() if item.last_checked > date(2026, 11, 23)]

    assert late == []


def test_only_a_call_known_to_come_again_is_expected() -> None:
    expected = {item.slug for item in catalogue().funding if item.window is Window.EXPECTED}

    assert expected == {"azerbaijan-ngo-agency", "un-trust-fund-violence-women", "eu-civil-society-human-rights"}


def test_every_window_without_a_day_is_explained() -> None:
    for item in catalogue().funding:
        for language, text in item.texts.items():
            unexplained = item.window in {Window.EXPECTED, Window.UNKNOWN} and not text.window_note
            assert not unexplained, (item.slug, language)


def test_no_funding_for_which_a_live_check_is_still_needed() -> None:
    prose = " ".join(" ".join(words_of(text)) for item in catalogue().funding for text in item.texts.values())

    assert not re.search(r"usembassy|USAID|\bNED\b|Black Sea Trust|CEPF|Kusanone", prose)


def test_a_course_says_what_is_known_of_its_language_and_cost() -> None:
    for item in catalogue().courses:
        for text in item.texts.values():
            assert item.languages or text.languages_note, item.slug
        if item.free is None:
            assert "not stated" in item.texts[Language.EN].cost


def test_answers_are_short() -> None:
    for item in catalogue().answers:
        for language, text in item.texts.items():
            assert len(text.body.plain) < 900, (item.slug, language)


def test_answers_of_a_topic_stand_in_one_order() -> None:
    for topic in catalogue().topics:
        orders = [item.order for item in catalogue().answers_on(topic)]
        assert orders == list(range(1, len(orders) + 1))


_CAUTION = {
    Language.RU: "Это общая публичная информация, а не юридическая консультация; правила меняются, сверяйтесь с",
    Language.EN: "This is general public information, not legal advice; the rules change, see the official source.",
}


def test_only_answers_about_the_bot_itself_have_no_source() -> None:
    without = {item.slug for item in every_item() if item.source_url is None}

    assert without == {
        "is-it-really-you",
        "rolling-and-expected",
        "stop-and-delete",
        "what-the-bot-knows",
        "wrong-deadline",
    }


def test_legal_answers_end_with_a_caution_a_link_and_a_date() -> None:
    legal = [item for item in catalogue().answers if item.legal]

    assert [item.slug for item in legal] == [item.slug for item in catalogue().answers_on("registration")]
    for item in legal:
        for language, text in item.texts.items():
            ending = text.body.html.split("\n\n")[-1]
            assert _CAUTION[language] in ending, item.slug
            assert '<a href="https://' in ending, item.slug
            assert re.search(r"\b20\d\d\b", re.sub(r'href="[^"]*"', "", ending)), item.slug


def test_answers_promise_nothing_the_bot_cannot_do() -> None:
    prose = " ".join(" ".join(words_of(text)) for item in catalogue().answers for text in item.texts.values())

    assert not re.search(r"report an error|сообщить об ошибке|/unsubscribe", prose, re.IGNORECASE)
