"""What the operator chose: one frozen model, the only reader of the environment."""

import re
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

from bot.domain.places import Language

FREE_RATE = 30  # calls a second that Telegram allows a bot without paying

_HERE = Path(__file__).resolve().parent.parent
_TOKEN = re.compile(r"[1-9]\d*:[A-Za-z0-9_-]{24,}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


class SettingsError(Exception):
    """The settings cannot be used; each line of the message says which, why and what to do."""


class Settings(BaseSettings):
    """Read from the environment and from a file `.env` in the working directory; the environment wins."""

    model_config = SettingsConfigDict(env_prefix="BOT_", env_file=".env", extra="ignore", frozen=True)

    token: SecretStr = Field(description="The bot's token, as @BotFather gave it.")
    api_url: str = Field("https://api.telegram.org", description="Where the Bot API answers; Telegram's by default.")
    database_url: str = Field(
        "sqlite+aiosqlite:///data/bot.db",
        description="Where members, announcements and the outbox are kept: sqlite+aiosqlite:///… or postgresql+asyncpg://…",
    )
    secret_key_file: Path = Field(
        Path("data/secret.key"),
        description="The key that seals Telegram ids. Made at the first start; keep a copy away from the database.",
    )
    owners: Annotated[tuple[int, ...], NoDecode] = Field(
        (), description="Numeric Telegram ids of the owners, separated by commas. Owners may do everything."
    )
    content_dir: Path = Field(_HERE / "content", description="Where the content files are.")
    locales_dir: Path = Field(_HERE / "locales", description="Where the interface catalogues are.")
    language: Language = Field(Language.RU, description="The language for people whose own is not known yet.")
    rate: int = Field(25, ge=1, le=1000, description="Broadcast messages a second; Telegram allows about 30 in all.")
    paid_broadcast: bool = Field(
        default=False, description="Pay Telegram Stars for broadcasts above the free rate; then up to 1,000 a second."
    )
    approvals: Annotated[int | None, NoDecode] = Field(
        50, description="More recipients than this need a second person's approval; 0 for always, off for never."
    )
    undo_seconds: int = Field(60, ge=0, le=600, description="How long after Send nothing has left yet.")
    alerts_after: int = Field(
        300, ge=0, le=86400, description="Seconds from a new or changed item to its alert: time to correct a slip."
    )
    alerts_limit: int = Field(
        20, ge=1, le=1000, description="More new items than this at once are told of only when staff say so."
    )
    webhook_url: str = Field("", description="The public https address of the webhook; empty means long polling.")
    webhook_secret: SecretStr = Field(
        SecretStr(""), description="What Telegram must send along with each webhook call: 1-256 of A-Z a-z 0-9 _ -"
    )
    listen: str = Field("127.0.0.1:8080", description="host:port on which the webhook and /health are served.")
    log_level: str = Field("INFO", description="DEBUG, INFO, WARNING or ERROR.")

    @field_validator("token")
    @classmethod
    def _token_has_its_shape(cls, token: SecretStr) -> SecretStr:
        if not _TOKEN.fullmatch(token.get_secret_value()):
            raise ValueError("is not a bot token (digits, a colon, at least 24 letters): copy it again from @BotFather")
        return token

    @field_validator("api_url", "webhook_url")
    @classmethod
    def _address_is_whole(cls, url: str, info: ValidationInfo) -> str:
        schemes = ("https://",) if info.field_name == "webhook_url" else ("https://", "http://")
        if url and not url.startswith(schemes):
            raise ValueError(f"has to begin with {' or '.join(schemes)}")
        return url.rstrip("/")

    @field_validator("owners", mode="before")
    @classmethod
    def _owners_are_numbers(cls, given: object) -> object:
        if not isinstance(given, str):
            return given
        parts = [part.strip() for part in given.split(",") if part.strip()]
        wrong = [part for part in parts if not part.isascii() or not part.isdecimal()]
        if wrong:
            raise ValueError("has to be numeric Telegram ids separated by commas, such as 111111111,222222222")
        ids = tuple(int(part) for part in parts)
        if not all(ids):
            raise ValueError("has to be the ids of people; 0 is nobody")
        return ids

    @field_validator("approvals", mode="before")
    @classmethod
    def _approvals_are_a_number_or_off(cls, given: object) -> object:
        if not isinstance(given, str):
            return given
        if given.strip().lower() == "off":
            return None
        if not given.strip().isascii() or not given.strip().isdecimal():
            raise ValueError("has to be a number of recipients, such as 50, or off")
        return int(given)

    @field_validator("listen")
    @classmethod
    def _listen_is_host_and_port(cls, listen: str) -> str:
        host, _, port = listen.rpartition(":")
        if not host or not port.isdecimal() or not int(port) < 2**16:
            raise ValueError("has to be host:port, such as 127.0.0.1:8080")
        return listen

    @field_validator("log_level")
    @classmethod
    def _level_is_known(cls, level: str) -> str:
        if level.upper() not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
            raise ValueError("has to be DEBUG, INFO, WARNING or ERROR")
        return level.upper()

    @model_validator(mode="after")
    def _rate_is_allowed(self) -> Self:
        if self.rate > FREE_RATE and not self.paid_broadcast:
            raise ValueError(f"BOT_RATE above {FREE_RATE} needs BOT_PAID_BROADCAST=true, which costs Telegram Stars")
        return self

    @model_validator(mode="after")
    def _webhook_has_its_secret(self) -> Self:
        if self.webhook_url and not _SECRET.fullmatch(self.webhook_secret.get_secret_value()):
            raise ValueError("BOT_WEBHOOK_SECRET has to be 1-256 of A-Z a-z 0-9 _ - when BOT_WEBHOOK_URL is set")
        return self

    @staticmethod
    def default_folders() -> tuple[Path, Path]:
        """Where content and catalogues are when nobody says otherwise."""
        return _HERE / "content", _HERE / "locales"

    @property
    def listen_host(self) -> str:
        return self.listen.rpartition(":")[0]

    @property
    def listen_port(self) -> int:
        return int(self.listen.rpartition(":")[2])


class GivenSettings(Settings):
    """Settings from arguments alone, whatever the environment and `.env` say: for the demo and the tests."""

    @classmethod
    def settings_customise_sources(
        cls, settings_cls: type[BaseSettings], init_settings: PydanticBaseSettingsSource, *_: object, **__: object
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (init_settings,)


def read_settings() -> Settings:
    """The settings of this process; SettingsError with a line a problem, never showing a value that may be secret."""
    try:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f".env cannot be read ({type(error).__name__}): save it as a plain UTF-8 text file"
        ) from None
    except ValidationError as error:
        raise SettingsError(
            "\n".join(_line(problem["loc"], problem["type"], problem["msg"]) for problem in error.errors())
        ) from None


def _line(where: tuple[int | str, ...], kind: str, message: str) -> str:
    if not where:
        return message.removeprefix("Value error, ")
    name = f"BOT_{str(where[0]).upper()}"
    if kind == "missing":
        return f"{name} is not set: put it into the environment or into .env (see .env.example)"
    return f"{name} {message.removeprefix('Value error, ').removeprefix('Input ')}"
