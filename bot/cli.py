"""The commands an operator types. Thin: each reads the settings and hands over."""

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot import app as application
from bot.content.loader import ContentError, load
from bot.i18n.catalogs import CatalogError
from bot.i18n.proof import proofread
from bot.logs import start_logging
from bot.outreach.ports import HopelessError
from bot.settings import Settings, SettingsError, read_settings
from bot.store.errors import StoreBusyError, StoreError, StoreFullError, StoreUnreachableError

# What an operator can put right: one clear line each, no traceback.
EXPECTED = (SettingsError, StoreError, ContentError, CatalogError, HopelessError)
WRONG = 2

# What may pass by itself: whoever supervises the process should start it again (EX_TEMPFAIL of sysexits.h).
PASSING = (StoreBusyError, StoreFullError, StoreUnreachableError)
TRY_AGAIN = 75

cli = typer.Typer(
    name="cso-bot",
    help="A Telegram bot for outreach to civil society organisations in Central Asia and Azerbaijan.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@cli.command()
def run() -> None:
    """Run the bot until SIGTERM or Ctrl-C."""
    settings = read_settings()
    start_logging(settings.log_level)
    asyncio.run(application.serve(settings))


@cli.command()
def check(
    *,
    settings: Annotated[bool, typer.Option(help="Also check the settings of the environment and .env.")] = True,
) -> None:
    """Check settings, content and catalogues; list every problem with its file and line."""
    problems: list[str] = []
    content, locales = Settings.default_folders()
    if settings:
        try:
            chosen = read_settings()
            content, locales = chosen.content_dir, chosen.locales_dir
        except SettingsError as error:
            problems += str(error).splitlines()
    problems += _problems_of(content, locales)
    for problem in problems:
        typer.echo(problem, err=True)
    if problems:
        raise typer.Exit(WRONG)
    typer.echo("All is well: settings, content and catalogues." if settings else "All is well: content and catalogues.")


def _problems_of(content: Path, locales: Path) -> list[str]:
    problems: list[str] = []
    try:
        load(content)
    except ContentError as error:
        problems += [str(problem) for problem in error.problems]
    return problems + [str(problem) for problem in proofread(locales)]


@cli.command()
def demo(
    *,
    tour: Annotated[bool, typer.Option("--tour", help="Play a scripted story, print it, and end.")] = False,
    port: Annotated[int, typer.Option(help="The port of the local Telegram.")] = 8081,
) -> None:
    """Try the bot on this machine, against the bundled local Telegram: no account, no token."""
    try:
        from bot import demo as stage
    except ModuleNotFoundError as missing:
        raise SettingsError(f"The demo needs {missing.name}: run make install, or pip install aiogram") from None
    raise typer.Exit(asyncio.run(stage.play_tour() if tour else stage.open_demo(port)))


def main() -> None:
    """The console script; turns what an operator can put right into a line and an exit code."""
    try:
        cli()
    except EXPECTED as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(TRY_AGAIN if isinstance(error, PASSING) else WRONG)
