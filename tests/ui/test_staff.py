"""The list of staff."""

from bot.domain.member import Role
from bot.ui import staff
from bot.ui.paging import Sheet
from bot.ui.screen import Press
from bot.ui.staff_actions import DismissStaff
from bot.ui.staff_routes import NameStaff, StaffList
from tests.visits import translator

EN = translator("en")


def test_everybody_has_a_role_an_id_and_a_button() -> None:
    screen = staff.colleagues(EN, Sheet((staff.Listed(7, 2002, Role.BROADCASTER),), 1, 1, 1))

    assert "<code>2002</code>: broadcaster" in screen.text
    assert "Owners stand in the settings of the bot" in screen.text
    buttons = [button for row in screen.rows for button in row]
    assert Press("Dismiss 2002", DismissStaff(id=7), style="danger") in buttons
    assert Press("Name an editor", NameStaff(role=Role.EDITOR)) in buttons
    assert Press("Name a broadcaster", NameStaff(role=Role.BROADCASTER)) in buttons


def test_an_empty_list_says_so() -> None:
    assert "Nobody is named yet." in staff.colleagues(EN, Sheet((), 1, 1, 1)).text


def test_naming_says_which_role_and_leads_back() -> None:
    screen = staff.name(EN, Role.BROADCASTER)

    assert screen.text.startswith("<b>Name a broadcaster</b>")
    assert screen.rows == ((Press("Back", StaffList()),),)
