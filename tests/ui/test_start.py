"""The first two questions."""

from bot.domain.places import OWN_NAMES, Country, Language
from bot.ui import start
from bot.ui.routes import Home, SetCountry, SetLanguage, Settings
from tests.buttons import labels, press
from tests.visits import translator


def test_each_greeter_says_hello_once() -> None:
    russian = translator(Language.RU)
    assert len(start.greeting((russian, russian), Language.RU, "c").text.splitlines()) == 1


def test_the_hinted_language_comes_first_and_none_is_ticked() -> None:
    screen = start.greeting((translator(Language.TG),), Language.TG, "c_h")
    assert labels(screen)[:2] == [OWN_NAMES[Language.TG], OWN_NAMES[Language.RU]]
    assert all("✓" not in label for label in labels(screen))
    assert press(screen, "English") == SetLanguage(language=Language.EN, then="c_h")


def test_a_member_sees_the_present_language_ticked() -> None:
    screen = start.choose_language(translator(Language.TG), Language.TG, "o", Settings())
    assert labels(screen)[0] == "✓ Тоҷикӣ"


def test_who_was_in_the_main_menu_has_one_way_back_to_it() -> None:
    t = translator(Language.EN)
    assert labels(start.choose_language(t, Language.EN, "h", Home()))[-2:] == [OWN_NAMES[Language.UZ], "Main menu"]
    assert labels(start.change_country(t, Country.KZ, "h", Home()))[-2:] == ["No country", "Main menu"]


def test_all_six_countries_and_the_way_past_them() -> None:
    screen = start.choose_country(translator(Language.EN), None, "h")
    assert labels(screen)[-1] == "Skip"
    assert [press(screen, label) for label in labels(screen)[:-1]] == [
        SetCountry(country=country, then="h") for country in Country
    ]
