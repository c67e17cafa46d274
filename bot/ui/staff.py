"""The programme's staff: who is who, and naming somebody."""

from dataclasses import dataclass

from bot.domain.member import Role
from bot.i18n.translator import Translator
from bot.ui.labels import ROLES
from bot.ui.paging import Sheet, turning, which_page
from bot.ui.rows import foot, in_pairs
from bot.ui.screen import Press, Screen
from bot.ui.staff_actions import DismissStaff
from bot.ui.staff_routes import NameStaff, StaffList
from bot.ui.text import heading, lines, paragraphs


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the list: the number of the stored row, the Telegram id, and the role."""

    row: int
    telegram_id: int
    role: Role


def colleagues(t: Translator, sheet: Sheet[Listed]) -> Screen:
    """Everybody who was named, each with a button that dismisses."""
    text = paragraphs(
        heading(t.plain("Staff")),
        lines(*(_line(t, one) for one in sheet.items)) or t("Nobody is named yet."),
        which_page(t, sheet),
        t(
            "Editors will look after the content; broadcasters write and send announcements. "
            "Owners stand in the settings of the bot, not in this list; only whoever runs the bot can change them."
        ),
    )
    name = in_pairs(
        (
            Press(t.plain("Name an editor"), NameStaff(role=Role.EDITOR)),
            Press(t.plain("Name a broadcaster"), NameStaff(role=Role.BROADCASTER)),
        )
    )
    dismiss = tuple(
        (Press(t.plain("Dismiss {id}", id=one.telegram_id), DismissStaff(id=one.row), style="danger"),)
        for one in sheet.items
    )
    return Screen(text, (*name, *dismiss, *turning(t, sheet, lambda page: StaffList(page=page)), *foot(t)))


def name(t: Translator, role: Role) -> Screen:
    """Asks for the numeric id of the person to name."""
    text = paragraphs(
        heading(t.plain("Name an editor") if role is Role.EDITOR else t.plain("Name a broadcaster")),
        t("Type the person's numeric Telegram id: digits only, no @name."),
    )
    return Screen(text, ((Press(t.plain("Back"), StaffList()),),))


def _line(t: Translator, one: Listed) -> str:
    return f"<code>{one.telegram_id}</code>: {t(ROLES[one.role])}"
