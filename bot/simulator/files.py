"""Files that were uploaded: kept for the whole run, found by file_id and by download path."""

import hashlib
import struct
from dataclasses import dataclass

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8"
MARKER = 0xFF
JPEG_FRAME = 9  # bytes of a frame header up to the width
SIZE_MARKERS = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
DOWNLOAD_LIMIT = 20 << 20  # bytes (telegram.md 1.2)
PHOTO_LIMIT = 10 << 20
LARGEST_SIDES = 10_000  # width and height together
MOST_STRETCHED = 20


@dataclass(frozen=True, slots=True, eq=False)
class File:
    """One stored file. `file_id` is what the bot sends again, `path` is where it is downloaded."""

    file_id: str
    unique_id: str
    path: str
    name: str
    content_type: str
    body: bytes
    sides: tuple[int, int] | None = None  # width and height of a picture

    @property
    def picture_type(self) -> str:
        return "image/png" if self.body.startswith(PNG) else "image/jpeg"


class Files:
    """All files of the bot."""

    def __init__(self) -> None:
        self._by_id: dict[str, File] = {}
        self._by_path: dict[str, File] = {}

    def add(self, kind: str, name: str, content_type: str, body: bytes) -> File:
        digest = hashlib.sha256(kind.encode() + b"\0" + name.encode() + b"\0" + body).hexdigest()
        number = len(self._by_id)
        ending = name.rpartition(".")[2] if "." in name else "dat"
        file = File(
            file_id=f"BQAC{number:06d}{digest[:40]}",
            unique_id=f"AQAD{digest[40:56]}",
            path=f"{kind}s/file_{number}.{ending}",
            name=name,
            content_type=content_type,
            body=body,
            sides=picture_sides(body),
        )
        self._by_id[file.file_id] = file
        self._by_path[file.path] = file
        return file

    def get(self, file_id: str) -> File | None:
        return self._by_id.get(file_id)

    def at(self, path: str) -> File | None:
        return self._by_path.get(path)

    def clear(self) -> None:
        self._by_id.clear()
        self._by_path.clear()


def picture_sides(body: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG or JPEG; None when it is neither."""
    if body.startswith(PNG) and len(body) >= len(PNG) + 16:
        width, height = struct.unpack(">II", body[16:24])
        return int(width), int(height)
    return _jpeg_sides(body) if body.startswith(JPEG) else None


def _jpeg_sides(body: bytes) -> tuple[int, int] | None:
    at = len(JPEG)
    while at + JPEG_FRAME <= len(body) and body[at] == MARKER:
        length = int.from_bytes(body[at + 2 : at + 4], "big")
        if body[at + 1] in SIZE_MARKERS:
            height, width = struct.unpack(">HH", body[at + 5 : at + 9])
            return int(width), int(height)
        at += 2 + length
    return None
