"""What owners are told when changed content cannot be taken over."""

from collections.abc import Sequence
from html import escape

from bot.i18n.translator import Translator
from bot.ui.screen import Screen

SHOWN = 8  # problems; the log has them all
LONGEST = 300  # characters of each


def broken_content(t: Translator, problems: Sequence[str]) -> Screen:
    """`problems` are lines such as `content/funding/x.yaml:12: amount: …`."""
    lines = [t("<b>The changed content was not taken over.</b> Readers still see what was there before.")]
    lines += [f"• {escape(problem[:LONGEST], quote=False)}" for problem in problems[:SHOWN]]
    if len(problems) > SHOWN:
        lines.append(t.plural("… and {n} more problem.", "… and {n} more problems.", len(problems) - SHOWN))
    lines.append(t("Correct the files and save them again; they are taken over by themselves."))
    return Screen("\n\n".join(lines))
