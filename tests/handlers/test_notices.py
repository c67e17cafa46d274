"""News, jobs and success stories as a member meets them."""

from datetime import date

import pytest

from bot.content.catalogue import publish
from bot.domain.interests import Interests, Kind
from bot.handlers import notices
from bot.store import members
from bot.store.database import Database
from bot.ui.routes import NoticeItem, NoticeKind, NoticeList, SetKind
from tests.buttons import labels, press
from tests.ui.items import notice as make
from tests.visits import AISULU, join, visit

ALL = publish(
    [
        make(Kind.NEWS, "older", title="Older", published=date(2026, 11, 1)),
        make(Kind.NEWS, "newer", title="Newer", published=date(2026, 11, 20)),
        make(Kind.NEWS, "tomorrow", title="Tomorrow", published=date(2026, 11, 24)),
        make(Kind.JOB, "taken", title="Taken", until=date(2026, 11, 22)),
        make(Kind.JOB, "open", title="Open job", until=date(2026, 12, 5)),
    ],
)


async def test_the_newest_first_and_nothing_before_its_day(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    screen = await notices.notice_list(await visit(sqlite_db, AISULU, catalogue=ALL), NoticeList(kind=Kind.NEWS))
    assert labels(screen) == ["1. Newer", "2. Older", "Main menu"]


async def test_past_jobs_are_hidden_and_an_open_one_names_its_last_day(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    here = await visit(sqlite_db, AISULU, catalogue=ALL)
    screen = await notices.notice_list(here, NoticeList(kind=Kind.JOB))
    assert labels(screen) == ["1. Open job", "Main menu"]
    item = press(screen, "1. Open job")
    assert isinstance(item, NoticeItem)
    shown = await notices.notice_item(here, item)
    assert "<b>Deadline:</b> December 5, 2026 (in 12 days)" in shown.text.splitlines()
    assert press(shown, "Back") == NoticeList(kind=Kind.JOB)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (Kind.NEWS, "There is no news yet."),
        (Kind.JOB, "There are no jobs now."),
        (Kind.STORY, "There are no success stories yet."),
    ],
)
async def test_an_empty_kind_says_so_and_offers_its_alert(sqlite_db: Database, kind: NoticeKind, said: str) -> None:
    await join(sqlite_db, AISULU)
    screen = await notices.notice_list(await visit(sqlite_db, AISULU), NoticeList(kind=kind))
    assert said in screen.text
    assert "Turn the alert on, and what the team sends about it will reach you." in screen.text
    assert press(screen, "Turn the alert on") == SetKind(kind=kind, on=True, then=NoticeList(kind=kind).pack())


async def test_an_alert_that_is_on_is_said_and_not_offered(sqlite_db: Database) -> None:
    person = await join(sqlite_db, AISULU)
    async with sqlite_db.write() as tx:
        await members.set_interests(tx, person, Interests(kinds=frozenset({Kind.STORY})))
    screen = await notices.notice_list(await visit(sqlite_db, AISULU), NoticeList(kind=Kind.STORY))
    assert "Your alert is on: what the team sends about it will reach you." in screen.text
    assert labels(screen) == ["Main menu"]


@pytest.mark.parametrize("slug", ["gone", "tomorrow", "open"])
async def test_what_is_not_there_leads_to_the_list_of_its_kind(sqlite_db: Database, slug: str) -> None:
    await join(sqlite_db, AISULU)
    here = await visit(sqlite_db, AISULU, catalogue=ALL)
    screen = await notices.notice_item(here, NoticeItem(kind=Kind.NEWS, slug=slug))
    assert screen.toast == "This is no longer in the catalogue."
    assert labels(screen)[0] == "1. Newer"
