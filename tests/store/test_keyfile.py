"""The key file."""

import base64
import stat
from pathlib import Path

import pytest

from bot.store.errors import KeyUnusableError
from bot.store.keyfile import make_key, read_key

KEY = bytes(range(64))


def written(path: Path, content: bytes, mode: int = 0o600) -> Path:
    path.write_bytes(content)
    path.chmod(mode)
    return path


def test_no_file_is_no_key(tmp_path: Path) -> None:
    assert read_key(tmp_path / "secret.key") is None


def test_a_new_key_is_for_its_owner_alone_and_reads_back(tmp_path: Path) -> None:
    path = tmp_path / "data" / "secret.key"
    key = make_key(path)
    assert len(key) == 64
    assert read_key(path) == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_key_is_never_written_over_another(tmp_path: Path) -> None:
    path = tmp_path / "secret.key"
    key = make_key(path)
    with pytest.raises(KeyUnusableError, match="cannot be created"):
        make_key(path)
    assert read_key(path) == key


@pytest.mark.parametrize("content", [KEY, base64.b64encode(KEY), base64.encodebytes(KEY)], ids=["raw", "line", "lines"])
def test_a_key_may_be_raw_or_base64(tmp_path: Path, content: bytes) -> None:
    assert read_key(written(tmp_path / "secret.key", content)) == KEY


@pytest.mark.parametrize(
    "content", [b"", KEY[:63], KEY + b"x", base64.b64encode(KEY[:32]), b"not base64 \xff", b"=" * 70]
)
def test_a_file_that_holds_no_key_is_refused(tmp_path: Path, content: bytes) -> None:
    path = written(tmp_path / "secret.key", content)
    with pytest.raises(KeyUnusableError, match="does not hold a key of 64 bytes") as refused:
        read_key(path)
    assert str(path) in str(refused.value)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o644, 0o660])
def test_a_key_open_to_others_is_refused(tmp_path: Path, mode: int) -> None:
    path = written(tmp_path / "secret.key", KEY, mode)
    with pytest.raises(KeyUnusableError, match=f"chmod 600 {path}"):
        read_key(path)


def test_what_cannot_be_read_is_refused_with_the_reason(tmp_path: Path) -> None:
    with pytest.raises(KeyUnusableError, match="cannot be read: Is a directory"):
        read_key(tmp_path)
