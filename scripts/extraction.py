"""Collects the messages of the interface from the source code, each with where and how it is shown.

Babel's own extractor reads tokens: it cannot tell a button from a sentence, joins the two halves of `a if x else b`,
and passes over what it cannot extract. This one reads the syntax tree and reports what can never be translated.
"""

import ast
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from bot.i18n.markup import MarkupError, placeholders
from bot.i18n.proof import Problem

Shown = Literal["html", "plain", "later"]
Id = str | tuple[str, str]

# How a message is shown, by the call it stands in; the plural ones take two messages.
_NAMES: dict[str, Shown] = {"t": "html", "mark": "later"}
_METHODS: dict[str, Shown] = {"t": "html", "plain": "plain", "plural": "html", "plain_plural": "plain"}
_PLURALS = {"plural", "plain_plural"}
_BUTTONS = {"Press", "Link"}


@dataclass(frozen=True, slots=True)
class Use:
    """One message in one place of the code. `id` is a pair for a plural."""

    id: Id
    path: str
    line: int
    shown: Shown


@dataclass(slots=True)
class Source:
    """One module: its tree, what it imports by name, and the expressions and functions a name in it may stand for.

    `imported` gives for each name the path of the module it comes from.
    """

    path: str
    tree: ast.Module
    imported: dict[str, str] = field(default_factory=dict)
    meanings: dict[str, list[ast.AST]] = field(default_factory=dict)


@dataclass(slots=True)
class Found:
    """Everything extracted. `labels` are the messages that stand on buttons."""

    uses: list[Use] = field(default_factory=list)
    labels: set[Id] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


class ExtractionError(Exception):
    """A call whose message cannot be put into the catalogues; the text says why."""


def extract(root: Path) -> Found:
    """The messages of all modules under `root`/bot; paths are relative to `root`."""
    paths = sorted((root / "bot").rglob("*.py"))
    sources = [_source(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")) for path in paths]
    found = Found()
    for source in sources:
        for call in _calls(source.tree):
            try:
                found.uses.extend(Use(id_, source.path, call.lineno, shown) for id_, shown in _messages(call))
            except (ExtractionError, MarkupError) as error:
                found.problems.append(Problem(source.path, call.lineno, str(error)))
    shared = {source.path: source for source in sources}
    for source in sources:
        found.labels.update(_labels(source, shared))
    return found


def _source(path: str, text: str) -> Source:
    source = Source(path, ast.parse(text, path))
    for node in ast.walk(source.tree):
        match node:
            case ast.ImportFrom(module=str(module), names=names):
                source.imported.update({name.name: f"{module.replace('.', '/')}.py" for name in names})
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                source.meanings.setdefault(name, []).append(value)
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                source.meanings.setdefault(name, []).append(value)
            case ast.FunctionDef(name=name, returns=ast.Name(id="str")):
                source.meanings.setdefault(name, []).append(node)
            case _:
                pass
    return source


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _called(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) if name in _NAMES:
            return name
        case ast.Attribute(attr=name) if name in _METHODS:
            return name
        case _:
            return ""


def _messages(call: ast.Call) -> list[tuple[Id, Shown]]:
    """The messages of one call, none for a call of something else or of a marked message."""
    name = _called(call)
    shown = (_NAMES | _METHODS).get(name)
    if shown is None or not call.args:
        return []
    if name in _PLURALS:
        singular, plural = _two_forms(call, name)
        _require_values(call, plural, given={"n"})
        return [((singular, plural), shown)]
    texts = _literals(call.args[0])
    for text in texts if name != "mark" else ():
        _require_values(call, text, given=set())
    return [(text, shown) for text in texts]


def _two_forms(call: ast.Call, name: str) -> tuple[str, str]:
    match [_literals(argument) for argument in call.args[:2]]:
        case [[singular], [plural]]:
            return singular, plural
        case _:
            raise ExtractionError(f"{name}(…) needs two literal messages; a marked message has no plural")


def _literals(node: ast.expr) -> list[str]:
    match node:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.IfExp(body=body, orelse=orelse):
            return _literals(body) + _literals(orelse)
        case ast.JoinedStr() | ast.BinOp():
            raise ExtractionError("a message put together at run time cannot be translated; use {placeholders}")
        case _:
            return []


def _require_values(call: ast.Call, text: str, given: set[str]) -> None:
    names = {keyword.arg for keyword in call.keywords}
    wanted = placeholders(text)
    if None in names:
        return
    if lacking := wanted - names - given:
        raise ExtractionError(f"“{text}” is not given {', '.join(sorted(lacking))}")
    if unused := {name for name in names if name} - wanted - given:
        raise ExtractionError(f"“{text}” has no place for {', '.join(sorted(unused))}")


def _labels(source: Source, shared: dict[str, Source]) -> Iterator[Id]:
    """The messages that stand in the label of a button: there, or behind a name that stands there."""
    waiting: list[tuple[Source, ast.AST]] = [(source, label) for label in _label_expressions(source.tree)]
    seen: set[ast.AST] = set()
    while waiting:
        at, node = waiting.pop()
        if node in seen:
            continue
        seen.add(node)
        yield from _plain_ones(node)
        waiting.extend(_behind_names(at, node, shared))


def _label_expressions(tree: ast.AST) -> Iterator[ast.expr]:
    for call in _calls(tree):
        if isinstance(call.func, ast.Name) and call.func.id in _BUTTONS:
            yield from call.args[:1]
            yield from (keyword.value for keyword in call.keywords if keyword.arg == "label")


def _plain_ones(node: ast.AST) -> Iterator[Id]:
    for call in _calls(node):
        if _called(call) in {"plain", "plain_plural", "mark"}:
            with suppress(ExtractionError, MarkupError):  # told where it stands
                yield from (id_ for id_, _ in _messages(call))


def _behind_names(source: Source, node: ast.AST, shared: dict[str, Source]) -> Iterator[tuple[Source, ast.AST]]:
    for inner in ast.walk(node):
        if not isinstance(inner, ast.Name):
            continue
        yield from ((source, meaning) for meaning in source.meanings.get(inner.id, ()))
        there = shared.get(source.imported.get(inner.id, ""))
        if there is not None:
            yield from ((there, meaning) for meaning in there.meanings.get(inner.id, ()))
