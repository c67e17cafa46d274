"""What outreach has said."""

import pytest

from bot.domain.announcement import Media, MediaKind
from bot.domain.delivery import Gone, Later, Lost, Outcome, Refused, Scope, Sent, Uncertain
from bot.gateway.faults import TokenRejectedError
from bot.gateway.floods import FloodScopes
from bot.gateway.messenger import BotMessenger
from bot.outreach.ports import HopelessError, Messenger
from bot.simulator.parameters import Upload as Attached
from bot.simulator.person import Person
from bot.simulator.server import Simulator
from bot.store.database import Database
from bot.ui.routes import Alerts
from bot.ui.screen import Press, Screen, Upload
from tests.gateway.incoming import AISULU, BORIS
from tests.gateway.rig import Rig, open_rig
from tests.gateway.wire import TOKEN
from tests.visits import join

NEWS = Screen("<b>News</b>", ((Press("My alerts", Alerts()),),))


def test_the_messenger_fits_its_port(rig: Rig) -> None:
    messenger: Messenger = rig.messenger
    assert messenger is rig.messenger


PIXEL = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000640000006408060000007095465f0000000049454e44ae426082")


def picture(sim: Simulator, kind: MediaKind = MediaKind.PHOTO) -> Media:
    """A picture that Telegram already has."""
    return Media(kind, sim.world.files.add(kind.value, "grants.png", "image/png", PIXEL).file_id)


async def deliver(rig: Rig, screen: Screen, who: int = AISULU) -> Outcome:
    return await rig.messenger.deliver(who, rig.messenger.prepare(screen))


async def delivered(rig: Rig, screen: Screen, who: int = AISULU) -> int:
    """The number of the message that was sent."""
    outcome = await deliver(rig, screen, who)
    assert isinstance(outcome, Sent)
    return outcome.message_id


async def amend(rig: Rig, message_id: int, screen: Screen) -> Outcome:
    return await rig.messenger.amend(AISULU, message_id, rig.messenger.prepare(screen))


async def test_a_delivery_is_one_call_for_which_the_gate_was_asked_before(rig: Rig, aisulu: Person) -> None:
    await aisulu.start()
    assert await deliver(rig, NEWS) == Sent(aisulu.screen.message_id)
    assert rig.gate.broadcasts == rig.gate.replies == []


async def test_a_delivery_to_who_has_gone_says_so(rig: Rig, aisulu: Person, boris: Person) -> None:
    assert await deliver(rig, NEWS) == Gone(), "never seen"
    await aisulu.start()
    await aisulu.block()
    assert await deliver(rig, NEWS) == Gone()
    await boris.start()
    await boris.deactivate()
    assert await deliver(rig, NEWS, BORIS) == Gone(deactivated=True)


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        ("lost", Uncertain()),
        ("reset", Uncertain()),
        ("truncated", Uncertain()),
        ("500", Uncertain()),
        ("502", Uncertain()),
    ],
)
async def test_a_delivery_in_trouble(rig: Rig, sim: Simulator, aisulu: Person, fault: str, outcome: Outcome) -> None:
    await aisulu.start()
    sim.faults.add(fault, "sendMessage")
    assert await deliver(rig, NEWS) == outcome
    assert len(sim.calls.of("sendMessage")) == 1, "the outbox decides what follows"


async def test_a_delivery_of_broken_html_is_refused(rig: Rig, sim: Simulator, aisulu: Person) -> None:
    await aisulu.start()
    outcome = await deliver(rig, Screen("<b>News"))
    assert isinstance(outcome, Refused)
    assert "can't parse entities" in outcome.reason
    sim.violations.clear()


async def test_a_delivery_without_a_connection_comes_later(sqlite_db: Database) -> None:
    async with open_rig("http://127.0.0.1:1", TOKEN, sqlite_db) as rig:
        assert await deliver(rig, NEWS) == Later(5.0, None)
        assert rig.gate.floods == []


async def test_a_flood_wait_is_told_to_the_gate_at_once(rig: Rig, sim: Simulator, aisulu: Person) -> None:
    await aisulu.start()
    sim.faults.add("429", "sendMessage", seconds=35)
    assert await deliver(rig, NEWS) == Later(35.0, Scope.CHAT)
    assert rig.gate.floods == [(35.0, AISULU)]


