"""Errors of a send, and what becomes of the row they belong to."""

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    TelegramError,
    TimedOut,
)

from bot.domain.delivery import Gone, Later, Lost, Migrated, Outcome, Refused, Scope, Uncertain
from bot.gateway.faults import AnswerLostError, FloodWaitError, NotSentError, TokenRejectedError
from bot.gateway.outcomes import is_stale_query, is_unchanged, is_uneditable, outcome_of, reason_of

GONE = Gone()


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (Forbidden("Forbidden: bot was blocked by the user"), GONE),
        (Forbidden("Forbidden: user is deactivated"), Gone(deactivated=True)),
        (Forbidden("Forbidden: bot was kicked from the supergroup chat"), GONE),
        (Forbidden("Forbidden: bot is not a member of the channel chat"), GONE),
        (Forbidden("Forbidden: the group chat was deleted"), GONE),
        (Forbidden("Forbidden: bot can't initiate conversation with a user"), GONE),
        (Forbidden("Forbidden: the bot can't send messages to the bot"), GONE),
        (Forbidden("Forbidden: bot can't send messages to bots"), GONE),
        (Forbidden("Forbidden: something new"), Refused("forbidden: something new")),
        (BadRequest("Bad Request: chat not found"), GONE),
        (BadRequest("Bad Request: PEER_ID_INVALID"), GONE),
        (BadRequest("Bad Request: private chat not found"), GONE),
        (BadRequest("Bad Request: message is too long"), Refused("[long] message is too long")),
        (BadRequest("Bad Request: not enough rights to send text messages to the chat"), GONE),
        (BadRequest("Bad Request: need administrator rights in the channel chat"), GONE),
        (BadRequest("Bad Request: have no write access to the chat"), GONE),
        (BadRequest("Bad Request: CHAT_WRITE_FORBIDDEN"), GONE),
        (BadRequest("Bad Request: TOPIC_CLOSED"), GONE),
        (
            BadRequest("Bad Request: not enough rights to send photos to the chat"),
            Lost(gone=False, reason="not enough rights to send photos to the chat"),
        ),
        (ChatMigrated(-100777), Migrated(-100777)),
        (FloodWaitError(35), Later(35.0, Scope.CHAT)),
        (NotSentError("no connection"), Later(5.0, None)),
        (AnswerLostError("no answer"), Uncertain()),
        (TimedOut(), Uncertain()),
        (NetworkError("Bad Gateway (502)"), Uncertain()),
        (NetworkError("Internal Server Error: restart"), Uncertain()),
        (NetworkError("Request Entity Too Large"), Refused("[large] request entity too large")),
        (Conflict("Conflict: terminated by other getUpdates request"), Uncertain()),
        (InvalidToken("Not Found: method not found"), Refused("not found: method not found")),
    ],
    ids=lambda value: str(value) if isinstance(value, TelegramError) else "",
)
def test_each_error_has_its_outcome(error: TelegramError, outcome: Outcome) -> None:
    assert outcome_of(error) == outcome


def test_a_flood_wait_carries_the_scope_it_was_judged_to_have() -> None:
    assert outcome_of(FloodWaitError(3), Scope.EVERYONE) == Later(3.0, Scope.EVERYONE)


def test_a_rejected_token_stops_everything_with_a_line_for_the_operator() -> None:
    with pytest.raises(TokenRejectedError, match="BOT_TOKEN") as caught:
        outcome_of(InvalidToken("Unauthorized"))
    assert caught.value.__suppress_context__


@pytest.mark.parametrize(
    ("description", "reason"),
    [
        (
            'Bad Request: can\'t parse entities: Unsupported start tag "aisulu" at byte offset 28',
            "can't parse entities: unsupported start tag … at byte offset 28",
        ),
        (
            "Bad Request: inline keyboard button URL 'https://aisulu.example/x' is invalid: Wrong HTTP URL",
            "inline keyboard button url … is invalid: wrong http url",
        ),
        ("Bad Request: user 123456789 of @aisulu", "user … of …"),
    ],
)
def test_a_reason_names_nobody(description: str, reason: str) -> None:
    assert reason_of(BadRequest(description)) == reason


def test_a_reason_is_short() -> None:
    assert len(reason_of(BadRequest("Bad Request: " + "long " * 200))) == 120


def test_the_harmless_errors_are_known() -> None:
    assert is_unchanged(BadRequest("Bad Request: message is not modified: specified new message content"))
    assert is_stale_query(BadRequest("Bad Request: query is too old and response timeout expired"))
    assert is_uneditable(BadRequest("Bad Request: message to edit not found"))
    assert is_uneditable(BadRequest("Bad Request: message can't be edited"))
    assert not is_uneditable(BadRequest("Bad Request: message is too long"))
    assert not is_unchanged(NetworkError("message is not modified"))
