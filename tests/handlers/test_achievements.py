"""The programme's achievements, with the real content."""

import pytest

from bot.domain.places import Country, Language
from bot.handlers import achievements
from bot.store.database import Database
from bot.ui.routes import AchievementItem, AchievementList, ProgrammePage
from tests.buttons import labels, press
from tests.ui.samples_catalogue import real
from tests.visits import AISULU, join, visit


async def test_the_region_and_all_six_countries_are_there(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    here = await visit(sqlite_db, AISULU, catalogue=real())
    screen = await achievements.achievement_list(here, AchievementList())
    assert labels(screen)[:7] == ["Whole region", *(here.t.country(country) for country in Country)]
    assert press(screen, "Whole region") == AchievementItem(slug="regional")
    assert ProgrammePage(slug="programme") in [press(screen, label) for label in labels(screen)]


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("slug", ["regional", "az", "kz", "kg", "tj", "tm", "uz"])
async def test_every_place_is_in_every_language_and_says_of_which_year(
    sqlite_db: Database, slug: str, language: Language
) -> None:
    await join(sqlite_db, AISULU, language)
    here = await visit(sqlite_db, AISULU, catalogue=real())
    screen = await achievements.achievement_item(here, AchievementItem(slug=slug))
    assert "2020" in screen.text
    assert "<i>" not in screen.text.splitlines()[1], "shown in another language"
    assert press(screen, here.t.plain("Back")) == AchievementList()


async def test_figures_are_shown(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    here = await visit(sqlite_db, AISULU, catalogue=real())
    screen = await achievements.achievement_item(here, AchievementItem(slug="kz"))
    assert "411" in screen.text
    assert "19,198" in screen.text


async def test_the_programme_has_a_page(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    here = await visit(sqlite_db, AISULU, catalogue=real())
    screen = await achievements.programme_page(here, ProgrammePage(slug="programme"))
    assert screen.toast is None
    assert press(screen, "Back") == AchievementList()


async def test_what_has_gone_leads_to_the_list(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    here = await visit(sqlite_db, AISULU, catalogue=real())
    everything = labels(await achievements.achievement_list(here, AchievementList()))
    for screen in (
        await achievements.achievement_item(here, AchievementItem(slug="narnia")),
        await achievements.programme_page(here, ProgrammePage(slug="gone")),
    ):
        assert screen.toast == "This is no longer in the catalogue."
        assert labels(screen) == everything
