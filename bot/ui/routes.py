"""Every place a member can be and everything their buttons can do, as typed values.

A `Route` is a place and may be linked to; an `Action` changes something and may not. See `packing` for the wire form.
Fields are only ever added at the end, with a default, so that buttons sent before an upgrade still work.
"""

from bot.domain.interests import Kind, Theme
from bot.domain.places import Country, Language
from bot.ui.packing import Action, Page, Route, Slug, Then

# --- Members: places -------------------------------------------------------------------------------------------------


class Home(Route, code="h"): ...


class ChooseLanguage(Route, code="l"):
    then: Then = ""


class ChooseCountry(Route, code="c"):
    then: Then = ""


class FundingList(Route, code="f"):
    country: Country | None = None
    theme: Theme | None = None
    page: Page = 1


class FundingByCountry(Route, code="fc"):
    """Where the list's country filter is chosen; the theme is kept."""

    theme: Theme | None = None


class FundingByTheme(Route, code="ft"):
    """Where the list's theme filter is chosen; the country is kept."""

    country: Country | None = None


class FundingItem(Route, code="fi"):
    """One opportunity; the rest is where Back leads."""

    slug: Slug
    country: Country | None = None
    theme: Theme | None = None
    page: Page = 1


class CourseList(Route, code="k"):
    language: Language | None = None
    page: Page = 1


class CourseByLanguage(Route, code="kl"): ...


class CourseItem(Route, code="ki"):
    slug: Slug
    language: Language | None = None
    page: Page = 1


class AchievementList(Route, code="a"): ...


class AchievementItem(Route, code="ai"):
    """`slug` is a country code in lower case, or `regional`."""

    slug: Slug


class ProgrammePage(Route, code="pp"):
    slug: Slug


class NoticeList(Route, code="n"):
    """News, jobs or success stories: one shape, told apart by `kind`."""

    kind: Kind
    page: Page = 1


class NoticeItem(Route, code="ni"):
    kind: Kind
    slug: Slug
    page: Page = 1


class AnswerTopics(Route, code="q"): ...


class AnswerList(Route, code="qt"):
    topic: Slug


class AnswerItem(Route, code="qi"):
    slug: Slug


class Alerts(Route, code="s"): ...


class AlertThemes(Route, code="st"): ...


class AlertCountries(Route, code="sc"): ...


class Settings(Route, code="o"): ...


class MyData(Route, code="d"): ...


class DeleteMyData(Route, code="dd"):
    """Asks; the action does."""


class Help(Route, code="hp"): ...


class Privacy(Route, code="pr"): ...


class Hint(Route, code="hi"):
    """The answer to free text: the home screen with a word on what the bot understands."""


# --- Members: actions ------------------------------------------------------------------------------------------------


class SetLanguage(Action, code="!l"):
    """Chooses the language, and goes on to the country for a newcomer, or to `then`."""

    language: Language
    then: Then = ""


class SetCountry(Action, code="!c"):
    """Chooses the country; none means skipped."""

    country: Country | None = None
    then: Then = ""


class SetKind(Action, code="!sk"):
    """Turns alerts of a kind on or off. Buttons carry the wanted value, so that two impatient taps do it once."""

    kind: Kind
    on: bool
    then: Then = ""


class SetTheme(Action, code="!st"):
    theme: Theme
    on: bool


class SetCountryWanted(Action, code="!sc"):
    country: Country
    on: bool


class AllThemes(Action, code="!sat"): ...


class AllCountries(Action, code="!sac"): ...


class SetPaused(Action, code="!p"):
    on: bool


class ForgetMe(Action, code="!dd"): ...
