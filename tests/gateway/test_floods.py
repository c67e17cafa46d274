"""Whom a flood wait is taken to stop."""

from bot.domain.delivery import Scope
from bot.gateway.floods import FloodScopes
from tests.gateway.hands import Hands

AISULU, BORIS, OLGA = 1001, 2002, 3003
GROUP = -100777


class Bursts(dict[int, int]):
    """How many calls a chat had of late; one, unless said otherwise."""

    def of(self, chat_id: int) -> int:
        return self.get(chat_id, 1)


def scopes_of(hands: Hands, **bursts: int) -> FloodScopes:
    known = {"aisulu": AISULU, "boris": BORIS, "olga": OLGA}
    return FloodScopes(hands, Bursts({known[name]: count for name, count in bursts.items()}).of)


def test_a_chat_with_a_call_or_two_cannot_have_met_its_own_limit() -> None:
    assert scopes_of(Hands(), aisulu=1).judge(AISULU, 10_800) is Scope.EVERYONE
    assert scopes_of(Hands(), aisulu=2).judge(AISULU, 3) is Scope.EVERYONE


def test_a_chat_with_several_calls_says_nothing_of_the_others() -> None:
    scopes = scopes_of(Hands(), aisulu=3)
    assert scopes.judge(AISULU, 10) is Scope.CHAT
    assert scopes.judge(AISULU, 10) is Scope.CHAT


def test_who_is_told_again_when_their_own_wait_has_hardly_ended_is_still_alone() -> None:
    hands, bursts = Hands(), Bursts({AISULU: 3})
    scopes = FloodScopes(hands, bursts.of)
    scopes.judge(AISULU, 100)
    bursts.clear()
    hands.move(159)
    assert scopes.judge(AISULU, 100) is Scope.CHAT
    hands.move(161)
    assert scopes.judge(AISULU, 100) is Scope.EVERYONE


def test_two_busy_chats_told_together_were_told_the_same() -> None:
    hands = Hands()
    scopes = scopes_of(hands, aisulu=3, boris=3)
    scopes.judge(AISULU, 60)
    hands.move(9.9)
    assert scopes.judge(BORIS, 5) is Scope.EVERYONE


def test_two_busy_chats_told_to_wait_until_the_same_moment_were_told_the_same() -> None:
    hands = Hands()
    scopes = scopes_of(hands, aisulu=3, boris=3, olga=3)
    scopes.judge(AISULU, 3600)
    hands.move(1000)
    assert scopes.judge(BORIS, 30) is Scope.CHAT
    assert scopes.judge(OLGA, 2601) is Scope.EVERYONE


def test_a_wait_that_is_over_proves_nothing_against_another_chat() -> None:
    hands = Hands()
    scopes = scopes_of(hands, aisulu=3, boris=3)
    scopes.judge(AISULU, 5)
    hands.move(5)
    assert scopes.judge(BORIS, 5) is Scope.CHAT


def test_groups_have_a_limit_of_their_own() -> None:
    scopes = scopes_of(Hands(), aisulu=3)
    assert scopes.judge(GROUP, 10) is Scope.CHAT
    assert scopes.judge(AISULU, 10) is Scope.CHAT
    assert scopes.judge(GROUP, 10) is Scope.CHAT
