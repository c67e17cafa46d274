"""What the bot says in groups and channels."""

from collections.abc import Iterator

from bot.domain.places import Language
from bot.i18n.translator import Translator
from bot.ui import group
from bot.ui.screen import Screen
from tests.ui.samples_member import members

USERNAME = "cso_test_bot"


def group_screens(t: Translator) -> Iterator[tuple[str, Screen]]:
    for kind, one in members(Language(t.language)).items():
        yield f"settings of a group, {kind}", group.settings(t, one)
    yield "help in a group", group.show_help(t, USERNAME)
    yield "elsewhere", group.elsewhere(t, USERNAME)
    yield "a group is stopped", group.stopped(t)
    yield "deletion of a group", group.ask_to_delete(t)
    yield "goodbye to a group", group.goodbye(t)
    for words in (*group.NOT_YOURS.values(), group.NOT_KNOWN):
        yield f"refused in a group: {words}", group.administrators_only(t, words, USERNAME)
