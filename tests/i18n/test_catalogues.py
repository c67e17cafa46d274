"""The translation tools at work on a small project: extract, update, and a check that catches each seeded fault."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import polib
import pytest

from bot.i18n.catalogs import Catalogs, path_of
from bot.i18n.proof import LABEL_NOTE, PLAIN_NOTE
from tests.i18n.scripts import ROOT, tool

CODE = """
def screen(t, name, n):
    Press(t.plain("Hello"), Home())
    t("<b>Hello</b>, {name}: 5", name=name)
    t.plural("{n} grant", "{n} grants", n)
"""
HELLO = {
    "ru": "Привет",
    "az": "Salam",
    "kk": "Сәлем",
    "ky": "Салам",
    "tg": "Салом",
    "tk": "Salam",
    "uz": "Salom",
}
GRANTS = {"ru": ["{n} грант", "{n} гранта", "{n} грантов"], "az": ["{n} qrant"] * 2, "uz": ["{n} ta grant"] * 2}
KAZAKH = Path("locales/kk/LC_MESSAGES/bot.po")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of three messages with clean catalogues."""
    (tmp_path / "bot" / "ui").mkdir(parents=True)
    (tmp_path / "bot" / "ui" / "home.py").write_text(CODE, encoding="utf-8")
    (tmp_path / "locales").mkdir()
    terms = {"id": "hello", "en": "Hello", **HELLO}
    glossary = "\t".join(terms) + "\n" + "\t".join(terms.values()) + "\n"
    (tmp_path / "locales" / "glossary.tsv").write_text(glossary, encoding="utf-8")
    run(tmp_path, "extract", "update")
    for language, hello in HELLO.items():
        translate(tmp_path, language, hello)
    run(tmp_path, "update")
    return tmp_path


def run(root: Path, *verbs: str) -> int:
    codes: list[int] = [tool("catalogues").main([verb, "--root", str(root)]) for verb in verbs]
    return max(codes)


def translate(root: Path, language: str, hello: str) -> None:
    path = path_of(root / "locales", language)
    catalogue = polib.pofile(str(path), wrapwidth=0)
    latin = language in {"az", "tk", "uz"}
    for entry in catalogue:
        if entry.msgid_plural:
            forms = GRANTS.get(language, ["{n} grant" if latin else "{n} грант"] * 2)
            entry.msgstr_plural = dict(enumerate(forms))
        else:
            entry.msgstr = entry.msgid.replace("Hello", hello)
    catalogue.save()


def found(root: Path) -> list[str]:
    return [str(problem).removeprefix(f"{root}/") for problem in tool("catalogues").check(root)]


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_clean_project_passes(project: Path) -> None:
    assert found(project) == []
    assert Catalogs.load(project / "locales").translator("ru").plural("{n} grant", "{n} grants", 22) == "22 гранта"


def test_the_template_says_where_and_how_a_message_is_shown(project: Path) -> None:
    text = (project / "locales" / "bot.pot").read_text(encoding="utf-8")
    assert f'#. {LABEL_NOTE}\n#. {PLAIN_NOTE}\n#: bot/ui/home.py\nmsgid "Hello"\nmsgstr ""\n' in text
    assert '#: bot/ui/home.py\n#, python-brace-format\nmsgid "{n} grant"\nmsgid_plural "{n} grants"\n' in text


def test_files_hold_no_date_and_no_path_of_a_machine(project: Path) -> None:
    for path in (project / "locales").rglob("bot.po*"):
        text = path.read_text(encoding="utf-8")
        assert str(project) not in text
        assert "Date" not in text
        assert "Generated" not in text


def test_doing_it_twice_changes_nothing(project: Path) -> None:
    before = {path: path.read_bytes() for path in (project / "locales").rglob("*.po*")}
    assert run(project, "extract", "update") == 0
    assert {path: path.read_bytes() for path in (project / "locales").rglob("*.po*")} == before


def test_lines_that_move_do_not_change_the_catalogues(project: Path) -> None:
    (project / "bot" / "ui" / "home.py").write_text("\n\n\n" + CODE, encoding="utf-8")
    assert found(project) == []


def test_a_changed_sentence_is_untranslated_and_the_old_one_is_gone(project: Path) -> None:
    change(project / "bot" / "ui" / "home.py", "<b>Hello</b>, {name}: 5", "<b>Hello</b>, {name}: 6")
    assert run(project, "extract", "update") == 0
    text = (project / KAZAKH).read_text(encoding="utf-8")
    assert 'msgid "<b>Hello</b>, {name}: 6"\nmsgstr ""\n' in text
    assert ": 5" not in text
    assert 'msgid "Hello"\nmsgstr "Сәлем"\n' in text
    assert "#~" not in text


def test_remarks_of_translators_and_fuzzy_marks_stay(project: Path) -> None:
    change(project / KAZAKH, "#. Button", "# Short on purpose.\n#, fuzzy\n#. Button")
    assert run(project, "update") == 0
    text = (project / KAZAKH).read_text(encoding="utf-8")
    assert "# Short on purpose.\n#. Button" in text
    assert '#, fuzzy\nmsgid "Hello"\nmsgstr "Сәлем"\n' in text


