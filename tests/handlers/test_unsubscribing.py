"""One tap under a message ends such messages; why is asked once, counted and forgotten; one tap brings them back."""

import pytest
from sqlalchemy import select

from bot.domain.interests import Interests, Kind, Theme, to_mask
from bot.domain.member import Member
from bot.domain.parting import Reason
from bot.domain.places import Language
from bot.handlers import stopping, unsubscribing
from bot.handlers.visit import Next
from bot.store import items, members, partings, saved, tables
from bot.store.database import Database
from bot.ui.alert_routes import SayWhy, StopReminders, Thanked, UndoStop, WhyStopped
from bot.ui.routes import Alerts, Begin, StopKinds, StopMessages, Stopped
from bot.ui.screen import Screen
from bot.ui.stopping import REASONS
from tests.buttons import labels, press
from tests.visits import AISULU, MALLORY, NOW, catalogs, join, visit

GRANTS_AND_NEWS = Interests(frozenset({Kind.GRANT, Kind.NEWS}), frozenset({Theme.YOUTH}))
QUESTION = "Would you tell us why?"


async def member(db: Database) -> Member:
    found = (await visit(db, AISULU)).member
    assert found is not None
    return found


async def follow(db: Database) -> bytes:
    """Aisulu hears of grants and news."""
    person = await join(db, AISULU)
    async with db.write() as tx:
        await members.set_interests(tx, person, GRANTS_AND_NEWS)
    return person


async def stop(db: Database, *kinds: Kind) -> Next:
    return await unsubscribing.stop_kinds(await visit(db, AISULU), StopKinds(kinds=to_mask(kinds)))


async def shown(db: Database, onward: Next) -> Screen:
    assert isinstance(onward.route, WhyStopped)
    return await unsubscribing.why_stopped(await visit(db, AISULU), onward.route)


async def say(db: Database, screen: Screen, label: str) -> Screen:
    """Presses a reason; the screen that follows."""
    action = press(screen, label)
    assert isinstance(action, SayWhy)
    onward = await unsubscribing.say_why(await visit(db, AISULU), action)
    assert isinstance(onward.route, Thanked)
    return await unsubscribing.thanked(await visit(db, AISULU), onward.route)


async def counts(db: Database) -> dict[Reason, int]:
    async with db.read() as c:
        return dict(await partings.counts(c))


async def test_one_tap_stops_the_kind_and_says_in_a_sentence_what_was_stopped(sqlite_db: Database) -> None:
    await follow(sqlite_db)

    done = await stop(sqlite_db, Kind.GRANT)

    assert done.toast == "Such messages will not come any more."
    assert (await member(sqlite_db)).interests == Interests(frozenset({Kind.NEWS}), frozenset({Theme.YOUTH}))
    screen = await shown(sqlite_db, done)
    assert "You will not receive these any more: grants." in screen.text
    assert QUESTION in screen.text
    assert [label for label in labels(screen) if label in REASONS.values()] == list(REASONS.values())


async def test_only_what_was_on_is_stopped_and_comes_back(sqlite_db: Database) -> None:
    await follow(sqlite_db)

    screen = await shown(sqlite_db, await stop(sqlite_db, Kind.GRANT, Kind.COURSE))

    assert "any more: grants." in screen.text
    undo = press(screen, "Undo")
    assert isinstance(undo, UndoStop)
    done = await unsubscribing.undo_stop(await visit(sqlite_db, AISULU), undo)
    assert (done.route, done.toast) == (Alerts(), "Everything is as before.")
    assert (await member(sqlite_db)).interests == GRANTS_AND_NEWS


async def test_an_impatient_second_tap_leaves_the_screen_of_the_first_with_its_way_back(sqlite_db: Database) -> None:
    await follow(sqlite_db)

    first, second = await stop(sqlite_db, Kind.GRANT, Kind.COURSE), await stop(sqlite_db, Kind.GRANT, Kind.COURSE)

    assert second.stays
    assert second.toast == first.toast
    assert press(await shown(sqlite_db, first), "Undo") == UndoStop(kinds=to_mask({Kind.GRANT}))


async def test_what_was_never_on_is_not_brought_back_either(sqlite_db: Database) -> None:
    await join(sqlite_db, AISULU)
    before = await member(sqlite_db)

    done = await stop(sqlite_db, Kind.GRANT)

    assert done == Next(Alerts(), toast="Such messages will not come any more.", stays=True)
    assert await member(sqlite_db) == before


@pytest.mark.parametrize("reason", Reason)
async def test_a_reason_is_counted_thanked_for_and_not_asked_again(sqlite_db: Database, reason: Reason) -> None:
    await follow(sqlite_db)
    screen = await shown(sqlite_db, await stop(sqlite_db, Kind.GRANT))

    thanks = await say(sqlite_db, screen, REASONS[reason])

    assert await counts(sqlite_db) == {reason: 1}
    assert "Thank you." in thanks.text
    assert QUESTION not in thanks.text
    assert not set(REASONS.values()) & set(labels(thanks))
    assert press(thanks, "Undo") == press(screen, "Undo")


