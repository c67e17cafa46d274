"""sendPhoto, sendDocument and getFile."""

from typing import Any

from bot.simulator.books import Call
from bot.simulator.errors import bad_request
from bot.simulator.files import DOWNLOAD_LIMIT, LARGEST_SIDES, MOST_STRETCHED, PHOTO_LIMIT, File
from bot.simulator.methods.lookup import find_chat, require_write
from bot.simulator.methods.registry import method
from bot.simulator.methods.sending import new_message, read_caption, read_markup, read_reply
from bot.simulator.parameters import Upload, text
from bot.simulator.world import World

ATTACHED = "attach://"
ADDRESSES = ("http://", "https://")


@method("sendPhoto")
def send_photo(world: World, call: Call) -> dict[str, Any]:
    return _send(world, call, "photo", "photos")


@method("sendDocument")
def send_document(world: World, call: Call) -> dict[str, Any]:
    return _send(world, call, "document", "documents")


@method("getFile")
def get_file(world: World, call: Call) -> dict[str, Any]:
    file = world.files.get(text(call.given, "file_id"))
    if file is None:
        raise bad_request("invalid file_id", "file")
    if len(file.body) > DOWNLOAD_LIMIT:
        raise bad_request("file is too big")
    return _described(file) | {"file_path": file.path}


def media_fields(kind: str, file: File) -> dict[str, Any]:
    """The fields of a message that show a file; `_media` is what a transcript says of it."""
    if kind == "photo":
        width, height = file.sides or (0, 0)
        return {"photo": [_described(file) | {"width": width, "height": height}], "_media": "photo"}
    document = _described(file) | {"file_name": file.name, "mime_type": file.content_type}
    return {"document": document, "_media": f"document {file.name}"}


def _send(world: World, call: Call, kind: str, what: str) -> dict[str, Any]:
    content = read_caption(call)
    markup = read_markup(world, call)
    file = _file(world, call, kind)
    chat = find_chat(world, call)
    require_write(world, call, chat, what)
    extra = (read_reply(world, call, chat) or {}) | media_fields(kind, file)
    world.gate(call, chat)
    message = new_message(world, chat, content, markup, extra)
    world.post(chat, message)
    return world.as_json(message)


def _file(world: World, call: Call, kind: str) -> File:
    given = call.given.get(kind)
    if isinstance(given, str) and given.startswith(ATTACHED):
        given = call.given.get(given.removeprefix(ATTACHED))
    if isinstance(given, Upload):
        if not given.body:
            raise bad_request("file must be non-empty", "file")
        return _checked(world.files.add(kind, given.name, given.content_type, given.body), kind)
    if not given:
        raise bad_request(f"there is no {kind} in the request", "file")
    if str(given).startswith(ADDRESSES):
        raise bad_request("failed to get HTTP URL content")
    known = world.files.get(str(given))
    if known is None:
        raise bad_request("wrong file identifier/HTTP URL specified", "file")
    return known


def _checked(file: File, kind: str) -> File:
    if kind != "photo":
        return file
    if len(file.body) > PHOTO_LIMIT:
        size = f"file of size {len(file.body)} bytes is too big for a photo"
        raise bad_request(f"{size}; the maximum size is {PHOTO_LIMIT} bytes", "file")
    if file.sides is None:
        raise bad_request("IMAGE_PROCESS_FAILED", "file")
    width, height = file.sides
    if not 0 < width + height <= LARGEST_SIDES or max(file.sides) > MOST_STRETCHED * max(1, min(file.sides)):
        raise bad_request("PHOTO_INVALID_DIMENSIONS", "file")
    return file


def _described(file: File) -> dict[str, Any]:
    return {"file_id": file.file_id, "file_unique_id": file.unique_id, "file_size": len(file.body)}
