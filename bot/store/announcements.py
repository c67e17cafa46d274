"""Announcements: what is stored of each, their states, and the card that shows staff how one is going."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, case, exists, func, insert, or_, select, update

from bot.domain.announcement import (
    BY_ITSELF,
    Announcement,
    Audience,
    Errand,
    LinkButton,
    Media,
    State,
    WhenUncertain,
    may_move,
)
from bot.domain.delivery import Status
from bot.domain.places import Language
from bot.domain.schedule import Repeat, Timing
from bot.store.database import Connection
from bot.store.queue import matter_of
from bot.store.tables import announcement, announcement_text, outbox

_Texts = dict[int, dict[Language, tuple[str, tuple[LinkButton, ...]]]]

# What an untouched draft has nothing of.
_CHOSEN = (
    announcement.c.languages,
    announcement.c.countries,
    announcement.c.kinds,
    announcement.c.themes,
    announcement.c.borrowing,
    announcement.c.skipped,
)
_SWITCHES = (announcement.c.staff_only, announcement.c.link_preview, announcement.c.urgent)

_WRITTEN = announcement.c.errand.not_in(BY_ITSELF)


@dataclass(frozen=True, slots=True)
class Card:
    """What staff see of an announcement in their chat: the message, and what was last shown in it."""

    announcement: Announcement
    author: bytes | None
    message_id: int | None
    shown: str | None


async def create(tx: Connection, author: bytes, now: datetime) -> int:
    """Makes a draft and gives its number; today's draft of this author that is still untouched is given again."""
    today = now.astimezone(UTC).date()
    untouched = await tx.scalar(
        select(announcement.c.id)
        .where(
            announcement.c.author == author,
            announcement.c.state == State.DRAFT,
            announcement.c.created_on == today,
            announcement.c.errand == Errand.SEND,
            announcement.c.media_kind.is_(None),
            announcement.c.wall.is_(None),
            announcement.c.when_uncertain == WhenUncertain.LEAVE,
            *(chosen == frozenset() for chosen in _CHOSEN),
            *(switch.is_(False) for switch in _SWITCHES),
            ~exists().where(announcement_text.c.announcement_id == announcement.c.id),
        )
        .order_by(announcement.c.id.desc())
        .limit(1),
    )
    if untouched is not None:
        return int(untouched)
    made = await tx.execute(
        insert(announcement)
        .values(
            author=author,
            state=State.DRAFT,
            languages=frozenset(),
            countries=frozenset(),
            kinds=frozenset(),
            when_uncertain=WhenUncertain.LEAVE,
            created_on=today,
        )
        .returning(announcement.c.id),
    )
    return int(made.scalar_one())


async def get(c: Connection, announcement_id: int) -> Announcement | None:
    """The announcement with this number."""
    found = await _select(c, announcement.c.id == announcement_id)
    return found[0] if found else None


async def page(c: Connection, limit: int, offset: int) -> list[Announcement]:
    """One page of the list of what people wrote, newest first."""
    newest = select(announcement.c.id).where(_WRITTEN).order_by(announcement.c.id.desc())
    found = await c.scalars(newest.limit(limit).offset(offset))
    return await several(c, found.all())


async def several(c: Connection, ids: Collection[int]) -> list[Announcement]:
    """Those with these numbers, newest first."""
    return (await _select(c, announcement.c.id.in_(ids)))[::-1]


async def total(c: Connection) -> int:
    """How many announcements people wrote."""
    return await c.scalar(select(func.count()).where(_WRITTEN)) or 0


async def move(tx: Connection, announcement_id: int, now: State, to: State, reason: str | None = None) -> bool:
    """Moves an announcement from one state to another; False when it is not in the first, or may not.

    `reason` says why it is paused; any later move takes it away.
    """
    if not may_move(now, to):
        return False
    values: dict[str, object] = {"state": to, "pause_reason": reason}
    if now is State.PAUSED and to is State.SENDING:
        # Should it stop again, that is news. Not null, with which one that is cancelled has no card.
        values["card_shown"] = ""
    done = await tx.execute(
        update(announcement).where(announcement.c.id == announcement_id, announcement.c.state == now).values(values),
    )
    return done.rowcount > 0


