"""Announcements: drafts, states and cards."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.announcement import MOVES, Announcement, Audience, State, WhenUncertain, undecided
from bot.domain.interests import Kind, Theme
from bot.domain.places import Country, Language
from bot.domain.schedule import Timing
from bot.store import announcements, drafts
from bot.store.database import Connection, Database

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

# How an announcement gets from a draft to each state.
ROADS = {
    State.DRAFT: [],
    State.AWAITING: [State.AWAITING],
    State.SCHEDULED: [State.SCHEDULED],
    State.LATE: [State.SCHEDULED, State.LATE],
    State.SENDING: [State.SCHEDULED, State.SENDING],
    State.PAUSED: [State.SCHEDULED, State.SENDING, State.PAUSED],
    State.DONE: [State.SCHEDULED, State.SENDING, State.DONE],
    State.CANCELLED: [State.CANCELLED],
}


async def drafted(db: Database, author: int = 1) -> int:
    async with db.write() as tx:
        number = await announcements.create(tx, db.seal.seal(author), NOW)
        await drafts.set_text(tx, number, Language.RU, "<b>Текст</b>")
        return number


async def brought_to(db: Database, state: State, due_at: datetime = NOW) -> int:
    number, now = await drafted(db), State.DRAFT
    async with db.write() as tx:
        for step in ROADS[state]:
            if step is State.SCHEDULED:
                assert await drafts.schedule(tx, number, due_at, "Asia/Almaty")
            else:
                assert await announcements.move(tx, number, now, step)
            now = step
    return number


async def read(db: Database, number: int) -> Announcement:
    async with db.read() as c:
        found = await announcements.get(c, number)
    assert found is not None
    return found


async def test_a_new_draft_is_empty(db: Database) -> None:
    async with db.write() as tx:
        number = await announcements.create(tx, db.seal.seal(1), NOW)
    assert await read(db, number) == Announcement(number, State.DRAFT)


async def test_a_doubled_press_makes_one_draft(db: Database) -> None:
    async with db.write() as tx:
        first = await announcements.create(tx, db.seal.seal(1), NOW)
        assert await announcements.create(tx, db.seal.seal(1), NOW + timedelta(seconds=1)) == first
        assert await announcements.total(tx) == 1


async def test_only_an_untouched_draft_of_the_same_author_and_day_is_given_again(db: Database) -> None:
    boris, olga = db.seal.seal(1), db.seal.seal(2)
    async with db.write() as tx:
        first = await announcements.create(tx, boris, NOW)
        of_another = await announcements.create(tx, olga, NOW)
        tomorrow = await announcements.create(tx, boris, NOW + timedelta(days=1))
        await drafts.set_text(tx, first, Language.RU, "Text")
        with_text = await announcements.create(tx, boris, NOW)
        await drafts.set_audience(tx, with_text, Audience(kinds=frozenset({Kind.JOB})))
        with_audience = await announcements.create(tx, boris, NOW)
        await announcements.move(tx, with_audience, State.DRAFT, State.CANCELLED)
        cancelled = await announcements.create(tx, boris, NOW)
    assert len({first, of_another, tomorrow, with_text, with_audience, cancelled}) == 6


CHANGES: dict[str, Callable[[Connection, int], Awaitable[object]]] = {
    "urgent": lambda tx, number: drafts.set_urgent(tx, number, urgent=True),
    "link preview": lambda tx, number: drafts.set_link_preview(tx, number, wanted=True),
    "staff only": lambda tx, number: drafts.set_audience(tx, number, Audience(staff_only=True)),
    "themes": lambda tx, number: drafts.set_audience(tx, number, Audience(themes=frozenset({Theme.MEDIA}))),
    "lost answers": lambda tx, number: drafts.set_when_uncertain(tx, number, WhenUncertain.RESEND),
    "borrowing": lambda tx, number: drafts.choose(tx, number, frozenset({Language.KK}), frozenset()),
    "skipping": lambda tx, number: drafts.choose(tx, number, frozenset(), frozenset({Language.KK})),
}


@pytest.mark.parametrize("change", CHANGES)
async def test_a_draft_with_any_choice_is_not_a_new_one(db: Database, change: str) -> None:
    async with db.write() as tx:
        first = await announcements.create(tx, b"author", NOW)
        await CHANGES[change](tx, first)
        assert await announcements.create(tx, b"author", NOW) != first


async def test_nothing_goes_out_before_its_moment_which_is_kept_in_whole_seconds(db: Database) -> None:
    moment = NOW + timedelta(seconds=60.9)
    number = await brought_to(db, State.SCHEDULED, due_at=moment)
    assert (await read(db, number)).due_at == NOW + timedelta(seconds=61)


async def test_texts_are_set_changed_and_taken_away(db: Database) -> None:
    number = await drafted(db)
    async with db.write() as tx:
        assert await drafts.set_text(tx, number, Language.KK, "Мәтін")
        assert await drafts.set_text(tx, number, Language.RU, "Другой")
    assert (await read(db, number)).texts == {Language.KK: "Мәтін", Language.RU: "Другой"}
    async with db.write() as tx:
        assert await drafts.set_text(tx, number, Language.RU, None)
        assert await drafts.set_text(tx, number, Language.UZ, None)
    assert (await read(db, number)).texts == {Language.KK: "Мәтін"}


async def test_whose_text_becomes_another_one_is_undecided_again(db: Database) -> None:
    kazakh, turkmen = frozenset({Language.KK}), frozenset({Language.TK})
    number = await drafted(db)
    async with db.write() as tx:
        await drafts.set_text(tx, number, Language.AZ, "Mətn")
        await drafts.choose(tx, number, kazakh, turkmen)
        # In the same languages, and in one that nobody borrows.
        await drafts.set_text(tx, number, Language.RU, "Другой")
        await drafts.set_text(tx, number, Language.TG, "Матн")
    assert (await read(db, number)).borrowing == kazakh
    async with db.write() as tx:
        assert await drafts.set_text(tx, number, Language.RU, None)
    found = await read(db, number)
    assert (found.borrowing, found.skipped) == (frozenset(), turkmen)
    assert Language.KK in undecided(found)


async def test_a_better_text_is_not_chosen_for_those_who_were_given_another(db: Database) -> None:
    async with db.write() as tx:
        number = await announcements.create(tx, db.seal.seal(1), NOW)
        await drafts.set_text(tx, number, Language.EN, "Text")
        await drafts.choose(tx, number, frozenset({Language.KK, Language.RU}), frozenset({Language.TK}))
        await drafts.set_text(tx, number, Language.RU, "Текст")
    found = await read(db, number)
    assert (found.borrowing, found.skipped) == (frozenset(), frozenset({Language.TK}))


async def test_the_countries_it_is_for_are_those_whose_clocks_count(db: Database) -> None:
    number, baku = await drafted(db), frozenset({Country.AZ})
    timing = Timing(datetime(2026, 11, 24, 10), "Asia/Tashkent", by_reader=True)
    async with db.write() as tx:
        await drafts.set_timing(tx, number, timing)
        await drafts.set_audience(tx, number, Audience(countries=baku))
    assert (await read(db, number)).timing == replace(timing, countries=baku)
    async with db.write() as tx:
        await drafts.set_timing(tx, number, replace(timing, by_reader=False))
    assert (await read(db, number)).timing == replace(timing, by_reader=False)


async def test_a_draft_keeps_its_audience_and_policy(db: Database) -> None:
    number = await drafted(db)
    audience = Audience(frozenset({Language.RU}), frozenset({Country.KZ, Country.TM}), frozenset({Kind.GRANT}))
    async with db.write() as tx:
        assert await drafts.set_audience(tx, number, audience)
        assert await drafts.set_when_uncertain(tx, number, WhenUncertain.RESEND)
    found = await read(db, number)
    assert (found.audience, found.when_uncertain) == (audience, WhenUncertain.RESEND)


@pytest.mark.parametrize("state", [state for state in State if state is not State.DRAFT])
async def test_only_a_draft_can_be_changed(db: Database, state: State) -> None:
    number = await brought_to(db, state)
    before = await read(db, number)
    async with db.write() as tx:
        assert not await drafts.set_text(tx, number, Language.RU, "Changed")
        assert not await drafts.set_text(tx, number, Language.RU, None)
        assert not await drafts.set_audience(tx, number, Audience(languages=frozenset({Language.EN})))
        assert not await drafts.set_when_uncertain(tx, number, WhenUncertain.RESEND)
    assert await read(db, number) == before


async def test_nothing_happens_to_an_announcement_that_is_not_there(db: Database) -> None:
    async with db.write() as tx:
        assert await announcements.get(tx, 404) is None
        assert not await drafts.set_text(tx, 404, Language.RU, "Text")
        assert not await drafts.schedule(tx, 404, NOW, "UTC")
        assert not await announcements.move(tx, 404, State.DRAFT, State.CANCELLED)
        assert await announcements.tally(tx, 404) == {}


async def test_a_moment_and_its_zone_are_kept_to_the_second(db: Database) -> None:
    number = await brought_to(db, State.SCHEDULED, due_at=NOW + timedelta(days=400, seconds=1))
    found = await read(db, number)
    assert (found.state, found.due_at, found.zone) == (
        State.SCHEDULED,
        NOW + timedelta(days=400, seconds=1),
        "Asia/Almaty",
    )


@pytest.mark.parametrize("state", list(State))
async def test_drafts_and_late_ones_can_be_scheduled(db: Database, state: State) -> None:
    number = await brought_to(db, state)
    async with db.write() as tx:
        done = await drafts.schedule(tx, number, NOW + timedelta(hours=1), "UTC")
    assert done is (state in {State.DRAFT, State.LATE})


@pytest.mark.parametrize("now", list(State))
async def test_every_move_is_allowed_or_changes_nothing(db: Database, now: State) -> None:
    for to in State:
        number = await brought_to(db, now)
        async with db.write() as tx:
            assert await announcements.move(tx, number, now, to) is (to in MOVES[now])
        assert (await read(db, number)).state is (to if to in MOVES[now] else now)


async def test_of_two_who_move_only_the_first_does(db: Database) -> None:
    number = await brought_to(db, State.SENDING)
    async with db.write() as tx:
        assert await announcements.move(tx, number, State.SENDING, State.CANCELLED)
    async with db.write() as tx:
        assert not await announcements.move(tx, number, State.SENDING, State.PAUSED)
    assert (await read(db, number)).state is State.CANCELLED


async def test_why_it_is_paused_is_kept_until_it_goes_on(db: Database) -> None:
    number = await brought_to(db, State.SENDING)
    async with db.write() as tx:
        await announcements.move(tx, number, State.SENDING, State.PAUSED, "can't parse entities")
    assert (await read(db, number)).pause_reason == "can't parse entities"
    async with db.write() as tx:
        await announcements.move(tx, number, State.PAUSED, State.SENDING)
    assert (await read(db, number)).pause_reason is None


async def test_pages_show_the_newest_first(db: Database) -> None:
    numbers = [await drafted(db) for _ in range(5)]
    async with db.read() as c:
        assert await announcements.total(c) == 5
        pages = [[one.id for one in await announcements.page(c, 2, offset)] for offset in (0, 2, 4, 6)]
    assert pages == [[numbers[4], numbers[3]], [numbers[2], numbers[1]], [numbers[0]], []]


async def test_cards_show_what_goes_on_and_what_ended(db: Database) -> None:
    numbers = {state: await brought_to(db, state) for state in State}
    async with db.read() as c:
        shown = {card.announcement.state: card for card in await announcements.cards(c)}
    assert set(shown) == {State.LATE, State.SENDING, State.PAUSED, State.DONE}
    late = shown[State.LATE]
    assert (late.announcement.id, late.author, late.message_id, late.shown) == (
        numbers[State.LATE],
        db.seal.seal(1),
        None,
        None,
    )


@pytest.mark.parametrize("end", [State.DONE, State.CANCELLED])
async def test_a_card_is_done_with_when_it_was_shown_as_ended(db: Database, end: State) -> None:
    number = await brought_to(db, State.SENDING)
    async with db.write() as tx:
        await announcements.remember_card(tx, number, State.SENDING, 55, "sending 10 of 20")
        await announcements.move(tx, number, State.SENDING, end)
        [card] = await announcements.cards(tx)
        assert (card.announcement.state, card.message_id, card.shown) == (end, 55, "sending 10 of 20")
        await announcements.remember_card(tx, number, end, 56, f"{end} 20 of 20")
        assert await announcements.cards(tx) == []


@pytest.mark.parametrize("ends", [State.SENDING, State.CANCELLED])
async def test_what_was_shown_of_a_state_that_ended_meanwhile_is_out_of_date(db: Database, ends: State) -> None:
    number = await brought_to(db, State.PAUSED)
    async with db.write() as tx:
        await announcements.move(tx, number, State.PAUSED, ends)
        await announcements.remember_card(tx, number, State.PAUSED, 55, "paused 10 of 20")
        [card] = await announcements.cards(tx)
    assert (card.announcement.state, card.message_id, card.shown) == (ends, 55, "")
