"""The message that tells of new items: of one with what decides about it, of several as a list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.content.models import Course, Funding, Rich, Tellable
from bot.content.telling import closes_on
from bot.domain.interests import Kind, to_mask
from bot.domain.places import Language
from bot.domain.why import Why
from bot.i18n.marks import mark
from bot.i18n.translator import Translator
from bot.ui.alert_routes import LessLikeThis, SaveItem
from bot.ui.amounts import amount
from bot.ui.deadlines import closing, closing_fact
from bot.ui.item_places import list_of, place_of, ways_to
from bot.ui.labels import KINDS
from bot.ui.provenance import shown_in
from bot.ui.routes import Alerts, StopKinds
from bot.ui.rows import in_pairs, shortened
from bot.ui.screen import Press, Row, Screen
from bot.ui.text import cut, field, heading, lines, literal, paragraphs, shown_length
from bot.ui.why_this import why_this

ENTRIES = 8  # more buttons than that are a wall on a phone
LONGEST = 4096  # of a message, as Telegram counts

# How much of a line and of a text is shown: together, in letters of two units, less than a message holds.
_LINE, _WHO, _SUMMARY = 150, 250, 600

_NEW: dict[Kind, str] = {
    Kind.GRANT: mark("New grant"),
    Kind.COURSE: mark("New course"),
    Kind.NEWS: mark("News"),
    Kind.JOB: mark("New job"),
    Kind.STORY: mark("New success story"),
    Kind.ANNOUNCEMENT: mark("New announcement"),
}


@dataclass(frozen=True, slots=True)
class Tiding:
    """One item to tell of, and which part of the reader's choice brought it."""

    kind: Kind
    item: Tellable
    why: Why


def alert(t: Translator, tidings: Sequence[Tiding], today: date) -> Screen:
    """What is new; `today` is the reader's day. At least one tiding."""
    if len(tidings) == 1:
        return _one(t, t(_NEW[tidings[0].kind]), tidings[0], today)
    n = len(tidings)
    return _several(t, t.plural("{n} new item for you", "{n} new items for you", n), tidings, today)


def digest(t: Translator, tidings: Sequence[Tiding], today: date) -> Screen:
    """What is new since the last digest. At least one tiding."""
    n = len(tidings)
    said = t.plural("Your digest: {n} new item", "Your digest: {n} new items", n)
    return _one(t, said, tidings[0], today) if n == 1 else _several(t, said, tidings, today)


def _one(t: Translator, said: str, tiding: Tiding, today: date) -> Screen:
    kind, item = tiding.kind, tiding.item
    reading = item.read(Language(t.language))
    text = paragraphs(
        said,
        lines(heading(reading.text.title), shown_in(t, reading.language)),
        _facts(t, item, today),
        _begun(reading.text.summary, _SUMMARY),
        why_this(t, (tiding.why,)),
    )
    save = Press(t.plain("Save"), SaveItem(kind=kind, slug=item.slug))
    less = Press(t.plain("Less like this"), LessLikeThis(kind=kind, slug=item.slug))
    return Screen(text, (*ways_to(t, kind, item), *in_pairs((save, less)), *_choices(t, {kind})))


def _facts(t: Translator, item: Tellable, today: date) -> str:
    language = Language(t.language)
    if isinstance(item, Funding):
        call = item.read(language).text
        return lines(
            closing_fact(t, item, today),
            _amount(t, item),
            field(t("Donor"), literal(cut(call.funder, _LINE))),
            field(t("Who can apply"), _begun(call.who, _WHO)),
        )
    if isinstance(item, Course):
        course = item.read(language).text
        return lines(
            field(t("Provider"), literal(cut(course.provider, _LINE))),
            field(t("Cost"), literal(cut(course.cost, _LINE))),
        )
    return closing_fact(t, item, today)


