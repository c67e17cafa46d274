"""The name of a fault travels with the reason."""

import pytest

from bot.domain.refusal import Fault, named, read_reason


@pytest.mark.parametrize("fault", Fault)
def test_a_named_reason_is_read_back(fault: Fault) -> None:
    assert read_reason(named(fault, "it's [too] bad")) == (fault, "it's [too] bad")


@pytest.mark.parametrize("reason", ["KeyError", "[new] something", "can't parse [markup] here", ""])
def test_a_reason_without_a_known_name_stays_as_it_is(reason: str) -> None:
    assert read_reason(reason) == (None, reason)
