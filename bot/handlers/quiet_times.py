"""Quiet hours and quiet days."""

from datetime import date
from itertools import islice

from bot.domain.places import Country
from bot.domain.quiet import Hours
from bot.handlers.today import today
from bot.handlers.visit import Next, Visit
from bot.i18n.holidays import closed_days
from bot.store import members
from bot.ui import home as home_screen
from bot.ui import quiet_times as screens
from bot.ui.alert_routes import ChooseQuietEnd, ChooseQuietStart, QuietTimes, SetQuietDays, SetQuietHours
from bot.ui.screen import Screen

# How many of the next public holidays are named.
_NAMED = 3


async def quiet_times(visit: Visit, _route: QuietTimes) -> Screen:
    """What holds now."""
    if visit.member is None:
        return _home(visit)
    return screens.quiet_times(visit.t, visit.member, _coming(visit, visit.member.country))


async def choose_quiet_start(visit: Visit, _route: ChooseQuietStart) -> Screen:
    """From which hour on."""
    return screens.choose_quiet_start(visit.t, visit.member) if visit.member else _home(visit)


async def choose_quiet_end(visit: Visit, route: ChooseQuietEnd) -> Screen:
    """Until which hour."""
    return screens.choose_quiet_end(visit.t, visit.member, route) if visit.member else _home(visit)


async def set_quiet_hours(visit: Visit, action: SetQuietHours) -> Next:
    """Both hours at once; the same hour twice turns them off."""
    async with visit.db.write() as tx:
        await members.set_quiet(tx, visit.person, Hours(action.start, action.end))
    return Next(QuietTimes(), toast=visit.t.plain("Saved."))


async def set_quiet_days(visit: Visit, action: SetQuietDays) -> Next:
    """Whether Sundays and public holidays are quiet."""
    async with visit.db.write() as tx:
        await members.set_quiet_days(tx, visit.person, action.on)
    return Next(QuietTimes(), toast=visit.t.plain("Saved."))


def _coming(visit: Visit, country: Country | None) -> list[tuple[date, str]]:
    """The next public holidays from today on, named in the reader's language."""
    if country is None:
        return []
    day = today(visit)
    days = closed_days(country, (day.year, day.year + 1), visit.language)
    return list(islice(((one, name) for one, name in sorted(days.items()) if one >= day), _NAMED))


def _home(visit: Visit) -> Screen:
    return home_screen.home(visit.t, None, visit.role)
