"""Sentences with values: escaping, plural forms, and what a reader gets when a translation is bad."""

from datetime import date
from pathlib import Path

import pytest

from bot.i18n.catalogs import Catalogs
from bot.i18n.languages import LANGUAGES
from bot.i18n.marks import mark
from bot.i18n.translator import Translator
from tests.i18n import catalogues

HELLO = 'msgid "<b>Hello</b>, {name}"\nmsgstr "<b>Салам</b>, {name}"\n'
FORMS = """msgid "{n} grant"
msgid_plural "{n} grants of {donor}"
msgstr[0] "one {n} {donor}"
msgstr[1] "two {n} {donor}"
"""
THREE_FORMS = FORMS.replace('"two', '"few') + 'msgstr[2] "many {n} {donor}"\n'
NUMBERS = (1, 2, 5, 11, 21, 22, 111)

REAL = Catalogs.load(Path(__file__).resolve().parents[2] / "locales")


def translator(directory: Path, entries: str, language: str = "ky") -> Translator:
    return catalogues.load(directory, entries).translator(language)


def test_values_are_escaped_in_html_and_the_message_is_not(tmp_path: Path) -> None:
    t = translator(tmp_path, HELLO)
    assert t("<b>Hello</b>, {name}", name='<i>"A" & B</i>') == '<b>Салам</b>, &lt;i&gt;"A" &amp; B&lt;/i&gt;'


def test_a_russian_date_at_the_end_of_a_sentence_needs_one_full_stop() -> None:
    t = REAL.translator("ru")
    day = t.date(date(2027, 2, 1))
    assert day.endswith("г.")
    assert t("Began: {moment}.", moment=day).endswith(day)


def test_nothing_is_escaped_in_plain_text(tmp_path: Path) -> None:
    t = translator(tmp_path, HELLO)
    assert t.plain("<b>Hello</b>, {name}", name="A & B") == "<b>Салам</b>, A & B"


def test_values_of_plurals_are_escaped_likewise(tmp_path: Path) -> None:
    t = translator(tmp_path, FORMS)
    assert t.plural("{n} grant", "{n} grants of {donor}", 2, donor="A&B") == "two 2 A&amp;B"
    assert t.plain_plural("{n} grant", "{n} grants of {donor}", 2, donor="A&B") == "two 2 A&B"


def test_a_value_is_never_read_as_a_placeholder(tmp_path: Path) -> None:
    assert translator(tmp_path, HELLO)("<b>Hello</b>, {name}", name="{name}") == "<b>Салам</b>, {name}"


def test_the_number_is_written_as_the_language_writes_it(tmp_path: Path) -> None:
    t = catalogues.load(tmp_path, FORMS, ru=THREE_FORMS).translator("az")
    assert t.plural("{n} grant", "{n} grants of {donor}", 12_345, donor="X") == "two 12.345 X"


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_number_gets_the_form_pinned_for_its_language(tmp_path: Path, language: str) -> None:
    t = catalogues.load(tmp_path, FORMS, ru=THREE_FORMS).translator(language)
    forms = [t.plural("{n} grant", "{n} grants of {donor}", n, donor="").split()[0] for n in NUMBERS]
    if language == "ru":
        assert forms == ["one", "few", "many", "many", "one", "few", "many"]
    else:
        assert forms == ["one", "two", "two", "two", "two", "two", "two"]


def test_a_missing_message_is_shown_in_english(tmp_path: Path) -> None:
    t = translator(tmp_path, HELLO)
    assert t("Bye, {name}", name="<") == "Bye, &lt;"
    assert t.plural("{n} day", "{n} days", 1) == "1 day"
    assert t.plural("{n} day", "{n} days", 21) == "21 days"


def test_an_untranslated_and_a_fuzzy_message_are_shown_in_english(tmp_path: Path) -> None:
    t = translator(tmp_path, 'msgid "Bye"\nmsgstr ""\n\n#, fuzzy\nmsgid "Hello"\nmsgstr "Кош"\n')
    assert t("Bye") == "Bye"
    assert t("Hello") == "Hello"


