"""The screen of the lockdown."""

from datetime import datetime, timedelta

import pytest

from bot.domain.places import Country
from bot.ui import lockdown
from bot.ui.lockdown import Asked
from bot.ui.packing import Action, Route
from bot.ui.screen import Press, Screen
from bot.ui.staff_actions import Freeze, Thaw
from bot.ui.staff_routes import Announcements
from tests.visits import NOW, translator

EN = translator("en")
UNTIL = NOW + timedelta(minutes=10)


def ways(screen: Screen) -> list[Route | Action]:
    return [one.to for row in screen.rows for one in row if isinstance(one, Press)]


def test_what_is_not_frozen_can_be() -> None:
    shown = lockdown.lockdown(EN, None, None, None)

    assert "Sending is not frozen." in shown.text
    assert Freeze() in ways(shown)
    assert Thaw() not in ways(shown)


def test_since_when_and_how_it_ends_on_the_readers_own_clock() -> None:
    shown = lockdown.lockdown(EN, NOW, None, Country.KZ)

    assert "frozen since November 23, 2026, 14:00 (UTC+5), Almaty" in shown.text
    assert "two people who may send announcements have to press the button below" in shown.text
    assert ways(shown)[:2] == [Thaw(), Announcements()]


def test_whoever_asked_waits_for_somebody_else() -> None:
    mine = lockdown.lockdown(EN, NOW, Asked(UNTIL, mine=True), None)
    theirs = lockdown.lockdown(EN, NOW, Asked(UNTIL, mine=False), None)

    assert "Somebody else has to agree before November 23, 2026, 09:10 (UTC)." in mine.text
    assert Thaw() not in ways(mine)
    assert "A colleague wants sending to resume." in theirs.text
    assert Thaw() in ways(theirs)


@pytest.mark.parametrize("frozen_at", [None, NOW])
def test_who_is_alone_is_told_at_once(frozen_at: datetime | None) -> None:
    shown = lockdown.lockdown(EN, frozen_at, None, None, alone=True)

    assert "A second person has to agree, but nobody else may send announcements." in shown.text
    assert "two people who may" not in shown.text


def test_who_asked_and_is_alone_by_now_waits_for_nobody() -> None:
    shown = lockdown.lockdown(EN, NOW, Asked(UNTIL, mine=True), None, alone=True)

    assert "nobody else may send announcements" in shown.text
    assert "before November 23" not in shown.text


def test_who_is_alone_by_now_can_still_agree_to_what_a_colleague_asked() -> None:
    shown = lockdown.lockdown(EN, NOW, Asked(UNTIL, mine=False), None, alone=True)

    assert "A colleague wants sending to resume." in shown.text
    assert "nobody else may send" not in shown.text
    assert Thaw() in ways(shown)
