"""Messages of what is new: one item, several, a digest; what is left out, what stands under them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.interests import Kind, Theme, to_mask
from bot.domain.places import Country, Language
from bot.domain.why import Why
from bot.ui.alert_message import Tiding, alert, digest
from bot.ui.alert_routes import LessLikeThis, SaveItem
from bot.ui.routes import Alerts, CourseItem, FundingItem, FundingList, StopKinds
from bot.ui.screen import Press
from tests.buttons import address, labels, press
from tests.ui import items
from tests.ui.samples_tidings import KINDS, TODAY, of_kind, tiding, tidings
from tests.ui.strict_html import length, parse
from tests.visits import translator

EN = translator("en")
YOUTH = Why(Kind.GRANT, frozenset({Theme.YOUTH}), frozenset({Country.UZ}))


def grant(slug: str, days: int, title: str = "A grant") -> Tiding:
    return Tiding(Kind.GRANT, items.funding(slug, title=title, deadline=TODAY + timedelta(days=days)), YOUTH)


def test_one_item_comes_with_what_decides_about_it() -> None:
    screen = alert(EN, (grant("a-grant", 8),), TODAY)
    assert parse(screen.text).splitlines() == [
        "New grant", "", "A grant", "", "Deadline: December 1, 2026 (in 8 days)", "Donor: Fund & Sons",
        "Who can apply: Registered organisations", "", "For local work.", "",
        "You get this because you follow grants on youth for Uzbekistan.",
    ]  # fmt: skip
    assert labels(screen) == [
        "Open example.org", "More about it", "Save", "Less like this", "My alerts", "Stop these messages",
    ]  # fmt: skip
    assert address(screen, "Open example.org") == items.URL
    assert press(screen, "More about it") == FundingItem(slug="a-grant")
    assert press(screen, "Save") == SaveItem(kind=Kind.GRANT, slug="a-grant")
    assert press(screen, "Less like this") == LessLikeThis(kind=Kind.GRANT, slug="a-grant")
    assert press(screen, "My alerts") == Alerts()
    assert press(screen, "Stop these messages") == StopKinds(kinds=to_mask({Kind.GRANT}))


@pytest.mark.parametrize(
    ("why", "said"),
    [
        (Why(Kind.COURSE), "You get this because you follow courses."),
        (Why(Kind.GRANT, frozenset({Theme.YOUTH})), "You get this because you follow grants on youth."),
        (
            Why(Kind.GRANT, countries=frozenset({Country.TJ, Country.AZ})),
            "You get this because you follow grants for Azerbaijan and Tajikistan.",
        ),
    ],
)
def test_the_reason_names_only_what_the_reader_chose(why: Why, said: str) -> None:
    screen = alert(EN, (Tiding(why.kind, of_kind(why.kind), why),), TODAY)
    assert said in screen.text.splitlines()


def test_a_few_are_a_list_by_deadline_with_a_button_each() -> None:
    course = Tiding(Kind.COURSE, items.course("a-course"), Why(Kind.COURSE))
    screen = alert(EN, (course, grant("late", 30, "Late"), grant("soon", 3, "Soon")), TODAY)
    assert screen.text.startswith("<b>3 new items for you</b>")
    assert labels(screen) == ["1. Soon", "2. Late", "3. First steps", "My alerts", "Stop these messages"]
    assert press(screen, "3. First steps") == CourseItem(slug="a-course")
    assert press(screen, "Stop these messages") == StopKinds(kinds=to_mask({Kind.GRANT, Kind.COURSE}))
    assert "You get this because you follow courses." in screen.text


def test_what_kind_each_is_stands_there_only_where_they_differ() -> None:
    course = Tiding(Kind.COURSE, items.course("a-course"), Why(Kind.COURSE))
    assert "New grant" in alert(EN, (course, grant("soon", 3, "Soon")), TODAY).text
    assert "New grant" not in alert(EN, (grant("late", 30, "Late"), grant("soon", 3, "Soon")), TODAY).text


def test_of_many_the_soonest_are_shown_and_the_list_has_the_rest() -> None:
    screen = alert(EN, [grant(f"grant-{n}", 40 - n, f"In {40 - n}") for n in range(12)], TODAY)
    assert labels(screen)[:8] == [f"{n}. In {28 + n}" for n in range(1, 9)]
    assert "and 4 more" in screen.text.splitlines()
    assert press(screen, "Grants: 4 more") == FundingList()


def test_a_kind_is_not_crowded_out_by_another() -> None:
    many = [grant(f"grant-{n}", n) for n in range(30)]
    rest = [tiding(kind, f"{kind}-1", f"One {kind}") for kind in KINDS[1:]]
    shown = labels(digest(EN, [*many, *rest], TODAY))
    for kind in KINDS[1:]:
        assert any(f"One {kind}" in label for label in shown)


def test_a_digest_says_that_it_is_one() -> None:
    assert digest(EN, (grant("a", 1), grant("b", 2)), TODAY).text.startswith("<b>Your digest: 2 new items</b>")
    one = digest(EN, (grant("a", 1),), TODAY)
    assert one.text.startswith("Your digest: 1 new item\n")
    assert press(one, "Save") == SaveItem(kind=Kind.GRANT, slug="a")


@pytest.mark.parametrize("language", list(Language))
def test_the_longest_fit_one_message_and_keep_every_kind(language: Language) -> None:
    t = translator(language)
    for screen in (digest(t, tidings(20), TODAY), alert(t, tidings(2), TODAY)):
        assert length(parse(screen.text)) <= 4096
        places = [button.to for row in screen.rows for button in row if isinstance(button, Press)]
        shown = {type(place).__name__ + getattr(place, "kind", "") for place in places}
        assert {"FundingItem", "CourseItem", "NoticeItemnews", "NoticeItemjob", "NoticeItemstory"} <= shown


@given(st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 99)), min_size=1, max_size=40, unique=True))
def test_whatever_comes_is_shown_or_counted(which: list[tuple[Kind, int]]) -> None:
    told = [tiding(kind, f"{kind}-{n}", f"Title {n}") for kind, n in which]
    screen = alert(EN, told, TODAY)
    entries = [label for label in labels(screen) if label[0].isdigit()]
    more = [int(label.split(": ")[1].split()[0]) for label in labels(screen) if label.endswith(" more")]
    assert len(entries) <= 8
    if len(told) > 1:
        assert len(entries) + sum(more) == len(told)
    assert length(parse(screen.text)) <= 4096


def test_a_long_text_is_cut_between_words() -> None:
    long = items.funding(summary="word " * 400)
    text = parse(alert(EN, (Tiding(Kind.GRANT, long, YOUTH),), TODAY).text)
    assert "word word…" in text
    assert len(text) < 1200


def test_the_day_is_the_readers() -> None:
    one = grant("a", 1)
    assert "(tomorrow)" in alert(EN, (one,), TODAY).text
    assert "(today)" in alert(EN, (one,), date(2026, 11, 24)).text
