"""What reaches the log: never a token, an id, a name or anything a person wrote, tracebacks included.

Three rules, applied to every line whoever wrote it:
* records of other packages are shown by their template only, because their arguments may be anything;
* an exception is shown by its type and where it happened; its message only when the type is ours;
* whatever then still looks like a token or a Telegram id is masked.
"""

import logging
import re
import sys
import traceback
from types import TracebackType

_MASKS = (
    (re.compile(r"\d{5,}:[A-Za-z0-9_-]{20,}"), "<token>"),
    (re.compile(r"(?<![\w.])-?\d{5,}(?![\w.]*\w:)"), "<number>"),
    (re.compile(r"://[^/\s:@]+:[^/\s@]+@"), "://<password>@"),
)
_OURS = "bot"


def masked(line: str) -> str:
    """The line without tokens, passwords in addresses, and numbers of five digits or more."""
    for pattern, word in _MASKS:
        line = pattern.sub(word, line)
    return line


class QuietFormatter(logging.Formatter):
    """Formats a record under the rules above: `2026-11-23T10:00:00 INFO bot.outreach: 25 sent`."""

    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = ""

    def format(self, record: logging.LogRecord) -> str:
        ours = record.name.split(".", 1)[0] == _OURS
        said = record.getMessage() if ours else str(record.msg).partition("\n")[0]
        lines = [masked(said)]
        if record.exc_info:
            lines += describe(*record.exc_info)
        head = f"{self.formatTime(record)} {record.levelname} {record.name}: "
        return head + "\n  ".join(lines)


def describe(kind: type[BaseException] | None, error: BaseException | None, frames: TracebackType | None) -> list[str]:
    """An exception as lines: what it was, where it was raised, what caused it; no message but our own."""
    if error is None or kind is None:
        return []
    name = f"{kind.__module__}.{kind.__qualname__}"
    ours = kind.__module__.split(".", 1)[0] == _OURS
    lines = [masked(f"{name}: {error}") if ours else name]
    lines += [f"at {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(frames)]
    if isinstance(error, BaseExceptionGroup):
        for inner in error.exceptions:
            lines += describe(type(inner), inner, inner.__traceback__)
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        lines += ["caused by", *describe(type(cause), cause, cause.__traceback__)]
    return lines


def start_logging(level: str) -> None:
    """Sends every record through the quiet formatter to standard error; other packages speak from WARNING on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(QuietFormatter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger(_OURS).setLevel(level)
    logging.captureWarnings(capture=True)
