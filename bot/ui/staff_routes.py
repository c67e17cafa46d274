"""Every place of staff, as a typed value; see `routes`. Handlers authorise each visit again."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from bot.domain.member import Role
from bot.domain.places import Country, Language
from bot.ui.packing import Id, Page, Route

# The Bot API: an id has at most 52 significant bits.
LARGEST_ID = 2**52 - 1
TelegramId = Annotated[int, Field(ge=1, le=LARGEST_ID)]

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


class Origin(StrEnum):
    """Where a preview was opened, when that was not at the announcement itself: its Back leads there."""

    TEXTS = "t"
    REVIEW = "r"


class AnnouncementPreview(Route, code="bp"):
    """Exactly what a reader of this language will get."""

    id: Id
    language: Language
    origin: Origin | None = None


class AnnouncementAudience(Route, code="ba"):
    id: Id


class AnnouncementWhen(Route, code="bs"):
    """Chooses the zone in which the moment will be read; then the moment is typed."""

    id: Id


class WriteMoment(Route, code="bm"):
    """Waits for a date and time in the zone of this country (UTC when none), or on each reader's own clock."""

    id: Id
    country: Country | None = None
    by_reader: bool = False


class ChooseRepeat(Route, code="be"):
    """How often it goes out again, until when, and which days are left out."""

    id: Id


class WriteCron(Route, code="bec"):
    """Waits for five fields of cron."""

    id: Id


class WriteRepeatEnd(Route, code="bee"):
    """Waits for the last day, or for how many times."""

    id: Id


class WriteButtons(Route, code="bl"):
    """Waits for the link buttons under the text of one language, one a line."""

    id: Id
    language: Language


class AttachMedia(Route, code="bf"):
    """Waits for a picture or a file."""

    id: Id


class LanguageGate(Route, code="bg"):
    """Each language of the audience without a text: another one's text, or none, or write it now."""

    id: Id


class AudienceThemes(Route, code="bat"):
    id: Id


class ReviewAnnouncement(Route, code="br"):
    """Everything a second person has to see before they approve; showing it gives them ten minutes to."""

    id: Id


class ConfirmRecall(Route, code="bq"):
    id: Id


class AnnouncementReport(Route, code="bj"):
    """Counts by language and by country."""

    id: Id


class Lockdown(Route, code="bk"):
    """Whether everything unasked is frozen, since when, and how it is thawed."""


class ConfirmSend(Route, code="bc"):
    """The last look: what is wrong with it, who gets which text, and when."""

    id: Id


class ConfirmCancel(Route, code="bx"):
    id: Id


class StaffList(Route, code="t"):
    page: Page = 1


class NameStaff(Route, code="tn"):
    """Waits for the numeric Telegram id of the person to name."""

    role: Role


class ConfirmNaming(Route, code="tc"):
    """Asks before the person with this Telegram id gets the role."""

    who: TelegramId
    role: Role


class ConfirmDismissal(Route, code="td"):
    """Asks before the role is taken from the person whose stored row has this number."""

    id: Id