async def test_who_gave_a_reason_is_not_stored(sqlite_db: Database) -> None:
    person = await follow(sqlite_db)
    await say(sqlite_db, await shown(sqlite_db, await stop(sqlite_db, Kind.GRANT)), "Too many messages")

    assert [column.name for column in tables.parting.columns] == ["reason", "n"]
    async with sqlite_db.write() as tx:
        await members.forget(tx, person)
    async with sqlite_db.read() as c:
        rows = (await c.execute(select(tables.parting))).all()
    assert [tuple(row) for row in rows] == [(Reason.TOO_MANY, 1)]


async def test_reasons_add_up(db: Database) -> None:
    async with db.write() as tx:
        for reason in (Reason.OTHER, Reason.LANGUAGE, Reason.OTHER):
            await partings.count(tx, reason)

    assert await counts(db) == {Reason.OTHER: 2, Reason.LANGUAGE: 1}


async def test_reminders_stop_with_one_tap_and_come_back_as_they_were(sqlite_db: Database) -> None:
    person = await follow(sqlite_db)
    async with sqlite_db.write() as tx:
        await members.set_ladder(tx, person, frozenset({7, 1}))

    done = await unsubscribing.stop_reminders(await visit(sqlite_db, AISULU), StopReminders())

    assert (await member(sqlite_db)).ladder == frozenset()
    screen = await shown(sqlite_db, done)
    assert "You will not be reminded of deadlines any more." in screen.text
    undo = press(screen, "Undo")
    assert isinstance(undo, UndoStop)
    await unsubscribing.undo_stop(await visit(sqlite_db, AISULU), undo)
    assert (await member(sqlite_db)).ladder == frozenset({7, 1})
    assert (await member(sqlite_db)).interests == GRANTS_AND_NEWS


async def test_after_a_second_tap_reminders_still_come_back_as_they_were(sqlite_db: Database) -> None:
    person = await follow(sqlite_db)
    async with sqlite_db.write() as tx:
        await members.set_ladder(tx, person, frozenset({7, 1}))

    first = await unsubscribing.stop_reminders(await visit(sqlite_db, AISULU), StopReminders())
    second = await unsubscribing.stop_reminders(await visit(sqlite_db, AISULU), StopReminders())

    assert (second.stays, second.toast) == (True, first.toast)
    undo = press(await shown(sqlite_db, first), "Undo")
    assert isinstance(undo, UndoStop)
    await unsubscribing.undo_stop(await visit(sqlite_db, AISULU), undo)
    assert (await member(sqlite_db)).ladder == frozenset({7, 1})


async def test_stop_asks_the_same_once(sqlite_db: Database) -> None:
    await follow(sqlite_db)
    await stopping.stop_messages(await visit(sqlite_db, AISULU), StopMessages())
    screen = await stopping.stopped(await visit(sqlite_db, AISULU), Stopped())
    assert QUESTION in screen.text

    thanks = await say(sqlite_db, screen, "We find it elsewhere")

    assert await counts(sqlite_db) == {Reason.ELSEWHERE: 1}
    assert "The bot will not write to you any more." in thanks.text
    assert QUESTION not in thanks.text
    assert isinstance(press(thanks, "Start again"), Begin)


@pytest.mark.parametrize("route", [WhyStopped(kinds=1), WhyStopped(), WhyStopped(rungs=15)])
async def test_a_link_to_the_place_stops_nobody_and_claims_nothing(sqlite_db: Database, route: WhyStopped) -> None:
    await follow(sqlite_db)

    screen = await unsubscribing.why_stopped(await visit(sqlite_db, AISULU), route)

    assert "any more" not in screen.text
    assert (await member(sqlite_db)).interests == GRANTS_AND_NEWS


async def test_whoever_is_no_member_counts_for_nothing(sqlite_db: Database) -> None:
    await unsubscribing.say_why(await visit(sqlite_db, MALLORY), SayWhy(reason=Reason.OTHER))

    assert await counts(sqlite_db) == {}


@pytest.mark.parametrize("language", Language)
def test_the_reasons_differ_in_every_language(language: Language) -> None:
    t = catalogs().translator(language)
    assert len({t.plain(words) for words in REASONS.values()}) == len(Reason)


async def test_whoever_keeps_items_of_the_kind_learns_that_these_still_tell_of_themselves(sqlite_db: Database) -> None:
    person = await follow(sqlite_db)
    async with sqlite_db.write() as tx:
        item = await items.record(tx, Kind.GRANT, "green-yard", (), (), None, "{}", None, NOW.date(), None)
        assert await saved.save(tx, person, item, NOW.date())

    done = await stop(sqlite_db, Kind.GRANT)
    grants = await shown(sqlite_db, done)
    news = await shown(sqlite_db, await stop(sqlite_db, Kind.NEWS))

    assert done.toast == "Grants: off. Items you saved still tell of their changes."
    assert (await stop(sqlite_db, Kind.GRANT)).toast == done.toast
    assert "Items you saved stay saved" in grants.text
    assert "Items you saved stay saved" in (await say(sqlite_db, grants, "Another reason")).text
    assert "saved" not in news.text
