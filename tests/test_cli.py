"""What an operator can put right is one clear line and exit code 2, without a traceback."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.store.database import open_database

ROOT = Path(__file__).resolve().parent.parent
TOKEN = "123456:AAF-abcdefghijklmnopqrstuvwxyz01234"

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs `python -m bot …` in an empty folder with just these settings."""

    def start(*arguments: str, **settings: str) -> "subprocess.CompletedProcess[str]":
        outside = {name: value for name, value in os.environ.items() if not name.startswith("BOT_")}
        defaults = {"BOT_TOKEN": TOKEN, "BOT_API_URL": "http://127.0.0.1:9"}
        return subprocess.run(
            [sys.executable, "-m", "bot", *arguments],
            cwd=tmp_path,
            env=outside | {"PYTHONPATH": str(ROOT)} | defaults | settings,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    return start


def refused(done: "subprocess.CompletedProcess[str]") -> str:
    """The last line of what was refused; the ways of failing all look the same."""
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert TOKEN not in done.stderr
    return done.stderr.strip().splitlines()[-1]


def test_a_missing_token(run: Run) -> None:
    assert refused(run("run", BOT_TOKEN="")).startswith("BOT_TOKEN is not a bot token")


def test_every_wrong_setting_at_once(run: Run) -> None:
    done = run("run", BOT_RATE="1001", BOT_OWNERS="Olga")
    refused(done)
    assert done.stderr.count("BOT_") == 2


def test_a_key_that_is_missing_while_the_database_exists(run: Run, sqlite_template: Path) -> None:
    line = refused(run("run", BOT_DATABASE_URL=f"sqlite+aiosqlite:///{sqlite_template}"))
    assert "data/secret.key" in line
    assert "restore" in line


def test_a_database_sealed_with_another_key(run: Run, sqlite_template: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.key"
    other.write_bytes(os.urandom(64))
    other.chmod(0o600)
    line = refused(
        run("run", BOT_DATABASE_URL=f"sqlite+aiosqlite:///{sqlite_template}", BOT_SECRET_KEY_FILE=str(other))
    )
    assert "another key" in line


def test_broken_content_is_named_with_file_and_line(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "content" / "funding"
    folder.mkdir(parents=True)
    (folder / "wrong.yaml").write_text("url: http://example.org\nnonsense: 1\n", "utf-8")
    for command in ("run", "check"):
        done = run(command, BOT_CONTENT_DIR=str(tmp_path / "content"))
        refused(done)
        assert "content/funding/wrong.yaml:2: nonsense" in done.stderr


def test_check_finds_settings_content_and_catalogues_well(run: Run) -> None:
    done = run("check")
    assert (done.returncode, done.stderr) == (0, "")
    assert "All is well" in done.stdout


def test_check_names_every_problem(run: Run, tmp_path: Path) -> None:
    done = run("check", BOT_TOKEN="x", BOT_LOCALES_DIR=str(tmp_path))
    refused(done)
    assert "BOT_TOKEN" in done.stderr


def test_help_lists_the_commands(run: Run) -> None:
    done = run("--help")
    assert done.returncode == 0
    for command in ("run", "check", "demo"):
        assert command in done.stdout


def test_a_database_that_is_not_up_yet_is_tried_again_by_whoever_supervises(run: Run, unused_tcp_port: int) -> None:
    done = run("run", BOT_DATABASE_URL=f"postgresql+asyncpg://bot:hunter2@127.0.0.1:{unused_tcp_port}/bot")
    assert done.returncode == 75
    assert "Traceback" not in done.stderr
    assert "hunter2" not in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_second_process_on_the_same_file_is_refused_within_five_seconds(
    run: Run, sqlite_template: Path, key_file: Path, tmp_path: Path
) -> None:
    path = tmp_path / "bot.db"
    path.write_bytes(sqlite_template.read_bytes())
    url = f"sqlite+aiosqlite:///{path}"
    with asyncio.Runner() as runner:
        first = runner.run(open_database(url, key_file))
        began = time.monotonic()
        line = refused(run("run", BOT_DATABASE_URL=url, BOT_SECRET_KEY_FILE=str(key_file)))
        took = time.monotonic() - began
        runner.run(first.close())
    assert took < 5
    assert f"Another process ({os.getpid()}) is using the database {path}" in line
    assert "use PostgreSQL for several processes" in line
