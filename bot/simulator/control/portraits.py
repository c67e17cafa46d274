"""Things of the world made into answers."""

from bot.simulator.books import Call, Violation
from bot.simulator.callbacks import Press
from bot.simulator.chats import Group, Message
from bot.simulator.control.views import (
    CallView,
    FaultView,
    GroupView,
    InlineView,
    MessageView,
    PersonDetails,
    PersonView,
    PressView,
    ViolationView,
)
from bot.simulator.faults import Fault
from bot.simulator.inline import InlineQuery
from bot.simulator.person import Person
from bot.simulator.world import World


def person_view(person: Person) -> PersonView:
    account = person.account
    return PersonView(
        id=account.id,
        first_name=account.first_name,
        language_code=account.language_code,
        username=account.username,
        standing=account.standing.name.lower(),
        crowd=account.crowd,
    )


def person_details(world: World, person: Person) -> PersonDetails:
    profile, language = world.profile, person.account.language_code or ""
    return PersonDetails(
        **person_view(person).model_dump(),
        toasts=person.toasts,
        commands=person.commands,
        name=profile.text(profile.names, language) or world.bot_name,
        description=profile.text(profile.descriptions, language),
        short_description=profile.text(profile.short_descriptions, language),
    )


def message_view(world: World, message: Message) -> MessageView:
    return MessageView.model_validate(world.rendering.view(message))


def press_view(press: Press) -> PressView:
    return PressView(
        id=press.id,
        person=press.person,
        data=press.data,
        message_id=press.message_id,
        answered=press.answered,
        toast=press.toast,
        alert=press.alert,
        url=press.url,
    )


def inline_view(query: InlineQuery) -> InlineView:
    return InlineView(
        id=query.id,
        person=query.person,
        query=query.query,
        answered=query.answered,
        results=query.results,
        next_offset=query.next_offset,
        button=query.button,
    )


def group_view(group: Group) -> GroupView:
    return GroupView(
        id=group.id,
        type=group.type,
        title=group.title,
        username=group.username,
        is_forum=group.is_forum,
        bot=group.bot.name.lower(),
        members=dict(group.members),
        migrated_to=group.migrated_to,
        deleted=group.deleted,
    )


def call_view(call: Call) -> CallView:
    return CallView.model_validate(call.describe())


def violation_view(violation: Violation) -> ViolationView:
    return ViolationView.model_validate(violation.describe())


def fault_view(fault: Fault) -> FaultView:
    return FaultView(
        kind=fault.kind.value,
        method=fault.method,
        chat_id=fault.chat_id,
        times=fault.times,
        share=fault.share,
        after_effect=fault.after_effect,
        seconds=fault.seconds,
        fired=fault.fired,
    )
