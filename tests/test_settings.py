"""Settings: read, refused in one clear line, and in step with .env.example and the README."""

import re
from pathlib import Path

import pytest

from bot.domain.places import Language
from bot.settings import GivenSettings, Settings, SettingsError, read_settings

ROOT = Path(__file__).resolve().parent.parent
TOKEN = "123456:AAF-abcdefghijklmnopqrstuvwxyz01234"
NAMES = {f"BOT_{name.upper()}" for name in Settings.model_fields}


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("BOT_TOKEN", TOKEN)


def test_defaults_are_the_documented_ones() -> None:
    settings = read_settings()
    assert settings.api_url == "https://api.telegram.org"
    assert settings.database_url == "sqlite+aiosqlite:///data/bot.db"
    assert settings.secret_key_file == Path("data/secret.key")
    assert settings.language is Language.RU
    assert (settings.rate, settings.paid_broadcast) == (25, False)
    assert (settings.approvals, settings.undo_seconds) == (50, 60)
    assert (settings.listen_host, settings.listen_port) == ("127.0.0.1", 8080)
    assert settings.content_dir.is_dir()
    assert settings.locales_dir.is_dir()


def test_owners_are_numbers_between_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_OWNERS", " 11, 22,")
    assert read_settings().owners == (11, 22)


def test_a_file_beside_the_process_is_read_and_the_environment_wins(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("BOT_RATE=7\nBOT_LANGUAGE=kk\n", "utf-8")
    monkeypatch.setenv("BOT_RATE", "9")
    settings = read_settings()
    assert (settings.rate, settings.language) == (9, Language.KK)


def test_who_pays_may_send_faster(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_RATE", "1000")
    monkeypatch.setenv("BOT_PAID_BROADCAST", "true")
    assert read_settings().rate == 1000


@pytest.mark.parametrize(("given", "meant"), [("off", None), (" Off ", None), ("0", 0), ("200", 200)])
def test_approvals_are_a_number_or_off(monkeypatch: pytest.MonkeyPatch, given: str, meant: int | None) -> None:
    monkeypatch.setenv("BOT_APPROVALS", given)
    assert read_settings().approvals == meant


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("BOT_TOKEN", "", "BOT_TOKEN is not a bot token"),
        ("BOT_TOKEN", "abc", "BOT_TOKEN is not a bot token"),
        ("BOT_OWNERS", "11,Aisulu", "BOT_OWNERS has to be numeric Telegram ids"),
        ("BOT_OWNERS", "11,0", "BOT_OWNERS has to be the ids of people"),
        ("BOT_RATE", "0", "BOT_RATE should be greater than or equal to 1"),
        ("BOT_RATE", "31", "BOT_RATE above 30 needs BOT_PAID_BROADCAST=true"),
        ("BOT_RATE", "1001", "BOT_RATE should be less than or equal to 1000"),
        ("BOT_PAID_BROADCAST", "perhaps", "BOT_PAID_BROADCAST should be a valid boolean"),
        ("BOT_APPROVALS", "never", "BOT_APPROVALS has to be a number of recipients, such as 50, or off"),
        ("BOT_APPROVALS", "-1", "BOT_APPROVALS has to be a number of recipients, such as 50, or off"),
        ("BOT_UNDO_SECONDS", "601", "BOT_UNDO_SECONDS should be less than or equal to 600"),
        ("BOT_API_URL", "ftp://x", "BOT_API_URL has to begin with https:// or http://"),
        ("BOT_WEBHOOK_URL", "http://x", "BOT_WEBHOOK_URL has to begin with https://"),
        ("BOT_WEBHOOK_URL", "https://x", "BOT_WEBHOOK_SECRET has to be 1-256"),
        ("BOT_LISTEN", "8080", "BOT_LISTEN has to be host:port"),
        ("BOT_LANGUAGE", "fr", "BOT_LANGUAGE should be 'ru', 'en'"),
        ("BOT_LOG_LEVEL", "LOUD", "BOT_LOG_LEVEL has to be DEBUG"),
    ],
)
def test_a_wrong_value_is_one_clear_line(monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        read_settings()
    assert str(caught.value).startswith(said)
    assert "\n" not in str(caught.value)


def test_a_missing_token_says_where_to_put_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BOT_TOKEN")
    with pytest.raises(SettingsError, match=r"BOT_TOKEN is not set: put it into the environment or into \.env"):
        read_settings()


def test_a_wrong_token_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", "sentinel-token")
    with pytest.raises(SettingsError) as caught:
        read_settings()
    assert "sentinel" not in str(caught.value)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize("document", [".env.example", "README.md"])
def test_every_setting_is_documented_and_nothing_else(document: str) -> None:
    named = set(re.findall(r"\bBOT_[A-Z_]+\b", (ROOT / document).read_text("utf-8")))
    assert named == NAMES


def test_the_example_shows_the_true_defaults() -> None:
    shown = dict(re.findall(r"^# (BOT_[A-Z_]+)=(.*)$", (ROOT / ".env.example").read_text("utf-8"), re.MULTILINE))
    for name, value in shown.items():
        default = Settings.model_fields[name.removeprefix("BOT_").lower()].get_default(call_default_factory=True)
        if name in {"BOT_CONTENT_DIR", "BOT_LOCALES_DIR"}:
            assert Path(default).name == value
        elif name == "BOT_WEBHOOK_SECRET":
            assert default.get_secret_value() == value
        elif isinstance(default, bool):
            assert str(default).lower() == value
        else:
            assert str(default) == value


def test_given_settings_ignore_the_world_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BOT_RATE", "3")
    (tmp_path / ".env").write_text("BOT_LANGUAGE=kk\n", "utf-8")
    given = GivenSettings.model_validate({"token": TOKEN})
    assert (given.rate, given.language) == (25, Language.RU)


def test_a_file_that_is_no_text_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"\xff\xfeB\x00")
    with pytest.raises(SettingsError, match="save it as a plain UTF-8 text file"):
        read_settings()
