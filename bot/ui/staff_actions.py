"""Every button of staff that does something, as a typed value; see `routes`. Handlers authorise each press again."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from bot.domain.interests import Kind, Theme
from bot.domain.member import Role
from bot.domain.places import Country, Language
from bot.ui.packing import Action, Id
from bot.ui.staff_routes import TelegramId

# The beginning of an announcement's digest, and a right to approve: hexadecimal.
Seen = Annotated[str, Field(pattern=r"^[0-9a-f]{12}$")]
Token = Annotated[str, Field(pattern=r"^[0-9a-f]{24}$")]
Day = Annotated[int, Field(ge=20000101, le=21001231)]


class Rule(StrEnum):
    """How often an announcement goes out again, when it is no cron expression."""

    NEVER = "never"
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


class Choice(StrEnum):
    """What readers of a language without a text get."""

    ANOTHER = "another"
    NOTHING = "nothing"


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
    """Schedules it as it was when `seen`, the beginning of its digest, was shown; or leaves it to a second person."""

    id: Id
    seen: Seen


class SetAtOnce(Action, code="!bo"):
    """It goes out as soon as it is sent: no moment, no repetition."""

    id: Id


class SetRepeat(Action, code="!be"):
    id: Id
    rule: Rule


class SkipDay(Action, code="!bed"):
    """Leaves out this day of a repeating announcement, or no longer: a date as the number YYYYMMDD."""

    id: Id
    day: Day
    on: bool


class SkipThisTime(Action, code="!bek"):
    """A late occurrence is left out; the next one stands."""

    id: Id


class SetUrgent(Action, code="!bg"):
    """Whether it goes out in quiet hours too; `last_look` when it was pressed there."""

    id: Id
    on: bool
    last_look: bool = False


class SetLinkPreview(Action, code="!bv"):
    id: Id
    on: bool


class DropMedia(Action, code="!bf"):
    id: Id


class DropButtons(Action, code="!bl"):
    id: Id
    language: Language


class ChooseText(Action, code="!bh"):
    """What readers of a language without a text get; without a language, of all that are not decided yet."""

    id: Id
    choice: Choice
    language: Language | None = None


class TestToMe(Action, code="!bm"):
    """Sends its author each text as its readers will get it."""

    id: Id


class AimTheme(Action, code="!bat"):
    id: Id
    theme: Theme
    on: bool


class AimStaff(Action, code="!bas"):
    id: Id
    on: bool


class Approve(Action, code="!ba"):
    id: Id
    token: Token


class SendBack(Action, code="!bb"):
    """A second person does not approve: it is a draft again, and its author learns so."""

    id: Id


class CorrectAnnouncement(Action, code="!bz"):
    """Makes a draft that will edit every copy of this one."""

    id: Id


class RecallAnnouncement(Action, code="!bq"):
    id: Id


class SendReport(Action, code="!bj"):
    """The chart and the table of one announcement, as messages."""

    id: Id


class Freeze(Action, code="!kf"):
    """Stops all sending at once."""


class Thaw(Action, code="!kt"):
    """Asks for sending to go on, or agrees with somebody else who asked."""


class CancelAnnouncement(Action, code="!bx"):
    id: Id


class BackToDraft(Action, code="!bd"):
    """Takes a scheduled announcement back to be changed."""

    id: Id


class PauseAnnouncement(Action, code="!bp"):
    id: Id


class ResumeAnnouncement(Action, code="!br"):
    id: Id


class MakeStaff(Action, code="!tn"):
    """Gives the person with this Telegram id the role, in place of any other."""

    who: TelegramId
    role: Role


class DismissStaff(Action, code="!td"):
    """Takes the role from the person whose stored row has this number."""

    id: Id
