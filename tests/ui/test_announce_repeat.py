"""How often it goes out again: the rules, the days left out, what is wrong with an expression."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.announcement import State
from bot.domain.cron import CronError, Fault, Field, read_cron
from bot.domain.schedule import Repeat
from bot.ui import announce_repeat
from bot.ui.staff_actions import Rule, SetRepeat, SkipDay
from bot.ui.staff_routes import AnnouncementView, AnnouncementWhen, WriteCron, WriteRepeatEnd
from tests.buttons import labels, press
from tests.ui.samples_staff import NOW, SCHEDULED, WRITTEN
from tests.ui.samples_when import BY_CRON, EVERY_WEEK, FIVE, ONCE
from tests.visits import translator

EN = translator("en")


def test_without_a_moment_it_is_asked_for_first() -> None:
    screen = announce_repeat.repeating(EN, WRITTEN, (), NOW)

    assert "First choose when it goes out for the first time" in screen.text
    assert labels(screen) == ["Back", "Main menu"]
    assert press(screen, "Back") == AnnouncementWhen(id=12)


def test_each_rule_is_a_button_and_the_chosen_one_has_a_tick() -> None:
    screen = announce_repeat.repeating(EN, replace(WRITTEN, timing=ONCE), (), NOW)

    assert press(screen, "✓ Does not repeat") == SetRepeat(id=12, rule=Rule.NEVER)
    assert press(screen, "Every day") == SetRepeat(id=12, rule=Rule.DAILY)
    assert press(screen, "Every week") == SetRepeat(id=12, rule=Rule.WEEKLY)
    assert press(screen, "Every month") == SetRepeat(id=12, rule=Rule.MONTHLY)
    assert press(screen, "Cron expression") == WriteCron(id=12)
    assert "Ends when…" not in labels(screen)


@pytest.mark.parametrize(
    ("rule", "ticked"),
    [("weekly", "✓ Every week"), ("monthly 31", "✓ Every month"), ("0 9 * * *", "✓ Cron expression")],
)
def test_the_rule_that_holds(rule: str, ticked: str) -> None:
    timing = replace(ONCE, repeat=Repeat(rule))
    screen = announce_repeat.repeating(EN, replace(WRITTEN, timing=timing), FIVE, NOW)

    rules = {"Does not repeat", "Every day", "Every week", "Every month", "Cron expression"}
    assert [label for label in labels(screen) if label.removeprefix("✓ ") in rules and "✓" in label] == [ticked]
    assert press(screen, "Ends when…") == WriteRepeatEnd(id=12)


def test_each_coming_day_can_be_left_out_or_put_back() -> None:
    screen = announce_repeat.repeating(EN, replace(WRITTEN, timing=EVERY_WEEK), FIVE, NOW)

    assert press(screen, "✓ Nov 24, 2026") == SkipDay(id=12, day=20261124, on=True)
    assert press(screen, "Dec 1, 2026") == SkipDay(id=12, day=20261201, on=False)
    assert "🕒 November 24, 2026, 10:00" in screen.text
    assert "🚫 <s>December 1, 2026, 10:00</s>" in screen.text


def test_a_day_with_several_times_is_one_button() -> None:
    twice = (FIVE[0], FIVE[0].replace(hour=15))
    screen = announce_repeat.repeating(EN, replace(WRITTEN, timing=BY_CRON), twice, NOW)

    assert labels(screen).count("✓ Nov 24, 2026") == 1
    assert "15:00" in screen.text


def test_when_nothing_is_left_it_says_so() -> None:
    assert "No dates are left" in announce_repeat.repeating(EN, replace(WRITTEN, timing=EVERY_WEEK), (), NOW).text


def test_of_a_scheduled_one_only_days_are_left_out() -> None:
    screen = announce_repeat.repeating(EN, replace(SCHEDULED, timing=EVERY_WEEK), FIVE, NOW)

    assert "✓ Nov 24, 2026" in labels(screen)
    assert not {"Does not repeat", "✓ Every week", "Ends when…"} & set(labels(screen))
    assert press(screen, "Back") == AnnouncementView(id=12)


@pytest.mark.parametrize(
    ("state", "approved", "is_final"),
    [(State.SCHEDULED, True, True), (State.SCHEDULED, False, False), (State.DRAFT, True, False)],
)
def test_of_an_approved_one_no_day_is_said_to_come_back(state: State, approved: bool, is_final: bool) -> None:
    series = replace(SCHEDULED, state=state, approved=approved, timing=EVERY_WEEK)

    text = announce_repeat.repeating(EN, series, FIVE, NOW).text

    final = "Tap a day below to skip it.\nA second person approved this. To put a day back, return it to draft."
    assert (final in text) is is_final
    assert ("or to restore it" in text) is not is_final


def test_the_end_is_asked_with_what_holds_now() -> None:
    until = replace(ONCE, repeat=Repeat("weekly", until=date(2026, 12, 24)))
    screen = announce_repeat.write_end(EN, replace(WRITTEN, timing=until), NOW)

    assert "every week up to and including December 24, 2026" in screen.text
    assert "<code>22.12.2026</code>" in screen.text


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("0 10 * *", "There have to be five fields"),
        ("x 10 * * *", "“x” is neither a number nor a name (minute)."),
        ("0 24 * * *", "24 must be between 0 and 23 (hour)."),
        ("0 10 5-1 * *", "5-1: the range runs backwards (day of the month)."),
        ("*/0 10 * * *", "*/0: the step is not valid (minute)."),
        ("0 10 30 2 *", "There is no such day."),
        ("0 10 * * " + "z" * 300, "“zzzzzzzzzzzzzzzzzzzz…” is neither"),
    ],
)
def test_what_is_wrong_with_an_expression(typed: str, words: str) -> None:
    with pytest.raises(CronError) as caught:
        read_cron(typed)

    said = announce_repeat.cron_fault(EN, caught.value)
    assert said.startswith(words)
    assert len(said) <= 200


@pytest.mark.parametrize("fault", Fault)
@pytest.mark.parametrize("field", [None, *Field])
def test_every_fault_has_words(fault: Fault, field: Field | None) -> None:
    if field is None and fault not in {Fault.FIELDS, Fault.NEVER}:
        return
    said = announce_repeat.cron_fault(EN, CronError(fault, "x", field))
    assert said
    assert "{" not in said


def test_the_example_of_an_expression_is_one() -> None:
    assert "0 10 * * 1-5" in announce_repeat.write_cron(EN, replace(WRITTEN, state=State.DRAFT)).text
    assert read_cron("0 10 * * 1-5").weekdays == (1, 2, 3, 4, 5)


def test_more_than_once_a_day_is_warned_of() -> None:
    def text(rule: str) -> str:
        timing = replace(ONCE, repeat=Repeat(rule))
        return announce_repeat.repeating(EN, replace(WRITTEN, timing=timing), FIVE, NOW).text

    assert "⚠️ It would reach the same people more than once a day: 60 times on November 30, 2026." in text("* 10 * * 1")
    assert "Is the first field right? <code>0 10 * * 1</code> means Mondays at 10:00." in text("* 10 * * 1")
    assert "2 times on November 25, 2026." in text("0 9,15 * * *")
    assert "first field" not in text("0 9,15 * * *")
    assert "⚠️" not in text("0 10 * * 1") + text("daily")
