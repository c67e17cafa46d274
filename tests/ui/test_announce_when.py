"""Whose clock, the moment typed, the last look."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.announcement import WhenUncertain
from bot.domain.places import Country, Language
from bot.ui import announce_when
from bot.ui.screen import Press, Screen
from bot.ui.staff_routes import AnnouncementWhen, ConfirmSend, SendAnnouncement, WriteMoment
from tests.ui.samples_staff import COUNTS, DUE, NOW, WRITTEN
from tests.visits import translator

EN = translator("en")


def targets(screen: Screen) -> list[object]:
    return [button.to for row in screen.rows for button in row if isinstance(button, Press)]


@pytest.mark.parametrize(
    ("country", "label"),
    [
        (Country.AZ, "Baku (UTC+4)"),
        (Country.KZ, "Almaty (UTC+5)"),
        (Country.KG, "Bishkek (UTC+6)"),
        (Country.TJ, "Dushanbe (UTC+5)"),
        (Country.TM, "Ashgabat (UTC+5)"),
        (Country.UZ, "Tashkent (UTC+5)"),
        (None, "UTC"),
    ],
)
def test_each_clock_is_a_city_with_its_offset(country: Country | None, label: str) -> None:
    assert Press(label, WriteMoment(id=12, country=country)) in [
        button for row in announce_when.when(EN, WRITTEN, None, NOW).rows for button in row
    ]


def test_almaty_was_an_hour_further_before_march_2024() -> None:
    assert announce_when.clock(EN, Country.KZ, datetime(2024, 2, 1, tzinfo=UTC)) == "Almaty (UTC+6)"


def test_sending_now_still_leads_to_the_last_look() -> None:
    assert targets(announce_when.when(EN, WRITTEN, Country.KG, NOW))[0] == ConfirmSend(id=12, country=Country.KG)


def test_the_moment_is_asked_with_an_example_and_the_time_there() -> None:
    # In Bishkek it is already the 23rd.
    screen = announce_when.write_moment(EN, WRITTEN, Country.KG, datetime(2026, 11, 22, 20, 0, tzinfo=UTC))

    assert "Bishkek (UTC+6), for example: <code>24.11.2026 10:00</code>" in screen.text
    assert "It is now: November 23, 2026, 02:00 (UTC+6), Bishkek." in screen.text
    assert targets(screen) == [AnnouncementWhen(id=12)]


def test_the_last_look_before_a_moment() -> None:
    screen = announce_when.last_look(EN, WRITTEN, COUNTS, DUE, Country.KZ)

    assert "Russian: 1,204 readers, own text" in screen.text
    assert "Turkmen: fewer than 5 readers, will get: Russian" in screen.text
    assert "Uzbek" not in screen.text
    assert "Together: 1,516 readers and a few more." in screen.text
    assert "⚠️ No text of their own: Turkmen." in screen.text
    assert "Goes out: November 24, 2026, 10:00 (UTC+5), Almaty." in screen.text
    stamp = int(DUE.timestamp())
    assert screen.rows[0] == (
        Press("Schedule", SendAnnouncement(id=12, at=stamp, country=Country.KZ), style="success"),
    )


def test_the_last_look_before_sending_now() -> None:
    screen = announce_when.last_look(EN, WRITTEN, {Language.RU: 10}, None, Country.KZ)

    assert "Goes out: at once." in screen.text
    assert "⚠️" not in screen.text
    assert screen.rows[0] == (Press("Send", SendAnnouncement(id=12, country=Country.KZ), style="success"),)


@pytest.mark.parametrize(
    ("policy", "words"),
    [(WhenUncertain.LEAVE, "it is not sent again"), (WhenUncertain.RESEND, "it is sent again")],
)
def test_the_last_look_says_the_policy(policy: WhenUncertain, words: str) -> None:
    one = replace(WRITTEN, when_uncertain=policy)

    assert words in announce_when.last_look(EN, one, COUNTS, None, None).text
