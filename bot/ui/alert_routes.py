"""Places and buttons of alerts: how and when they come, what is saved, and what is under each message."""

from typing import Annotated, Literal

from pydantic import Field

from bot.domain.interests import Kind, Often, Theme
from bot.domain.parting import Reason
from bot.domain.places import Country
from bot.ui.packing import Action, Id, Page, Route, Slug, Then
from bot.ui.routes import Onward

Hour = Annotated[int, Field(ge=0, le=23)]
Rung = Annotated[int, Field(ge=1, le=14)]

# The kinds that have items.
ItemKind = Literal[Kind.GRANT, Kind.COURSE, Kind.NEWS, Kind.JOB, Kind.STORY]

# A list to go back to. It fits behind `!v_course_`, a slug and `_1_`.
SHORT = 11
ShortThen = Annotated[Then, Field(max_length=SHORT)]

# --- How alerts come: places and actions (D) --------------------------------------------------------------------------


class FirstAlerts(Route, code="sf"):
    """Offered once, after the country was chosen: the alerts that make sense there, on with one tap."""

    then: Then = ""


class TakeFirstAlerts(Action, code="!sf"):
    then: Then = ""


class HowOften(Route, code="so"): ...


class SetOften(Action, code="!so"):
    kind: Kind
    often: Often


class QuietTimes(Route, code="sq"): ...


class ChooseQuietStart(Route, code="sqs"): ...


class ChooseQuietEnd(Route, code="sqe"):
    start: Hour


class SetQuietHours(Action, code="!sq"):
    """The same hour twice turns them off."""

    start: Hour
    end: Hour


class SetQuietDays(Action, code="!sqd"):
    on: bool


class PauseUntil(Route, code="sp"):
    """For how long to pause everything: a week, a month, a date that is typed, or until further notice."""

    then: Onward = ""


class PauseFor(Action, code="!sp"):
    """Pauses for the rest of today and so many days after it; 0 means until further notice."""

    days: Annotated[int, Field(ge=0, le=366)]
    then: Onward = ""


class WritePauseEnd(Route, code="spw"):
    """Where the last day of a pause is typed."""

    then: Onward = ""


class ReminderTimes(Route, code="sr"): ...


class SetRung(Action, code="!sr"):
    days: Rung
    on: bool


# --- What is saved (E) ------------------------------------------------------------------------------------------------


class SavedItems(Route, code="v"):
    page: Page = 1


class SavedItem(Route, code="vi"):
    kind: ItemKind
    slug: Slug
    page: Page = 1


class SaveItem(Action, code="!v"):
    """Saves it, or takes it off the list. From a message that stays only a word is shown over the chat.

    `then` is the list it was opened from, as far as there is room for it.
    """

    kind: ItemKind
    slug: Slug
    on: bool = True
    then: ShortThen = ""


class RemoveSaved(Action, code="!vr"):
    kind: ItemKind
    slug: Slug
    page: Page = 1


class ToCalendar(Action, code="!vc"):
    """Sends an .ics file of one saved item; without a slug of all of them."""

    kind: ItemKind | None = None
    slug: Slug | None = None


class Applied(Action, code="!va"):
    kind: ItemKind
    slug: Slug


class RemindLater(Action, code="!vl"):
    """No reminder before so many days from now."""

    kind: ItemKind
    slug: Slug
    days: Rung = 2


class NotForUs(Action, code="!vn"):
    kind: ItemKind
    slug: Slug


# --- Less like this (E) -----------------------------------------------------------------------------------------------


class LessLikeThis(Route, code="x"):
    """Which of its theme, its funder or its country to hear no more of."""

    kind: ItemKind
    slug: Slug


class MuteTheme(Action, code="!xt"):
    """Only funding has themes."""

    theme: Theme
    kind: Literal[Kind.GRANT]
    slug: Slug
    on: bool = True


class MuteFunder(Action, code="!xf"):
    kind: ItemKind
    slug: Slug
    on: bool = True


class MuteCountry(Action, code="!xc"):
    country: Country
    kind: ItemKind
    slug: Slug
    on: bool = True


class HearAllFunders(Action, code="!xa"): ...


# --- Unsubscribing (G) ------------------------------------------------------------------------------------------------

# What was stopped, so that it can be taken back: kinds as `domain.interests.to_mask` packs them, and the rungs of the
# ladder as `domain.reminders.ladder_mask` does.
Kinds = Annotated[int, Field(ge=0, lt=1 << 16)]
Rungs = Annotated[int, Field(ge=0, lt=1 << 4)]


class WhyStopped(Route, code="sw"):
    """After messages were stopped: what it was, the way back, and why, if they like to say."""

    kinds: Kinds = 0
    rungs: Rungs = 0


class Thanked(Route, code="swt"):
    """The same after a reason was given: nobody is asked twice."""

    kinds: Kinds = 0
    rungs: Rungs = 0


class SayWhy(Action, code="!sw"):
    """Counts a reason; the rest is what was stopped, for the way back."""

    reason: Reason
    kinds: Kinds = 0
    rungs: Rungs = 0


class UndoStop(Action, code="!su"):
    """Takes back what `StopKinds` or `StopReminders` did."""

    kinds: Kinds = 0
    rungs: Rungs = 0


class StopReminders(Action, code="!sn"):
    """Turns off every rung of the ladder."""


# --- Staff: what the bot sends by itself (G) --------------------------------------------------------------------------


class NewItems(Route, code="eq"):
    """Many new items at once: tell everybody of them, or nobody?"""

    id: Id


class TellOfItems(Action, code="!eq"):
    id: Id
    on: bool


class SentByBot(Route, code="es"):
    """What the bot sends without anybody writing it."""

    page: Page = 1


class Reasons(Route, code="er"):
    """Why people stopped messages, counted."""
