"""A failure that does not end a loop, and of which only the kind is told."""

import asyncio

import pytest

from bot.outreach.guard import Guard


def test_a_failure_is_told_by_its_kind_alone(caplog: pytest.LogCaptureFixture) -> None:
    with Guard("Counting") as guard:
        raise ValueError("a word of Aisulu's")

    assert guard.failure == "ValueError"
    assert caplog.messages == ["Counting failed: ValueError"]
    assert caplog.records[0].exc_info is None


def test_without_failure_nothing_is_told(caplog: pytest.LogCaptureFixture) -> None:
    with Guard("Counting") as guard:
        pass

    assert guard.failure is None
    assert caplog.messages == []


async def test_a_cancellation_goes_through() -> None:
    with pytest.raises(asyncio.CancelledError), Guard("Counting"):
        raise asyncio.CancelledError
