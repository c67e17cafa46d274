"""The rule of two: who needs a second person, and what exactly that one approves."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.announcement import (
    Announcement,
    Audience,
    Errand,
    LinkButton,
    Media,
    MediaKind,
    State,
    WhenUncertain,
)
from bot.domain.approval import Need, Rules, digest, need
from bot.domain.interests import Kind, Theme
from bot.domain.places import Country, Language
from bot.domain.schedule import Repeat, Timing
from tests.visits import NOW

EVERYBODY, COLLEAGUES = Audience(), Audience(staff_only=True)


@pytest.mark.parametrize(
    ("recipients", "expected"),
    [(0, None), (1, Need.FEW), (4, Need.FEW), (5, None), (50, None), (51, Need.MANY), (1_000_000, Need.MANY)],
)
def test_few_and_many_need_a_second_person(recipients: int, expected: Need | None) -> None:
    assert need(EVERYBODY, recipients, Rules()) is expected


@pytest.mark.parametrize(("recipients", "expected"), [(1, None), (4, None), (50, None), (51, Need.MANY)])
def test_a_word_to_colleagues_points_at_nobody(recipients: int, expected: Need | None) -> None:
    assert need(COLLEAGUES, recipients, Rules()) is expected


@pytest.mark.parametrize("recipients", [0, 1, 1_000_000])
def test_who_works_alone_switches_it_off(recipients: int) -> None:
    assert need(EVERYBODY, recipients, Rules(alone=None)) is None


def test_with_a_limit_of_nobody_every_send_needs_a_second_person() -> None:
    assert [need(COLLEAGUES, recipients, Rules(alone=0)) for recipients in (0, 1, 7)] == [None, Need.MANY, Need.MANY]


# --- The digest ------------------------------------------------------------------------------------------------------

_buttons = st.lists(
    st.builds(LinkButton, st.text(min_size=1, max_size=5), st.sampled_from(["https://a.org", "https://b.org"])),
    max_size=3,
).map(tuple)
_repeats = st.builds(
    Repeat,
    rule=st.sampled_from(["daily", "weekly", "0 10 * * 1"]),
    until=st.none() | st.dates(date(2026, 1, 1), date(2028, 1, 1)),
    times=st.none() | st.integers(1, 99),
    skipped=st.frozensets(st.dates(date(2026, 12, 1), date(2026, 12, 5)), max_size=3),
)
_timings = st.builds(
    Timing,
    wall=st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)),
    zone=st.sampled_from(["Asia/Almaty", "UTC"]),
    by_reader=st.booleans(),
    repeat=st.none() | _repeats,
)
_audiences = st.builds(
    Audience,
    languages=st.frozensets(st.sampled_from(Language)),
    countries=st.frozensets(st.sampled_from(Country)),
    kinds=st.frozensets(st.sampled_from(Kind)),
    themes=st.frozensets(st.sampled_from(Theme)),
    staff_only=st.booleans(),
)

# What a reader would notice, and every value it can take.
NOTICED: dict[str, st.SearchStrategy[Any]] = {
    "id": st.integers(1, 99),
    "texts": st.dictionaries(st.sampled_from(Language), st.text(max_size=9), max_size=4),
    "buttons": st.dictionaries(st.sampled_from(Language), _buttons, max_size=3),
    "audience": _audiences,
    "when_uncertain": st.sampled_from(WhenUncertain),
    "media": st.none() | st.builds(Media, st.sampled_from(MediaKind), st.text(max_size=9)),
    "link_preview": st.booleans(),
    "urgent": st.booleans(),
    "borrowing": st.frozensets(st.sampled_from(Language)),
    "skipped": st.frozensets(st.sampled_from(Language)),
    "timing": st.none() | _timings,
    "errand": st.sampled_from(Errand),
    "about": st.none() | st.integers(1, 99),
}

# What the bot alone writes down on the way.
UNNOTICED: dict[str, st.SearchStrategy[Any]] = {
    "state": st.sampled_from(State),
    "due_at": st.none() | st.datetimes(timezones=st.just(UTC)),
    "zone": st.none() | st.sampled_from(["Asia/Almaty", "UTC"]),
    "pause_reason": st.none() | st.text(max_size=9),
    "series": st.none() | st.integers(1, 99),
    "began_at": st.none() | st.datetimes(timezones=st.just(UTC)),
    "ended_at": st.none() | st.datetimes(timezones=st.just(UTC)),
    "item_id": st.none() | st.integers(1, 99),
    "key": st.none() | st.text(max_size=9),
    "approved": st.booleans(),
}

announcements = st.builds(Announcement, **(NOTICED | UNNOTICED))


def meant(announcement: Announcement) -> tuple[object, ...]:
    """What readers would notice, said so that what means the same is the same."""
    audience = announcement.audience
    aimed = replace(audience, kinds=audience.wanted_kinds)
    return tuple(aimed if name == "audience" else getattr(announcement, name) for name in NOTICED)


def test_whatever_an_announcement_has_is_either_noticed_or_not() -> None:
    assert {field.name for field in fields(Announcement)} == NOTICED.keys() | UNNOTICED.keys()


@pytest.mark.parametrize("name", list(NOTICED))
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_change_a_reader_would_notice_changes_it(name: str, data: st.DataObject) -> None:
    before = data.draw(announcements)
    after = replace(before, **{name: data.draw(NOTICED[name])})

    assert (digest(before, NOW) == digest(after, NOW)) is (meant(before) == meant(after))


@settings(max_examples=60, deadline=None)
@given(before=announcements, data=st.data())
def test_what_the_bot_writes_down_does_not(before: Announcement, data: st.DataObject) -> None:
    after = replace(before, **{name: data.draw(values) for name, values in UNNOTICED.items()})

    assert digest(before, NOW) == digest(after, NOW)


@given(st.dictionaries(st.sampled_from(Language), st.text(max_size=3), max_size=4))
def test_the_order_of_the_languages_does_not(texts: dict[Language, str]) -> None:
    turned = dict(reversed(texts.items()))

    assert digest(Announcement(1, State.DRAFT, texts), NOW) == digest(Announcement(1, State.DRAFT, turned), NOW)


def test_a_day_left_out_of_a_repetition_counts() -> None:
    repeated = Repeat("weekly")
    one = Announcement(1, State.AWAITING, timing=Timing(datetime(2026, 11, 24, 10), "UTC", repeat=repeated))
    left_out = replace(repeated, skipped=frozenset({date(2026, 12, 1)}))

    assert one.timing is not None
    assert digest(one, NOW) != digest(replace(one, timing=replace(one.timing, repeat=left_out)), NOW)


def test_which_moment_of_a_repetition_is_the_next_one_counts() -> None:
    weekly = Timing(NOW.replace(tzinfo=None), "UTC", repeat=Repeat("weekly", times=3))
    one = Announcement(1, State.AWAITING, timing=weekly)
    before, after = NOW - timedelta(minutes=1), NOW + timedelta(minutes=1)

    assert digest(one, before) != digest(one, after)
    assert digest(one, after) == digest(one, after + timedelta(days=6))
    once = replace(one, timing=replace(weekly, repeat=None))
    assert digest(once, before) == digest(once, after)


def test_it_is_64_hexadecimal_digits() -> None:
    assert len(bytes.fromhex(digest(Announcement(1, State.DRAFT), NOW))) == 32
