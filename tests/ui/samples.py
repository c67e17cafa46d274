"""Every screen with values to show it with, for the tests that look at all of them.

A family yields a name and a screen for one translator. Whoever adds a screen adds a sample of it, or a family here.
"""

from collections.abc import Callable, Iterator

from bot.i18n.translator import Translator
from bot.ui.screen import Screen
from tests.ui import (
    samples_alarms,
    samples_approval,
    samples_by_bot,
    samples_catalogue,
    samples_choosing,
    samples_compose,
    samples_group,
    samples_member,
    samples_progress,
    samples_recall_note,
    samples_staff,
    samples_tidings,
    samples_when,
)

Family = Callable[[Translator], Iterator[tuple[str, Screen]]]

FAMILIES: tuple[Family, ...] = (
    samples_member.samples,
    samples_catalogue.samples,
    samples_choosing.choosing_screens,
    samples_staff.staff_screens,
    samples_progress.progress_screens,
    samples_compose.compose_screens,
    samples_when.screens,
    samples_approval.approval_screens,
    samples_alarms.alarm_screens,
    samples_recall_note.recall_notes,
    samples_by_bot.by_bot_screens,
    samples_tidings.tiding_screens,
    samples_group.group_screens,
)


def samples(t: Translator) -> Iterator[tuple[str, Screen]]:
    """All of them in one language."""
    for family in FAMILIES:
        yield from family(t)
