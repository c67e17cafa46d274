"""What the requests under /sim/ carry."""

from datetime import datetime
from typing import Any, Literal, TypeVar

from pydantic import Base64Bytes, BaseModel, ConfigDict, Field, model_validator

from bot.simulator.faults import FaultKind

T = TypeVar("T")


class Body(BaseModel):
    """Unknown fields are refused, so that a misspelt one is noticed."""

    model_config = ConfigDict(extra="forbid")


class NewPerson(Body):
    id: int = Field(gt=0)
    first_name: str = Field(min_length=1)
    language_code: str | None = None
    username: str | None = None


class Limit(Body):
    limit: int = Field(default=1000, ge=1)


class Last(Body):
    """How many of the newest; all of them when nothing is said."""

    last: int | None = Field(default=None, ge=1)

    def of(self, items: list[T]) -> list[T]:
        return items if self.last is None else items[-self.last :]


class Saying(Body):
    """Entities as the Bot API has them."""

    text: str = Field(min_length=1)
    entities: list[dict[str, Any]] = []


class Sending(Body):
    """`content` is the file in Base64; a photo has to be a PNG or JPEG picture."""

    kind: Literal["photo", "document"] = "document"
    name: str = Field(min_length=1)
    content_type: str = "application/octet-stream"
    content: Base64Bytes = Field(min_length=1)
    caption: str = ""


class Starting(Body):
    payload: str = Field(default="", pattern=r"^[A-Za-z0-9_-]{0,64}$")


class Pressing(Body):
    """A button by its label, or callback data whatever the message has; the newest message when none is named."""

    message_id: int | None = None
    label: str | None = None
    data: str | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> "Pressing":
        if (self.label is None) == (self.data is None):
            raise ValueError("give either label or data")
        return self


class Asking(Body):
    query: str = Field(max_length=256)
    offset: str = ""


class Choosing(Body):
    query_id: str = Field(pattern=r"^[0-9]+$")
    result_id: str


class NewGroup(Body):
    id: int = Field(lt=0)
    title: str = Field(min_length=1)
    type: Literal["group", "supergroup", "channel"] = "supergroup"
    username: str | None = None
    is_forum: bool = False


class GroupSaying(Body):
    """In a channel this is a post."""

    person: int
    text: str = Field(min_length=1)
    reply_to: int | None = None


class GroupPressing(Pressing):
    person: int


class GroupAsking(Asking):
    person: int


class ByPerson(Body):
    person: int


class BotPlace(ByPerson):
    """Who puts the bot into which place, and an administrator's rights that differ from the usual."""

    status: Literal["member", "administrator", "restricted", "left", "kicked"]
    rights: dict[str, bool] = {}


class Place(ByPerson):
    status: Literal["creator", "administrator", "member", "restricted", "left", "kicked"]


class NewFault(Body):
    """`times` calls go wrong (one when nothing is said), or a `share` of them."""

    kind: FaultKind
    method: str = "*"
    chat_id: int | None = None
    times: int | None = Field(default=None, ge=1)
    share: float | None = Field(default=None, gt=0, le=1)
    after_effect: bool = False
    seconds: float = Field(default=0, ge=0)


class ClockChange(Body):
    """A moment (epoch seconds or ISO 8601 with an offset) to jump to, or seconds to advance."""

    now: float | datetime | None = None
    advance: float | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> "ClockChange":
        if (self.now is None) == (self.advance is None):
            raise ValueError("give either now or advance")
        return self


class FloodChange(Body):
    """Whether flood control is modelled; the ledger of the sending rate is kept anyway."""

    on: bool
