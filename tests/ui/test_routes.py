"""Routes and actions on the wire: there and back, within a button, and nothing that was not meant."""

from collections.abc import Callable, Iterator
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.interests import Kind, Often, Theme
from bot.domain.member import Role
from bot.domain.parting import Reason
from bot.domain.places import Country, Language
from bot.ui import alert_routes, routes, staff_actions, staff_routes
from bot.ui.alert_routes import FirstAlerts, PauseFor, TakeFirstAlerts
from bot.ui.packing import BEHIND_OFFER, LIMIT, Action, Packed, Route, behind, from_link, unpack
from bot.ui.routes import ChooseCountry, ChooseLanguage, FundingItem, Home, NoticeItem, SetCountry, SetLanguage
from bot.ui.staff_actions import Choice, Rule

Strategy = st.SearchStrategy[Any]


def _classes(base: type[Packed]) -> list[type[Packed]]:
    found = {**vars(routes), **vars(alert_routes), **vars(staff_routes), **vars(staff_actions)}.values()
    return sorted(
        {cls for cls in found if isinstance(cls, type) and issubclass(cls, base) and hasattr(cls, "code")},
        key=lambda cls: cls.__name__,
    )


ROUTES, ACTIONS = _classes(Route), _classes(Action)


def values(cls: type[Packed]) -> Strategy:
    """Every value of a route or action, made from the limits its own fields declare."""
    schema = cls.model_json_schema()
    fields = {name: _field(spec, schema.get("$defs", {})) for name, spec in schema.get("properties", {}).items()}
    return st.builds(cls, **fields)


def _field(spec: dict[str, Any], defs: dict[str, Any]) -> Strategy:
    if "$ref" in spec:
        spec = defs[spec["$ref"].rsplit("/", 1)[-1]]
    if "anyOf" in spec:
        return st.one_of(*(_field(one, defs) for one in spec["anyOf"]))
    if "const" in spec:
        return st.just(spec["const"])
    if "enum" in spec:
        return st.sampled_from(spec["enum"])
    of_type: dict[str, Callable[[dict[str, Any]], Strategy]] = {
        "null": lambda _: st.none(),
        "boolean": lambda _: st.booleans(),
        "integer": lambda spec: st.integers(spec["minimum"], _highest(spec)),
        "string": lambda spec: _text(spec["pattern"], spec.get("maxLength", LIMIT)),
    }
    return of_type[spec["type"]](spec)


def _highest(spec: dict[str, Any]) -> int:
    return int(spec["maximum"] if "maximum" in spec else spec["exclusiveMaximum"] - 1)


def _text(pattern: str, longest: int) -> Strategy:
    whole = st.from_regex(pattern.replace("$", r"\Z"))
    return whole.map(lambda text: text[:longest].rstrip("-"))


def _longest_kind(cls: type[Packed]) -> Kind:
    """Of those that the field takes: some are only for kinds that have items."""
    named = cls.model_fields["kind"].annotation if "kind" in cls.model_fields else None
    inside = [inner for outer in get_args(named) for inner in get_args(outer) or (outer,)]
    return max([kind for kind in inside if isinstance(kind, Kind)] or Kind, key=len)


def widest(cls: type[Packed]) -> dict[str, Any]:
    """The longest value of each kind of field."""
    longest = {
        "slug": "a" * 40, "topic": "a" * 40, "page": 999, "id": 2**53, "at": 4102444800, "kinds": 65535, "on": True,
        "country": Country.KZ, "language": Language.RU, "theme": Theme.ENVIRONMENT, "role": Role.BROADCASTER,
        "kind": _longest_kind(cls),
        "by_reader": True, "rule": Rule.MONTHLY, "day": 21001231, "choice": Choice.ANOTHER, "seen": "f" * 12,
        "token": "f" * 24, "origin": staff_routes.Origin.REVIEW, "last_look": True,
        "then": "x" * cls.model_json_schema()["properties"].get("then", {}).get("maxLength", 0),
        "often": Often.AT_ONCE, "start": 23, "end": 23, "days": 366 if cls is PauseFor else 14,
        "reason": Reason.NOT_FOR_US, "rungs": 15, "who": staff_routes.LARGEST_ID,
    }  # fmt: skip
    return {name: longest[name] for name in cls.model_fields}


