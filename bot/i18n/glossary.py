"""The glossary: terms whose translation is settled."""

import csv
from collections.abc import Mapping
from pathlib import Path

from bot.i18n.catalogs import CatalogError
from bot.i18n.languages import LANGUAGES, SOURCE

Terms = Mapping[str, Mapping[str, str]]


def read_terms(path: Path) -> Terms:
    """Language -> English term -> its translation, from a file of tab-separated columns named by language.

    Every term stands twice, as it is and with a small first letter, for its use inside a sentence. CatalogError when
    the file is missing or a term lacks a language.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t"))
    except (OSError, UnicodeError) as error:
        raise CatalogError((f"{path}:1: cannot be read ({error}); restore the file from the repository",)) from None
    for line, row in enumerate(rows, 2):
        if lacking := [language for language in LANGUAGES if not row.get(language)]:
            raise CatalogError((f"{path}:{line}: no term in {', '.join(lacking)}; fill in the column",))
    return {language: _pairs(rows, language) for language in LANGUAGES}


def _pairs(rows: list[dict[str, str]], language: str) -> dict[str, str]:
    exact = {row[SOURCE]: row[language] for row in rows}
    inside = {_small(english, SOURCE): _small(term, language) for english, term in exact.items()}
    return inside | exact


def _small(term: str, language: str) -> str:
    if not term[1:2].islower():
        return term  # an abbreviation stays as it is
    # Python lower-cases as English does; in Azerbaijani I without a dot becomes ı.
    first = {"I": "ı", "İ": "i"}.get(term[0]) if language == "az" else None
    return (first or term[0].lower()) + term[1:]
