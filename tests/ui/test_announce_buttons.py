"""The place where link buttons are typed, and how the lines are read."""

import pytest

from bot.domain.announcement import LinkButton
from bot.domain.places import Language
from bot.ui.announce_buttons import Read, read_buttons, write_buttons
from bot.ui.screen import Press, Screen
from bot.ui.staff_actions import DropButtons
from bot.ui.staff_routes import WriteText
from tests.ui.samples_compose import ILLUSTRATED
from tests.ui.samples_staff import WRITTEN
from tests.visits import translator

EN = translator("en")


def targets(screen: Screen) -> list[object]:
    return [button.to for row in screen.rows for button in row if isinstance(button, Press)]


def test_the_place_shows_how_and_leads_back() -> None:
    screen = write_buttons(EN, WRITTEN, Language.KK)

    assert "Buttons under the text: Kazakh." in screen.text
    assert "<code>How to apply | https://example.org/apply</code>" in screen.text
    assert targets(screen) == [WriteText(id=12, language=Language.KK)]


def test_what_is_there_is_shown_and_can_be_taken_away() -> None:
    screen = write_buttons(EN, ILLUSTRATED, Language.RU)

    assert "• Подать заявку &lt;сегодня&gt; &amp; завтра | https://example.org/?a=1&amp;b=2" in screen.text
    assert "They will replace the ones that are there now." in screen.text
    assert targets(screen)[0] == DropButtons(id=12, language=Language.RU)


def test_the_example_can_be_typed_as_it_stands() -> None:
    example = write_buttons(EN, WRITTEN, Language.KK).text.split("<code>")[1].split("</code>")[0]

    assert read_buttons(EN, example) == Read((LinkButton("How to apply", "https://example.org/apply"),))


def test_each_line_is_a_button() -> None:
    read = read_buttons(EN, " Apply|https://a.example/?b=1|2 \n\n  Ask us  |  HTTPS://t.me/example\n")

    assert read == Read((LinkButton("Apply", "https://a.example/?b=1|2"), LinkButton("Ask us", "HTTPS://t.me/example")))


@pytest.mark.parametrize(
    "line", ["Ask us https://a.example/x", "Ask us – https://a.example/x", "Ask us: https://a.example/x"]
)
def test_a_bar_is_not_needed_before_an_address(line: str) -> None:
    assert read_buttons(EN, line) == Read((LinkButton("Ask us", "https://a.example/x"),))


def test_an_address_alone_is_no_button() -> None:
    assert len(read_buttons(EN, "https://a.example").faults) == 1


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("Apply a.example", "There is no “|” between the label and the address."),
        ("| https://a.example", "There is no label before the “|”."),
        ("\u200b | https://a.example", "There is no label before the “|”."),
        ("ж" * 41 + "| https://a.example", "The label has 41 characters; a button holds 40."),
        ("Apply |", "There is no address after the “|”."),
        ("Apply | a.example", "The address has to begin with “https://”."),
        ("Apply | http://a.example", "The address has to begin with “https://”."),
        ("Apply | tg://resolve?domain=x", "The address has to begin with “https://”."),
        ("Apply | https://bit.ly/x", "This link is shortened, so nobody can see where it leads: https://bit.ly"),
        ("Apply | https://a.example/" + "x" * 2048, "The address is longer than 2,048 characters."),
    ],
)
def test_a_line_that_cannot_be_read_is_named_with_its_fault(line: str, fault: str) -> None:
    read = read_buttons(EN, f"Ask | https://t.me/example\n{line}")

    assert read == Read(faults=(f"Line 2: {fault}",))


def test_each_wrong_line_is_told() -> None:
    assert len(read_buttons(EN, "a\nb\nc").faults) == 3


@pytest.mark.parametrize(
    ("typed", "words"), [("", "at least one line"), (" \n ", "at least one line"), ("a|b\n" * 4, "more than 3 lines")]
)
def test_none_and_too_many_are_asked_again(typed: str, words: str) -> None:
    read = read_buttons(EN, typed)

    assert read.buttons == ()
    assert words in read.faults[0]
