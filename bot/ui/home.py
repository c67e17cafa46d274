"""The home screen: what the bot is for, what will arrive, and every way on."""

from bot.domain.interests import Kind
from bot.domain.member import Member, Role, may_announce, may_name_staff
from bot.i18n.translator import Translator
from bot.ui.alert_routes import SavedItems
from bot.ui.arriving import what_arrives
from bot.ui.routes import (
    AchievementList,
    Alerts,
    AnswerTopics,
    CourseList,
    FundingList,
    Help,
    NoticeList,
    Settings,
)
from bot.ui.rows import in_pairs
from bot.ui.screen import Press, Row, Screen
from bot.ui.staff_routes import Announcements, StaffList
from bot.ui.text import heading, paragraphs


def home(t: Translator, member: Member | None, role: Role | None) -> Screen:
    """Where every way begins."""
    text = paragraphs(
        heading(t.plain("Main menu")),
        t(
            "Funding, courses and experience for civil society organisations (CSOs) "
            "in Central Asia and Azerbaijan, in one place.",
        ),
        what_arrives(t, member) if member else "",
    )
    return Screen(text, _ways_on(t, role))


def hint(t: Translator, role: Role | None) -> Screen:
    """The answer to free text."""
    text = paragraphs(
        t("I cannot answer written messages yet, but everything I know is behind these buttons."),
        t("If you are looking for something, begin with “{questions}” or send /help.", questions=_questions(t)),
        t("To stop all messages, send /stop."),
    )
    return Screen(text, _ways_on(t, role))


def _questions(t: Translator) -> str:
    return t.plain("Questions and answers")


def _ways_on(t: Translator, role: Role | None) -> tuple[Row, ...]:
    buttons = [
        Press(t.plain("Funding opportunities"), FundingList()),
        Press(t.plain("Courses"), CourseList()),
        Press(t.plain("Country achievements"), AchievementList()),
        Press(t.plain("News"), NoticeList(kind=Kind.NEWS)),
        Press(t.plain("Jobs"), NoticeList(kind=Kind.JOB)),
        Press(t.plain("Success stories"), NoticeList(kind=Kind.STORY)),
        Press(_questions(t), AnswerTopics()),
        Press(t.plain("My alerts"), Alerts()),
        Press(t.plain("Saved items"), SavedItems()),
        Press(t.plain("Settings"), Settings()),
        Press(t.plain("Help"), Help()),
    ]
    return (*in_pairs(buttons), *_for_staff(t, role))


def _for_staff(t: Translator, role: Role | None) -> tuple[Row, ...]:
    buttons: list[Press] = []
    if may_announce(role):
        buttons.append(Press(t.plain("Announcements"), Announcements()))
    if may_name_staff(role):
        buttons.append(Press(t.plain("Staff"), StaffList()))
    return in_pairs(buttons)
