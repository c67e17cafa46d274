"""Whom a flood wait is taken to stop."""

from bot.domain.delivery import Scope
from bot.gateway.floods import FloodScopes
from tests.gateway.hands import Hands

AISULU, BORIS = 1001, 2002
GROUP = -100777


def test_one_chat_told_to_wait_says_nothing_of_the_others() -> None:
    scopes = FloodScopes(Hands())
    assert scopes.judge(AISULU, 10) is Scope.CHAT
    assert scopes.judge(AISULU, 10) is Scope.CHAT


def test_a_second_chat_within_the_first_wait_means_everyone() -> None:
    hands = Hands()
    scopes = FloodScopes(hands)
    scopes.judge(AISULU, 10)
    hands.move(9.9)
    assert scopes.judge(BORIS, 5) is Scope.EVERYONE


def test_a_second_chat_after_the_first_wait_is_a_wait_of_its_own() -> None:
    hands = Hands()
    scopes = FloodScopes(hands)
    scopes.judge(AISULU, 10)
    hands.move(10)
    assert scopes.judge(BORIS, 5) is Scope.CHAT


def test_groups_have_a_limit_of_their_own() -> None:
    scopes = FloodScopes(Hands())
    assert scopes.judge(GROUP, 10) is Scope.CHAT
    assert scopes.judge(AISULU, 10) is Scope.CHAT
    assert scopes.judge(GROUP, 10) is Scope.CHAT
