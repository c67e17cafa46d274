"""How many days before a deadline to be reminded."""

from bot.domain.reminders import LADDER
from bot.handlers.today import today
from bot.handlers.visit import Next, Visit
from bot.store import members, rungs, visits
from bot.ui import home as home_screen
from bot.ui import reminder_times as screens
from bot.ui.alert_routes import ReminderTimes, SetRung
from bot.ui.screen import Screen


async def reminder_times(visit: Visit, _route: ReminderTimes) -> Screen:
    """Which rungs are on."""
    if visit.member is None:
        return home_screen.home(visit.t, None, visit.role)
    return screens.reminder_times(visit.t, visit.member)


async def set_rung(visit: Visit, action: SetRung) -> Next:
    """Turns one on or off; a number that is no rung changes nothing."""
    if action.days in LADDER:
        async with visit.db.write() as tx:
            known = await visits.load(tx, visit.person, visit.now)
            if known.member is not None:
                now = known.member.ladder
                await members.set_ladder(tx, visit.person, now | {action.days} if action.on else now - {action.days})
                if action.on and action.days not in now:
                    await rungs.pass_over(tx, visit.person, action.days, today(visit))
    return Next(ReminderTimes())
