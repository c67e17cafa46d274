"""Keeps the catalogues of the interface: extract the messages, update the translations, check everything.

python scripts/catalogues.py extract    write locales/bot.pot from the code
python scripts/catalogues.py update     bring locales/<language>/LC_MESSAGES/bot.po in step with it
python scripts/catalogues.py check      list every fault as file:line; exit code 1 when there is one
"""

import argparse
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po
from extraction import Found, Id, extract
from translate.filters.checks import StandardChecker, StandardUnitChecker, TeeChecker
from translate.storage.po import pofile

from bot.i18n.catalogs import CatalogError, path_of, read_catalogue
from bot.i18n.languages import LANGUAGES, PLURALS, SOURCE
from bot.i18n.proof import LABEL_NOTE, PLAIN_NOTE, Problem, messages_of, proofread

# Of translate-toolkit's checks those that find faults and not habits of punctuation.
POFILTER = ["pythonbraceformat", "xmltags", "urls", "numbers", "newlines", "doublespacing", "untranslated", "isfuzzy"]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("verb", choices=["extract", "update", "check"])
    parser.add_argument("--root", type=Path, default=Path(), help="the folder that holds bot and locales")
    given = parser.parse_args(arguments)
    try:
        problems = {"extract": write_template, "update": update, "check": check}[given.verb](given.root)
    except CatalogError as error:
        print(error)
        return 1
    for problem in problems:
        print(problem)
    if problems:
        print(f"Problems found: {len(problems)}", file=sys.stderr)
    return 1 if problems else 0


def write_template(root: Path) -> list[Problem]:
    """Writes bot.pot; problems are messages that cannot be extracted."""
    found = extract(root)
    path = template_path(root)
    path.write_text(as_text(template_of(found), None), encoding="utf-8")
    return found.problems


def update(root: Path) -> list[Problem]:
    """Gives every catalogue exactly the messages of bot.pot; a translation stays with its own sentence."""
    template = read_catalogue(template_path(root))
    for language in LANGUAGES:
        path = path_of(root / "locales", language)
        path.parent.mkdir(parents=True, exist_ok=True)
        old = read_catalogue(path) if path.exists() else empty(language)
        path.write_text(as_text(merged(template, old, language), language), encoding="utf-8")
    return []


def check(root: Path) -> list[Problem]:
    """Everything wrong with the messages of the code, with bot.pot and with the catalogues."""
    found = extract(root)
    template = read_catalogue(template_path(root))
    problems = [*found.problems, *template_problems(root, found, template)]
    problems += proofread(root / "locales")
    for language in LANGUAGES:
        path = path_of(root / "locales", language)
        problems += out_of_step(path, template)
        problems += pofilter_problems(
            path, language, {problem.line for problem in problems if problem.path == str(path)}
        )
        problems += msgfmt_problems(path)
    return sorted(set(problems))


def template_path(root: Path) -> Path:
    return root / "locales" / "bot.pot"


def empty(language: str | None) -> Catalog:
    """A catalogue with nothing but its header; the template has no language."""
    return read_po(BytesIO(header(language).encode()), abort_invalid=True)


def header(language: str | None) -> str:
    """The header entry. It names no person, tool, machine or date, so a file changes only when its messages do."""
    fields = ["MIME-Version: 1.0", "Content-Type: text/plain; charset=UTF-8", "Content-Transfer-Encoding: 8bit"]
    if language:
        fields = [f"Language: {language}", *fields, f"Plural-Forms: {PLURALS[language]}"]
    return 'msgid ""\nmsgstr ""\n' + "".join(f'"{field}\\n"\n' for field in fields) + "\n"


def as_text(catalogue: Catalog, language: str | None) -> str:
    """The catalogue as a file: sorted, one line a message, places without line numbers."""
    written = BytesIO()
    write_po(
        written, catalogue, width=0, omit_header=True, sort_output=True, include_lineno=False, ignore_obsolete=True
    )
    return header(language) + written.getvalue().decode().rstrip("\n") + "\n"


