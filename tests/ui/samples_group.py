"""What the bot says in groups and channels."""

from collections.abc import Iterator
from dataclasses import replace

from bot.domain.interests import Kind, to_mask
from bot.domain.member import ChatKind
from bot.domain.places import Language
from bot.i18n.translator import Translator
from bot.ui import alerts, group, stopping
from bot.ui.routes import AlertCountries, Alerts, AlertThemes
from bot.ui.screen import Screen
from tests.ui.samples_member import members

USERNAME = "cso_test_bot"


def group_screens(t: Translator) -> Iterator[tuple[str, Screen]]:
    for kind, one in members(Language(t.language)).items():
        yield f"settings of a group, {kind}", group.settings(t, one)
        there = replace(one, chat=ChatKind.GROUP)
        yield f"alerts of a group, {kind}", alerts.alerts(t, there, 13, Alerts())
        yield f"alert topics of a group, {kind}", alerts.alert_themes(t, there, 13, AlertThemes())
        yield f"alert countries of a group, {kind}", alerts.alert_countries(t, there, 13, AlertCountries())
    yield "help in a group", group.show_help(t, USERNAME)
    yield "elsewhere", group.elsewhere(t, USERNAME)
    yield "a group is stopped", group.stopped(t)
    yield "some is stopped in a group", group.called_alerts(t, stopping.why_stopped(t, to_mask({Kind.NEWS}), 0))
    yield "deletion of a group", group.ask_to_delete(t)
    yield "goodbye to a group", group.goodbye(t)
    for words in (*group.NOT_YOURS.values(), group.COMMANDS_NOT_YOURS[ChatKind.GROUP], group.NOT_KNOWN):
        yield f"refused in a group: {words}", group.administrators_only(t, words, USERNAME)
