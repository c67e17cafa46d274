"""No more of one theme or country, and back: an empty choice means all, and never comes about by accident."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.interests import Interests, Kind, Theme
from bot.domain.muting import with_country, with_theme, without_country, without_theme
from bot.domain.places import Country

CHOICES = st.builds(
    Interests,
    st.frozensets(st.sampled_from(Kind)).map(lambda kinds: kinds | {Kind.GRANT}),
    st.frozensets(st.sampled_from(Theme)),
    st.frozensets(st.sampled_from(Country)),
)


def test_of_all_themes_all_but_one_are_left() -> None:
    after = without_theme(Interests(frozenset({Kind.GRANT})), Kind.GRANT, Theme.YOUTH)
    assert after == Interests(frozenset({Kind.GRANT}), frozenset(Theme) - {Theme.YOUTH})


def test_the_last_theme_takes_the_kind_with_it_and_nothing_else() -> None:
    before = Interests(frozenset({Kind.GRANT, Kind.JOB}), frozenset({Theme.YOUTH}))
    after = without_theme(before, Kind.GRANT, Theme.YOUTH)
    assert after == Interests(frozenset({Kind.JOB}), frozenset({Theme.YOUTH}))
    assert with_theme(after, Kind.GRANT, Theme.YOUTH) == before


def test_the_last_country_takes_the_kind_with_it() -> None:
    before = Interests(frozenset({Kind.JOB}), countries=frozenset({Country.KZ}))
    after = without_country(before, Kind.JOB, Country.KZ)
    assert after == Interests(countries=frozenset({Country.KZ}))
    assert with_country(after, Kind.JOB, Country.KZ) == before


@given(CHOICES, st.sampled_from(Theme))
def test_a_muted_theme_alone_is_not_wanted_and_two_taps_are_as_one(before: Interests, theme: Theme) -> None:
    after = without_theme(before, Kind.GRANT, theme)
    assert not after.want(Kind.GRANT, {theme})
    assert without_theme(after, Kind.GRANT, theme) == after


@given(CHOICES, st.sampled_from(Theme))
def test_no_other_theme_is_lost_or_won(before: Interests, theme: Theme) -> None:
    after = without_theme(before, Kind.GRANT, theme)
    for other in set(Theme) - {theme}:
        assert after.want(Kind.GRANT, {other}) is before.want(Kind.GRANT, {other})


@given(CHOICES, st.sampled_from(Theme), st.sampled_from(Country))
def test_what_was_wanted_is_wanted_again_after_an_undo(before: Interests, theme: Theme, country: Country) -> None:
    if before.want(Kind.GRANT, {theme}):
        again = with_theme(without_theme(before, Kind.GRANT, theme), Kind.GRANT, theme)
        assert all(again.want(Kind.GRANT, {one}) is before.want(Kind.GRANT, {one}) for one in Theme)
    if before.want(Kind.GRANT, (), {country}):
        again = with_country(without_country(before, Kind.GRANT, country), Kind.GRANT, country)
        assert all(again.want(Kind.GRANT, (), {one}) is before.want(Kind.GRANT, (), {one}) for one in Country)