def template_of(found: Found) -> Catalog:
    """The messages found in the code as a catalogue without translations."""
    shown: dict[Id, set[str]] = {}
    places: dict[Id, set[tuple[str, int]]] = {}
    for use in found.uses:
        shown.setdefault(use.id, set()).add(use.shown)
        places.setdefault(use.id, set()).add((use.path, 1))
    template = empty(None)
    for id_, ways in shown.items():
        notes = [LABEL_NOTE] if id_ in found.labels else []
        notes += [PLAIN_NOTE] if ways == {"plain"} else []
        add(template, Message(id_, locations=sorted(places[id_]), auto_comments=notes))
    return template


def add(catalogue: Catalog, message: Message) -> None:
    # Babel takes "100% free" for a C format; the messages have none.
    message.flags.discard("python-format")
    catalogue[message.id] = message


def merged(template: Catalog, old: Catalog, language: str) -> Catalog:
    """The template's messages with the translations and remarks of the old catalogue where the sentence is the same."""
    known = {message.id: message for message in messages_of(old)}
    new = empty(language)
    for message in messages_of(template):
        entry = message.clone()
        before = known.get(message.id)
        if before:
            entry.string = before.string
            entry.user_comments = before.user_comments
            entry.flags |= before.flags & {"fuzzy"}
        if language == SOURCE:
            entry.string = message.id
        add(new, entry)
    return new


def template_problems(root: Path, found: Found, template: Catalog) -> Iterator[Problem]:
    """Where bot.pot and the code disagree, at the place that has what the other lacks."""
    path = template_path(root)
    written = {message.id: message for message in messages_of(template)}
    in_code = {use.id for use in found.uses}
    of_first = {first(id_): id_ for id_ in in_code}
    for use in found.uses:
        if of_first[first(use.id)] != use.id:
            yield Problem(
                str(root / use.path), use.line, f"“{first(use.id)}” has other forms elsewhere; gettext knows one"
            )
        if use.id not in written:
            yield Problem(str(root / use.path), use.line, f"“{first(use.id)}” is not in {path}; run extract and update")
    for id_ in written.keys() - in_code:
        yield Problem(
            str(path), written[id_].lineno or 1, f"“{first(id_)}” is no longer in the code; run extract and update"
        )
    if written.keys() == in_code and path.read_text(encoding="utf-8") != as_text(template_of(found), None):
        yield Problem(str(path), 1, "out of date; run extract and update")


def out_of_step(path: Path, template: Catalog) -> Iterator[Problem]:
    """Which messages of bot.pot a catalogue lacks, and which it has beyond them."""
    wanted = {message.id for message in messages_of(template)}
    present = {message.id: message for message in messages_of(readable(path))}
    for id_ in wanted - present.keys():
        yield Problem(str(path), 1, f"lacks “{first(id_)}”; run update")
    for id_ in present.keys() - wanted:
        yield Problem(str(path), present[id_].lineno or 1, f"“{first(id_)}” is not in bot.pot; run update")


def readable(path: Path) -> Catalog:
    """The catalogue, or an empty one when it cannot be read, which proofreading tells."""
    try:
        return read_catalogue(path)
    except CatalogError:
        return empty(None)


def pofilter_problems(path: Path, language: str, told: set[int]) -> Iterator[Problem]:
    """What translate-toolkit finds in lines of which nothing is told yet."""
    lines = {first(message.id): message.lineno or 1 for message in messages_of(readable(path))}
    if not lines:
        return
    checker = TeeChecker(
        limitfilters=POFILTER, checkerclasses=[StandardChecker, StandardUnitChecker], languagecode=language
    )
    with path.open("rb") as file:
        units = pofile(file).units
    for unit in units:
        line = lines.get(str(unit.source))
        if line is None or line in told:
            continue
        for name, failure in checker.run_filters(unit).items():
            yield Problem(str(path), line, f"“{first(str(unit.source))}” fails pofilter’s {name}: {failure}")


def msgfmt_problems(path: Path) -> Iterator[Problem]:
    """What GNU msgfmt says, where the system has it; it reads the file as every other gettext program will."""
    msgfmt = shutil.which("msgfmt")
    if msgfmt is None:
        return
    done = subprocess.run(
        [msgfmt, "--check-format", "--check-domain", "-o", "/dev/null", path],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        yield Problem(str(path), 1, f"msgfmt: {' '.join(done.stderr.split())}")


def first(id_: Sequence[str]) -> str:
    return id_ if isinstance(id_, str) else id_[0]


if __name__ == "__main__":
    sys.exit(main())
