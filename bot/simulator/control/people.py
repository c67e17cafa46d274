"""Operations on people: what they do, and what they see."""

from contextlib import suppress
from itertools import chain, islice

from bot.simulator.control.bodies import (
    Asking,
    Body,
    Choosing,
    Limit,
    NewPerson,
    Pressing,
    Saying,
    Sending,
    Starting,
)
from bot.simulator.control.operations import operation
from bot.simulator.control.portraits import (
    inline_view,
    message_view,
    person_details,
    person_view,
    press_view,
)
from bot.simulator.control.stage import Stage
from bot.simulator.control.views import InlineView, MessageView, People, PersonDetails, PersonView, PressView
from bot.simulator.inline import InlineQuery
from bot.simulator.methods.sending import given_entities

INLINE_PATIENCE = 10.0  # seconds in which the bot has to offer something


@operation("GET", "/sim/people", Limit)
def list_people(stage: Stage, _id: int, query: Limit) -> People:
    """Everybody there is, up to a limit; the crowd comes last."""
    people = stage.world.people
    played = (person_id for person_id, account in people.items() if not account.crowd)
    crowd = (person_id for person_id, account in people.items() if account.crowd)
    ids = list(islice(chain(played, crowd), query.limit))
    return People(people=[person_view(stage.person(person_id)) for person_id in ids])


@operation("POST", "/sim/people", NewPerson)
def add_person(stage: Stage, _id: int, body: NewPerson) -> PersonView:
    """Make a person whom the bot has not met, or change the names and the language of a known one."""
    person = stage.cast.person(body.id, body.first_name, body.language_code, body.username)
    account = person.account
    account.first_name, account.language_code, account.username = body.first_name, body.language_code, body.username
    account.crowd = False
    shown = person_view(person)
    stage.world.hub.publish("person", shown.model_dump)
    return shown


@operation("GET", "/sim/people/{id}")
def show_person(stage: Stage, person_id: int, _body: Body) -> PersonDetails:
    """One person: standing with the bot, toasts seen, and what the bot says of itself in their language."""
    return person_details(stage.world, stage.person(person_id))


@operation("POST", "/sim/people/{id}/start", Starting)
def start(stage: Stage, person_id: int, body: Starting) -> MessageView:
    """Press Start, or open a deep link with this payload; unblocks the bot when it was blocked."""
    message = stage.person(person_id).start(body.payload).value
    return message_view(stage.world, message)


@operation("POST", "/sim/people/{id}/say", Saying)
def say(stage: Stage, person_id: int, body: Saying) -> MessageView:
    """Write to the bot."""
    message = stage.person(person_id).say(body.text, given_entities(body.entities)).value
    return message_view(stage.world, message)


@operation("POST", "/sim/people/{id}/send", Sending)
def send(stage: Stage, person_id: int, body: Sending) -> MessageView:
    """Send the bot a photo or a document, with words under it or without."""
    person = stage.person(person_id)
    sent = person.send_photo if body.kind == "photo" else person.send_document
    message = sent(body.name, body.content, body.content_type, body.caption).value
    return message_view(stage.world, message)


@operation("POST", "/sim/people/{id}/press", Pressing)
def press(stage: Stage, person_id: int, body: Pressing) -> PressView:
    """Press a button by its label, or send callback data, which may be forged."""
    return press_view(stage.person(person_id).press(body.label, body.data, body.message_id).value)


@operation("POST", "/sim/people/{id}/block")
def block(stage: Stage, person_id: int, _body: Body) -> PersonView:
    """Block the bot."""
    person = stage.person(person_id)
    person.block()
    return person_view(person)


@operation("POST", "/sim/people/{id}/unblock")
def unblock(stage: Stage, person_id: int, _body: Body) -> PersonView:
    """Unblock the bot."""
    person = stage.person(person_id)
    person.unblock()
    return person_view(person)


@operation("POST", "/sim/people/{id}/deactivate")
def deactivate(stage: Stage, person_id: int, _body: Body) -> PersonView:
    """Delete the account."""
    person = stage.person(person_id)
    person.deactivate()
    return person_view(person)


@operation("POST", "/sim/people/{id}/inline", Asking)
async def ask_inline(stage: Stage, person_id: int, body: Asking) -> InlineView:
    """Type the bot's name and a query; waits up to ten seconds for what the bot offers."""
    return await offered(stage, stage.person(person_id).inline(body.query, body.offset).value)


@operation("GET", "/sim/inline/{id}")
def show_inline(stage: Stage, query_id: int, _body: Body) -> InlineView:
    """An inline query and its results."""
    return inline_view(stage.inline_query(query_id))


@operation("POST", "/sim/people/{id}/choose", Choosing)
def choose(stage: Stage, person_id: int, body: Choosing) -> MessageView:
    """Send one of the offered results into the chat with the bot."""
    query = stage.inline_query(int(body.query_id))
    message = stage.person(person_id).choose(query, body.result_id).value
    return message_view(stage.world, message)


@operation("GET", "/sim/presses/{id}")
def show_press(stage: Stage, press_id: int, _body: Body) -> PressView:
    """A press and its answer."""
    return press_view(stage.press(press_id))


async def offered(stage: Stage, query: InlineQuery) -> InlineView:
    """The query once it is answered, or as it is after ten seconds."""
    with suppress(TimeoutError):
        await stage.world.hub.until(lambda: query.answered, INLINE_PATIENCE, str)
    return inline_view(query)
