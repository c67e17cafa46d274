"""The button that pauses every message, or lets them come again."""

from bot.domain.member import Member, Standing
from bot.i18n.translator import Translator
from bot.ui.packing import Route
from bot.ui.routes import Begin, SetPaused
from bot.ui.screen import Press


def pause_or_resume(t: Translator, member: Member, then: Route) -> Press:
    """What there is to do now: for a member who left, to come back; else to pause or to resume."""
    if member.standing is not Standing.ACTIVE:
        return Press(t.plain("Start again"), Begin(then=then.pack()), style="primary")
    if member.paused:
        return Press(t.plain("Resume"), SetPaused(on=False, then=then.pack()), style="primary")
    return Press(t.plain("Pause everything"), SetPaused(on=True, then=then.pack()))
