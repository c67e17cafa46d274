from typing import Any

import pytest

from bot.simulator import checks
from bot.simulator.client import Client
from bot.simulator.person import Person
from bot.simulator.server import Simulator

GO = {"text": "Go", "callback_data": "go"}


def problems(method: str, given: dict[str, Any], *, form: bool = False) -> list[str]:
    return checks.problems(method, given, form=form)


@pytest.mark.parametrize(
    ("method", "given"),
    [
        ("getMe", {}),
        ("sendMessage", {"chat_id": 1, "text": "x"}),
        ("sendMessage", {"chat_id": "@channel", "text": "x", "disable_notification": True}),
        ("sendMessage", {"chat_id": 1, "text": "x", "reply_markup": {"inline_keyboard": [[GO]]}}),
        ("sendMessage", {"chat_id": 1, "text": "x", "reply_markup": '{"inline_keyboard":[[]]}'}),
        ("sendMessage", {"chat_id": 1, "text": "x", "link_preview_options": {"is_disabled": True}}),
        ("getUpdates", {"offset": -1, "limit": 5, "timeout": 10, "allowed_updates": ["message"]}),
        (
            "setMyCommands",
            {"commands": [{"command": "a", "description": "b"}], "scope": {"type": "chat", "chat_id": 1}},
        ),
        ("setChatMenuButton", {"menu_button": {"type": "commands"}}),
        ("banChatMember", {"chat_id": 1, "user_id": 1, "until_date": 5}),
    ],
)
def test_what_the_bot_api_takes(method: str, given: dict[str, Any]) -> None:
    """Calls are checked against aiogram's types; what is right has no problem."""
    assert problems(method, given) == []


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"chat_id": 1}, "missing parameter text"),
        ({"chat_id": 1, "text": "x", "colour": "red"}, "unknown parameter colour"),
        ({"chat_id": 1.5, "text": "x"}, "chat_id: 1.5 is not Integer or String"),
        ({"chat_id": "someone", "text": "x"}, "chat_id: 'someone' is not Integer or String"),
        ({"chat_id": 1, "text": 5}, "text: 5 is not String"),
        ({"chat_id": 1, "text": None}, "text: null"),
        ({"chat_id": 1, "text": "x", "message_thread_id": "7"}, "message_thread_id: '7' is not Integer"),
        ({"chat_id": 1, "text": "x", "protect_content": "yes"}, "protect_content: 'yes' is not Boolean"),
        ({"chat_id": 1, "text": "x", "entities": "["}, "entities: not JSON"),
        (
            {"chat_id": 1, "text": "x", "link_preview_options": {"disabled": True}},
            "link_preview_options.disabled: unknown field of LinkPreviewOptions",
        ),
        (
            {"chat_id": 1, "text": "x", "reply_markup": {"inline_keyboard": [[GO | {"color": "red"}]]}},
            "reply_markup.inline_keyboard.0.0.color: unknown field of InlineKeyboardButton",
        ),
        (
            {"chat_id": 1, "text": "x", "entities": [{"type": "bold", "offset": "a", "length": 1}]},
            "entities.0.offset: Input should be a valid integer, unable to parse string as an integer",
        ),
    ],
)
def test_what_it_does_not_take(given: dict[str, Any], problem: str) -> None:
    """telegram.md 7.1.3: unknown or ill-typed parameters."""
    assert problems("sendMessage", given) == [problem]


def test_a_form_holds_everything_as_text() -> None:
    """telegram.md 2.3: booleans true/false, nested values as JSON strings."""
    given = {"chat_id": "1", "text": "x", "protect_content": "true", "message_thread_id": "7"}
    assert problems("sendMessage", given, form=True) == []
    assert problems("sendMessage", given | {"message_thread_id": "seven"}, form=True) != []


@pytest.mark.parametrize(
    ("method", "parameters", "kind"),
    [
        ("sendMessage", {"chat_id": 1001, "text": "x", "colour": "red"}, "parameter"),
        ("sendMessage", {"chat_id": 1001, "text": "<p>", "parse_mode": "HTML"}, "entities"),
        ("sendMessage", {"chat_id": 1001, "text": "x" * 5000}, "text-too-long"),
        ("sendMessage", {"chat_id": 1001, "text": " "}, "text-empty"),
        (
            "sendMessage",
            {"chat_id": 1001, "text": "x", "reply_markup": {"inline_keyboard": [[GO | {"callback_data": "x" * 65}]]}},
            "callback-data",
        ),
        (
            "sendMessage",
            {"chat_id": 1001, "text": "x", "reply_markup": {"inline_keyboard": [[GO | {"url": "https://a.kz"}]]}},
            "button-actions",
        ),
        ("setMyCommands", {"commands": [{"command": "x", "description": "y" * 257}]}, "commands"),
        ("setMyDescription", {"description": "x" * 513}, "description-too-long"),
        ("setMyCommands", {"commands": [], "language_code": "kaa"}, "language-code"),
        ("sendDice", {"chat_id": 1001}, "unknown-method"),
        ("sendMessage", {"chat_id": 1001, "text": "x", "parse_mode": "MarkdownV2"}, "markdown-not-simulated"),
    ],
)
async def test_violations(
    bot: Client, aisulu: Person, sim: Simulator, method: str, parameters: dict[str, Any], kind: str
) -> None:
    """telegram.md 7.1.3: test failures, not answers; each names its call."""
    await bot.ask(method, **parameters)
    assert [violation.kind for violation in sim.violations] == [kind]
    assert f"in {method} (call 1)" in str(sim.violations[0])


async def test_a_lenient_simulator_keeps_no_violations() -> None:
    """Lenient mode answers as the real server does."""
    async with Simulator(strict=False) as sim, Client(sim.address, sim.token) as bot:
        sim.person(1, "Aisulu").start()
        assert (await bot.ask("sendMessage", chat_id=1, text="x", colour="red")).status == 200
        assert (await bot.ask("sendMessage", chat_id=1, text="<p>", parse_mode="HTML")).status == 400
        assert sim.violations == []


async def test_a_second_message_to_who_blocked_the_bot(bot: Client, aisulu: Person, sim: Simulator) -> None:
    """telegram.md 7.1.3: calls to a chat known blocked."""
    aisulu.block()
    for _ in range(2):
        assert (await bot.ask("sendMessage", chat_id=aisulu.id, text="x")).status == 403
    assert [violation.kind for violation in sim.violations] == ["sent-to-blocked"]
    aisulu.start()
    assert (await bot.ask("sendMessage", chat_id=aisulu.id, text="x")).status == 200


async def test_the_call_log_has_both_forms(bot: Client, aisulu: Person, sim: Simulator) -> None:
    """telegram.md 7.10: full call log, raw and decoded."""
    await bot.ask("sendMessage", chat_id=aisulu.id, text="x")
    (call,) = sim.calls.of("sendMessage")
    assert call.raw == b'{"chat_id":1001,"text":"x"}'
    assert call.given == {"chat_id": 1001, "text": "x"}
    assert (call.status, call.ok, call.chat_id) == (200, True, 1001)
    assert b'"message_id":2' in call.answer
