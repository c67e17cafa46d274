"""The switches of the audience."""

from dataclasses import replace

from bot.domain.announcement import Audience
from bot.domain.interests import Kind, Theme
from bot.domain.places import Country, Language
from bot.ui import announce_audience
from bot.ui.packing import Action, Route
from bot.ui.screen import Press, Screen
from bot.ui.staff_actions import AimCountry, AimKind, AimLanguage, AimStaff, AimTheme
from bot.ui.staff_routes import AudienceThemes
from tests.ui.samples_staff import COUNTS, DRAFT
from tests.visits import translator

EN = translator("en")


def switches(screen: Screen) -> dict[Route | Action, str]:
    return {button.to: button.label for row in screen.rows for button in row if isinstance(button, Press)}


def test_everything_can_be_chosen_and_each_button_carries_the_value_it_sets() -> None:
    found = switches(announce_audience.audience(EN, DRAFT, COUNTS))

    assert [found[AimLanguage(id=12, language=one, on=True)] for one in (Language.RU, Language.UZ)] == [
        "Russian",
        "Uzbek",
    ]
    assert found[AimCountry(id=12, country=Country.TM, on=True)] == "Turkmenistan"
    assert found[AimKind(id=12, kind=Kind.GRANT, on=True)] == "Grants"
    assert sum(isinstance(to, AimLanguage | AimCountry | AimKind) for to in found) == 8 + 6 + 6


def test_what_is_chosen_has_a_tick_and_can_be_taken_off() -> None:
    aimed = replace(DRAFT, audience=Audience(frozenset({Language.KK}), frozenset({Country.KZ}), frozenset({Kind.JOB})))

    found = switches(announce_audience.audience(EN, aimed, COUNTS))

    assert found[AimLanguage(id=12, language=Language.KK, on=False)] == "✓ Kazakh"
    assert found[AimCountry(id=12, country=Country.KZ, on=False)] == "✓ Kazakhstan"
    assert found[AimKind(id=12, kind=Kind.JOB, on=False)] == "✓ Jobs"
    assert found[AimKind(id=12, kind=Kind.ANNOUNCEMENT, on=True)] == "Announcements"


def test_with_no_interest_chosen_it_is_for_those_who_want_announcements() -> None:
    found = switches(announce_audience.audience(EN, DRAFT, COUNTS))

    assert found[AimKind(id=12, kind=Kind.ANNOUNCEMENT, on=False)] == "✓ Announcements"


def test_the_size_is_there() -> None:
    screen = announce_audience.audience(EN, DRAFT, {Language.RU: 20, Language.TG: 7})

    assert "Can be reached now: 27 readers." in screen.text


def test_small_groups_are_not_counted_out() -> None:
    assert "Can be reached now: fewer than 5 readers." in announce_audience.audience(EN, DRAFT, {Language.TK: 2}).text
    assert "fewer than 5 readers" in announce_audience.themes(EN, DRAFT, {Language.TK: 4}).text


def test_themes_are_on_a_page_of_their_own_with_the_size() -> None:
    aimed = replace(DRAFT, audience=Audience(themes=frozenset({Theme.YOUTH})))

    audience = announce_audience.audience(EN, aimed, COUNTS)
    found = switches(announce_audience.themes(EN, aimed, {Language.RU: 20}))

    assert switches(audience)[AudienceThemes(id=12)] == "Topics: 1"
    assert switches(announce_audience.audience(EN, DRAFT, COUNTS))[AudienceThemes(id=12)] == "Topics: all"
    assert "Only those who follow these topics, or all topics: youth." in audience.text
    assert found[AimTheme(id=12, theme=Theme.YOUTH, on=False)] == "✓ Youth"
    assert found[AimTheme(id=12, theme=Theme.CULTURE, on=True)] == "Culture"
    assert sum(isinstance(to, AimTheme) for to in found) == len(Theme)
    assert "Can be reached now: 20 readers." in announce_audience.themes(EN, aimed, {Language.RU: 20}).text


def test_staff_only_says_who_that_is_and_asks_for_no_interests() -> None:
    everybody = announce_audience.audience(EN, DRAFT, COUNTS)
    staff = announce_audience.audience(EN, replace(DRAFT, audience=Audience(staff_only=True)), COUNTS)

    assert switches(everybody)[AimStaff(id=12, on=True)] == "Staff only"
    assert switches(staff)[AimStaff(id=12, on=False)] == "✓ Staff only"
    assert "For colleagues with a role who use the bot themselves" in staff.text
    assert "owners, editors and broadcasters who have started this bot and not stopped it" in staff.text
    assert not any(isinstance(to, AimKind | AudienceThemes) for to in switches(staff))
    assert sum(isinstance(to, AimLanguage | AimCountry) for to in switches(staff)) == 8 + 6
