"""Catalogues of one message for tests, in all languages."""

from pathlib import Path

from bot.i18n.catalogs import Catalogs, path_of
from bot.i18n.languages import LANGUAGES, PLURALS


def header(language: str) -> str:
    fields = f'"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: {PLURALS[language]}\\n"\n'
    return f'msgid ""\nmsgstr ""\n{fields}\n'


def write(directory: Path, entries: str, **others: str) -> Path:
    """The same entries in every language; a keyword gives one language its own."""
    for language in LANGUAGES:
        path = path_of(directory, language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(header(language) + others.get(language, entries), encoding="utf-8")
    return directory


def load(directory: Path, entries: str, **others: str) -> Catalogs:
    return Catalogs.load(write(directory, entries, **others))
