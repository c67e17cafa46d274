"""The table: which handler answers which place, button, written text and command. One page, in order."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.member import Role, may_announce, may_name_staff
from bot.gateway import saved_routing
from bot.handlers import (
    achievements,
    alerts,
    announce,
    announce_approval,
    announce_audience,
    announce_buttons,
    announce_gate,
    announce_last_look,
    announce_media,
    announce_moves,
    announce_preview,
    announce_recall,
    announce_repeat,
    announce_report,
    announce_texts,
    announce_when,
    answers,
    courses,
    first_alerts,
    funding,
    home,
    how_often,
    lockdown,
    my_data,
    new_items,
    notices,
    pausing,
    privacy,
    quiet_times,
    reasons,
    reminder_times,
    sent_by_bot,
    settings,
    start,
    stopping,
    unsubscribing,
)
from bot.handlers import help as helping
from bot.handlers import staff as colleagues
from bot.handlers.visit import Next
from bot.ui import alert_routes as alerting
from bot.ui import routes as to
from bot.ui import staff_actions as doing
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

    `guarded` names who may come by a command to a place or a deed, or write to a place; to anybody else there is none.
    """

    places: Mapping[type[Route], Place]
    acts: Mapping[type[Action], Act]
    readings: Mapping[type[Route], Reading]
    commands: Mapping[str, Command]
    guarded: Mapping[type[Route] | type[Action], May]
    open_places: tuple[type[Route], ...]
    home: Route
    hint: Route
    ask_language: Callable[[str], Route]  # takes the packed place to go on to

    def has(self, wish: Route | Action) -> bool:
        """Whether there is such a place or deed here."""
        return type(wish) in self.places or type(wish) in self.acts

    def answers_to(self, role: Role | None, wish: Route | Action) -> bool:
        """Whether somebody of this role is answered when they type a command or a text that leads there."""
        may = self.guarded.get(type(wish))
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
    alerting.FirstAlerts: first_alerts.first_alerts,
    alerting.HowOften: how_often.how_often,
    alerting.QuietTimes: quiet_times.quiet_times,
    alerting.ChooseQuietStart: quiet_times.choose_quiet_start,
    alerting.ChooseQuietEnd: quiet_times.choose_quiet_end,
    alerting.PauseUntil: pausing.pause_until,
    alerting.ReminderTimes: reminder_times.reminder_times,
    **saved_routing.PLACES,
    to.Settings: settings.settings,
    to.MyData: my_data.my_data,
    to.DeleteMyData: my_data.delete_my_data,
    to.Goodbye: my_data.goodbye,
    to.Stopped: stopping.stopped,
    alerting.WhyStopped: unsubscribing.why_stopped,
    alerting.Thanked: unsubscribing.thanked,
    to.Help: helping.show_help,
    to.Privacy: privacy.privacy,
}

STAFF_PLACES: Mapping[type[Route], Place] = {
    staff.Announcements: announce.announcements,
    staff.AnnouncementView: announce.announcement,
    staff.AnnouncementTexts: announce_texts.texts,
    staff.WriteText: announce_texts.write,
    staff.AnnouncementPreview: announce_preview.preview,
    staff.WriteButtons: announce_buttons.write_buttons,
    staff.AttachMedia: announce_media.attach,
    staff.LanguageGate: announce_gate.gate,
    staff.AnnouncementAudience: announce_audience.audience,
    staff.AudienceThemes: announce_audience.themes,
    staff.ReviewAnnouncement: announce_approval.review,
    staff.Lockdown: lockdown.lockdown,
    staff.AnnouncementWhen: announce_when.when,
    staff.WriteMoment: announce_when.write_moment,
    staff.ChooseRepeat: announce_repeat.repeating,
    staff.WriteCron: announce_repeat.write_cron,
    staff.WriteRepeatEnd: announce_repeat.write_end,
    staff.ConfirmSend: announce_last_look.last_look,
    staff.ConfirmRecall: announce_recall.confirm_recall,
    staff.ConfirmCancel: announce_moves.confirm_cancel,
    staff.AnnouncementReport: announce_report.report,
    alerting.SentByBot: sent_by_bot.sent_by_bot,
    alerting.NewItems: new_items.new_items,
    alerting.Reasons: reasons.reasons,
    staff.StaffList: colleagues.colleagues,
    staff.NameStaff: colleagues.name,
    staff.ConfirmNaming: colleagues.confirm_naming,
    staff.ConfirmDismissal: colleagues.confirm_dismissal,
}

# Showing these begins to wait for a text: no link leads there.
AWAITING_PLACES: Mapping[type[Route], Place] = {alerting.WritePauseEnd: pausing.write_pause_end}