def test_an_untranslated_plural_form_is_shown_in_english(tmp_path: Path) -> None:
    entries = 'msgid "{n} day"\nmsgid_plural "{n} days"\nmsgstr[0] "{n} день"\nmsgstr[1] "{n} дня"\nmsgstr[2] ""\n'
    t = catalogues.load(tmp_path, FORMS, ru=entries).translator("ru")
    assert t.plain_plural("{n} day", "{n} days", 2) == "2 дня"
    assert t.plain_plural("{n} day", "{n} days", 5) == "5 days"


@pytest.mark.parametrize(
    "broken", ["Салам, {nmae}", "Салам, {name", "Салам, {}", "Салам, {name.age}", "Салам, {name!x}"]
)
def test_a_wrong_placeholder_is_never_a_readers_trouble(tmp_path: Path, broken: str) -> None:
    t = translator(tmp_path, f'msgid "Hello, {{name}}"\nmsgstr "{broken}"\n')
    assert t("Hello, {name}", name="A&B") == "Hello, A&amp;B"
    assert t.plain("Hello, {name}", name="A&B") == "Hello, A&B"


def test_a_wrong_placeholder_in_a_plural_form_likewise(tmp_path: Path) -> None:
    t = translator(tmp_path, FORMS.replace("two {n}", "two {m}"))
    assert t.plural("{n} grant", "{n} grants of {donor}", 3, donor="X") == "3 grants of X"
    assert t.plural("{n} grant", "{n} grants of {donor}", 1, donor="X") == "one 1 X"


def test_a_value_missing_from_the_call_is_an_error_of_the_code(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        translator(tmp_path, HELLO)("<b>Hello</b>, {name}")


def test_a_marked_message_is_translated_later(tmp_path: Path) -> None:
    marked = mark("Bye")
    assert marked == "Bye"
    assert translator(tmp_path, 'msgid "Bye"\nmsgstr "Кош"\n')(marked) == "Кош"


IN_DAYS = {
    "ru": ("сегодня", "завтра", "через 2 дня", "через 5 дней", "через 11 дней", "через 21 день", "через 111 дней"),
    "en": ("today", "tomorrow", "in 2 days", "in 5 days", "in 11 days", "in 21 days", "in 111 days"),
    "az": ("bu gün", "sabah", "2 gün sonra", "5 gün sonra", "11 gün sonra", "21 gün sonra", "111 gün sonra"),
    "kk": ("бүгін", "ертең", *(f"{n} күннен кейін" for n in (2, 5, 11, 21, 111))),
    "ky": ("бүгүн", "эртең", *(f"{n} күндөн кийин" for n in (2, 5, 11, 21, 111))),
    "tg": ("имрӯз", "фардо", *(f"пас аз {n} рӯз" for n in (2, 5, 11, 21, 111))),
    "tk": ("şu gün", "ertir", *(f"{n} günden soň" for n in (2, 5, 11, 21, 111))),
    "uz": ("bugun", "ertaga", *(f"{n} kundan keyin" for n in (2, 5, 11, 21, 111))),
}
ONE_DAY_AGO = {
    "ru": "1 день назад",
    "en": "1 day ago",
    "az": "1 gün əvvəl",
    "kk": "1 күн бұрын",
    "ky": "1 күн мурун",
    "tg": "1 рӯз пеш",
    "tk": "1 gün öň",
    "uz": "1 kun oldin",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_how_far_a_day_is(language: str) -> None:
    t = REAL.translator(language)
    assert tuple(t.in_days(n) for n in (0, 1, 2, 5, 11, 21, 111)) == IN_DAYS[language]
    assert t.in_days(-1) == ONE_DAY_AGO[language]


def test_days_ago_in_russian_have_three_forms() -> None:
    t = REAL.translator("ru")
    assert [t.in_days(-n) for n in (2, 5, 21)] == ["2 дня назад", "5 дней назад", "21 день назад"]
