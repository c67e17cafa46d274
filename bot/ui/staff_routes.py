"""Every place and button of staff, as typed values; see `routes`. Handlers authorise each press again."""

from typing import Annotated

from pydantic import Field

from bot.domain.interests import Kind
from bot.domain.member import Role
from bot.domain.places import Country, Language
from bot.ui.packing import Action, Id, Page, Route

# Seconds since 1970 UTC, 0 for now; not beyond the year 2100, so that every value is a moment.
Moment = Annotated[int, Field(ge=0, le=4_102_444_800)]

# --- Staff: places ---------------------------------------------------------------------------------------------------


class Announcements(Route, code="b"):
    page: Page = 1


class AnnouncementView(Route, code="bv"):
    """One announcement: a draft to work on, or its progress and report."""

    id: Id


class AnnouncementTexts(Route, code="bt"):
    id: Id


class WriteText(Route, code="bw"):
    """Waits for the text of one language to be typed or forwarded."""

    id: Id
    language: Language


class AnnouncementPreview(Route, code="bp"):
    """Exactly what a reader of this language will get."""

    id: Id
    language: Language


class AnnouncementAudience(Route, code="ba"):
    id: Id


class AnnouncementWhen(Route, code="bs"):
    """Chooses the zone in which the moment will be read; then the moment is typed."""

    id: Id


class WriteMoment(Route, code="bm"):
    """Waits for a date and time in the zone of this country (UTC when none)."""

    id: Id
    country: Country | None = None


class ConfirmSend(Route, code="bc"):
    """The last look: who gets which text, and when, shown in the zone of this country (UTC when none)."""

    id: Id
    at: Moment = 0
    country: Country | None = None


class ConfirmCancel(Route, code="bx"):
    id: Id


class StaffList(Route, code="t"):
    page: Page = 1


class NameStaff(Route, code="tn"):
    """Waits for the numeric Telegram id of the person to name."""

    role: Role


# --- Staff: actions --------------------------------------------------------------------------------------------------


class NewAnnouncement(Action, code="!bn"): ...


class DropText(Action, code="!bt"):
    id: Id
    language: Language


class AimLanguage(Action, code="!bal"):
    id: Id
    language: Language
    on: bool


class AimCountry(Action, code="!bac"):
    id: Id
    country: Country
    on: bool


class AimKind(Action, code="!bak"):
    id: Id
    kind: Kind
    on: bool


class SetResend(Action, code="!bu"):
    """What to do with a send whose answer was lost: send again, or leave."""

    id: Id
    on: bool


class SendAnnouncement(Action, code="!bs"):
    """Schedules it for `at`, or for this moment when 0."""

    id: Id
    at: Moment = 0
    country: Country | None = None


class CancelAnnouncement(Action, code="!bx"):
    id: Id


class BackToDraft(Action, code="!bd"):
    """Takes a scheduled announcement back to be changed."""

    id: Id


class PauseAnnouncement(Action, code="!bp"):
    id: Id


class ResumeAnnouncement(Action, code="!br"):
    id: Id


class DismissStaff(Action, code="!td"):
    """Takes the role from the person whose stored row has this number."""

    id: Id
