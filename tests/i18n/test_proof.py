"""Proofreading: each rule finds its fault, says where, and leaves clean catalogues alone."""

from pathlib import Path

import pytest

from bot.i18n.catalogs import path_of
from bot.i18n.languages import LANGUAGES
from bot.i18n.proof import LABEL_NOTE, PLAIN_NOTE, proofread
from tests.i18n import catalogues

LINE = 6  # of the first message: the header has four lines, and the message's comments, when it has them, come before


def entry(message: str, translation: str, *comments: str) -> str:
    return "".join(f"{comment}\n" for comment in comments) + f'msgid "{message}"\nmsgstr "{translation}"\n'


@pytest.fixture
def locales(tmp_path: Path) -> Path:
    columns = "\t".join(["id", *LANGUAGES])
    terms = {"ru": "Назад", "en": "Back", "uz": "Orqaga"}
    row = "\t".join(["back", *(terms.get(language, "x") for language in LANGUAGES)])
    (tmp_path / "glossary.tsv").write_text(f"{columns}\n{row}\n", encoding="utf-8")
    return tmp_path


def faults(locales: Path, clean: str, **others: str) -> list[str]:
    """What is found when every language has the `clean` entries and a keyword gives one language others."""
    catalogues.write(locales, clean, **others)
    return [str(problem).removeprefix(f"{locales}/") for problem in proofread(locales)]


def of_russian(locales: Path, message: str, translation: str, *comments: str) -> list[str]:
    return faults(locales, "", ru=entry(message, translation, *comments))


def at(language: str, line: int, text: str) -> list[str]:
    return [f"{language}/LC_MESSAGES/bot.po:{line}: {text}"]


def test_clean_catalogues_have_no_problem(locales: Path) -> None:
    assert faults(locales, entry("<b>{n}</b>", "<b>{n}</b>")) == []
    assert of_russian(locales, "<b>Hello</b>, {name}", "<b>Здравствуйте</b>, {name}") == []
    assert of_russian(locales, "Back", "Назад", f"#. {LABEL_NOTE}", f"#. {PLAIN_NOTE}") == []


@pytest.mark.parametrize(
    ("message", "translation", "fault"),
    [
        ("Hello", "", "is not translated"),
        ("Hello, {name}", "Привет", "lost {name} in its translation; put it back"),
        ("Hello", "Привет, {name}", "has {name} in its translation, which nobody fills; take it out"),
        ("Hello", "Привет {", "has broken braces"),
        ("<b>Hello</b>", "Привет", "has other tags in its translation"),
        ("<b>Hello</b>", "<i>Привет</i>", "has other tags in its translation"),
        ("<b>Hello</b>", "</b>Привет<b>", "closes </b> where it is not open"),
        ("<b>Hello</b>", "<b>Привет", "leaves <b> open"),
        ("Questions", "Вопросы & ответы", "has a bare &"),
        ("Hello all", "Привет  всем", "has two spaces in a row"),
        ("Hello", "Привет ", "has a space or line break at an end"),
        ("Hello", "Пpивет", "mixes scripts in “Пpивет”"),
        ("Hello", "Сәлем", "has ә in “Сәлем”"),
        ("Back", "Обратно", "is “Обратно” but the glossary says “Назад”"),
        ("back", "Назад", "is “Назад” but the glossary says “назад”"),
    ],
)
def test_a_fault_is_found_and_named_with_its_line(locales: Path, message: str, translation: str, fault: str) -> None:
    found = of_russian(locales, message, translation)
    assert any(text.startswith(f"ru/LC_MESSAGES/bot.po:{LINE}: “{message}” {fault}") for text in found)


def test_a_fuzzy_translation_is_found(locales: Path) -> None:
    found = of_russian(locales, "Hello", "Привет", "#, fuzzy")
    assert found == at("ru", LINE + 1, "“Hello” is marked fuzzy; check the translation and take the mark away")


def test_a_label_that_does_not_fit_is_found(locales: Path) -> None:
    fits, long = "ж" * 40, "ж" * 41
    assert of_russian(locales, "Hello", fits, f"#. {LABEL_NOTE}") == []
    assert of_russian(locales, "Hello", long) == []
    found = of_russian(locales, "Hello", long, f"#. {LABEL_NOTE}")
    assert found == at("ru", LINE + 1, "“Hello” has 41 characters in its translation and is a button; 40 fit")


def test_plain_text_may_hold_signs_but_no_markup(locales: Path) -> None:
    assert of_russian(locales, "Q & A", "В & О", f"#. {PLAIN_NOTE}") == []
    found = of_russian(locales, "<b>Hello</b>", "<b>Привет</b>", f"#. {PLAIN_NOTE}")
    assert found == at("ru", LINE + 1, "“<b>Hello</b>” has <b> but is shown as plain text")


PLURAL = """msgid "{n} day in {place}"
msgid_plural "{n} days in {place}"
msgstr[0] "{n} день в {place}"
msgstr[1] "{n} дня в {place}"
msgstr[2] "LAST"
"""


@pytest.mark.parametrize(
    ("last", "fault"),
    [
        ("{n} дней", "lost {place} in its translation; put it back"),
        ("дней в {place}", "lost {n} in its translation; put it back"),
        ("{n} дней в {place}, {m}", "has {m} in its translation, which nobody fills; take it out"),
        ("", "is not translated"),
    ],
)
def test_every_plural_form_is_read(locales: Path, last: str, fault: str) -> None:
    assert faults(locales, "", ru=PLURAL.replace("LAST", "{n} дней в {place}")) == []
    assert faults(locales, "", ru=PLURAL.replace("LAST", last)) == at("ru", LINE, f"“{{n}} day in {{place}}” {fault}")


def test_an_uzbek_apostrophe_of_another_language_is_found(locales: Path) -> None:
    found = faults(locales, "", uz=entry("Delete", "O'chirish"))
    wanted = "“Delete” has the apostrophe U+0027; write U+02BB (oʻ, gʻ) or U+02BC (tutuq belgisi)"
    assert at("uz", LINE, wanted)[0] in found


def test_english_repeats_its_messages(locales: Path) -> None:
    found = faults(locales, "", en=entry("Hello", "Hi"))
    assert found == at("en", LINE, "“Hello” reads otherwise in its own language; change the code, then run update")


def test_a_wrong_plural_rule_is_found_at_its_line(locales: Path) -> None:
    catalogues.write(locales, "")
    path = path_of(locales, "tg")
    path.write_text(path.read_text(encoding="utf-8").replace("nplurals=2; plural=(n != 1)", "nplurals=1; plural=0"))
    assert [(problem.path, problem.line) for problem in proofread(locales)] == [(str(path), 4)]


def test_what_cannot_be_read_is_a_problem_among_the_others(locales: Path) -> None:
    catalogues.write(locales, "", ru=entry("Hello", ""))
    path_of(locales, "az").unlink()
    assert [Path(problem.path).parts[-3] for problem in proofread(locales)] == ["az", "ru"]


def test_a_missing_glossary_is_a_problem(tmp_path: Path) -> None:
    assert [problem.path for problem in proofread(tmp_path)] == [str(tmp_path / "glossary.tsv")]
