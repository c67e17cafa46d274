"""answerInlineQuery."""

from typing import Any

from bot.simulator.books import Call
from bot.simulator.content import is_blank
from bot.simulator.errors import bad_request
from bot.simulator.markup import parse_markup
from bot.simulator.methods.registry import method
from bot.simulator.methods.sending import read_formatted
from bot.simulator.parameters import nested, text
from bot.simulator.world import World

RESULTS_LIMIT = 50
ID_LIMIT = 64  # bytes
OFFSET_LIMIT = 64  # bytes


@method("answerInlineQuery")
def answer_inline_query(world: World, call: Call) -> bool:
    results = nested(call.given, "results")
    if not isinstance(results, list) or not all(isinstance(result, dict) for result in results):
        raise bad_request("can't parse inline query results: expected an Array", "inline")
    if len(results) > RESULTS_LIMIT:
        raise bad_request("RESULTS_TOO_MUCH", "inline")
    if len(text(call.given, "next_offset").encode()) > OFFSET_LIMIT:
        raise bad_request("NEXT_OFFSET_INVALID", "inline")
    seen: set[str] = set()
    for result in results:
        _check(call, result, seen)
    query = world.inline.answerable(text(call.given, "inline_query_id"))
    if query is None:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    query.answered = True
    query.results = results
    query.next_offset = text(call.given, "next_offset")
    query.button = nested(call.given, "button")
    world.hub.publish("inline", lambda: {"chat_id": query.person, "id": query.id})
    return True


def _check(call: Call, result: dict[str, Any], seen: set[str]) -> None:
    result_id = str(result.get("id", ""))
    if not 0 < len(result_id.encode()) <= ID_LIMIT:
        raise bad_request("RESULT_ID_INVALID", "inline")
    if result_id in seen:
        raise bad_request("RESULT_ID_DUPLICATE", "inline")
    seen.add(result_id)
    parse_markup(result.get("reply_markup"))
    content = result.get("input_message_content")
    if result.get("type") == "article":
        _check_article(call, result, content)


def _check_article(call: Call, result: dict[str, Any], content: object) -> None:
    if not result.get("title"):
        raise bad_request("article title must be non-empty", "inline")
    if not isinstance(content, dict):
        raise bad_request("can't parse inline query result: message content is not specified", "inline")
    if "message_text" in content:
        message_text = str(content["message_text"])
        inner = Call(call.number, call.method, b"", content, call.at)
        if not message_text or is_blank(read_formatted(inner, message_text, "entities", 4096).text):
            raise bad_request("message text is empty", "inline")