@pytest.mark.parametrize("method", ["sendMessage", "editMessageText", "deleteMessage"])
async def test_a_rejected_token_gets_through(rig: Rig, sim: Simulator, aisulu: Person, method: str) -> None:
    await aisulu.start()
    sent = await delivered(rig, NEWS)
    sim.faults.add("401", method)
    calls = {
        "sendMessage": lambda: deliver(rig, NEWS),
        "editMessageText": lambda: amend(rig, sent, Screen("Other")),
        "deleteMessage": lambda: rig.messenger.withdraw(AISULU, sent),
    }
    with pytest.raises(HopelessError, match="BOT_TOKEN") as raised:
        await calls[method]()
    assert isinstance(raised.value, TokenRejectedError)


async def test_a_copy_is_amended_as_often_as_one_likes(rig: Rig, sim: Simulator, aisulu: Person) -> None:
    await aisulu.start()
    sent = await delivered(rig, NEWS)
    mended = Screen("<i>Better news</i>", ((Press("My alerts", Alerts()),),))
    assert [await amend(rig, sent, mended) for _ in range(2)] == [Sent(sent)] * 2
    assert aisulu.screen.text == "Better news"
    assert len(sim.calls.of("editMessageText")) == 2
    sim.violations.clear()


async def test_a_copy_that_is_gone_or_of_another_kind_is_lost_and_no_fault_of_the_text(
    rig: Rig, sim: Simulator, aisulu: Person
) -> None:
    await aisulu.start()
    sent = await delivered(rig, NEWS)
    captioned = Screen("News", media=picture(sim))
    assert await amend(rig, sent, captioned) == Lost(gone=False, reason="there is no caption in the message to edit")
    assert await rig.messenger.withdraw(AISULU, sent) == Sent(sent)
    assert await amend(rig, sent, Screen("Other")) == Lost(gone=True, reason="message to edit not found")


async def test_a_correction_of_broken_html_is_refused(rig: Rig, sim: Simulator, aisulu: Person) -> None:
    await aisulu.start()
    sent = await delivered(rig, NEWS)
    assert isinstance(await amend(rig, sent, Screen("<b>News")), Refused)
    sim.violations.clear()


async def test_a_copy_is_withdrawn_once_and_for_all(rig: Rig, aisulu: Person) -> None:
    await aisulu.start()
    sent = await delivered(rig, NEWS)
    assert [await rig.messenger.withdraw(AISULU, sent) for _ in range(2)] == [Sent(sent)] * 2
    assert [message.deleted for message in aisulu.messages] == [True]


async def test_a_copy_too_old_to_be_deleted_can_still_be_amended(rig: Rig, sim: Simulator, aisulu: Person) -> None:
    await aisulu.start()
    sent = await delivered(rig, NEWS)
    sim.clock.advance(49 * 3600)
    lost = await rig.messenger.withdraw(AISULU, sent)
    assert lost == Lost(gone=False, reason="message can't be deleted for everyone")
    assert await amend(rig, sent, Screen("Withdrawn")) == Sent(sent)
    assert aisulu.screen.text == "Withdrawn"


@pytest.mark.parametrize(("kind", "method"), [(MediaKind.PHOTO, "sendPhoto"), (MediaKind.DOCUMENT, "sendDocument")])
async def test_a_picture_or_a_file_goes_by_its_id_and_its_caption_is_amended(
    rig: Rig, sim: Simulator, aisulu: Person, kind: MediaKind, method: str
) -> None:
    await aisulu.start()
    media = picture(sim, kind)
    sent = await delivered(rig, Screen("<b>News</b>", NEWS.rows, media=media))
    assert [call.given[kind.value] for call in sim.calls.of(method)] == [media.file_id]
    assert await amend(rig, sent, Screen("Withdrawn", media=media)) == Sent(sent)
    assert aisulu.screen.text == "Withdrawn"


