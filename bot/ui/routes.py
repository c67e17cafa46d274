"""Every place a member can be and everything their buttons can do, as typed values.

A `Route` is a place and may be linked to; an `Action` changes something and may not. See `packing` for the wire form.
Fields are only ever added at the end, with a default, so that buttons sent before an upgrade still work.
"""

from typing import Annotated, Literal

from pydantic import Field

from bot.domain.interests import Kind, Theme
from bot.domain.places import Country, Language
from bot.ui.packing import Action, Page, Route, Slug, Then

# The kinds that are dated items of one shape.
NoticeKind = Literal[Kind.NEWS, Kind.JOB, Kind.STORY]

# Where the choice of alerts leads in the end. It fits behind `!sk_announcement_1_s_`, the longest button there.
LONGEST_ONWARD = 43
Onward = Annotated[Then, Field(max_length=LONGEST_ONWARD)]

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
    """Where the list's country filter is chosen; the theme is kept, `country` is what is chosen now."""

    theme: Theme | None = None
    country: Country | None = None


class FundingByTheme(Route, code="ft"):
    """Where the list's theme filter is chosen; the country is kept, `theme` is what is chosen now."""

    country: Country | None = None
    theme: Theme | None = None


class FundingItem(Route, code="fi"):
    """One opportunity; the rest is where Back leads."""

    slug: Slug
    country: Country | None = None
    theme: Theme | None = None
    page: Page = 1


class CourseList(Route, code="k"):
    language: Language | None = None
    page: Page = 1


class CourseByLanguage(Route, code="kl"):
    """Where the list's language filter is chosen; `language` is what is chosen now."""

    language: Language | None = None


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

    kind: NoticeKind
    page: Page = 1


class NoticeItem(Route, code="ni"):
    kind: NoticeKind
    slug: Slug
    page: Page = 1


class AnswerTopics(Route, code="q"): ...


class AnswerList(Route, code="qt"):
    topic: Slug


class AnswerItem(Route, code="qi"):
    slug: Slug


class Alerts(Route, code="s"):
    """`then` is where a newcomer was going who stopped here to choose."""

    then: Onward = ""


class AlertThemes(Route, code="st"):
    then: Onward = ""


class AlertCountries(Route, code="sc"):
    then: Onward = ""


class Settings(Route, code="o"): ...


class MyData(Route, code="d"): ...


class DeleteMyData(Route, code="dd"):
    """Asks; the action does."""


class Goodbye(Route, code="g"):
    """What somebody sees of whom nothing is stored any more, in the language they had."""

    language: Language | None = None


class Stopped(Route, code="z"):
    """After /stop: what that means and how to come back."""


class Help(Route, code="hp"): ...


class Privacy(Route, code="pr"): ...


class Hint(Route, code="hi"):
    """The answer to free text: the home screen with a word on what the bot understands."""


# Places that make sense to somebody who has chosen no language yet; anywhere else the language is asked first.
OPEN_TO_NEWCOMERS: tuple[type[Route], ...] = (ChooseLanguage, Goodbye, Privacy)


# --- Members: actions ------------------------------------------------------------------------------------------------


class Begin(Action, code="!go"):
    """What /start does: wakes a member who had stopped, and goes on to the linked place or home."""

    then: Then = ""


class SetLanguage(Action, code="!l"):
    """Chooses the language, and goes on to `then`; for a newcomer that is the country question."""

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
    then: Annotated[Then, Field(max_length=45)] = ""  # the longest button begins `!sk_announcement_1_`


class StopKinds(Action, code="!sx"):
    """Turns off whatever brought an unasked message; `kinds` is the set as `domain.interests.to_mask` packs it."""

    kinds: Annotated[int, Field(ge=1, lt=1 << 16)]


class SetTheme(Action, code="!st"):
    theme: Theme
    on: bool
    then: Onward = ""


class SetCountryWanted(Action, code="!sc"):
    country: Country
    on: bool
    then: Onward = ""


class AllThemes(Action, code="!sat"):
    then: Onward = ""


class AllCountries(Action, code="!sac"):
    then: Onward = ""


class SetPaused(Action, code="!p"):
    on: bool
    then: Then = ""


class StopMessages(Action, code="!z"):
    """What /stop does."""


class ForgetMe(Action, code="!dd"): ...
