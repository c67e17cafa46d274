"""What staff are told."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.announcement import State
from bot.domain.places import Country
from bot.ui.packing import Action, Route
from bot.ui.routes import Home
from bot.ui.screen import Press, Screen
from bot.ui.staff_actions import Approve, BackToDraft, Freeze, SendBack, Thaw
from bot.ui.staff_notices import notice
from bot.ui.staff_routes import Announcements, AnnouncementView, Lockdown, ReviewAnnouncement, StaffList
from tests.buttons import press
from tests.ui.samples_approval import AWAITING, TOKEN
from tests.ui.samples_progress import AT_TEN
from tests.ui.samples_staff import SCHEDULED
from tests.visits import translator

EN = translator("en")


def only_way(screen: Screen | None) -> Route | Action:
    assert screen is not None
    [[button]] = screen.rows
    assert isinstance(button, Press)
    return button.to


@pytest.mark.parametrize(
    ("what", "words"),
    [(Freeze(), "has frozen all sending"), (Thaw(), "wants sending to resume"), (Lockdown(), "Sending has resumed")],
)
def test_of_the_lockdown_with_a_way_to_it(what: Route | Action, words: str) -> None:
    shown = notice(EN, what, None)

    assert shown is not None
    assert words in shown.text
    assert only_way(shown) == Lockdown()


def test_an_announcement_waits_for_its_reader() -> None:
    shown = notice(EN, ReviewAnnouncement(id=12), AWAITING)

    assert shown is not None
    assert "<b>Announcement 12</b>" in shown.text
    assert "needs a second person's approval" in shown.text
    assert only_way(shown) == ReviewAnnouncement(id=12)


@pytest.mark.parametrize("state", [state for state in State if state is not State.AWAITING])
def test_nobody_is_asked_for_what_waits_no_more(state: State) -> None:
    assert notice(EN, ReviewAnnouncement(id=12), replace(AWAITING, state=state)) is None


def test_its_author_learns_what_was_decided() -> None:
    approve = Approve(id=12, token=TOKEN)
    scheduled, sent = (
        notice(EN, approve, replace(SCHEDULED, timing=AT_TEN)),
        notice(EN, approve, replace(SCHEDULED, state=State.SENDING)),
    )
    returned = notice(EN, SendBack(id=12), replace(AWAITING, state=State.DRAFT))

    assert scheduled is not None
    assert "approved it. It goes out: November 24, 2026, 10:00 (UTC+5), Almaty." in scheduled.text
    assert sent is not None
    assert "goes out" not in sent.text
    assert returned is not None
    assert "sent it back for changes" in returned.text
    assert only_way(scheduled) == only_way(returned) == AnnouncementView(id=12)


def test_what_was_approved_for_readers_clocks_is_told_so() -> None:
    theirs = replace(SCHEDULED, timing=replace(AT_TEN, by_reader=True))
    shown = notice(EN, Approve(id=12, token=TOKEN), theirs)

    assert shown is not None
    assert "It goes out: November 24, 2026, 10:00 local time for each reader." in shown.text


@pytest.mark.parametrize("state", [State.DRAFT, State.AWAITING, State.CANCELLED])
def test_an_approval_that_was_taken_back_is_not_told_any_more(state: State) -> None:
    assert notice(EN, Approve(id=12, token=TOKEN), replace(AWAITING, state=state)) is None


def test_what_was_asked_for_again_was_not_sent_back() -> None:
    assert notice(EN, SendBack(id=12), AWAITING) is None


@pytest.mark.parametrize("what", [ReviewAnnouncement(id=12), Approve(id=12, token=TOKEN), SendBack(id=12)])
def test_what_does_not_exist_is_not_told(what: Route | Action) -> None:
    assert notice(EN, what, None) is None


def test_what_is_nobodys_business_is_not_told() -> None:
    assert notice(EN, Home(), AWAITING) is None


def test_what_goes_out_at_once_can_be_undone_from_the_notice() -> None:
    due = replace(SCHEDULED, due_at=datetime(2026, 11, 23, 14, 10, 59, tzinfo=UTC))
    here, nowhere = (notice(EN, Approve(id=12, token=TOKEN), due, home) for home in (Country.UZ, None))

    assert here is not None
    assert "You can undo it until 19:10:59, Tashkent (UTC+5); then it goes out." in here.text
    assert press(here, "Undo") == BackToDraft(id=12)
    assert press(here, "Open it") == AnnouncementView(id=12)
    assert nowhere is not None
    assert "until 14:10:59, UTC;" in nowhere.text


def test_who_may_announce_now_is_told_how() -> None:
    shown = notice(EN, Announcements(), None)

    assert shown is not None
    assert "You can write and send announcements now: /announce." in shown.text
    assert "<code>/lockdown</code>" in shown.text
    assert only_way(shown) == Announcements()


def test_who_may_not_announce_any_more_has_nowhere_to_go() -> None:
    assert notice(EN, StaffList(), None) == Screen("You can no longer write and send announcements.")
