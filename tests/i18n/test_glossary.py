"""The glossary: one column a language, a term for the start and the middle of a sentence."""

from pathlib import Path

import pytest

from bot.i18n.catalogs import CatalogError
from bot.i18n.glossary import read_terms
from bot.i18n.languages import LANGUAGES

LOCALES = Path(__file__).resolve().parents[2] / "locales"


def file(folder: Path, *terms: dict[str, str]) -> Path:
    path = folder / "glossary.tsv"
    rows = ["\t".join(["id", *LANGUAGES])] + ["\t".join(["x", *(term[code] for code in LANGUAGES)]) for term in terms]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def term(english: str, **others: str) -> dict[str, str]:
    return dict.fromkeys(LANGUAGES, "Слово") | {"en": english} | others


def test_a_term_stands_with_a_capital_and_without(tmp_path: Path) -> None:
    terms = read_terms(file(tmp_path, term("Word")))
    assert terms["ky"] == {"Word": "Слово", "word": "слово"}


def test_azerbaijani_has_its_own_small_letters(tmp_path: Path) -> None:
    terms = read_terms(file(tmp_path, term("Terms", az="İştirak"), term("Light", az="Işıq")))
    assert terms["az"] == {"Terms": "İştirak", "terms": "iştirak", "Light": "Işıq", "light": "ışıq"}


def test_an_abbreviation_keeps_its_capitals(tmp_path: Path) -> None:
    assert read_terms(file(tmp_path, term("NGO", ru="НПО")))["ru"] == {"NGO": "НПО"}


def test_a_term_without_a_language_is_named_with_its_line(tmp_path: Path) -> None:
    path = file(tmp_path, term("Word"), term("Other", tg=""))
    with pytest.raises(CatalogError, match=rf"^{path}:3: no term in tg; fill in the column$"):
        read_terms(path)


def test_a_missing_file_is_an_error_that_says_so(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match=r"glossary\.tsv:1: cannot be read"):
        read_terms(tmp_path / "glossary.tsv")


def test_the_real_glossary_holds_what_the_menus_say() -> None:
    terms = read_terms(LOCALES / "glossary.tsv")
    assert terms["tk"]["Main menu"] == "Baş menýu"
    assert terms["uz"]["tomorrow"] == "ertaga"
    assert len({len(of_language) for of_language in terms.values()}) == 1
