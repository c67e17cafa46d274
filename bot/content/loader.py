"""The content folder read as a catalogue, or every problem in it at once."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from bot.content.catalogue import Catalogue, publish
from bot.content.explain import explain, located
from bot.content.models import (
    Achievement,
    AchievementText,
    Amount,
    Answer,
    AnswerText,
    Course,
    CourseText,
    Funding,
    FundingText,
    Item,
    Notice,
    NoticeText,
    Page,
    PageText,
    Text,
)
from bot.content.source import Source, read
from bot.domain.interests import Kind
from bot.domain.places import Country

SUFFIX = ".yaml"
# What the menus always lead to; a folder without them was emptied or is another one.
REQUIRED = ("pages/programme", "achievements/regional", *(f"achievements/{country.lower()}" for country in Country))
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_SLUG = 40  # a button of 64 bytes carries it together with the way back


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to correct: `path` relative to the content folder's parent, `line` counted from 1."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


class ContentError(Exception):
    """The content cannot be published; correct every one of `problems`."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class _Shape:
    """What the files of one folder are read as; `given` are fields that the folder decides."""

    item: type[Item[Any]]
    text: type[Text]
    given: Mapping[str, str]

    @property
    def known(self) -> set[str]:
        written = {*self.item.model_fields, *self.text.model_fields}
        if self.item is Funding:
            written |= set(Amount.model_fields)
        return written - {"slug", *self.given}


_SHAPES: Mapping[str, _Shape] = {
    "pages": _Shape(Page, PageText, {}),
    "funding": _Shape(Funding, FundingText, {}),
    "courses": _Shape(Course, CourseText, {}),
    "achievements": _Shape(Achievement, AchievementText, {}),
    "news": _Shape(Notice, NoticeText, {"kind": Kind.NEWS}),
    "jobs": _Shape(Notice, NoticeText, {"kind": Kind.JOB}),
    "stories": _Shape(Notice, NoticeText, {"kind": Kind.STORY}),
    "answers": _Shape(Answer, AnswerText, {}),
}


def load(directory: Path) -> Catalogue:
    """The content as a whole, nothing that must be there missing; raises ContentError with all problems found."""
    items, problems = _read(directory)
    problems.extend(_absent(directory))
    if problems:
        raise ContentError(tuple(problems))
    return publish(items)


def read_items(directory: Path) -> tuple[Item[Any], ...]:
    """Every item under `directory`/<kind>/<slug>.yaml, be it only a part; raises ContentError with all problems."""
    items, problems = _read(directory)
    if problems:
        raise ContentError(tuple(problems))
    return tuple(items)


def _read(directory: Path) -> tuple[list[Item[Any]], list[Problem]]:
    if not directory.is_dir():
        raise ContentError((Problem(directory.name, 1, "there is no such folder; create it, or correct the setting"),))
    items: list[Item[Any]] = []
    problems: list[Problem] = []
    for path in _files(directory):
        found = _load_file(directory, path)
        if isinstance(found, Item):
            items.append(found)
        else:
            problems.extend(found)
    return items, problems


def _absent(directory: Path) -> Iterator[Problem]:
    for place in REQUIRED:
        path = directory / f"{place}{SUFFIX}"
        if not (path.is_file() or path.is_symlink()):
            name = path.relative_to(directory.parent).as_posix()
            yield Problem(name, 1, "is missing, and menus lead to it; put the file back, or correct the setting")


def _files(directory: Path) -> Iterator[Path]:
    """What an editor put there, in a stable order: hidden files, editors' back-ups and notes are passed over."""
    for path in sorted(directory.rglob("*")):
        parts = path.relative_to(directory).parts
        passed_over = any(part.startswith((".", "__")) or part.endswith("~") for part in parts) or path.suffix == ".md"
        if (path.is_file() or path.is_symlink()) and not passed_over:
            yield path


def _load_file(directory: Path, path: Path) -> Item[Any] | list[Problem]:
    name = path.relative_to(directory.parent).as_posix()
    if not path.is_file():
        return [Problem(name, 1, "is a link that leads to no file; put the file itself here, or take the link out")]
    misplaced = _misplaced(path.relative_to(directory))
    if misplaced:
        return [Problem(name, 1, misplaced)]
    try:
        source = read(path.read_text("utf-8-sig"))
    except UnicodeDecodeError:
        return [Problem(name, 1, "is not UTF-8; save it again in that encoding")]
    except OSError as error:
        return [Problem(name, 1, f"cannot be read ({error.strerror}); check that it is there and who may read it")]
    return _check(name, path.stem, source, _SHAPES[path.parent.name])


def _misplaced(place: Path) -> str | None:
    folder, *rest = place.parts
    if folder not in _SHAPES or len(rest) != 1:
        return f"is in no known folder; move it to one of: {', '.join(_SHAPES)}"
    if place.suffix != SUFFIX:
        return f"does not end with {SUFFIX}; rename it"
    if not _SLUG.fullmatch(place.stem) or len(place.stem) > _LONGEST_SLUG:
        return (
            "has a file name that cannot be a link; use small Latin letters and digits with single hyphens between, "
            f"at most {_LONGEST_SLUG} characters"
        )
    return None


def _check(name: str, slug: str, source: Source, shape: _Shape) -> Item[Any] | list[Problem]:
    problems = [Problem(name, fault.line, fault.message) for fault in source.faults]
    if not isinstance(source.values, dict):
        return problems
    for field in sorted({"slug", *shape.given} & source.values.keys()):
        message = f"{field}: is decided by where the file lies and what it is called; take it out"
        problems.append(Problem(name, source.line_of((field,)), message))
    try:
        item = shape.item.model_validate({**source.values, "slug": slug, **shape.given})
    except ValidationError as error:
        return [*problems, *_problems(name, source, error, shape)]
    return problems or item


def _problems(name: str, source: Source, error: ValidationError, shape: _Shape) -> list[Problem]:
    found: dict[Problem, None] = {}
    for details in error.errors(include_url=False):
        offset = getattr(details.get("ctx", {}).get("error"), "offset", 0)
        line = source.line_of(located(details), offset)
        found[Problem(name, line, explain(details, shape.known))] = None
    return sorted(found, key=lambda problem: problem.line)
