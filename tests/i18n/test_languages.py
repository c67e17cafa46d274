"""The plural rule of every language, as pinned and as its catalogue declares it."""

from pathlib import Path

import pytest

from bot.domain.places import Language
from bot.i18n.catalogs import path_of
from bot.i18n.languages import LANGUAGES, PLURALS, SOURCE

LOCALES = Path(__file__).resolve().parents[2] / "locales"
RUSSIAN = "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"


def test_the_languages_are_those_of_the_bot() -> None:
    assert [str(language) for language in Language] == list(LANGUAGES)
    assert SOURCE in LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_declares_the_pinned_rule(language: str) -> None:
    wanted = RUSSIAN if language == "ru" else "nplurals=2; plural=(n != 1);"
    assert PLURALS[language] == wanted
    header = path_of(LOCALES, language).read_text(encoding="utf-8").split("\n\n")[0]
    assert f'"Plural-Forms: {wanted}\\n"' in header.splitlines()
    assert f'"Language: {language}\\n"' in header.splitlines()