def test_an_upload_is_no_letter(rig: Rig) -> None:
    with pytest.raises(TypeError, match="sent once"):
        rig.messenger.prepare(Screen("News", media=Upload(MediaKind.PHOTO, "a.png", b"png")))


async def test_only_new_messages_of_who_pays_are_marked_as_paid(rig: Rig, sim: Simulator, aisulu: Person) -> None:
    await aisulu.start()
    paying = BotMessenger(rig.bot, rig.gate, FloodScopes(rig.hands, rig.gate.burst_of), rig.speaker, paid=True)
    letter = paying.prepare(NEWS)
    sent = await paying.deliver(AISULU, letter)
    assert isinstance(sent, Sent)
    await paying.amend(AISULU, sent.message_id, paying.prepare(Screen("Other")))
    assert [call.given.get("allow_paid_broadcast") for call in sim.calls.of("sendMessage")[-1:]] == [True]
    assert "allow_paid_broadcast" not in sim.calls.of("editMessageText")[0].given
    await deliver(rig, NEWS)
    assert "allow_paid_broadcast" not in sim.calls.of("sendMessage")[-1].given


@pytest.mark.parametrize("wanted", [False, True])
async def test_a_preview_is_shown_only_where_it_is_wanted(
    rig: Rig, sim: Simulator, aisulu: Person, wanted: bool
) -> None:
    await aisulu.start()
    await deliver(rig, Screen("News", link_preview=wanted))
    assert sim.calls.of("sendMessage")[-1].given["link_preview_options"] == {"is_disabled": not wanted}


async def test_a_press_under_an_announcement_leaves_its_text(life: Rig, aisulu: Person) -> None:
    await join(life.db, AISULU)
    await aisulu.start()
    await aisulu.settled()
    await deliver(life, NEWS)
    await aisulu.press("My alerts")
    await aisulu.settled()
    assert [message.text.partition("\n")[0] for message in aisulu.messages] == ["Main menu", "News", "My alerts"]


async def test_a_card_is_shown_edited_and_shown_anew_when_it_has_gone(rig: Rig, sim: Simulator, boris: Person) -> None:
    await boris.start()
    first = await rig.messenger.show_card(BORIS, NEWS, None)
    assert first == boris.screen.message_id
    assert await rig.messenger.show_card(BORIS, Screen("Sent: 5"), first) == first
    assert boris.screen.text == "Sent: 5"
    assert await rig.messenger.show_card(BORIS, Screen("Sent: 6"), 999) == boris.screen.message_id != first
    assert rig.gate.broadcasts == []


@pytest.mark.parametrize(("kind", "method"), [(MediaKind.PHOTO, "sendPhoto"), (MediaKind.DOCUMENT, "sendDocument")])
async def test_what_was_made_here_is_uploaded_in_a_new_message(
    rig: Rig, sim: Simulator, boris: Person, kind: MediaKind, method: str
) -> None:
    await boris.start()
    first = await rig.messenger.show_card(BORIS, NEWS, None)
    report = Screen("<b>Report</b>", NEWS.rows, media=Upload(kind, "report.png", PIXEL))
    shown = await rig.messenger.show_card(BORIS, report, first)
    assert shown == boris.screen.message_id != first
    assert (boris.screen.text, boris.screen.labels) == ("Report", ["My alerts"])
    [call] = sim.calls.of(method)
    assert isinstance(call.given[kind.value], Attached)
    assert (call.given[kind.value].name, call.given[kind.value].body) == ("report.png", PIXEL)
    assert await rig.messenger.show_card(BORIS, NEWS, shown) == boris.screen.message_id != shown, (
        "no text to edit there"
    )


async def test_a_card_for_who_has_blocked_the_bot_cannot_be_shown(rig: Rig, boris: Person) -> None:
    await boris.start()
    await boris.block()
    assert await rig.messenger.show_card(BORIS, NEWS, None) is None


async def test_a_notice_is_best_effort(rig: Rig, boris: Person) -> None:
    await rig.messenger.tell(BORIS, NEWS)
    assert boris.messages == []
    await boris.start()
    await rig.messenger.tell(BORIS, NEWS)
    assert boris.screen.text == "News"
