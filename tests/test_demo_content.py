"""What the demo lays out can be read, and the file that waits becomes an item that is worth telling."""

import shutil
from datetime import date
from pathlib import Path

from bot.content.loader import load
from bot.content.telling import is_worth_telling
from bot.demo_content import lay
from bot.demo_crowd import crowd, wish_of
from bot.domain.interests import Kind, Often

TODAY = date(2026, 11, 23)


def test_the_new_opportunity_is_worth_telling_once_it_is_put_there(tmp_path: Path) -> None:
    laid = lay(tmp_path, TODAY)
    before = load(laid.folder)
    shutil.copy(laid.new, laid.place)

    item = load(laid.folder).find(Kind.GRANT, "green-yard-fund")

    assert before.find(Kind.GRANT, "green-yard-fund") is None
    assert item is not None
    assert is_worth_telling(item, TODAY)


def test_the_crowd_wants_different_things_at_different_times() -> None:
    wishes = [wish_of(number, country) for number, country, _ in crowd()]

    assert all(Kind.ANNOUNCEMENT in wish.interests.kinds for wish in wishes)
    assert {wish.often for wish in wishes} == set(Often)
    assert len({wish.interests for wish in wishes}) > 20
