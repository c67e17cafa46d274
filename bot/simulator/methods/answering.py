"""answerCallbackQuery: the one answer that every press is owed."""

import re

from bot.simulator.books import Call
from bot.simulator.callbacks import Press
from bot.simulator.errors import bad_request
from bot.simulator.journal import Happening
from bot.simulator.methods.registry import method
from bot.simulator.parameters import flag, text
from bot.simulator.world import World

TOAST_LIMIT = 200
# What is no game opens only the bot itself (Bot API, answerCallbackQuery).
_OWN_LINK = r"(?:https?://)?t\.me/{username}\?start=[A-Za-z0-9_-]{{1,64}}"


@method("answerCallbackQuery")
def answer_callback_query(world: World, call: Call) -> bool:
    toast = text(call.given, "text")
    if len(toast) > TOAST_LIMIT and world.violations.strict:
        raise bad_request("MESSAGE_TOO_LONG", "toast-too-long")
    url = text(call.given, "url")
    if url and not re.fullmatch(_OWN_LINK.format(username=world.bot_username), url, re.IGNORECASE):
        raise bad_request("URL_INVALID", "callback-url")
    press = world.presses.answer(text(call.given, "callback_query_id"))
    if press is None:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    press.toast = toast[:TOAST_LIMIT]
    press.alert = flag(call.given, "show_alert")
    press.url = url
    if press.toast:
        world.journal.say(Happening.ALERT if press.alert else Happening.TOAST, press.person, None, press.toast)
    world.hub.publish("toast", lambda: _shown(press))
    return True


def _shown(press: Press) -> dict[str, object]:
    return {
        "chat_id": press.person,
        "query_id": press.id,
        "text": press.toast,
        "alert": press.alert,
        "url": press.url,
    }
