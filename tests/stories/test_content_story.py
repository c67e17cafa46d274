"""Editors at work while the bot runs: a new item is taken over, a broken one is reported and changes nothing."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.domain.places import Language
from bot.settings import Settings
from bot.store import visits
from bot.store.errors import StoreBusyError
from tests.stories.stage import Stage, make_stage

CONTENT = Settings.default_folders()[0]
ITEM = "funding/rufford-foundation.yaml"


@pytest.fixture
async def edited(tmp_path: Path) -> AsyncIterator[tuple[Stage, Path]]:
    """A bot whose content is a copy that the test edits."""
    folder = tmp_path / "content"
    shutil.copytree(CONTENT, folder)
    stage = make_stage(f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}", tmp_path / "secret.key")
    stage.settings = stage.settings.model_copy(update={"content_dir": folder})
    async with stage:
        yield stage, folder
    assert stage.sim.violations == []


async def title_shown(stage: Stage, title: str) -> None:
    """Returns when Aisulu, asking again and again, sees this title."""
    aisulu = stage.aisulu(Language.EN)
    for _ in range(60):
        await aisulu.start("fi_rufford-foundation")
        if title in aisulu.text:
            return
    raise AssertionError(f"{title!r} is not shown, but: {aisulu.text}")


def retitled(text: str, title: str) -> str:
    before, rest = text.split("  en:\n", 1)
    line = next(one for one in rest.splitlines() if one.strip().startswith("title:"))
    return before + "  en:\n" + rest.replace(line, f"    title: {title}", 1)


async def test_what_is_saved_is_shown_and_what_is_broken_is_reported(edited: tuple[Stage, Path]) -> None:
    stage, folder = edited
    await stage.aisulu(Language.EN).join()
    olga = stage.olga(Language.EN)
    await olga.join()
    item = folder / ITEM
    good = item.read_text("utf-8")
    item.write_text(retitled(good, "A new title"), "utf-8")
    await title_shown(stage, "A new title")
    item.write_text(retitled(good, "Never shown") + "nonsense: 1\n", "utf-8")
    await stage.until(lambda: any("nonsense" in message.text for message in olga.person.messages))
    assert "content/funding/rufford-foundation.yaml:" in olga.text
    await title_shown(stage, "A new title")
    item.write_text(retitled(good, "Mended"), "utf-8")
    await title_shown(stage, "Mended")


async def test_a_folder_that_is_exchanged_as_a_whole_is_taken_over(edited: tuple[Stage, Path]) -> None:
    stage, folder = edited
    await stage.aisulu(Language.EN).join()
    other = folder.with_name("other")
    shutil.copytree(folder, other)
    (other / ITEM).write_text(retitled((other / ITEM).read_text("utf-8"), "From the other folder"), "utf-8")
    folder.rename(folder.with_name("old"))
    other.rename(folder)
    await title_shown(stage, "From the other folder")
    (folder / ITEM).write_text(retitled((folder / ITEM).read_text("utf-8"), "Edited after that"), "utf-8")
    await title_shown(stage, "Edited after that")


async def test_trouble_while_telling_the_owners_does_not_end_the_bot(
    edited: tuple[Stage, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    stage, folder = edited
    await stage.aisulu(Language.EN).join()
    olga = stage.olga(Language.EN)
    await olga.join()

    async def busy(*_: object) -> None:
        raise StoreBusyError("the database is locked")

    with monkeypatch.context() as patch:
        patch.setattr(visits, "load", busy)
        (folder / "funding" / "deep.yaml").write_text("[" * 3000 + "]" * 3000, "utf-8")
        await stage.until(lambda: any("deep.yaml" in message.text for message in olga.person.messages))
    (folder / "funding" / "deep.yaml").unlink()
    await title_shown(stage, "Rufford")