def test_english_is_written_by_update(project: Path) -> None:
    text = path_of(project / "locales", "en").read_text(encoding="utf-8")
    assert 'msgid "Hello"\nmsgstr "Hello"\n' in text
    assert 'msgstr[0] "{n} grant"\nmsgstr[1] "{n} grants"\n' in text


SEEDS: dict[str, tuple[str, str, str]] = {
    "untranslated": ('msgstr "Сәлем"', 'msgstr ""', "is not translated"),
    "untranslated form": ('msgstr[1] "{n} грант"', 'msgstr[1] ""', "is not translated"),
    "fuzzy": ("#. Button", "#, fuzzy\n#. Button", "is marked fuzzy"),
    "plural rule": ("nplurals=2; plural=(n != 1);", "nplurals=2; plural=(n > 1);", "wrong plural rule"),
    "lost placeholder": (', {name}: 5"\n\n', ': 5"\n\n', "lost {name}"),
    "renamed placeholder": ('msgstr[1] "{n} грант"', 'msgstr[1] "{m} грант"', "has {m} in its translation"),
    "lost tag": ("<b>Сәлем</b>", "<b>Сәлем", "leaves <b> open"),
    "other tag": ("<b>Сәлем</b>", "<i>Сәлем</i>", "has other tags"),
    "mixed script": ('msgstr "Сәлем"', 'msgstr "Cәлем"', "mixes scripts in “Cәлем”"),
    "foreign letter": ('msgstr "Сәлем"', 'msgstr "Сӯлем"', "has ӯ in “Сӯлем”"),
    "untranslated word": ("грант", "grant", "has grant in “grant”"),
    "two spaces": ("<b>Сәлем</b>, ", "<b>Сәлем</b>,  ", "has two spaces in a row"),
    "glossary": ('msgstr "Сәлем"', 'msgstr "Сәлемдесу"', "but the glossary says “Сәлем”"),
    "label length": ('msgstr "Сәлем"', f'msgstr "{"ә" * 41}"', "has 41 characters"),
    "tag on a button": ('msgstr "Сәлем"', 'msgstr "<b>Сәлем</b>"', "but is shown as plain text"),
    "changed number": ('</b>, {name}: 5"\n\n', '</b>, {name}: 7"\n\n', "fails pofilter’s numbers"),
    "broken file": ('msgid "Hello"', 'msgidd "Hello"', "mend the entry"),
    "message too many": ('msgid "Hello"', 'msgid "Bye"\nmsgstr "Сау"\n\nmsgid "Hello"', "“Bye” is not in bot.pot"),
    "message too few": ('msgid "Hello"', 'msgid "Helo"', "lacks “Hello”; run update"),
}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_seeded_fault_is_caught(project: Path, seed: str) -> None:
    old, new, fault = SEEDS[seed]
    change(project / KAZAKH, old, new)
    problems = found(project)
    assert any(fault in problem for problem in problems), problems
    assert all(problem.startswith(f"{KAZAKH}:") for problem in problems)


def test_an_apostrophe_in_uzbek_is_caught(project: Path) -> None:
    change(path_of(project / "locales", "uz"), "{n} ta grant", "{n} ta grant o'zi")
    assert any("has the apostrophe U+0027" in problem for problem in found(project))


@pytest.mark.parametrize(
    ("change_code", "problem"),
    [
        (lambda code: code + '    t("New")\n', "bot/ui/home.py:6: “New” is not in "),
        (lambda code: code.replace('    t("<b>Hello</b>, {name}: 5", name=name)\n', ""), "bot.pot:9: “<b>Hello"),
        (lambda code: code.replace("Press(", "note("), "locales/bot.pot:1: out of date; run extract and update"),
        (lambda code: code + '    t(f"{n}")\n', "bot/ui/home.py:6: a message put together at run time"),
        (lambda code: code + '    t("{n} grant", n=n)\n', "“{n} grant” has other forms elsewhere"),
    ],
)
def test_code_and_template_out_of_step_are_caught(
    project: Path, change_code: Callable[[str], str], problem: str
) -> None:
    (project / "bot" / "ui" / "home.py").write_text(change_code(CODE), encoding="utf-8")
    problems = found(project)
    assert any(problem in text for text in problems), problems


def test_the_command_fails_with_file_and_line(project: Path) -> None:
    command = [sys.executable, "scripts/catalogues.py", "check", "--root", str(project)]
    clean = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (clean.returncode, clean.stdout) == (0, "")
    change(project / KAZAKH, 'msgstr "Сәлем"', 'msgstr ""')
    faulty = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert faulty.returncode == 1
    line = (project / KAZAKH).read_text(encoding="utf-8").splitlines().index('msgid "Hello"') + 1
    assert faulty.stdout == f"{project / KAZAKH}:{line}: “Hello” is not translated\n"
    assert faulty.stderr == "Problems found: 1\n"


def test_without_a_template_the_command_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bot").mkdir()
    assert run(tmp_path, "check") == 1
    assert "bot.pot:1: cannot be read" in capsys.readouterr().out
