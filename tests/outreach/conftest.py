"""What nearly every test of sending needs."""

import pytest

from tests.outreach.scenes import Clock, ScriptedTelegram


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def telegram() -> ScriptedTelegram:
    return ScriptedTelegram()
