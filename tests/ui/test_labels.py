"""Every value that people meet has its words, in every language."""

from collections.abc import Iterable, Mapping

import pytest

from bot.content.models import TOPICS as CONTENT_TOPICS
from bot.domain.eligibility import Window
from bot.domain.interests import Kind, Theme
from bot.domain.member import Role
from bot.domain.parting import Reason
from bot.domain.places import Language
from bot.ui.help import COMMANDS
from bot.ui.labels import KINDS, KINDS_IN_TEXT, ROLES, THEMES, THEMES_IN_TEXT, TOPICS, WINDOWS
from bot.ui.stopping import REASONS
from tests.visits import translator


@pytest.mark.parametrize(
    ("table", "values"),
    [
        (KINDS, Kind),
        (KINDS_IN_TEXT, Kind),
        (THEMES, Theme),
        (THEMES_IN_TEXT, Theme),
        (WINDOWS, Window),
        (ROLES, Role),
        (TOPICS, CONTENT_TOPICS),
        (REASONS, Reason),
    ],
)
def test_nothing_is_without_a_label(table: Mapping[object, str], values: Iterable[object]) -> None:
    assert list(table) == list(values)
    assert len(set(table.values())) == len(table)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("table", [KINDS, THEMES, TOPICS], ids=["kinds", "themes", "topics"])
def test_labels_of_one_menu_differ(table: Mapping[object, str], language: Language) -> None:
    t = translator(language)
    words = [t.plain(label) for label in table.values()]
    assert len(set(words)) == len(words)


@pytest.mark.parametrize("language", list(Language))
def test_commands_are_described_within_telegrams_limits(language: Language) -> None:
    t = translator(language)
    for command, about in COMMANDS.items():
        assert command.isascii()
        assert command.islower()
        assert len(command) <= 32
        assert 1 <= len(t.plain(about)) <= 256
