"""What the second person sees."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.announcement import Audience, Errand, Media, MediaKind
from bot.domain.approval import Need
from bot.domain.places import Country, Language
from bot.domain.schedule import Repeat
from bot.ui import announce_approval
from bot.ui import staff_actions as doing
from bot.ui.announce_waiting import waiting_rows
from bot.ui.packing import Action, Route
from bot.ui.screen import Press, Screen
from bot.ui.staff_actions import Approve, BackToDraft, SendBack
from bot.ui.staff_routes import AnnouncementPreview, ConfirmCancel, ReviewAnnouncement
from tests.ui.samples_approval import AWAITING, TOKEN
from tests.ui.samples_staff import COUNTS, NOW
from tests.ui.samples_when import EVERY_WEEK, ONCE
from tests.visits import translator

EN = translator("en")


def presses(screen: Screen) -> dict[Route | Action, Press]:
    return {one.to: one for row in screen.rows for one in row if isinstance(one, Press)}


def test_everything_a_reader_would_notice_is_there() -> None:
    shown = announce_approval.review(
        EN,
        replace(
            AWAITING,
            audience=Audience(countries=frozenset({Country.KZ})),
            media=Media(MediaKind.PHOTO, "photo"),
            link_preview=True,
            timing=EVERY_WEEK,
            urgent=True,
        ),
        COUNTS,
        Need.MANY,
        TOKEN,
        NOW,
    )

    for words in (
        "awaiting approval",
        "so many people that a second person has to approve it",
        "who are in: Kazakhstan",
        "Turkmen: fewer than 5 readers, will get: Russian",
        "Together: 1,516 readers and a few more.",
        "Goes out: November 24, 2026, 10:00 (UTC+5), Almaty; every week up to and including February 1, 2027",
        "February 1, 2027; also in quiet hours.",
        "A photo goes with every text.",
        "Telegram shows a preview of the first link.",
        "it is not sent again: somebody may not get it",
        "can be given within ten minutes",
    ):
        assert words in shown.text


def test_days_left_out_are_named_while_they_are_to_come() -> None:
    assert EVERY_WEEK.repeat is not None
    days = frozenset({date(2026, 11, 21), date(2026, 12, 31), date(2026, 12, 1)})
    timing = replace(EVERY_WEEK, repeat=replace(EVERY_WEEK.repeat, skipped=days))

    shown = announce_approval.review(EN, replace(AWAITING, timing=timing), COUNTS, Need.MANY, TOKEN, NOW)
    over = replace(timing, repeat=replace(EVERY_WEEK.repeat, skipped=frozenset({date(2026, 11, 21)})))
    whole = announce_approval.review(EN, replace(AWAITING, timing=over), COUNTS, Need.MANY, TOKEN, NOW)

    assert "Skipped days: December 1, 2026 and December 31, 2026." in shown.text
    assert "Skipped" not in whole.text


def test_each_text_can_be_seen_and_the_decision_carries_the_right() -> None:
    found = presses(announce_approval.review(EN, AWAITING, COUNTS, Need.MANY, TOKEN, NOW))

    assert [to.language for to in found if isinstance(to, AnnouncementPreview)] == [Language.RU, Language.KK]
    assert found[Approve(id=12, token=TOKEN)].style == "success"
    assert doing.TestToMe(id=12) in found
    assert SendBack(id=12) in found


@pytest.mark.parametrize(("need", "words"), [(Need.FEW, "so few people"), (None, "")])
def test_why_a_second_person_is_needed(need: Need | None, words: str) -> None:
    shown = announce_approval.review(EN, AWAITING, {Language.RU: 3}, need, TOKEN, NOW)

    assert words in shown.text
    assert "so many people" not in shown.text


def test_without_the_right_there_is_no_way_to_approve() -> None:
    forgotten = announce_approval.review(EN, AWAITING, COUNTS, Need.MANY, None, NOW)
    blocked = replace(AWAITING, texts={Language.RU: "<b>Половина"})
    broken = announce_approval.review(EN, blocked, COUNTS, Need.MANY, TOKEN, NOW)

    for shown in (forgotten, broken):
        assert "It cannot be approved as it is." in shown.text
        assert not any(isinstance(to, Approve) for to in presses(shown))
        assert SendBack(id=12) in presses(shown)
    assert "Its formatting is broken." in broken.text


def test_a_correction_says_whose_copies_change() -> None:
    correction = replace(AWAITING, errand=Errand.CORRECT, about=11)

    shown = announce_approval.review(EN, correction, COUNTS, Need.MANY, TOKEN, NOW)

    assert "For everybody who has announcement 11: their copies will be edited." in shown.text
    assert "answer is lost" not in shown.text


def test_the_card_leads_to_the_second_look_and_back() -> None:
    found = [
        button.to for row in waiting_rows(EN, AWAITING, theirs=False) for button in row if isinstance(button, Press)
    ]

    assert found == [ReviewAnnouncement(id=12), BackToDraft(id=12), ConfirmCancel(id=12)]


def test_several_times_a_day_are_warned_of() -> None:
    often = replace(AWAITING, timing=replace(ONCE, repeat=Repeat("0 9,15 * * *")))

    assert "more than once a day: 2 times" in announce_approval.review(EN, often, COUNTS, None, TOKEN, NOW).text
    weekly = replace(AWAITING, timing=EVERY_WEEK)
    assert "more than once" not in announce_approval.review(EN, weekly, COUNTS, None, TOKEN, NOW).text
