"""The table: which handler answers which place, button, written text and command. One page, in order."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.member import Role, may_announce, may_name_staff
from bot.handlers import (
    achievements,
    alerts,
    announce,
    announce_audience,
    announce_moves,
    announce_texts,
    announce_when,
    answers,
    courses,
    funding,
    home,
    my_data,
    notices,
    privacy,
    settings,
    start,
    stopping,
)
from bot.handlers import help as helping
from bot.handlers import staff as colleagues
from bot.handlers.visit import Next
from bot.ui import routes as to
from bot.ui import staff_routes as staff
from bot.ui.packing import Action, Route, behind, from_link
from bot.ui.screen import Screen

Place = Callable[[Any, Any], Awaitable[Screen]]  # visit, route
Act = Callable[[Any, Any], Awaitable[Next]]  # visit, action
Reading = Callable[[Any, Any, Any], Awaitable[Next]]  # visit, route, typed
Command = Callable[[str], Route | Action]  # what stands behind the command
May = Callable[[Role | None], bool]


@dataclass(frozen=True, slots=True)
class Table:
    """What the bot can answer. `open_places` are shown to newcomers before they have chosen a language.

    `guarded` names who may come by a command to a place, or write to it; to anybody else there is no such place.
    """

    places: Mapping[type[Route], Place]
    acts: Mapping[type[Action], Act]
    readings: Mapping[type[Route], Reading]
    commands: Mapping[str, Command]
    guarded: Mapping[type[Route], May]
    open_places: tuple[type[Route], ...]
    home: Route
    hint: Route
    ask_language: Callable[[str], Route]  # takes the packed place to go on to

    def answers_to(self, role: Role | None, wish: Route | Action) -> bool:
        """Whether somebody of this role is answered when they type a command or a text that leads there."""
        may = self.guarded.get(type(wish)) if isinstance(wish, Route) else None
        return may is None or may(role)


MEMBER_PLACES: Mapping[type[Route], Place] = {
    to.Home: home.home,
    to.Hint: home.hint,
    to.ChooseLanguage: start.choose_language,
    to.ChooseCountry: start.choose_country,
    to.FundingList: funding.funding_list,
    to.FundingByCountry: funding.funding_by_country,
    to.FundingByTheme: funding.funding_by_theme,
    to.FundingItem: funding.funding_item,
    to.CourseList: courses.course_list,
    to.CourseByLanguage: courses.course_by_language,
    to.CourseItem: courses.course_item,
    to.AchievementList: achievements.achievement_list,
    to.AchievementItem: achievements.achievement_item,
    to.ProgrammePage: achievements.programme_page,
    to.NoticeList: notices.notice_list,
    to.NoticeItem: notices.notice_item,
    to.AnswerTopics: answers.answer_topics,
    to.AnswerList: answers.answer_list,
    to.AnswerItem: answers.answer_item,
    to.Alerts: alerts.alerts,
    to.AlertThemes: alerts.alert_themes,
    to.AlertCountries: alerts.alert_countries,
    to.Settings: settings.settings,
    to.MyData: my_data.my_data,
    to.DeleteMyData: my_data.delete_my_data,
    to.Goodbye: my_data.goodbye,
    to.Stopped: stopping.stopped,
    to.Help: helping.show_help,
    to.Privacy: privacy.privacy,
}

STAFF_PLACES: Mapping[type[Route], Place] = {
    staff.Announcements: announce.announcements,
    staff.AnnouncementView: announce.announcement,
    staff.AnnouncementTexts: announce_texts.texts,
    staff.WriteText: announce_texts.write,
    staff.AnnouncementPreview: announce_texts.preview,
    staff.AnnouncementAudience: announce_audience.audience,
    staff.AnnouncementWhen: announce_when.when,
    staff.WriteMoment: announce_when.write_moment,
    staff.ConfirmSend: announce_when.last_look,
    staff.ConfirmCancel: announce_moves.confirm_cancel,
    staff.StaffList: colleagues.colleagues,
    staff.NameStaff: colleagues.name,
}

PLACES: Mapping[type[Route], Place] = {**MEMBER_PLACES, **STAFF_PLACES}

ACTS: Mapping[type[Action], Act] = {
    to.Begin: start.begin,
    to.SetLanguage: start.set_language,
    to.SetCountry: start.set_country,
    to.SetKind: alerts.set_kind,
    to.StopKinds: alerts.stop_kinds,
    to.SetTheme: alerts.set_theme,
    to.SetCountryWanted: alerts.set_country_wanted,
    to.AllThemes: alerts.all_themes,
    to.AllCountries: alerts.all_countries,
    to.SetPaused: settings.set_paused,
    to.StopMessages: stopping.stop_messages,
    to.ForgetMe: my_data.forget_me,
    staff.NewAnnouncement: announce.begin,
    staff.SetResend: announce.set_resend,
    staff.DropText: announce_texts.drop,
    staff.AimLanguage: announce_audience.aim_language,
    staff.AimCountry: announce_audience.aim_country,
    staff.AimKind: announce_audience.aim_kind,
    staff.SendAnnouncement: announce_when.send,
    staff.CancelAnnouncement: announce_moves.cancel,
    staff.BackToDraft: announce_moves.back_to_draft,
    staff.PauseAnnouncement: announce_moves.pause,
    staff.ResumeAnnouncement: announce_moves.resume,
    staff.DismissStaff: colleagues.dismiss,
}

READINGS: Mapping[type[Route], Reading] = {
    staff.WriteText: announce_texts.typed_text,
    staff.WriteMoment: announce_when.typed_moment,
    staff.NameStaff: colleagues.typed_id,
}

GUARDED: Mapping[type[Route], May] = {
    staff.Announcements: may_announce,
    staff.WriteText: may_announce,
    staff.WriteMoment: may_announce,
    staff.StaffList: may_name_staff,
    staff.NameStaff: may_name_staff,
}


def _start(payload: str) -> Action:
    place = _linked(payload)
    return to.Begin(then=behind(place)) if place else to.Begin()


def _linked(payload: str) -> Route | None:
    """The place behind a link. Not one of staff, nor a way on to one: some await a text, and a link changes nothing."""
    place = from_link(payload)
    if type(place) not in MEMBER_PLACES:
        return None
    if isinstance(place, to.ChooseLanguage | to.ChooseCountry) and place.then and _linked(place.then) is None:
        return None
    return place


COMMANDS: Mapping[str, Command] = {
    "start": _start,
    "menu": lambda _: to.Home(),
    "language": lambda _: to.ChooseLanguage(),
    "alerts": lambda _: to.Alerts(),
    "settings": lambda _: to.Settings(),
    "help": lambda _: to.Help(),
    "privacy": lambda _: to.Privacy(),
    "stop": lambda _: to.StopMessages(),
    "announce": lambda _: staff.Announcements(),
    "staff": lambda _: staff.StaffList(),
}

TABLE = Table(
    places=PLACES,
    acts=ACTS,
    readings=READINGS,
    commands=COMMANDS,
    guarded=GUARDED,
    open_places=to.OPEN_TO_NEWCOMERS,
    home=to.Home(),
    hint=to.Hint(),
    ask_language=lambda then: to.ChooseLanguage(then=then),
)
