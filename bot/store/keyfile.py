"""The key file: 64 random bytes, written in base64, that only its owner may read."""

import base64
import binascii
import os
import secrets
import stat
from pathlib import Path

from bot.store.errors import KeyUnusableError
from bot.store.seal import KEY_LENGTH

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def read_key(path: Path) -> bytes | None:
    """The key in this file, base64 or raw; None when there is no file.

    A file that cannot be read, holds no key, or is open to the group or to others is refused with a KeyUnusableError.
    """
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            content = file.read(4 * KEY_LENGTH)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise KeyUnusableError(f"The key file {path} cannot be read: {error.strerror}.") from error
    if mode & _OTHERS:
        raise KeyUnusableError(f"The key file {path} is open to other users of this machine: run chmod 600 {path}.")
    key = _decode(content)
    if len(key) != KEY_LENGTH:
        raise KeyUnusableError(
            f"The key file {path} does not hold a key of {KEY_LENGTH} bytes: restore it from your backup "
            "(in a new installation, where nothing is stored yet, delete it)."
        )
    return key


def make_key(path: Path) -> bytes:
    """Writes a new key to `path`, which must not exist, readable by its owner alone; gives the key."""
    key = secrets.token_bytes(KEY_LENGTH)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(base64.b64encode(key) + b"\n")
            file.flush()
            os.fsync(descriptor)
    except OSError as error:
        raise KeyUnusableError(f"The key file {path} cannot be created: {error.strerror}.") from error
    return key


def _decode(content: bytes) -> bytes:
    if len(content) == KEY_LENGTH:
        return content
    try:
        return base64.b64decode(b"".join(content.split()), validate=True)
    except binascii.Error:
        return b""
