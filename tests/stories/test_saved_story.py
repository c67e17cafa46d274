"""A call is saved, watched and put into a calendar: by buttons only, over HTTP, with the whole bot."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.domain.places import Country, Language
from tests.stories.editors import Editors
from tests.stories.stage import Actor, Stage, make_stage


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """A bot with one call in its catalogue, that closes on a clock in Brussels."""
    editors = Editors(tmp_path / "content")
    editors.grant("far-call", "2030-03-01", "KZ UZ", deadline_time="17:00", deadline_zone="Europe/Brussels")
    made = make_stage(f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}", tmp_path / "secret.key")
    made.settings = made.settings.model_copy(update={"content_dir": editors.folder})
    async with made:
        yield made
    assert made.sim.violations == []


async def saved_on_its_page(stage: Stage, aisulu: Actor) -> None:
    """Presses until the bot has taken stock of its catalogue, which it does soon after its start."""
    for _ in range(60):
        await aisulu.press("Save")
        if aisulu.t.plain("Remove from saved") in aisulu.screen.labels:
            return
    raise AssertionError(aisulu.toast)


async def test_a_call_is_saved_watched_and_put_into_a_calendar(stage: Stage) -> None:
    aisulu = stage.aisulu(Language.EN)
    await aisulu.join(Country.UZ)
    await aisulu.start("fi_far-call")
    clock = "March 1, 2030, 17:00 (Brussels time)"
    assert f"Deadline: {clock}" in aisulu.text
    assert "date_time" in [entity.type for entity in aisulu.screen.entities]
    await saved_on_its_page(stage, aisulu)
    assert aisulu.toast == "Saved. You are reminded before the deadline."

    await aisulu.press("Main menu")
    await aisulu.press("Saved items")
    await aisulu.press_label("1. Far call")
    assert "Saved. You are reminded before the deadline." in aisulu.text
    await aisulu.press("Add to my calendar")
    file = aisulu.person.messages[-2]
    assert "reminder three days before" in file.text
    assert aisulu.text.startswith("Far call")

    await aisulu.press("Applied")
    assert aisulu.toast == "Good luck! You get no more reminders of it."
    assert "You have applied." in aisulu.text
    await aisulu.press("Remove from saved")
    assert "This is not among your saved items." in aisulu.text
    await aisulu.press("Save")
    await aisulu.press("Back")
    assert aisulu.screen.labels[0] == "1. Far call"
