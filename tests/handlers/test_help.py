"""Help names every command and tells in which language texts are shown."""

import pytest

from bot.domain.member import Role
from bot.domain.places import Language
from bot.handlers import help as handlers
from bot.store.database import Database
from bot.ui.help import COMMANDS, STAFF_COMMANDS
from bot.ui.routes import AnswerTopics, Help, Privacy
from tests.buttons import press
from tests.visits import AISULU, BORIS, join, visit


async def test_every_command_is_explained(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    screen = await handlers.show_help(await visit(sqlite_db, AISULU), Help())
    assert list(COMMANDS) == ["start", "menu", "language", "alerts", "settings", "help", "privacy", "stop"]
    for command, about in COMMANDS.items():
        assert f"/{command} – {about}" in screen.text.splitlines()
    assert press(screen, "Questions and answers") == AnswerTopics()
    assert press(screen, "Privacy") == Privacy()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (Language.EN, "not in English yet is shown in Russian"),
        (Language.RU, "not in Russian yet is shown in English"),
        (Language.KK, "not in your language yet is shown in Russian, or in English"),
    ],
)
async def test_the_fallback_is_stated_as_it_is(sqlite_db: Database, language: Language, said: str) -> None:
    await join(sqlite_db, AISULU, language)
    here = await visit(sqlite_db, AISULU)
    sentences = {
        Language.EN: "A text that is not in English yet is shown in Russian, and the screen says so.",
        Language.RU: "A text that is not in Russian yet is shown in English, and the screen says so.",
        Language.KK: (
            "A text that is not in your language yet is shown in Russian, "
            "or in English when there is no Russian either, and the screen says so."
        ),
    }
    assert said in sentences[language]
    assert here.t(sentences[language]) in (await handlers.show_help(here, Help())).text


@pytest.mark.parametrize(
    ("role", "commands"),
    [
        (None, []),
        (Role.EDITOR, []),
        (Role.BROADCASTER, ["announce", "lockdown"]),
        (Role.OWNER, ["announce", "lockdown", "staff"]),
    ],
)
async def test_staff_see_their_commands_but_cannot_tap_them(
    sqlite_db: Database, role: Role | None, commands: list[str]
) -> None:
    await join(sqlite_db, BORIS)
    lines = (await handlers.show_help(await visit(sqlite_db, BORIS, role=role), Help())).text.splitlines()

    assert ("For the team:" in lines) is bool(commands)
    assert [line for line in lines if line.startswith("<code>/")] == [
        f"<code>/{one}</code> – {STAFF_COMMANDS[one]}" for one in commands
    ]
