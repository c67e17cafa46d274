"""What the bot sends by itself as staff see it: figures only where they point at nobody, no way to change a copy."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.announcement import BY_ITSELF, Errand, State
from bot.domain.delivery import Status
from bot.domain.parting import Reason
from bot.domain.progress import Postponed, Progress
from bot.domain.refusal import Fault
from bot.domain.refusal import named as named_fault
from bot.ui import announce, new_items, reasons, sent_by_bot
from bot.ui.alert_routes import NewItems, SentByBot, TellOfItems
from bot.ui.paging import Sheet
from bot.ui.staff_actions import PauseAnnouncement, ResumeAnnouncement
from bot.ui.staff_notices import notice
from bot.ui.staff_routes import AnnouncementReport, AnnouncementView, ConfirmCancel
from tests.buttons import labels, press
from tests.ui.samples_by_bot import by_bot
from tests.ui.samples_staff import DUE, NOW
from tests.visits import translator

EN = translator("en")
MANY = Progress(tally={Status.SENT: 120, Status.WAITING: 30})
FEW = Progress(tally={Status.SENT: 3, Status.WAITING: 1}, rate=2.0, postponed=Postponed(1, DUE, DUE))


def test_each_line_says_what_it_is_about() -> None:
    title = sent_by_bot.About(title="Green Yard Fund")
    sheet = Sheet(
        (
            sent_by_bot.Listed(replace(by_bot(Errand.ALERT, State.SENDING), id=7), sent_by_bot.About(3), MANY.tally),
            sent_by_bot.Listed(replace(by_bot(Errand.DIGEST, State.DONE), id=6), tally={Status.SENT: 4}),
            sent_by_bot.Listed(replace(by_bot(Errand.REMINDER, State.DONE), id=5), title),
            sent_by_bot.Listed(replace(by_bot(Errand.CHANGE, State.SCHEDULED), id=4), title),
        ),
        1, 1, 1,
    )  # fmt: skip

    screen = sent_by_bot.sent_by_bot(EN, sheet)

    assert "7: 3 new items, being sent, November 24, 2026, 05:00 (UTC), sent to: 120 readers" in screen.text
    assert "6: digest of November 24, 2026, complete, " in screen.text
    assert "sent to: fewer than 5 readers" in screen.text
    assert "5: deadline is near: Green Yard Fund, complete" in screen.text
    assert press(screen, "🕒 4. changed: Green Yard Fund") == AnnouncementView(id=4)


@pytest.mark.parametrize("errand", sorted(BY_ITSELF))
def test_it_can_be_paused_resumed_and_cancelled_but_not_changed(errand: Errand) -> None:
    sending, paused = (announce.card(EN, by_bot(errand, state), MANY, NOW) for state in (State.SENDING, State.PAUSED))
    done = announce.card(EN, by_bot(errand, State.DONE), MANY, NOW)

    at = by_bot(errand, State.SENDING).id
    assert press(sending, "Pause") == PauseAnnouncement(id=at)
    assert press(sending, "Cancel it") == press(paused, "Cancel it") == ConfirmCancel(id=at)
    assert press(paused, "Resume") == ResumeAnnouncement(id=at)
    assert press(done, "Report") == AnnouncementReport(id=at)
    assert labels(done) == ["Report", "Sent by the bot"]
    assert "Sent: 120" in done.text


@pytest.mark.parametrize("errand", sorted(BY_ITSELF))
@pytest.mark.parametrize("state", [State.SENDING, State.PAUSED, State.DONE, State.CANCELLED])
def test_how_few_it_is_for_is_not_told(errand: Errand, state: State) -> None:
    screen = announce.card(EN, by_bot(errand, state), FEW, NOW)

    assert "For fewer than 5 readers." in screen.text
    assert not any(words in screen.text for words in ("Sent:", "Total:", "▓", "%", "quiet hours", "messages a second"))
    assert "Report" not in labels(screen)


def test_one_that_telegram_refused_says_why() -> None:
    paused = replace(by_bot(Errand.ALERT, State.PAUSED), pause_reason=named_fault(next(iter(Fault)), "x"))

    assert "Paused because of:" in announce.card(EN, paused, MANY, NOW).text


def test_an_alert_can_be_corrected_until_it_goes_out() -> None:
    one = by_bot(Errand.ALERT, State.SCHEDULED)

    assert "Until then the content can still be corrected." in announce.card(EN, one, Progress(), NOW).text
    assert "It begins in a moment." in announce.card(EN, one, Progress(), DUE + timedelta(seconds=1)).text
    reminder = by_bot(Errand.REMINDER, State.SCHEDULED)
    assert "corrected" not in announce.card(EN, reminder, Progress(), NOW).text


def test_many_new_items_wait_for_a_decision() -> None:
    one = by_bot(Errand.ALERT, State.AWAITING)

    assert press(announce.card(EN, one, Progress(), NOW), "Decide") == NewItems(id=one.id)
    screen = new_items.new_items(EN, one, {}, 1204, 3)
    assert "They would hear at once: 1,204 readers." in screen.text
    assert "They would hear in digests: fewer than 5 readers." in screen.text
    assert press(screen, "Tell them") == TellOfItems(id=one.id, on=True)
    assert press(screen, "Tell nobody") == TellOfItems(id=one.id, on=False)
    assert press(screen, "Back") == SentByBot()


def test_staff_are_asked_while_the_question_is_open() -> None:
    asked = notice(EN, NewItems(id=12), by_bot(Errand.ALERT, State.AWAITING))

    assert asked is not None
    assert press(asked, "Decide") == NewItems(id=12)
    assert notice(EN, NewItems(id=12), by_bot(Errand.ALERT, State.SCHEDULED)) is None


def test_small_numbers_of_reasons_are_not_told() -> None:
    screen = reasons.reasons(EN, {Reason.TOO_MANY: 4, Reason.OTHER: 5})

    assert screen.text.splitlines()[-5:] == [
        "Too many messages: fewer than 5",
        "Not for us: 0",
        "Not in our language: 0",
        "We find it elsewhere: 0",
        "Another reason: 5",
    ]
