"""Courses as a member meets them."""

from bot.content.catalogue import publish
from bot.domain.interests import Kind
from bot.domain.places import Language
from bot.handlers import courses
from bot.store.database import Database
from bot.ui.routes import CourseByLanguage, CourseItem, CourseList, SetKind
from tests.buttons import address, labels, press
from tests.ui.items import URL
from tests.ui.items import course as make
from tests.visits import AISULU, join, visit

ALL = publish(
    [
        make("a-kyrgyz", title="In Kyrgyz", languages=("ky", "ru")),
        make("b-english", title="In English", languages=("en",), free=False),
        make("c-dutch", title="In Dutch", languages=("nl",), free=None),
    ],
)


async def test_all_courses_with_what_they_cost(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    screen = await courses.course_list(await visit(sqlite_db, AISULU, catalogue=ALL), CourseList())
    assert labels(screen)[:3] == ["1. In Kyrgyz", "2. In English", "3. In Dutch"]
    assert "Language: Kyrgyz and Russian. Free" in screen.text.splitlines()
    assert "Language: English" in screen.text.splitlines()


async def test_only_languages_with_a_course_are_offered_the_own_one_first(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU, Language.KY)
    here = await visit(sqlite_db, AISULU, catalogue=ALL)
    screen = await courses.course_by_language(here, CourseByLanguage(language=Language.EN))
    assert labels(screen)[1:4] == ["Кыргызча", "Русский", "✓ English"]
    assert press(screen, "Кыргызча") == CourseList(language=Language.KY)
    assert press(screen, here.t.plain("All languages")) == CourseList()
    assert press(screen, here.t.plain("Back")) == CourseList(language=Language.EN)


async def test_a_language_narrows_the_list_and_an_item_leads_back_to_it(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    here = await visit(sqlite_db, AISULU, catalogue=ALL)
    narrow = CourseList(language=Language.EN)
    screen = await courses.course_list(here, narrow)
    assert "Language: English." in screen.text.splitlines()
    item = press(screen, "1. In English")
    assert isinstance(item, CourseItem)
    assert press(await courses.course_item(here, item), "Back") == narrow


async def test_an_item_says_who_in_what_language_for_how_much_and_for_whom(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    screen = await courses.course_item(
        await visit(sqlite_db, AISULU, catalogue=ALL),
        CourseItem(slug="a-kyrgyz"),
    )
    for line in (
        "<b>Provider:</b> Academy &amp; Co",
        "<b>Language:</b> Kyrgyz and Russian; Kazakh is planned",
        "<b>Cost:</b> Free of charge",
        "<b>Accessibility:</b> Subtitles",
    ):
        assert line in screen.text.splitlines()
    assert address(screen, "Open example.org") == URL


async def test_no_courses_offers_the_alert(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    here = await visit(sqlite_db, AISULU, catalogue=ALL)
    narrow = await courses.course_list(here, CourseList(language=Language.TK))
    assert "There are no courses in this language yet." in narrow.text
    assert press(narrow, "Show all courses") == CourseList()
    assert press(narrow, "Turn the alert on") == SetKind(kind=Kind.COURSE, on=True, then="k_tk_1")
    empty = await courses.course_list(await visit(sqlite_db, AISULU), CourseList())
    assert "There are no courses yet." in empty.text


async def test_a_course_that_has_gone_leads_to_the_list(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    here = await visit(sqlite_db, AISULU, catalogue=ALL)
    screen = await courses.course_item(here, CourseItem(slug="gone", language=Language.RU))
    assert screen.toast == "This is no longer in the catalogue."
    assert labels(screen)[0] == "1. In Kyrgyz"
