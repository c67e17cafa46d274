"""Proofreading of the catalogues: what a translation must keep, and what its language must not contain."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import shorten

from babel.messages.catalog import Catalog, Message

from bot.i18n.alphabets import spelling_faults
from bot.i18n.catalogs import CatalogError, path_of, read_catalogue
from bot.i18n.glossary import Terms, read_terms
from bot.i18n.languages import LANGUAGES, PLURALS, SOURCE
from bot.i18n.markup import MarkupError, placeholders, require_html, require_plain, tags

# What the extraction writes above a message, so that translators and these checks know where it is shown.
LONGEST_LABEL = 40
LABEL_NOTE = f"Button: at most {LONGEST_LABEL} characters."
PLAIN_NOTE = "Plain text: no tags."


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault in one place."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


@dataclass(frozen=True, slots=True)
class Pair:
    """A message beside one form of its translation. `english` is what that form translates."""

    language: str
    message: Message
    english: str
    text: str

    @property
    def is_plain(self) -> bool:
        return PLAIN_NOTE in self.message.auto_comments

    @property
    def is_label(self) -> bool:
        return LABEL_NOTE in self.message.auto_comments


def proofread(directory: Path) -> list[Problem]:
    """Every fault of the catalogues under `directory`, in the order of files and lines."""
    problems: list[Problem] = []
    try:
        terms = read_terms(directory / "glossary.tsv")
    except CatalogError as error:
        return [_as_problem(str(error))]
    for language in LANGUAGES:
        path = path_of(directory, language)
        try:
            catalogue = read_catalogue(path)
        except CatalogError as error:
            problems.append(_as_problem(str(error)))
            continue
        problems.extend(_header_problems(path, language))
        problems.extend(
            Problem(str(path), message.lineno or 1, f"{_quoted(message)} {fault}")
            for message in messages_of(catalogue)
            for fault in message_faults(language, message, terms)
        )
    return sorted(problems)


def messages_of(catalogue: Catalog) -> Iterator[Message]:
    """The messages without the header."""
    return (message for message in catalogue if message.id)


def message_faults(language: str, message: Message, terms: Terms) -> Iterator[str]:
    """What is wrong with one message's translation, each as the end of a sentence about it."""
    pairs = pairs_of(language, message)
    if not pairs or not all(pair.text for pair in pairs):
        yield "is not translated"
        return
    if message.fuzzy:
        yield "is marked fuzzy; check the translation and take the mark away"
    yield from dict.fromkeys(fault for pair in pairs for rule in RULES for fault in rule(pair))
    yield from _glossary_faults(language, message, terms)


def pairs_of(language: str, message: Message) -> list[Pair]:
    """Each form of the translation beside what it translates; the plural form is measured against the plural."""
    if isinstance(message.id, str):
        return [Pair(language, message, message.id, str(message.string))]
    singular, plural = message.id
    return [
        Pair(language, message, singular if language == SOURCE and not index else plural, form)
        for index, form in enumerate(message.string or ())
    ]


def _placeholders(pair: Pair) -> Iterator[str]:
    try:
        wanted, given = placeholders(pair.english), placeholders(pair.text)
    except MarkupError as fault:
        yield str(fault)
        return
    if wanted - given:
        yield f"lost {_listed(wanted - given)} in its translation; put it back"
    if given - wanted:
        yield f"has {_listed(given - wanted)} in its translation, which nobody fills; take it out"


def _markup(pair: Pair) -> Iterator[str]:
    try:
        (require_plain if pair.is_plain else require_html)(pair.text)
    except MarkupError as fault:
        yield str(fault)
    if tags(pair.english) != tags(pair.text):
        yield "has other tags in its translation; keep each as it is"


def _spaces(pair: Pair) -> Iterator[str]:
    if "  " in pair.text:
        yield "has two spaces in a row"
    if pair.text != pair.text.strip() and pair.english == pair.english.strip():
        yield "has a space or line break at an end of its translation"


def _length(pair: Pair) -> Iterator[str]:
    if pair.is_label and len(pair.text) > LONGEST_LABEL:
        yield f"has {len(pair.text)} characters in its translation and is a button; {LONGEST_LABEL} fit"


def _spelling(pair: Pair) -> Iterator[str]:
    return spelling_faults(pair.language, pair.text)


def _source(pair: Pair) -> Iterator[str]:
    if pair.language == SOURCE and pair.text != pair.english:
        yield "reads otherwise in its own language; change the code, then run update"


RULES: tuple[Callable[[Pair], Iterator[str]], ...] = (_placeholders, _markup, _spaces, _length, _spelling, _source)


def _glossary_faults(language: str, message: Message, terms: Terms) -> Iterator[str]:
    term = terms[language].get(message.id) if isinstance(message.id, str) else None
    if term is not None and message.string != term:
        yield f"is “{message.string}” but the glossary says “{term}”; use that, or change the glossary"


def _header_problems(path: Path, language: str) -> Iterator[Problem]:
    wanted = f'"Plural-Forms: {PLURALS[language]}\\n"'
    lines = path.read_text(encoding="utf-8").splitlines()
    if wanted in lines:
        return
    line = next((number for number, text in enumerate(lines, 1) if "Plural-Forms" in text), 1)
    yield Problem(str(path), line, f"wrong plural rule; write {wanted}")


def _as_problem(text: str) -> Problem:
    path, line, message = re.split(r":(\d+): ", text, maxsplit=1)
    return Problem(path, int(line), message)


def _quoted(message: Message) -> str:
    text = message.id if isinstance(message.id, str) else message.id[0]
    return f"“{shorten(text, 60, placeholder='…')}”"


def _listed(names: frozenset[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names))
