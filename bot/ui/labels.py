"""The words for what the domain only names: one table an enum, each label marked for translation."""

from bot.domain.eligibility import Window
from bot.domain.interests import Kind, Theme
from bot.domain.member import Role
from bot.domain.places import Language
from bot.i18n.marks import mark

KINDS: dict[Kind, str] = {
    Kind.GRANT: mark("Grants"),
    Kind.COURSE: mark("Courses"),
    Kind.NEWS: mark("News"),
    Kind.JOB: mark("Jobs"),
    Kind.STORY: mark("Success stories"),
    Kind.ANNOUNCEMENT: mark("Announcements"),
}

# The same inside a sentence: letters cannot be lowered by rule in eight languages.
KINDS_IN_TEXT: dict[Kind, str] = {
    Kind.GRANT: mark("grants"),
    Kind.COURSE: mark("courses"),
    Kind.NEWS: mark("news"),
    Kind.JOB: mark("jobs"),
    Kind.STORY: mark("success stories"),
    Kind.ANNOUNCEMENT: mark("announcements of the programme"),
}

THEMES: dict[Theme, str] = {
    Theme.RIGHTS: mark("Human rights"),
    Theme.DEMOCRACY: mark("Democracy"),
    Theme.GENDER: mark("Gender"),
    Theme.YOUTH: mark("Youth"),
    Theme.DISABILITY: mark("Disability"),
    Theme.ENVIRONMENT: mark("Environment"),
    Theme.CULTURE: mark("Culture"),
    Theme.MEDIA: mark("Media"),
    Theme.SOCIAL: mark("Social services"),
    Theme.CAPACITY: mark("Capacity building"),
    Theme.SAFETY: mark("Safety"),
}

THEMES_IN_TEXT: dict[Theme, str] = {
    Theme.RIGHTS: mark("human rights"),
    Theme.DEMOCRACY: mark("democracy"),
    Theme.GENDER: mark("gender"),
    Theme.YOUTH: mark("youth"),
    Theme.DISABILITY: mark("disability"),
    Theme.ENVIRONMENT: mark("environment"),
    Theme.CULTURE: mark("culture"),
    Theme.MEDIA: mark("media"),
    Theme.SOCIAL: mark("social services"),
    Theme.CAPACITY: mark("capacity building"),
    Theme.SAFETY: mark("safety"),
}

# What stands in the place of a deadline when there is no day to give.
WINDOWS: dict[Window, str] = {
    Window.DATED: mark("see the funder's page"),
    Window.ROLLING: mark("Rolling (no deadline)"),
    Window.EXPECTED: mark("expected, no date announced yet"),
    Window.UNKNOWN: mark("last known call is some years old: ask the donor"),
}

ROLES: dict[Role, str] = {
    Role.OWNER: mark("owner"),
    Role.EDITOR: mark("editor"),
    Role.BROADCASTER: mark("broadcaster"),
}

# Topics of the questions and answers, by the slug the content gives them.
TOPICS: dict[str, str] = {
    "grants": mark("Grants"),
    "registration": mark("Registration"),
    "courses": mark("Courses"),
    "safety": mark("Safety"),
}

# What is said over a text that stands in another language than the reader's.
SHOWN_IN: dict[Language, str] = {
    Language.RU: mark("Shown in Russian: this text is not translated into your language yet."),
    Language.EN: mark("Shown in English: this text is not translated into your language yet."),
}
