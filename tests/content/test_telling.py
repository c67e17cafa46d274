"""What the bot knows of an item before it tells anybody: how new it is, what it is about, whose it is."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.content.catalogue import publish
from bot.content.loader import load
from bot.content.models import Course, Funding, Notice, Tellable
from bot.content.telling import (
    closes_on,
    countries_of,
    facts_of,
    funder_of,
    is_out,
    is_over,
    is_worth_telling,
    past_of,
    published_on,
    reaches_back,
    themes_of,
)
from bot.domain.eligibility import Window
from bot.domain.estimate import Past
from bot.domain.facts import Facts, closing, differences, from_json, to_json
from bot.domain.interests import Kind, Theme
from bot.domain.places import Country, Language, reader_zone
from bot.domain.timing import Today

TODAY = date(2026, 11, 23)
CONTENT = Path(__file__).parents[2] / "content"


def funding(**fields: Any) -> Funding:
    words = {"status": "draft", "title": "T", "funder": "Фонд", "summary": "S", "who": "W", "window_note": "N"}
    given = {
        "slug": "call",
        "url": "https://example.org",
        "countries": ["KZ", "KG"],
        "themes": ["youth"],
        "window": "rolling",
        "grade": "A",
        "source_url": "https://example.org",
        "source_date": "2026",
        "last_checked": TODAY,
        "texts": {"ru": words},
    }
    return Funding.model_validate(given | fields)


def course(**fields: Any) -> Course:
    words = {"status": "draft", "title": "T", "provider": "P", "summary": "S", "cost": "free"}
    given = {
        "slug": "course",
        "url": "https://example.org",
        "source_url": "https://example.org",
        "source_date": "2026",
        "last_checked": TODAY,
        "texts": {"en": words},
    }
    return Course.model_validate(given | fields)


def notice(kind: Kind = Kind.NEWS, **fields: Any) -> Notice:
    given = {
        "slug": "notice",
        "kind": kind,
        "published": TODAY,
        "countries": ["UZ"],
        "source_url": "https://example.org",
        "source_date": "2026",
        "last_checked": TODAY,
        "texts": {"en": {"status": "draft", "title": "T", "summary": "S"}},
    }
    return Notice.model_validate(given | fields)


def ago(days: int) -> str:
    return (TODAY - timedelta(days=days)).isoformat()


@pytest.mark.parametrize(
    ("item", "worth"),
    [
        (funding(), True),
        (funding(published=ago(0)), True),
        (funding(published=ago(30)), True),
        (funding(published=ago(31)), False),
        (funding(source_date=ago(30)), True),
        (funding(source_date=ago(31)), False),
        (funding(source_date="2020", published=ago(1)), True),
        (funding(source_date=ago(200), published=ago(1)), True),
        (funding(source_date=ago(1), published=ago(200)), False),
        # Only the month or the year is known: as new as its file.
        (funding(source_date="2020"), True),
        (funding(source_date="2020-01"), True),
        (funding(published=ago(-1)), False),
        (funding(quiet=True), False),
        (funding(cancelled=True), False),
        (funding(window="dated", deadline=ago(1)), False),
        (funding(window="dated", deadline=ago(0)), True),
        (funding(window="expected"), True),
        (course(), True),
        (course(quiet=True), False),
        (course(published=ago(31)), False),
        (notice(), True),
        (notice(quiet=True), False),
        (notice(published=ago(31)), False),
        (notice(published=ago(-1)), False),
        (notice(until=ago(1)), False),
        (notice(Kind.JOB, until=ago(0)), True),
        (notice(Kind.JOB, until=ago(1)), False),
    ],
)
def test_what_readers_should_hear_of(item: Tellable, worth: bool) -> None:
    assert is_worth_telling(item, TODAY) is worth


def test_what_is_published_tomorrow_is_new_tomorrow() -> None:
    tomorrow = TODAY + timedelta(days=1)
    for item in (funding(published=tomorrow), course(published=tomorrow), notice(published=tomorrow)):
        assert not is_out(item, TODAY)
        assert is_out(item, tomorrow)
        assert is_worth_telling(item, tomorrow)
    assert is_out(funding(), TODAY)


@pytest.mark.parametrize(
    ("item", "over"),
    [
        (funding(), False),
        (funding(window="dated", deadline=ago(0)), False),
        (funding(window="dated", deadline=ago(1)), True),
        (funding(cancelled=True), True),
        (notice(until=ago(0)), False),
        (notice(until=ago(1)), True),
        (course(), False),
    ],
)
def test_what_is_over(item: Tellable, over: bool) -> None:
    assert is_over(item, TODAY) is over


def abroad(clock: str, zone: str) -> Funding:
    return funding(window="dated", deadline="2027-03-01", deadline_time=clock, deadline_zone=zone)


@pytest.mark.parametrize(
    ("item", "there", "in_baku"),
    [
        (abroad("23:59", "America/New_York"), date(2027, 3, 2), date(2027, 3, 2)),
        (abroad("17:00", "Europe/Brussels"), date(2027, 3, 1), date(2027, 3, 1)),
        (abroad("20:30", "Europe/Brussels"), date(2027, 3, 2), date(2027, 3, 1)),
        (abroad("01:00", "Asia/Tokyo"), date(2027, 2, 28), date(2027, 2, 28)),
        (funding(window="dated", deadline="2027-03-01"), date(2027, 3, 1), date(2027, 3, 1)),
    ],
)
def test_a_moment_abroad_is_on_a_day_of_the_readers(item: Funding, there: date, in_baku: date) -> None:
    assert closes_on(item) == there
    assert closes_on(item, Today.at(datetime(2027, 1, 1, tzinfo=UTC), reader_zone(Country.AZ))) == in_baku
    assert not is_over(item, there)
    assert is_over(item, there + timedelta(days=1))


@pytest.mark.parametrize("country", list(Country))
def test_a_call_is_over_at_its_moment_everywhere(country: Country) -> None:
    item, moment = abroad("23:59", "America/New_York"), datetime(2027, 3, 2, 4, 59, tzinfo=UTC)
    assert not is_over(item, Today.at(moment - timedelta(minutes=1), reader_zone(country)))
    assert is_over(item, Today.at(moment, reader_zone(country)))


@pytest.mark.parametrize(
    ("item", "day"),
    [
        (funding(window="dated", deadline="2027-03-01"), date(2027, 3, 1)),
        (funding(), None),
        (notice(Kind.JOB, until="2027-03-01"), date(2027, 3, 1)),
        (notice(Kind.JOB), None),
        (notice(until="2027-03-01"), None),
        (course(), None),
    ],
)
def test_the_last_day_to_apply(item: Tellable, day: date | None) -> None:
    assert closes_on(item) == day
    assert facts_of(item).deadline == day


@pytest.mark.parametrize(
    ("item", "day"),
    [
        (funding(source_date="2026-11-05"), date(2026, 11, 5)),
        (funding(source_date="2026-11-05", published="2026-11-01"), date(2026, 11, 1)),
        (funding(source_date="2026-11"), None),
        (course(source_date="2026"), None),
        (notice(published="2026-11-07", source_date="2026-11-05"), date(2026, 11, 7)),
    ],
)
def test_the_day_of_publication(item: Tellable, day: date | None) -> None:
    assert published_on(item) == day


def test_what_an_item_is_about() -> None:
    assert themes_of(funding()) == {Theme.YOUTH}
    assert themes_of(course()) == themes_of(notice()) == frozenset()
    assert countries_of(funding()) == {Country.KZ, Country.KG}
    assert countries_of(notice()) == {Country.UZ}
    assert countries_of(course()) == frozenset()


def with_funder(name: str, language: str = "ru") -> Funding:
    text = funding().texts[Language.RU]
    return funding(texts={language: text.model_copy(update={"funder": name})})


@pytest.mark.parametrize(
    ("item", "key"),
    [
        (funding(), "фонд"),
        (funding(donor="good-fund"), "good-fund"),
        (with_funder("Фонд «Зелёный двор»"), "фонд-зелёный-двор"),
        (with_funder("  The Good_Fund, Inc. ", "en"), "the-good-fund-inc"),
        (with_funder("x" * 200), "x" * 60),
        (course(), None),
        (notice(), None),
    ],
)
def test_the_key_by_which_a_funder_is_muted(item: Tellable, key: str | None) -> None:
    assert funder_of(item) == key


def test_the_english_name_of_a_funder_is_the_key_when_there_is_one() -> None:
    russian = funding().texts[Language.RU]
    english = russian.model_copy(update={"funder": "Fund"})
    assert funder_of(funding(texts={"ru": russian, "en": english})) == "fund"


def test_the_facts_of_a_funding_opportunity() -> None:
    item = funding(
        window="dated",
        deadline="2027-03-01",
        deadline_time="17:00",
        deadline_zone="Europe/Brussels",
        amount={"maximum": 5000, "currency": "EUR"},
        registration_required=True,
        individuals=False,
        cancelled=True,
    )
    facts = facts_of(item)
    assert facts == Facts(
        window=Window.DATED,
        deadline=date(2027, 3, 1),
        maximum=5000,
        currency="EUR",
        countries=frozenset({Country.KZ, Country.KG}),
        registration_required=True,
        individuals=False,
        cancelled=True,
        deadline_time=time(17),
        deadline_zone="Europe/Brussels",
    )
    assert closing(facts) == datetime(2027, 3, 1, 16, tzinfo=UTC)


def test_a_corrected_text_is_no_difference() -> None:
    corrected = with_funder("Фонд.")
    assert corrected != funding()
    assert differences(facts_of(funding()), facts_of(corrected)) == ()
    assert differences(facts_of(funding(themes=["media"])), facts_of(funding())) == ()
    assert differences(facts_of(notice(countries=["KZ"])), facts_of(notice())) == ()
    assert differences(facts_of(notice(until=ago(-9))), facts_of(notice())) == ()


def test_of_a_job_the_last_day_and_the_countries_matter() -> None:
    assert differences(facts_of(notice(Kind.JOB, until=ago(-9))), facts_of(notice(Kind.JOB)))
    assert differences(facts_of(notice(Kind.JOB, countries=["KZ"])), facts_of(notice(Kind.JOB)))


def test_what_was_published_lately() -> None:
    catalogue = publish(
        [
            funding(slug="a", published=ago(3)),
            funding(slug="b", source_date="2026-10"),
            funding(slug="c", source_date="2026"),
            funding(slug="d", published=ago(90)),
            funding(slug="e", published=ago(3), quiet=True),
            funding(slug="f", published=ago(-2)),
            funding(slug="g", published=ago(80), window="dated", deadline=ago(2)),
            course(published=ago(89)),
            notice(slug="n", published=ago(0)),
            notice(Kind.JOB, slug="j", published=ago(7)),
        ]
    )
    about = (frozenset({Theme.YOUTH}), frozenset({Country.KZ, Country.KG}))
    nothing: frozenset[Theme] = frozenset()
    assert set(past_of(catalogue, TODAY).values()) == {
        Past(date.fromisoformat(ago(3)), Kind.GRANT, *about),
        Past(date(2026, 10, 1), Kind.GRANT, *about),
        Past(date.fromisoformat(ago(80)), Kind.GRANT, *about),
        Past(date.fromisoformat(ago(89)), Kind.COURSE),
        Past(TODAY, Kind.NEWS, nothing, frozenset({Country.UZ})),
        Past(date.fromisoformat(ago(7)), Kind.JOB, nothing, frozenset({Country.UZ})),
    }
    assert len(past_of(catalogue, TODAY, days=4)) == 2


@pytest.mark.parametrize(
    ("days", "quiet", "reaches"), [(0, False, False), (89, False, False), (90, False, True), (90, True, False)]
)
def test_a_catalogue_reaches_as_far_back_as_its_oldest_date(days: int, quiet: bool, reaches: bool) -> None:
    catalogue = publish([funding(published=ago(days), quiet=quiet), notice(published=ago(0))])
    assert reaches_back(catalogue, TODAY) is reaches
    assert not reaches_back(publish(()), TODAY)


def test_every_published_item_has_facts_that_survive_being_stored() -> None:
    for _, item in load(CONTENT).tellable():
        assert from_json(to_json(facts_of(item))) == facts_of(item)
        assert isinstance(item, Funding) is (funder_of(item) is not None)


def test_every_published_funder_has_a_key_of_its_own() -> None:
    keys = [funder_of(item) for item in load(CONTENT).funding]
    assert len(keys) == len(set(keys))
