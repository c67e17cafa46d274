"""Telegram's wording, as it is kept, gets the name of its fault."""

import pytest
from telegram.error import BadRequest

from bot.domain.delivery import Refused
from bot.domain.refusal import Fault, read_reason
from bot.gateway.outcomes import outcome_of
from bot.gateway.refusals import with_fault


@pytest.mark.parametrize(
    ("wording", "fault"),
    [
        ('can\'t parse entities: unsupported start tag "button" at byte offset 7', Fault.MARKUP),
        ("message is too long", Fault.LONG),
        ("message caption is too long", Fault.CAPTION),
        ("message text is empty", Fault.EMPTY),
        ("text must be non-empty", Fault.EMPTY),
        ("wrong file identifier/http url specified", Fault.FILE),
        ("photo_invalid_dimensions", Fault.FILE),
        ("request entity too large", Fault.LARGE),
        ("inline keyboard button url 'x' is invalid: wrong http url", Fault.BUTTONS),
        ("button_data_invalid", Fault.BUTTONS),
        ("reply markup is too long", Fault.BUTTONS),
        ("not enough rights to send photos to the chat", Fault.RIGHTS),
        ("chat_write_forbidden", Fault.RIGHTS),
        ("message thread not found", None),
    ],
)
def test_the_fault_is_named(wording: str, fault: Fault | None) -> None:
    assert read_reason(with_fault(wording)) == (fault, wording)


def test_a_refused_send_carries_the_name() -> None:
    outcome = outcome_of(BadRequest("Bad Request: can't parse entities: unclosed start tag at byte offset 3"))

    assert isinstance(outcome, Refused)
    assert outcome.reason.startswith("[markup] ")