async def tally(c: Connection, announcement_id: int) -> dict[Status, int]:
    """How many rows of the outbox this announcement has, by status; a status without rows is left out."""
    found = await c.execute(
        select(outbox.c.status, func.count())
        .where(outbox.c.matter == matter_of(announcement_id), outbox.c.subject == announcement_id)
        .group_by(outbox.c.status),
    )
    return dict(found.all())


async def cards(c: Connection) -> list[Card]:
    """Announcements whose card may need showing: late, sending, paused, or ended and not yet shown as ended.

    It is shown as ended when what `remember_card` was told begins with the word of the state it ended in. One that was
    cancelled before it ever had a card needs none. Of what the bot sends by itself only what is paused is shown.
    """
    shown_as_it_is = announcement.c.card_shown.startswith(announcement.c.state)
    found = await c.execute(
        select(announcement)
        .where(
            or_(_WRITTEN, announcement.c.state == State.PAUSED),
            or_(
                announcement.c.state.in_([State.LATE, State.SENDING, State.PAUSED]),
                and_(
                    announcement.c.state == State.DONE,
                    or_(announcement.c.card_shown.is_(None), ~shown_as_it_is),
                ),
                and_(announcement.c.state == State.CANCELLED, ~shown_as_it_is),
            ),
        )
        .order_by(announcement.c.id),
    )
    rows = found.all()
    texts = await _texts(c, [row.id for row in rows])
    return [Card(_made(row, texts), row.author, row.card_message_id, row.card_shown) for row in rows]


async def remember_card(tx: Connection, announcement_id: int, state: State, message_id: int | None, shown: str) -> None:
    """Keeps which message shows this announcement and what it shows; see `cards`.

    What was shown of a `state` that has ended meanwhile is out of date, and says nothing of the next time.
    """
    is_so = announcement.c.state == state
    known = case((is_so, shown), else_=func.coalesce(announcement.c.card_shown, ""))
    await tx.execute(
        update(announcement)
        .where(announcement.c.id == announcement_id)
        .values(card_message_id=message_id, card_shown=known),
    )


async def _select(c: Connection, condition: ColumnElement[bool]) -> list[Announcement]:
    found = await c.execute(select(announcement).where(condition).order_by(announcement.c.id))
    rows = found.all()
    texts = await _texts(c, [row.id for row in rows])
    return [_made(row, texts) for row in rows]


async def _texts(c: Connection, ids: Sequence[int]) -> _Texts:
    texts: _Texts = {}
    if ids:
        found = await c.execute(select(announcement_text).where(announcement_text.c.announcement_id.in_(ids)))
        for row in found:
            buttons = tuple(LinkButton(label, url) for label, url in json.loads(row.buttons))
            texts.setdefault(row.announcement_id, {})[row.language] = (row.html, buttons)
    return texts


def _made(row: Row[*tuple[Any, ...]], texts: _Texts) -> Announcement:
    written = texts.get(row.id, {})
    return Announcement(
        id=row.id,
        state=row.state,
        texts={language: html for language, (html, _) in written.items()},
        audience=Audience(row.languages, row.countries, row.kinds, row.themes, row.staff_only),
        due_at=row.due_at,
        zone=row.zone,
        when_uncertain=row.when_uncertain,
        pause_reason=row.pause_reason,
        buttons={language: buttons for language, (_, buttons) in written.items() if buttons},
        media=None if row.media_kind is None else Media(row.media_kind, row.media_file_id),
        link_preview=row.link_preview,
        urgent=row.urgent,
        borrowing=row.borrowing,
        skipped=row.skipped,
        timing=_timing(row),
        errand=row.errand,
        about=row.about,
        series=row.series,
        began_at=row.began_at,
        ended_at=row.ended_at,
        item_id=row.item_id,
        key=row.key,
        approved=row.approved,
    )


def _timing(row: Row[*tuple[Any, ...]]) -> Timing | None:
    if row.wall is None:
        return None
    repeat = None
    if row.repeat_rule is not None:
        skipped = frozenset(date.fromisoformat(day) for day in (row.repeat_skipped or "").split())
        repeat = Repeat(row.repeat_rule, row.repeat_until, row.repeat_times, skipped)
    countries = row.countries if row.by_reader else frozenset()
    return Timing(datetime.fromisoformat(row.wall), row.zone or "UTC", row.by_reader, repeat, countries)