def _amount(t: Translator, item: Funding) -> str:
    stated, note = item.amount, item.read(Language(t.language)).text.amount_note
    said = note or (amount(t, stated.minimum, stated.maximum, stated.currency) if stated else "")
    return field(t("Amount"), literal(cut(said, _LINE))) if said else ""


def _begun(text: Rich, longest: int) -> str:
    """The text as it stands when it is short, else its beginning, without what was bold or a link in it."""
    return text.html if len(text.plain) <= longest else literal(cut(text.plain.replace("\n\n", "\n"), longest))


def _several(t: Translator, said: str, tidings: Sequence[Tiding], today: date) -> Screen:
    ordered = sorted(tidings, key=_soonest)
    shown = _fair(ordered)
    text = _listed(t, said, ordered, shown, today)
    while shown_length(text) > LONGEST and len(shown) > 1:
        shown = _fewer(shown)
        text = _listed(t, said, ordered, shown, today)
    rows = [(_entry_button(t, number, one),) for number, one in enumerate(shown, start=1)]
    rows += [
        (Press(t.plain("{kind}: {n} more", kind=t.plain(KINDS[kind]), n=t.number(n)), list_of(kind)),)
        for kind, n in _left_out(ordered, shown).items()
    ]
    return Screen(text, (*rows, *_choices(t, {one.kind for one in tidings})))


def _listed(t: Translator, said: str, every: Sequence[Tiding], shown: Sequence[Tiding], today: date) -> str:
    more = len(every) - len(shown)
    # Where all are of one kind the last line says it for all.
    mixed = len({one.kind for one in every}) > 1
    return paragraphs(
        f"<b>{said}</b>",
        *(_entry(t, number, one, today, mixed=mixed) for number, one in enumerate(shown, start=1)),
        t.plural("and {n} more", "and {n} more", more) if more else "",
        why_this(t, (one.why for one in every)),
    )


def _entry(t: Translator, number: int, one: Tiding, today: date, *, mixed: bool) -> str:
    title = one.item.read(Language(t.language)).text.title
    return lines(f"{number}. {heading(title)}", t(_NEW[one.kind]) if mixed else "", closing(t, one.item, today))


def _entry_button(t: Translator, number: int, one: Tiding) -> Press:
    title = one.item.read(Language(t.language)).text.title
    return Press(shortened(f"{number}. {title}"), place_of(one.kind, one.item.slug))


def _soonest(one: Tiding) -> tuple[date, int, str]:
    return (closes_on(one.item) or date.max, list(Kind).index(one.kind), one.item.slug)


def _fair(ordered: Sequence[Tiding]) -> list[Tiding]:
    """Those that are shown, in the same order: the first of every kind, then whatever is soonest."""
    kinds = [one.kind for one in ordered]
    places = sorted(range(len(ordered)), key=lambda place: kinds.index(kinds[place]) != place)
    return [ordered[place] for place in sorted(places[:ENTRIES])]


def _fewer(shown: Sequence[Tiding]) -> list[Tiding]:
    """Without the last one whose kind has another; without the last when each kind has one."""
    kinds = [one.kind for one in shown]
    spare = [index for index, kind in enumerate(kinds) if kinds.index(kind) != index]
    drop = spare[-1] if spare else len(shown) - 1
    return [one for index, one in enumerate(shown) if index != drop]


def _left_out(every: Sequence[Tiding], shown: Sequence[Tiding]) -> dict[Kind, int]:
    """How many of each kind are not shown, in the order of the kinds; kinds of which all are shown are left out."""
    counted = {kind: sum(one.kind is kind for one in every) - sum(one.kind is kind for one in shown) for kind in Kind}
    return {kind: n for kind, n in counted.items() if n}


def _choices(t: Translator, kinds: Iterable[Kind]) -> tuple[Row, ...]:
    alerts = Press(t.plain("My alerts"), Alerts())
    stop = Press(t.plain("Stop these messages"), StopKinds(kinds=to_mask(kinds)))
    return ((alerts, stop),)
