"""Why a reader gets an item, in what of their own choice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.interests import Interests, Kind, Theme
from bot.domain.places import Country
from bot.domain.why import Why, why

THEMES, COUNTRIES = st.frozensets(st.sampled_from(Theme)), st.frozensets(st.sampled_from(Country))
INTERESTS = st.builds(Interests, st.frozensets(st.sampled_from(Kind)), THEMES, COUNTRIES)

GRANTS = frozenset({Kind.GRANT})
YOUTH, MEDIA = frozenset({Theme.YOUTH}), frozenset({Theme.MEDIA})
KZ, KG = frozenset({Country.KZ}), frozenset({Country.KG})


@pytest.mark.parametrize(
    ("interests", "themes", "countries", "reason"),
    [
        (Interests(GRANTS), YOUTH, KZ, Why(Kind.GRANT)),
        (Interests(GRANTS, YOUTH | MEDIA, KZ | KG), YOUTH, KZ, Why(Kind.GRANT, YOUTH, KZ)),
        (Interests(GRANTS, YOUTH), YOUTH | MEDIA, KZ, Why(Kind.GRANT, YOUTH)),
        (Interests(GRANTS, YOUTH, KZ), frozenset(), frozenset(), Why(Kind.GRANT)),
        (Interests(GRANTS, YOUTH), MEDIA, KZ, None),
        (Interests(GRANTS, YOUTH, KG), YOUTH, KZ, None),
        (Interests(), YOUTH, KZ, None),
    ],
)
def test_the_reason(
    interests: Interests, themes: frozenset[Theme], countries: frozenset[Country], reason: Why | None
) -> None:
    assert why(interests, Kind.GRANT, themes, countries) == reason


@given(INTERESTS, st.sampled_from(Kind), THEMES, COUNTRIES)
def test_there_is_a_reason_exactly_for_what_is_wanted(
    interests: Interests, kind: Kind, themes: frozenset[Theme], countries: frozenset[Country]
) -> None:
    reason = why(interests, kind, themes, countries)
    assert (reason is not None) is interests.want(kind, themes, countries)
    if reason is not None:
        assert reason.themes <= interests.themes & themes
        assert reason.countries <= interests.countries & countries
        assert hash(reason) == hash(why(interests, kind, themes, countries))
