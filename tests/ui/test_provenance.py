"""What an item says about its own text."""

import pytest

from bot.domain.places import Language
from bot.ui.provenance import opening, shown_in, source_of
from bot.ui.screen import Link
from tests.ui.items import URL, answer, funding
from tests.visits import translator


def test_the_source_is_a_link_that_names_its_domain_and_the_day_it_was_read() -> None:
    assert source_of(translator(Language.EN), funding()).splitlines() == [
        '<b>Source:</b> <a href="https://www.example.org/grants?a=1&amp;b=2">example.org</a> (2020)',
        "<b>Source read on:</b> November 20, 2026",
    ]


def test_an_item_about_the_bot_itself_names_no_source() -> None:
    assert source_of(translator(Language.EN), answer(sourced=False)) == ""


def test_the_button_says_whose_page_it_opens() -> None:
    assert opening(translator(Language.EN), URL) == Link("Open example.org", URL)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (Language.EN, ""),
        (Language.RU, "<i>Shown in Russian: this text is not translated into your language yet.</i>"),
        (Language.AZ, "<i>Language of this text: Azərbaycan dili</i>"),
    ],
)
def test_another_language_is_named(language: Language, said: str) -> None:
    assert shown_in(translator(Language.EN), language) == said