everything = pytest.mark.parametrize("cls", [*ROUTES, *ACTIONS], ids=lambda cls: cls.__name__)


def test_there_is_something_to_test() -> None:
    assert len(ROUTES) > 30
    assert len(ACTIONS) > 15


@everything
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_what_is_packed_comes_back_and_only_places_by_a_link(cls: type[Packed], data: st.DataObject) -> None:
    value = data.draw(values(cls))
    packed = value.pack()
    assert len(packed.encode()) <= LIMIT
    assert unpack(packed) == value
    assert from_link(packed) == (value if isinstance(value, Route) else None)


@everything
def test_the_longest_value_fits_a_button(cls: type[Packed]) -> None:
    value = cls.model_validate(widest(cls))
    assert unpack(value.pack()) == value


@everything
def test_codes_tell_places_from_deeds(cls: type[Packed]) -> None:
    assert cls.code.startswith("!") == issubclass(cls, Action)


@settings(deadline=None)
@given(st.text(max_size=80) | st.from_regex(r"!?[a-z]{1,3}(_[A-Za-z0-9_-]{0,12}){0,6}", fullmatch=True))
def test_foreign_input_is_nothing_or_one_of_ours(data: str) -> None:
    found = unpack(data)
    assert found is None or unpack(found.pack()) == found


@pytest.mark.parametrize(
    "data",
    [
        "", "!", "_", "h_1", "zz", "fi", "fi_", "fi_Not-A-Slug", "fi_a--b", "f_DE", "f_KZ_nothing", "f_KZ_youth_0",
        "f_KZ_youth_1000", "n_grant", "n_announcement", "!l_xx", "!sk_news_maybe", "!sk_news", "h\n", "h ", "H",
        "l_" + "x" * 63, "ру", "bv_0", "bv_-1", "tn_king",
    ],
)  # fmt: skip
def test_junk_is_none(data: str) -> None:
    assert unpack(data) is None


def _places() -> Iterator[Route]:
    yield Home()
    yield FundingItem(slug="a" * 40, country=Country.KZ, theme=Theme.ENVIRONMENT, page=999)
    yield NoticeItem(kind=Kind.STORY, slug="a" * 40, page=999)


@pytest.mark.parametrize("place", list(_places()), ids=lambda place: type(place).__name__)
def test_a_place_rides_behind_both_first_questions_and_the_offer(place: Route) -> None:
    question = ChooseLanguage(then=behind(place))
    linked = from_link(question.then)
    assert linked
    offer = FirstAlerts(then=behind(linked, BEHIND_OFFER))
    country = ChooseCountry(then=offer.pack())
    chosen = SetLanguage(language=Language.RU, then=country.pack())
    answered = SetCountry(country=Country.KZ, then=country.then)
    taken = TakeFirstAlerts(then=offer.then)
    for carrier in (country, question, chosen, answered, offer, taken):
        assert unpack(carrier.pack()) == carrier
    assert from_link(answered.then) == offer
    arrived = from_link(taken.then)
    assert type(arrived) is type(place)
    assert getattr(arrived, "slug", None) == getattr(place, "slug", None)


def test_a_button_from_before_a_field_was_added_still_works() -> None:
    assert unpack("fi_small-grants") == FundingItem(slug="small-grants")
    assert unpack("l") == ChooseLanguage()


def test_two_classes_cannot_share_a_code() -> None:
    with pytest.raises(TypeError, match="share the code"):
        type("Second", (Route,), {"__module__": __name__}, code="h")


def test_what_does_not_fit_is_refused_when_it_is_made() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        ChooseLanguage.model_construct(then="x" * LIMIT).pack()
