"""How much to expect, in words."""

from dataclasses import replace

import pytest

from bot.domain.interests import Interests, Kind
from bot.domain.member import Member, Standing
from bot.domain.places import Language
from bot.ui.estimated import estimated, estimated_for
from tests.visits import translator

GRANTS = Member(1, Language.EN, interests=Interests(frozenset({Kind.GRANT})))


@pytest.mark.parametrize(
    ("messages", "said"),
    [
        (None, ""),
        (0, "In the last 90 days these alerts would have been less than one message a month."),
        (2, "In the last 90 days these alerts would have been less than one message a month."),
        (3, "In the last 90 days these alerts would have been about 1 message a month."),
        (6, "In the last 90 days these alerts would have been about 2 messages a month."),
        (13, "In the last 90 days these alerts would have been about 1 message a week."),
        (39, "In the last 90 days these alerts would have been about 3 messages a week."),
    ],
)
def test_the_sentence(messages: int | None, said: str) -> None:
    assert estimated(translator(Language.EN), messages) == said


@pytest.mark.parametrize(
    "member",
    [
        replace(GRANTS, interests=Interests(frozenset({Kind.ANNOUNCEMENT}))),
        replace(GRANTS, interests=Interests()),
        replace(GRANTS, paused=True),
        replace(GRANTS, standing=Standing.STOPPED),
    ],
)
def test_nothing_is_estimated_for_who_gets_none(member: Member) -> None:
    assert estimated_for(translator(Language.EN), member, 13) == ""
    assert estimated_for(translator(Language.EN), GRANTS, 13) != ""
