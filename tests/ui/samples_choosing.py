"""Screens on which members choose what comes, how often and when."""

from collections.abc import Iterator
from datetime import date, time

from bot.domain.places import Language
from bot.i18n.translator import Translator
from bot.ui import alerts, first_alerts, how_often, pausing, quiet_times, reminder_times
from bot.ui.alert_routes import ChooseQuietEnd, FirstAlerts, PauseUntil, WritePauseEnd
from bot.ui.packing import ROOM
from bot.ui.routes import LONGEST_ONWARD, AlertCountries, Alerts, AlertThemes
from bot.ui.screen import Screen
from tests.ui.samples_member import members

TODAY = date(2026, 11, 23)
COMING = [(date(2026, 12, day), "Day of the Constitution <of> the Republic") for day in (8, 16, 31)]

# From nothing published, over nothing that fits, to more than one message a day.
MESSAGES = (None, 0, 1, 5, 13, 40, 200)

# A grant with as long a name as there can be.
ONWARD = "fi_" + "a" * (LONGEST_ONWARD - 3)


def choosing_screens(t: Translator) -> Iterator[tuple[str, Screen]]:
    everybody = members(Language(t.language))
    yield "end of a pause", pausing.write_pause_end(t, WritePauseEnd(then=ONWARD), TODAY)
    for messages in MESSAGES:
        yield f"alerts, {messages} in 90 days", alerts.alerts(t, everybody["full"], messages, Alerts(then=ONWARD))
    many = ["Fund <of> the funds " + "x" * 100] * 7
    yield "alerts, funders muted", alerts.alerts(t, everybody["full"], 13, Alerts(), many)
    for kind, one in everybody.items():
        yield f"alerts, {kind}", alerts.alerts(t, one, 13, Alerts())
        yield f"alert topics, {kind}", alerts.alert_themes(t, one, 13, AlertThemes(then=ONWARD))
        yield f"alert countries, {kind}", alerts.alert_countries(t, one, 13, AlertCountries(then=ONWARD))
        yield f"first alerts, {kind}", first_alerts.first_alerts(t, one, 13, FirstAlerts(then="x" * ROOM))
        yield f"how often, {kind}", how_often.how_often(t, one, 13, time(10))
        yield f"quiet times, {kind}", quiet_times.quiet_times(t, one, COMING if one.country else [])
        yield f"start of quiet hours, {kind}", quiet_times.choose_quiet_start(t, one)
        yield f"end of quiet hours, {kind}", quiet_times.choose_quiet_end(t, one, ChooseQuietEnd(start=21))
        yield f"pause, {kind}", pausing.pause_until(t, one, PauseUntil(then=ONWARD))
        yield f"deadline reminders, {kind}", reminder_times.reminder_times(t, one)