PLACES: Mapping[type[Route], Place] = {**MEMBER_PLACES, **AWAITING_PLACES, **STAFF_PLACES}

ACTS: Mapping[type[Action], Act] = {
    to.Begin: start.begin,
    to.SetLanguage: start.set_language,
    to.SetCountry: start.set_country,
    to.SetKind: alerts.set_kind,
    to.StopKinds: unsubscribing.stop_kinds,
    alerting.StopReminders: unsubscribing.stop_reminders,
    alerting.SayWhy: unsubscribing.say_why,
    alerting.UndoStop: unsubscribing.undo_stop,
    to.SetTheme: alerts.set_theme,
    to.SetCountryWanted: alerts.set_country_wanted,
    to.AllThemes: alerts.all_themes,
    to.AllCountries: alerts.all_countries,
    to.SetPaused: pausing.set_paused,
    alerting.PauseFor: pausing.pause_for,
    alerting.TakeFirstAlerts: first_alerts.take_first_alerts,
    alerting.SetOften: how_often.set_often,
    alerting.SetQuietHours: quiet_times.set_quiet_hours,
    alerting.SetQuietDays: quiet_times.set_quiet_days,
    alerting.SetRung: reminder_times.set_rung,
    **saved_routing.ACTS,
    to.StopMessages: stopping.stop_messages,
    to.ForgetMe: my_data.forget_me,
    doing.NewAnnouncement: announce.begin,
    doing.SetResend: announce.set_resend,
    doing.DropText: announce_texts.drop,
    doing.DropButtons: announce_buttons.drop_buttons,
    doing.DropMedia: announce_media.drop_media,
    doing.SetLinkPreview: announce_media.set_link_preview,
    doing.ChooseText: announce_gate.choose_text,
    doing.TestToMe: announce_preview.test_to_me,
    doing.AimLanguage: announce_audience.aim_language,
    doing.AimCountry: announce_audience.aim_country,
    doing.AimKind: announce_audience.aim_kind,
    doing.AimTheme: announce_audience.aim_theme,
    doing.AimStaff: announce_audience.aim_staff,
    doing.Approve: announce_approval.approve,
    doing.SendBack: announce_approval.send_back,
    doing.Freeze: lockdown.freeze,
    doing.Thaw: lockdown.thaw,
    doing.SetAtOnce: announce_when.set_at_once,
    doing.SetUrgent: announce_when.set_urgent,
    doing.SetRepeat: announce_repeat.set_rule,
    doing.SkipDay: announce_repeat.skip_day,
    doing.SkipThisTime: announce_repeat.skip_this_time,
    doing.SendAnnouncement: announce_last_look.send,
    doing.CorrectAnnouncement: announce_recall.correct,
    doing.RecallAnnouncement: announce_recall.recall,
    doing.CancelAnnouncement: announce_moves.cancel,
    doing.SendReport: announce_report.send_report,
    alerting.TellOfItems: new_items.tell_of_items,
    doing.BackToDraft: announce_moves.back_to_draft,
    doing.PauseAnnouncement: announce_moves.pause,
    doing.ResumeAnnouncement: announce_moves.resume,
    doing.MakeStaff: colleagues.make,
    doing.DismissStaff: colleagues.dismiss,
}

READINGS: Mapping[type[Route], Reading] = {
    alerting.WritePauseEnd: pausing.typed_pause_end,
    staff.WriteText: announce_texts.typed_text,
    staff.WriteButtons: announce_buttons.typed_buttons,
    staff.AttachMedia: announce_media.typed_media,
    staff.WriteMoment: announce_when.typed_moment,
    staff.WriteCron: announce_repeat.typed_cron,
    staff.WriteRepeatEnd: announce_repeat.typed_end,
    staff.NameStaff: colleagues.typed_id,
}


def _anybody(_role: Role | None) -> bool:
    return True


GUARDED: Mapping[type[Route] | type[Action], May] = {
    alerting.WritePauseEnd: _anybody,
    staff.Announcements: may_announce,
    staff.WriteText: may_announce,
    staff.WriteButtons: may_announce,
    staff.AttachMedia: may_announce,
    staff.WriteMoment: may_announce,
    staff.WriteCron: may_announce,
    staff.WriteRepeatEnd: may_announce,
    doing.Freeze: may_announce,
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
    # Every place that leads on: the fields of that name are all packed places.
    then = getattr(place, "then", "")
    return None if then and _linked(then) is None else place


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
    "lockdown": lambda _: doing.Freeze(),
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
