"""Staff and what the bot sends by itself: seen, held up, decided upon once; never changed, recalled or taken back."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from bot.content.catalogue import Catalogue
from bot.domain.announcement import BY_ITSELF, Errand, State
from bot.domain.interests import Kind
from bot.domain.member import Role
from bot.domain.parting import Reason
from bot.domain.places import Country
from bot.gateway.routing import ACTS, PLACES
from bot.handlers import announce, announce_moves, announce_report, new_items, reasons, sent_by_bot
from bot.store import announcements, by_itself, items, partings
from bot.store.database import Connection, Database
from bot.ui.alert_routes import NewItems, Reasons, SentByBot, TellOfItems
from bot.ui.packing import Action
from bot.ui.screen import Screen
from bot.ui.staff_actions import CancelAnnouncement, PauseAnnouncement, ResumeAnnouncement
from bot.ui.staff_routes import AnnouncementReport, Announcements, AnnouncementView, ConfirmCancel
from tests.buttons import labels, press
from tests.handlers.announced import everything, in_state, name_boris, stored
from tests.ui.items import funding
from tests.ui.test_routes import widest
from tests.visits import AISULU, BORIS, NOW, OLGA, join, visit

REACHED: dict[State, tuple[State, ...]] = {
    State.SCHEDULED: (),
    State.AWAITING: (),
    State.SENDING: (State.SENDING,),
    State.PAUSED: (State.SENDING, State.PAUSED),
    State.DONE: (State.SENDING, State.DONE),
    State.CANCELLED: (State.CANCELLED,),
}


async def made(db: Database, errand: Errand, state: State) -> int:
    """One of them, about one item."""
    async with db.write() as tx:
        begun = State.AWAITING if state is State.AWAITING else State.SCHEDULED
        known = await items.find(tx, Kind.GRANT, "green-yard")
        number = known.id if known else await _record(tx, "green-yard", None)
        one = await by_itself.make(tx, errand, NOW, NOW, state=begun, key="2026-11-23", item_id=number)
        assert one is not None
        for to in REACHED[state]:
            assert await announcements.move(tx, one, begun, to)
            begun = to
    return one


async def _record(tx: Connection, slug: str, publication: int | None) -> int:
    return await items.record(tx, Kind.GRANT, slug, (), (), None, "{}", publication, NOW.date(), None)


async def question(db: Database) -> int:
    async with db.write() as tx:
        one = await by_itself.make(tx, Errand.ALERT, NOW, NOW, state=State.AWAITING)
        assert one is not None
        for n in range(21):
            await _record(tx, f"grant-{n}", one)
    return one


async def test_the_list_of_announcements_shows_only_what_people_wrote(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    written = await in_state(sqlite_db, State.SCHEDULED)
    await made(sqlite_db, Errand.DIGEST, State.SENDING)

    screen = await announce.announcements(await visit(sqlite_db, BORIS), Announcements())

    assert f"{written}: scheduled" in screen.text
    assert "digest" not in screen.text
    assert press(screen, "Sent by the bot") == SentByBot()


async def test_the_other_list_names_the_item_in_the_readers_language(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    await join(sqlite_db, BORIS, country=Country.KZ)
    one = await made(sqlite_db, Errand.REMINDER, State.SENDING)
    item = funding(slug="green-yard")

    known = await visit(sqlite_db, BORIS, catalogue=Catalogue(funding=(item,)))
    gone = await visit(sqlite_db, BORIS)

    title = item.read(known.language).text.title
    shown = await sent_by_bot.sent_by_bot(known, SentByBot(page=9))
    assert f"{one}: deadline is near: {title}, being sent, November 23, 2026, 14:00 (UTC+5), Almaty" in shown.text
    assert "deadline is near: green-yard" in (await sent_by_bot.sent_by_bot(gone, SentByBot())).text
    assert title in (await announce.announcement(known, AnnouncementView(id=one))).text


@pytest.mark.parametrize("errand", sorted(BY_ITSELF))
async def test_it_is_paused_resumed_and_cancelled_like_any_other(sqlite_db: Database, errand: Errand) -> None:
    await name_boris(sqlite_db)
    one = await made(sqlite_db, errand, State.SENDING)
    boris = await visit(sqlite_db, BORIS)

    for act, state in (
        (announce_moves.pause(boris, PauseAnnouncement(id=one)), State.PAUSED),
        (announce_moves.resume(boris, ResumeAnnouncement(id=one)), State.SENDING),
        (announce_moves.cancel(boris, CancelAnnouncement(id=one)), State.CANCELLED),
    ):
        assert (await act).route == AnnouncementView(id=one)
        assert (await stored(sqlite_db, one)).state is state
        assert f"Announcement {one}" in (await announce.announcement(boris, AnnouncementView(id=one))).text


ALLOWED = {PauseAnnouncement, ResumeAnnouncement, CancelAnnouncement, TellOfItems}
OTHER_ACTS = [cls for cls in ACTS if "id" in cls.model_fields and cls not in ALLOWED]


@pytest.mark.parametrize("state", list(REACHED))
async def test_no_other_button_of_an_announcement_does_anything_to_it(sqlite_db: Database, state: State) -> None:
    await name_boris(sqlite_db)
    for errand in sorted(BY_ITSELF):
        one = await made(sqlite_db, errand, state)
        before = await everything(sqlite_db)
        for cls in OTHER_ACTS:
            act: Callable[[Any, Action], Awaitable[object]] = ACTS[cls]
            await act(await visit(sqlite_db, BORIS), cls.model_validate({**widest(cls), "id": one}))
        for route in PLACES:
            if "id" in route.model_fields:
                shown = await PLACES[route](
                    await visit(sqlite_db, BORIS), route.model_validate({**widest(route), "id": one})
                )
                assert isinstance(shown, Screen)
        assert await everything(sqlite_db) == before


async def test_the_question_shows_what_is_new_and_who_would_hear(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    one = await question(sqlite_db)
    boris = await visit(sqlite_db, BORIS)

    screen = await new_items.new_items(boris, NewItems(id=one))

    assert "21 items are new in the catalogue:\n– Grants: 21" in screen.text
    assert "They would hear at once: 0 readers." in screen.text
    assert press(await announce.announcement(boris, AnnouncementView(id=one)), "Decide") == NewItems(id=one)


@pytest.mark.parametrize(
    ("label", "state", "done", "before"),
    [
        ("Tell them", State.SCHEDULED, "Members are told of these items now.", "members are told"),
        ("Tell nobody", State.CANCELLED, "Nobody is told of these items.", "nobody is told"),
    ],
)
async def test_the_first_answer_counts_and_the_second_presser_sees_it(
    sqlite_db: Database, label: str, state: State, done: str, before: str
) -> None:
    await name_boris(sqlite_db)
    one = await question(sqlite_db)
    later = NOW + timedelta(hours=3)
    shown = await new_items.new_items(await visit(sqlite_db, BORIS), NewItems(id=one))
    answer = press(shown, label)
    assert isinstance(answer, TellOfItems)

    first = await new_items.tell_of_items(await visit(sqlite_db, BORIS, now=later), answer)
    olga = await visit(sqlite_db, OLGA, role=Role.OWNER, now=later)
    second = await new_items.tell_of_items(olga, TellOfItems(id=one, on=not answer.on))

    found = await stored(sqlite_db, one)
    assert (found.state, found.due_at) == (state, later)
    assert first.route == second.route == AnnouncementView(id=one)
    assert first.toast == done
    assert second.toast is not None
    assert before in second.toast
    assert second.toast.startswith("It was decided before")
    assert "Tell them" not in labels(await new_items.new_items(olga, NewItems(id=one)))


async def test_how_few_got_it_is_not_reported(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    one = await made(sqlite_db, Errand.REMINDER, State.DONE)

    shown = await announce_report.report(await visit(sqlite_db, BORIS), AnnouncementReport(id=one))

    assert "By language" not in shown.text


async def test_reasons_are_for_staff(sqlite_db: Database) -> None:
    await name_boris(sqlite_db)
    async with sqlite_db.write() as tx:
        for _ in range(7):
            await partings.count(tx, Reason.LANGUAGE)

    assert "Not in our language: 7" in (await reasons.reasons(await visit(sqlite_db, BORIS), Reasons())).text


async def test_for_everybody_else_there_is_none_of_it(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    one = await question(sqlite_db)
    before = await everything(sqlite_db)

    for role in (None, Role.EDITOR):
        aisulu = await visit(sqlite_db, AISULU, role=role)
        for screen in (
            await sent_by_bot.sent_by_bot(aisulu, SentByBot()),
            await new_items.new_items(aisulu, NewItems(id=one)),
            await reasons.reasons(aisulu, Reasons()),
            await announce_moves.confirm_cancel(aisulu, ConfirmCancel(id=one)),
        ):
            assert screen.toast == "This button is out of date."
        done = await new_items.tell_of_items(aisulu, TellOfItems(id=one, on=True))
        assert done.toast == "This button is out of date."
    assert await everything(sqlite_db) == before
