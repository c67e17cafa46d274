"""Exchanging the catalogue while somebody reads it."""

from pathlib import Path

import pytest

from bot.content.loader import ContentError
from bot.content.shelf import Shelf
from tests.content.required import PAGE, put_required


@pytest.fixture
def content(tmp_path: Path) -> Path:
    put_required(tmp_path / "content")
    return tmp_path / "content"


def titles(shelf: Shelf) -> list[str]:
    return [text.title for page in shelf.current.pages for text in page.texts.values()]


def test_reload_takes_what_is_there_now_and_leaves_readers_what_they_hold(content: Path) -> None:
    shelf = Shelf(content)
    held = shelf.current
    (content / "pages/programme.yaml").write_text(PAGE.replace("TITLE", "Changed"))

    assert titles(shelf) == ["TITLE"]
    assert shelf.reload() is None
    assert titles(shelf) == ["Changed"]
    assert held is not shelf.current


def test_a_broken_file_keeps_the_old_catalogue_and_is_reported(content: Path) -> None:
    shelf = Shelf(content)
    held = shelf.current
    (content / "pages/programme.yaml").write_text(PAGE.replace("title: TITLE", "titel: x"))

    error = shelf.reload()

    assert isinstance(error, ContentError)
    assert [problem.line for problem in error.problems] == [5, 5]
    assert shelf.current is held


def test_an_emptied_folder_keeps_the_old_catalogue(content: Path) -> None:
    shelf = Shelf(content)
    held = shelf.current
    for path in content.rglob("*.yaml"):
        path.unlink()

    assert isinstance(shelf.reload(), ContentError)
    assert shelf.current is held


def test_a_repaired_file_is_taken_again(content: Path) -> None:
    shelf = Shelf(content)
    (content / "pages/programme.yaml").write_text("")
    assert shelf.reload() is not None
    (content / "pages/programme.yaml").write_text(PAGE.replace("TITLE", "Repaired"))

    assert shelf.reload() is None
    assert titles(shelf) == ["Repaired"]


def test_the_first_catalogue_must_be_readable(content: Path) -> None:
    (content / "pages/programme.yaml").write_text("a: [")

    with pytest.raises(ContentError, match=r"content/pages/programme\.yaml:\d: not valid YAML"):
        Shelf(content)
