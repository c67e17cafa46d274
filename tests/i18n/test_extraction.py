"""What the extraction takes from the code, what it knows about it, and what it refuses."""

from pathlib import Path
from textwrap import dedent
from types import ModuleType
from typing import Any

import pytest

from tests.i18n.scripts import tool


@pytest.fixture
def extraction() -> ModuleType:
    return tool("extraction")


def extract(extraction: ModuleType, root: Path, **modules: str) -> Any:
    for name, code in modules.items():
        path = root / "bot" / "ui" / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(code), encoding="utf-8")
    return extraction.extract(root)


def test_every_way_to_translate_is_extracted(extraction: ModuleType, tmp_path: Path) -> None:
    code = """
    def screen(t, visit, n):
        t("html")
        visit.t("visit's html")
        t.plain("plain {x}", x=1)
        t.plural("{n} grant", "{n} grants", n)
        visit.t.plain_plural("{n} day", "{n} days of {x}", n, x=2)
        mark("marked")
        t("joined "
          "of two")
        t("one" if n else "the other")
    """
    found = extract(extraction, tmp_path, home=code)
    assert [(use.id, use.shown) for use in found.uses] == [
        ("html", "html"),
        ("visit's html", "html"),
        ("plain {x}", "plain"),
        (("{n} grant", "{n} grants"), "html"),
        (("{n} day", "{n} days of {x}"), "plain"),
        ("marked", "later"),
        ("joined of two", "html"),
        ("one", "html"),
        ("the other", "html"),
    ]
    assert {use.path for use in found.uses} == {"bot/ui/home.py"}
    assert found.uses[0].line == 3
    assert found.problems == []


def test_other_calls_and_marked_messages_are_passed_over(extraction: ModuleType, tmp_path: Path) -> None:
    found = extract(extraction, tmp_path, home='print("x"); t(KINDS[kind]); t.plain(word); f("t"); "a".join("b"); t()')
    assert (found.uses, found.problems) == ([], [])


@pytest.mark.parametrize(
    ("call", "fault"),
    [
        ('t(f"Hello {name}")', "a message put together at run time cannot be translated; use {placeholders}"),
        ('t.plain("Hello " + name)', "a message put together at run time cannot be translated; use {placeholders}"),
        ('mark(f"Hello {name}")', "a message put together at run time cannot be translated; use {placeholders}"),
        ('t("Hello {name}")', "“Hello {name}” is not given name"),
        ('t("Hello", name=1)', "“Hello” has no place for name"),
        ('t("Hello {name!r}", name=1)', "has a placeholder that is not a plain name: {name}"),
        ('t.plural("{n} x", "{n} x of {y}", n)', "“{n} x of {y}” is not given y"),
        ('t.plural(ONE, "{n} x", n)', "plural(…) needs two literal messages; a marked message has no plural"),
    ],
)
def test_what_cannot_be_translated_is_refused(extraction: ModuleType, tmp_path: Path, call: str, fault: str) -> None:
    found = extract(extraction, tmp_path, home=f"\n{call}\n")
    assert [str(problem) for problem in found.problems] == [f"bot/ui/home.py:2: {fault}"]
    assert found.uses == []


def test_values_passed_as_a_mapping_are_trusted(extraction: ModuleType, tmp_path: Path) -> None:
    assert extract(extraction, tmp_path, home='t("Hello {name}", **values)').problems == []


def test_what_stands_on_a_button_is_known(extraction: ModuleType, tmp_path: Path) -> None:
    labels = """
    KINDS: dict[str, str] = {"a": mark("Grants")}
    CITIES = {"b": mark("Baku")}
    UNUSED = {"c": mark("elsewhere")}
    """
    home = """
    from bot.ui.labels import KINDS, UNUSED

    def named(t, kind) -> str:
        return t.plain(KINDS[kind])

    def rows(t, kind, n):
        text = t.plain("a heading")
        wide = t.plain("behind a name")
        t(UNUSED["c"])
        return (
            Press(t.plain("direct"), Home()),
            Press(chosen(t.plain("inside"), on=True), Home()),
            Press(f"+ {t.plain_plural('{n} day', '{n} days', n)}", Home()),
            Link(label=wide, url=t.plain("an address")),
            Press(named(t, kind), Home(t.plain("not the label"))),
        )
    """
    found = extract(extraction, tmp_path, labels=labels, home=home)
    assert found.labels == {"direct", "inside", ("{n} day", "{n} days"), "behind a name", "Grants"}
