"""How buttons stand in rows."""

from bot.domain.places import Language
from bot.ui.routes import Help, Home
from bot.ui.rows import LONGEST_LABEL, SIDE_BY_SIDE, chosen, foot, in_pairs, shortened
from bot.ui.screen import Press
from tests.visits import translator

SHORT, LONG = "s" * SIDE_BY_SIDE, "l" * (SIDE_BY_SIDE + 1)


def laid(*labels: str) -> list[list[str]]:
    return [[button.label for button in row] for row in in_pairs(Press(label, Home()) for label in labels)]


def test_short_neighbours_share_a_row() -> None:
    assert laid(SHORT, SHORT, SHORT) == [[SHORT, SHORT], [SHORT]]


def test_a_long_one_stands_alone_and_the_order_stays() -> None:
    assert laid("a", LONG, "b", "c", LONG, LONG, "d") == [["a"], [LONG], ["b", "c"], [LONG], [LONG], ["d"]]


def test_nothing_is_no_row() -> None:
    assert laid() == []


def test_a_tick_moves_no_button() -> None:
    ticked = chosen(SHORT, on=True)
    assert ticked != SHORT
    assert laid(ticked, SHORT) == [[ticked, SHORT]]
    assert chosen(SHORT, on=False) == SHORT


def test_the_foot_leads_back_and_home() -> None:
    t = translator(Language.EN)
    assert foot(t) == ((Press("Main menu", Home()),),)
    assert foot(t, Help()) == ((Press("Back", Help()), Press("Main menu", Home())),)


def test_a_label_that_fits_is_left_alone() -> None:
    assert shortened("x" * LONGEST_LABEL) == "x" * LONGEST_LABEL


def test_a_long_label_is_cut_between_words() -> None:
    assert shortened("Small grants for local organisations, which work on human rights, and much else") == (
        "Small grants for local organisations, which work on human…"
    )


def test_a_label_of_one_long_word_is_cut_anywhere() -> None:
    assert shortened("1. " + "x" * 100) == "1. " + "x" * (LONGEST_LABEL - 4) + "…"
