"""The switches of the audience."""

from dataclasses import replace

from bot.domain.announcement import Audience
from bot.domain.interests import Kind
from bot.domain.places import Country, Language
from bot.ui import announce_audience
from bot.ui.packing import Action, Route
from bot.ui.screen import Press, Screen
from bot.ui.staff_routes import AimCountry, AimKind, AimLanguage
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
