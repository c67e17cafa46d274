"""How things look from outside: the answers under /sim/. Objects of the Bot API are given as the Bot API has them."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

BotApiObject = dict[str, Any]


class BotView(BaseModel):
    id: int
    first_name: str
    username: str
    token: str
    inline: bool


class PersonView(BaseModel):
    """`standing` is what the bot knows of the person: unseen, seen, started, blocked or deactivated.

    Whoever is of the `crowd` only receives: a chat page need not offer to be them.
    """

    id: int
    first_name: str
    language_code: str | None
    username: str | None
    standing: str
    crowd: bool


class PersonDetails(PersonView):
    """The toasts seen so far, and what the bot says of itself in this person's language."""

    toasts: list[str]
    commands: list[dict[str, str]]
    name: str
    description: str
    short_description: str


class ButtonView(BaseModel):
    """One of the fields after the label says what the button does; `other` names an action that is none of them."""

    label: str
    data: str | None = None
    url: str | None = None
    copy_text: str | None = None
    other: str | None = None
    style: str | None = None


class MessageView(BaseModel):
    """`raw` is the text as the bot sent it, `reply_markup` the keyboard of whatever kind.

    `message` is the Message object of the Bot API, with media, replies, forwards.
    """

    model_config = ConfigDict(serialize_by_alias=True)

    chat_id: int
    message_id: int
    sender: BotApiObject = Field(alias="from")
    by_bot: bool
    date: int
    text: str
    entities: list[BotApiObject]
    raw: str
    parse_mode: str
    buttons: list[list[ButtonView]]
    reply_markup: BotApiObject | None
    edited: bool
    edit_date: int | None
    deleted: bool
    service: str | None
    reaction: str | None
    message: BotApiObject


class PressView(BaseModel):
    """`id` is the callback query's."""

    id: str
    person: int
    data: str
    message_id: int | None
    answered: bool
    toast: str
    alert: bool
    url: str


class InlineView(BaseModel):
    """`id` is the inline query's; `results` are InlineQueryResult objects."""

    id: str
    person: int
    query: str
    answered: bool
    results: list[BotApiObject]
    next_offset: str
    button: BotApiObject | None


class GroupView(BaseModel):
    """`bot` is the bot's place: never, member, administrator, restricted, left or kicked."""

    id: int
    type: str
    title: str
    username: str | None
    is_forum: bool
    bot: str
    members: dict[int, str]
    migrated_to: int | None
    deleted: bool


class CallView(BaseModel):
    """`raw` is the body as it came; `took` is in seconds, null until answered; `status` 0 is no answer at all."""

    number: int
    method: str
    parameters: dict[str, Any]
    raw: str
    at: float
    took: float | None
    status: int
    answer: str


class ViolationView(BaseModel):
    """`number` is the call's; 0 when no one call is at fault."""

    kind: str
    text: str
    method: str
    number: int
    at: float


class FaultView(BaseModel):
    kind: str
    method: str
    chat_id: int | None
    times: int | None
    share: float | None
    after_effect: bool
    seconds: float
    fired: int


class ClockView(BaseModel):
    now: float
    iso: str
    running: bool


class FloodView(BaseModel):
    """`peak` is the most messages in any second; `stars` is what paid broadcasts cost."""

    on: bool
    peak: int
    stars: float


class CommandsView(BaseModel):
    scope: dict[str, Any]
    language_code: str
    commands: list[dict[str, str]]


class ProfileView(BaseModel):
    commands: list[CommandsView]
    names: dict[str, str]
    descriptions: dict[str, str]
    short_descriptions: dict[str, str]
    menu_buttons: dict[str, BotApiObject]


class ChatView(BaseModel):
    id: int
    name: str


class People(BaseModel):
    people: list[PersonView]


class Groups(BaseModel):
    groups: list[GroupView]


class Chats(BaseModel):
    chats: list[ChatView]


class Messages(BaseModel):
    messages: list[MessageView]


class Calls(BaseModel):
    calls: list[CallView]


class Updates(BaseModel):
    updates: list[BotApiObject]


class ViolationsFound(BaseModel):
    violations: list[ViolationView]


class Unanswered(BaseModel):
    unanswered: list[PressView]


class Commands(BaseModel):
    commands: list[CommandsView]


class FaultsArmed(BaseModel):
    faults: list[FaultView]


class Nothing(BaseModel):
    """An empty object."""
