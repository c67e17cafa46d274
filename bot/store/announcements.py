"""Announcements: drafts and their texts, states, and the card that shows staff how one is going."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, delete, exists, func, insert, or_, select, update

from bot.domain.announcement import Announcement, Audience, State, WhenUncertain, may_move
from bot.domain.delivery import Matter, Status
from bot.domain.places import Language
from bot.store.database import Connection
from bot.store.inserts import upsert
from bot.store.tables import announcement, announcement_text, outbox


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
            announcement.c.languages == frozenset(),
            announcement.c.countries == frozenset(),
            announcement.c.kinds == frozenset(),
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
    """One page of the list of announcements, newest first."""
    found = await c.scalars(select(announcement.c.id).order_by(announcement.c.id.desc()).limit(limit).offset(offset))
    return (await _select(c, announcement.c.id.in_(found.all())))[::-1]


async def total(c: Connection) -> int:
    """How many announcements there are."""
    return await c.scalar(select(func.count()).select_from(announcement)) or 0


async def set_text(tx: Connection, announcement_id: int, language: Language, html: str | None) -> bool:
    """Sets the text of a draft in one language, or takes it away; False when it is no draft any more."""
    if not await _is_draft(tx, announcement_id):
        return False
    key = {"announcement_id": announcement_id, "language": language}
    if html is not None:
        await upsert(tx, announcement_text, key=key, new={"html": html}, old={})
        return True
    await tx.execute(
        delete(announcement_text).where(
            announcement_text.c.announcement_id == announcement_id, announcement_text.c.language == language
        ),
    )
    return True


async def set_audience(tx: Connection, announcement_id: int, audience: Audience) -> bool:
    """Sets whom a draft is for; False when it is no draft any more."""
    return await _change(
        tx,
        announcement_id,
        {State.DRAFT},
        languages=audience.languages,
        countries=audience.countries,
        kinds=audience.kinds,
    )


async def set_when_uncertain(tx: Connection, announcement_id: int, policy: WhenUncertain) -> bool:
    """Sets what becomes of lost answers to a draft; False when it is no draft any more."""
    return await _change(tx, announcement_id, {State.DRAFT}, when_uncertain=policy)


async def schedule(tx: Connection, announcement_id: int, due_at: datetime, zone: str) -> bool:
    """Schedules a draft, or a late one anew; False when it is neither."""
    return await _change(
        tx, announcement_id, {State.DRAFT, State.LATE}, state=State.SCHEDULED, due_at=due_at, zone=zone
    )


async def move(tx: Connection, announcement_id: int, now: State, to: State, reason: str | None = None) -> bool:
    """Moves an announcement from one state to another; False when it is not in the first, or may not.

    `reason` says why it is paused; any later move takes it away.
    """
    return may_move(now, to) and await _change(tx, announcement_id, {now}, state=to, pause_reason=reason)


async def due(c: Connection, now: datetime) -> list[Announcement]:
    """Scheduled announcements whose moment has come, the earliest first."""
    found = await _select(c, and_(announcement.c.state == State.SCHEDULED, announcement.c.due_at <= now))
    return sorted(found, key=lambda one: (one.due_at or now, one.id))


async def sending(c: Connection) -> list[Announcement]:
    """Announcements that are being sent."""
    return await _select(c, announcement.c.state == State.SENDING)


async def tally(c: Connection, announcement_id: int) -> dict[Status, int]:
    """How many rows of the outbox this announcement has, by status; a status without rows is left out."""
    found = await c.execute(
        select(outbox.c.status, func.count())
        .where(outbox.c.matter == Matter.ANNOUNCEMENT, outbox.c.subject == announcement_id)
        .group_by(outbox.c.status),
    )
    return dict(found.all())


async def cards(c: Connection) -> list[Card]:
    """Announcements whose card may need showing: late, sending, paused, or ended and not yet shown as ended.

    It is shown as ended when what `remember_card` was told begins with the word of the state it ended in. One that was
    cancelled before it ever had a card needs none.
    """
    shown_as_it_is = announcement.c.card_shown.startswith(announcement.c.state)
    found = await c.execute(
        select(announcement)
        .where(
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


async def remember_card(tx: Connection, announcement_id: int, message_id: int | None, shown: str) -> None:
    """Keeps which message shows this announcement and what it shows; see `cards`."""
    await tx.execute(
        update(announcement)
        .where(announcement.c.id == announcement_id)
        .values(card_message_id=message_id, card_shown=shown),
    )


async def _is_draft(tx: Connection, announcement_id: int) -> bool:
    # Held until the transaction ends, so that nobody schedules it while its text changes.
    found = await tx.execute(
        select(announcement.c.id)
        .where(announcement.c.id == announcement_id, announcement.c.state == State.DRAFT)
        .with_for_update(),
    )
    return found.first() is not None


async def _change(tx: Connection, announcement_id: int, states: set[State], **values: object) -> bool:
    done = await tx.execute(
        update(announcement)
        .where(announcement.c.id == announcement_id, announcement.c.state.in_(states))
        .values(**values),
    )
    return done.rowcount > 0


async def _select(c: Connection, condition: ColumnElement[bool]) -> list[Announcement]:
    found = await c.execute(select(announcement).where(condition).order_by(announcement.c.id))
    rows = found.all()
    texts = await _texts(c, [row.id for row in rows])
    return [_made(row, texts) for row in rows]


async def _texts(c: Connection, ids: Sequence[int]) -> dict[int, dict[Language, str]]:
    texts: dict[int, dict[Language, str]] = {}
    if ids:
        found = await c.execute(select(announcement_text).where(announcement_text.c.announcement_id.in_(ids)))
        for row in found:
            texts.setdefault(row.announcement_id, {})[row.language] = row.html
    return texts


def _made(row: Row[*tuple[Any, ...]], texts: dict[int, dict[Language, str]]) -> Announcement:
    return Announcement(
        id=row.id,
        state=row.state,
        texts=texts.get(row.id, {}),
        audience=Audience(row.languages, row.countries, row.kinds),
        due_at=row.due_at,
        zone=row.zone,
        when_uncertain=row.when_uncertain,
        pause_reason=row.pause_reason,
    )
