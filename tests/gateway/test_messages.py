"""A screen as a message."""

from telegram import InlineKeyboardMarkup

from bot.domain.announcement import MediaKind
from bot.domain.places import Language
from bot.gateway.messages import Pressed, keyboard, lasting_keyboard, read_press, spoken
from bot.ui.routes import ForgetMe, Help, Home, SetLanguage
from bot.ui.screen import Link, Press, Screen, Upload


def carried(markup: InlineKeyboardMarkup | None) -> list[list[str | object | None]]:
    assert markup is not None
    return [[button.callback_data or button.url for button in row] for row in markup.inline_keyboard]


def test_a_toast_becomes_the_first_line_with_its_signs_escaped() -> None:
    screen = Screen("<b>Home</b>", ((Press("Help", Help()),),), toast="1 < 2 & more")
    assert spoken(screen) == Screen("1 &lt; 2 &amp; more\n\n<b>Home</b>", screen.rows)


def test_a_toast_over_a_picture_has_only_the_room_of_a_caption() -> None:
    picture = Upload(MediaKind.PHOTO, "chart.png", b"png")
    assert spoken(Screen("Report", media=picture, toast="Saved.")) == Screen("Saved.\n\nReport", media=picture)
    assert spoken(Screen("x" * 1020, media=picture, toast="Saved.")).text == "x" * 1020


def test_a_screen_without_a_toast_stays_as_it_is() -> None:
    screen = Screen("Home")
    assert spoken(screen) is screen


def test_a_toast_for_which_there_is_no_room_is_left_out() -> None:
    screen = Screen("x" * 4090, toast="Saved.")
    assert spoken(screen).text == screen.text


def test_buttons_keep_their_rows_their_style_and_what_they_carry() -> None:
    rows = (
        (Press("Delete", ForgetMe(), style="danger"), Link("Open", "https://example.org/")),
        (Press("Home", Home()),),
    )
    markup = keyboard(rows)
    assert carried(markup) == [["!dd", "https://example.org/"], ["h"]]
    assert markup is not None
    assert [button.style for button in markup.inline_keyboard[0]] == ["danger", None]


def test_a_screen_without_buttons_has_no_keyboard() -> None:
    assert keyboard(()) is None


def test_the_buttons_of_a_lasting_message_are_marked_and_read_back() -> None:
    markup = lasting_keyboard(((Press("Home", Home()), Link("Open", "https://example.org/")),))
    assert carried(markup) == [["+h", "https://example.org/"]]
    assert read_press("+h") == Pressed(Home(), lasting=True)
    assert read_press("h") == Pressed(Home())


def test_a_mark_that_does_not_fit_is_left_off() -> None:
    wide = SetLanguage(language=Language.RU, then="h" * 58)
    assert len(wide.pack()) == 64
    assert carried(lasting_keyboard(((Press("x", wide),),))) == [[wide.pack()]]


def test_foreign_data_is_no_wish() -> None:
    assert read_press("++h") == Pressed(None, lasting=True)
    assert read_press("") == Pressed(None)
    assert read_press("é") == Pressed(None)
