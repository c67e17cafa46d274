"""What there is in a group or channel: its language, country and alerts. Nothing of a person, of staff, or typed."""

from collections.abc import Mapping

from bot.gateway.routing import ACTS, PLACES, Act, Command, Place, Table
from bot.handlers import group
from bot.ui import alert_routes as alerting
from bot.ui import routes as to
from bot.ui.packing import Action, Route

_AS_IN_PRIVATE: tuple[type[Route], ...] = (
    to.ChooseLanguage,
    to.ChooseCountry,
    to.Alerts,
    to.AlertThemes,
    to.AlertCountries,
    alerting.FirstAlerts,
    alerting.HowOften,
    alerting.QuietTimes,
    alerting.ChooseQuietStart,
    alerting.ChooseQuietEnd,
    alerting.PauseUntil,
)
_DONE_AS_IN_PRIVATE: tuple[type[Action], ...] = (
    to.Begin,
    to.SetLanguage,
    to.SetCountry,
    to.SetKind,
    to.StopKinds,
    to.SetTheme,
    to.SetCountryWanted,
    to.AllThemes,
    to.AllCountries,
    to.SetPaused,
    to.StopMessages,
    alerting.TakeFirstAlerts,
    alerting.SetOften,
    alerting.SetQuietHours,
    alerting.SetQuietDays,
    alerting.PauseFor,
    alerting.SayWhy,
    alerting.UndoStop,
)

_PLACES: Mapping[type[Route], Place] = {
    **{kind: PLACES[kind] for kind in _AS_IN_PRIVATE},
    to.Home: group.settings,
    to.Settings: group.settings,
    to.Hint: group.elsewhere,
    to.Help: group.show_help,
    to.Stopped: group.stopped,
    alerting.WhyStopped: group.why_stopped,
    alerting.Thanked: group.thanked,
    to.DeleteMyData: group.ask_to_delete,
    to.Goodbye: group.goodbye,
}

_ACTS: Mapping[type[Action], Act] = {
    **{kind: ACTS[kind] for kind in _DONE_AS_IN_PRIVATE},
    to.ForgetMe: group.forget,
}

_COMMANDS: Mapping[str, Command] = {
    "start": lambda _: to.Begin(),
    "alerts": lambda _: to.Alerts(),
    "settings": lambda _: to.Settings(),
    "language": lambda _: to.ChooseLanguage(then=to.Settings().pack()),
    "stop": lambda _: to.StopMessages(),
    "help": lambda _: to.Help(),
}

GROUP_TABLE = Table(
    places=_PLACES,
    acts=_ACTS,
    readings={},
    commands=_COMMANDS,
    guarded={},
    open_places=(to.ChooseLanguage, to.Goodbye, to.Help, to.Hint),
    home=to.Home(),
    hint=to.Hint(),
    ask_language=lambda then: to.ChooseLanguage(then=then),
)
