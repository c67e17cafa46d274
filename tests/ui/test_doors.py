"""Addresses that open the bot itself."""

import pytest

from bot.domain.interests import Kind
from bot.ui.alert_routes import SaveItem, SetRung
from bot.ui.doors import add_to_group, private_chat
from bot.ui.packing import LIMIT, Action, Route, from_link
from bot.ui.routes import FundingItem, Home, MyData, NoticeItem

SLUG = "x" * 40


@pytest.mark.parametrize(
    ("wish", "place"),
    [
        (None, Home()),
        (MyData(), MyData()),
        (FundingItem(slug=SLUG, page=12), FundingItem(slug=SLUG, page=12)),
        (SaveItem(kind=Kind.JOB, slug=SLUG), NoticeItem(kind=Kind.JOB, slug=SLUG)),
        (SetRung(days=3, on=True), Home()),
    ],
    ids=str,
)
def test_a_wish_leads_to_its_place_in_the_private_chat(wish: Route | Action | None, place: Route) -> None:
    url = private_chat("cso_test_bot", wish)
    before, payload = url.split("=")
    assert before == "https://t.me/cso_test_bot?start"
    assert len(payload) <= LIMIT
    assert from_link(payload) == place


def test_a_group_is_chosen_in_telegram() -> None:
    assert add_to_group("cso_test_bot") == "https://t.me/cso_test_bot?startgroup=added"
