"""The list of staff."""

from bot.domain.member import Role
from bot.ui import staff
from bot.ui.paging import Sheet
from bot.ui.screen import Press
from bot.ui.staff_actions import DismissStaff, MakeStaff
from bot.ui.staff_routes import ConfirmDismissal, ConfirmNaming, NameStaff, StaffList
from tests.buttons import press
from tests.visits import translator

EN = translator("en")


def test_everybody_has_a_role_an_id_and_a_button() -> None:
    screen = staff.colleagues(EN, Sheet((staff.Listed(7, 2002, Role.BROADCASTER),), 1, 1, 1))

    assert "<code>2002</code>: broadcaster" in screen.text
    assert "Owners stand in the settings of the bot" in screen.text
    buttons = [button for row in screen.rows for button in row]
    assert Press("Dismiss 2002", ConfirmDismissal(id=7), style="danger") in buttons
    assert buttons[:2] == [
        Press("Name a broadcaster", NameStaff(role=Role.BROADCASTER)),
        Press("Name an editor", NameStaff(role=Role.EDITOR)),
    ]
    assert "Editors have no rights in the chat yet." in screen.text


def test_an_empty_list_says_so() -> None:
    assert "Nobody is named yet." in staff.colleagues(EN, Sheet((), 1, 1, 1)).text


def test_naming_says_which_role_and_leads_back() -> None:
    screen = staff.name(EN, Role.BROADCASTER)

    assert screen.text.startswith("<b>Name a broadcaster</b>")
    assert "under “What the bot knows about me”" in screen.text
    assert screen.rows == ((Press("Back", StaffList()),),)


def test_the_question_says_what_the_right_means() -> None:
    broadcaster = staff.confirm_naming(EN, ConfirmNaming(who=2002, role=Role.BROADCASTER), is_member=True)
    editor = staff.confirm_naming(EN, ConfirmNaming(who=2002, role=Role.EDITOR), is_member=False)

    assert "Make <code>2002</code> a broadcaster? They can then write to all members." in broadcaster.text
    assert "⚠️" not in broadcaster.text
    assert "Editors have no rights" in editor.text
    assert "Check the number: it stands on their screen “What the bot knows about me”." in editor.text
    assert press(editor, "Yes, make an editor") == MakeStaff(who=2002, role=Role.EDITOR)
    assert press(editor, "Back") == NameStaff(role=Role.EDITOR)


def test_a_dismissal_says_what_is_lost() -> None:
    broadcaster = staff.confirm_dismissal(EN, staff.Listed(7, 2002, Role.BROADCASTER))
    editor = staff.confirm_dismissal(EN, staff.Listed(7, 2002, Role.EDITOR))

    assert "can no longer send announcements" in broadcaster.text
    assert "can no longer send announcements" not in editor.text
    assert press(broadcaster, "Yes, dismiss") == DismissStaff(id=7)
    assert press(broadcaster, "Back") == StaffList()
