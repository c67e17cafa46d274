"""Reading YAML as the editor meant it, and remembering where everything stood."""

import pytest

from bot.content.source import read


def test_every_scalar_stays_the_text_the_editor_wrote() -> None:
    source = read(
        "norwegian: no\nyear: 2025\nday: 2026-11-22\noctal: 010\nclock: 12:30\nempty:\nnothing: null\nquoted: ''\n"
    )

    assert source.values == {
        "norwegian": "no",
        "year": "2025",
        "day": "2026-11-22",
        "octal": "010",
        "clock": "12:30",
        "empty": None,
        "nothing": None,
        "quoted": "",
    }


def test_lines_are_remembered_for_values_lists_and_texts() -> None:
    source = read("a: 1\nlist:\n  - x\n  - y\ntexts:\n  ru:\n    body: |\n      first\n      second\n")

    assert source.line_of(("a",)) == 1
    assert source.line_of(("list", 1)) == 4
    assert source.line_of(("texts", "ru", "body"), 1) == 9
    assert source.line_of(("texts", "ru", "missing")) == 6
    assert source.line_of(("elsewhere",)) == 1


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "a: stands twice"),
        ("texts:\n  ru: {x: 1, x: 2}\n", 2, "x: stands twice"),
        ("a: &x 1\nb: *x\n", 1, "is used again"),
        ("a: &x\n  b: *x\n", 1, "is used again"),
        ("a: 1\n b: [\n", 2, "not valid YAML"),
        ("a: 'open\n", 2, "not valid YAML"),
        ("a: 1\n---\nb: 2\n", 2, "not valid YAML"),
        ("a: \x07\n", 1, "not valid YAML"),
        ("", 1, "the file is empty"),
        ("# only a note\n", 1, "the file is empty"),
        pytest.param("a: 1\nb: " + "[" * 3000, 2, "is nested too deeply", id="brackets"),
        pytest.param("a: 1\nb: " + "[" * 100_000, 2, "is nested too deeply", id="more-than-the-stack-holds"),
        pytest.param("a:\n " + "- " * 3000 + "x", 2, "is nested too deeply", id="dashes"),
        ("- a\n- b\n", 1, "field: value"),
        ("just words\n", 1, "field: value"),
        ("? [a, b]\n: 1\n", 1, "a field has no name"),
    ],
)
def test_what_yaml_hides_is_a_fault_with_its_line(text: str, line: int, message: str) -> None:
    faults = read(text).faults

    assert [(fault.line, message in fault.message) for fault in faults] == [(line, True)]
