"""What outreach has said."""

import pytest

from bot.domain.delivery import Gone, Later, Outcome, Refused, Scope, Sent, Uncertain
from bot.gateway.faults import TokenRejectedError
from bot.outreach.ports import FloodedError, Messenger
from bot.simulator.person import Person
from bot.simulator.server import Simulator
from bot.store.database import Database
from bot.ui.routes import Alerts
from bot.ui.screen import Press, Screen
from tests.gateway.incoming import AISULU, BORIS
from tests.gateway.rig import Rig, open_rig
from tests.gateway.wire import TOKEN
from tests.visits import join

NEWS = Screen("<b>News</b>", ((Press("My alerts", Alerts()),),))


def test_the_messenger_fits_its_port(rig: Rig) -> None:
    messenger: Messenger = rig.messenger
    assert messenger is rig.messenger


async def test_a_delivery_goes_through_the_broadcast_lane(rig: Rig, aisulu: Person) -> None:
    await aisulu.start()
    outcome = await rig.messenger.deliver(AISULU, NEWS)
    assert outcome == Sent(aisulu.screen.message_id)
    assert rig.gate.broadcasts == [AISULU]
    assert rig.gate.replies == []


async def test_a_delivery_to_who_has_gone_says_so(rig: Rig, aisulu: Person, boris: Person) -> None:
    assert await rig.messenger.deliver(AISULU, NEWS) == Gone(), "never seen"
    await aisulu.start()
    await aisulu.block()
    assert await rig.messenger.deliver(AISULU, NEWS) == Gone()
    await boris.start()
    await boris.deactivate()
    assert await rig.messenger.deliver(BORIS, NEWS) == Gone(deactivated=True)


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
    assert await rig.messenger.deliver(AISULU, NEWS) == outcome
    assert len(sim.calls.of("sendMessage")) == 1, "the outbox decides what follows"


async def test_a_delivery_of_broken_html_is_refused(rig: Rig, sim: Simulator, aisulu: Person) -> None:
    await aisulu.start()
    outcome = await rig.messenger.deliver(AISULU, Screen("<b>News"))
    assert isinstance(outcome, Refused)
    assert outcome.reason.startswith("can't parse entities")
    sim.violations.clear()


async def test_a_delivery_without_a_connection_comes_later(sqlite_db: Database) -> None:
    async with open_rig("http://127.0.0.1:1", TOKEN, sqlite_db) as rig:
        assert await rig.messenger.deliver(AISULU, NEWS) == Later(5.0, None)
        assert rig.gate.floods == []


async def test_a_flood_wait_is_told_to_the_gate_at_once(rig: Rig, sim: Simulator, aisulu: Person) -> None:
    await aisulu.start()
    sim.faults.add("429", "sendMessage", seconds=35)
    assert await rig.messenger.deliver(AISULU, NEWS) == Later(35.0, Scope.CHAT)
    assert rig.gate.floods == [(35.0, AISULU)]


async def test_a_rejected_token_and_a_shut_gate_get_through(rig: Rig, sim: Simulator) -> None:
    sim.faults.add("401", "sendMessage")
    with pytest.raises(TokenRejectedError):
        await rig.messenger.deliver(AISULU, NEWS)
    rig.gate.shut = FloodedError(7, AISULU)
    with pytest.raises(FloodedError):
        await rig.messenger.deliver(AISULU, NEWS)


async def test_a_press_under_an_announcement_leaves_its_text(life: Rig, aisulu: Person) -> None:
    await join(life.db, AISULU)
    await aisulu.start()
    await aisulu.settled()
    await life.messenger.deliver(AISULU, NEWS)
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
