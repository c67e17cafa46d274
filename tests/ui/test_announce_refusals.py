"""What Telegram refused, in words."""

import pytest

from bot.domain.refusal import Fault, named
from bot.ui.announce_refusals import refusal
from tests.visits import translator

EN = translator("en")


@pytest.mark.parametrize("fault", Fault)
def test_every_fault_has_its_words_beside_telegrams(fault: Fault) -> None:
    told = refusal(EN, named(fault, "the wording"))

    assert told.endswith(" (Telegram says: the wording)")
    assert len(told) > len("x (Telegram says: the wording)")


def test_faults_are_not_confused() -> None:
    assert len({refusal(EN, named(fault, "")) for fault in Fault}) == len(Fault)


def test_another_reason_stays_as_it_is() -> None:
    assert refusal(EN, "KeyError") == "KeyError"
