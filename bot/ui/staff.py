"""The programme's staff: who is who, and naming somebody."""

from dataclasses import dataclass

from bot.domain.member import Role
from bot.i18n.translator import Translator
from bot.ui.labels import ROLES
from bot.ui.paging import Sheet, turning, which_page
from bot.ui.rows import foot, in_pairs
from bot.ui.screen import Press, Screen
from bot.ui.staff_actions import DismissStaff, MakeStaff
from bot.ui.staff_routes import ConfirmDismissal, ConfirmNaming, NameStaff, StaffList
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
        lines(t("Broadcasters write and send announcements."), _no_rights(t)),
        t("Owners stand in the settings of the bot, not in this list; only whoever runs the bot can change them."),
    )
    name = in_pairs(
        (
            Press(t.plain("Name a broadcaster"), NameStaff(role=Role.BROADCASTER)),
            Press(t.plain("Name an editor"), NameStaff(role=Role.EDITOR)),
        )
    )
    dismiss = tuple(
        (Press(t.plain("Dismiss {id}", id=one.telegram_id), ConfirmDismissal(id=one.row), style="danger"),)
        for one in sheet.items
    )
    return Screen(text, (*name, *dismiss, *turning(t, sheet, lambda page: StaffList(page=page)), *foot(t)))


def name(t: Translator, role: Role) -> Screen:
    """Asks for the numeric id of the person to name."""
    text = paragraphs(
        heading(_naming(t, role)),
        t("Type the person's numeric Telegram id: digits only, no @name."),
        t("They find it in their settings, under “{label}”.", label=_where_it_stands(t)),
    )
    return Screen(text, ((Press(t.plain("Back"), StaffList()),),))


def confirm_naming(t: Translator, route: ConfirmNaming, *, is_member: bool) -> Screen:
    """Asks before a right is given: the id of a stranger is one digit away. `is_member` is who has started the bot."""
    announces = route.role is Role.BROADCASTER
    text = paragraphs(
        heading(_naming(t, route.role)),
        t("Make <code>{id}</code> a broadcaster? They can then write to all members.", id=route.who)
        if announces
        else lines(t("Make <code>{id}</code> an editor?", id=route.who), _no_rights(t)),
        ""
        if is_member
        else t(
            "⚠️ This person has not started the bot yet. Check the number: it stands on their screen “{label}”.",
            label=_where_it_stands(t),
        ),
    )
    label = t.plain("Yes, make a broadcaster") if announces else t.plain("Yes, make an editor")
    yes = Press(label, MakeStaff(who=route.who, role=route.role), style="primary")
    return Screen(text, in_pairs((yes, Press(t.plain("Back"), NameStaff(role=route.role)))))


def confirm_dismissal(t: Translator, one: Listed) -> Screen:
    """Asks; the action does."""
    text = paragraphs(
        heading(t.plain("Staff")),
        lines(
            t("Dismiss <code>{id}</code>?", id=one.telegram_id),
            t("They can no longer send announcements then.") if one.role is Role.BROADCASTER else "",
        ),
    )
    yes = Press(t.plain("Yes, dismiss"), DismissStaff(id=one.row), style="danger")
    return Screen(text, in_pairs((yes, Press(t.plain("Back"), StaffList()))))


def _naming(t: Translator, role: Role) -> str:
    return t.plain("Name an editor") if role is Role.EDITOR else t.plain("Name a broadcaster")


def _no_rights(t: Translator) -> str:
    return t("Editors have no rights in the chat yet.")


def _where_it_stands(t: Translator) -> str:
    return t.plain("What the bot knows about me")


def _line(t: Translator, one: Listed) -> str:
    return f"<code>{one.telegram_id}</code>: {t(ROLES[one.role])}"
