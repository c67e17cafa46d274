"""The moments of a repeating announcement: each becomes an announcement of its own, made once."""

from datetime import UTC, datetime

from sqlalchemy import Date, insert, literal, select, update

from bot.domain.announcement import Announcement, State
from bot.domain.schedule import Timing, first_moment
from bot.store.database import Connection
from bot.store.inserts import insert_missing
from bot.store.tables import announcement, announcement_text

# What an occurrence takes over from its template as it is; states, moments and cards are its own.
_TAKEN_OVER = (
    announcement.c.author,
    announcement.c.languages,
    announcement.c.countries,
    announcement.c.kinds,
    announcement.c.themes,
    announcement.c.staff_only,
    announcement.c.zone,
    announcement.c.by_reader,
    announcement.c.when_uncertain,
    announcement.c.borrowing,
    announcement.c.skipped,
    announcement.c.media_kind,
    announcement.c.media_file_id,
    announcement.c.link_preview,
    announcement.c.urgent,
    announcement.c.errand,
)
_UNIQUE = (announcement.c.series, announcement.c.due_at)


async def make(tx: Connection, template: Announcement, occurrence: Timing, now: datetime) -> int | None:
    """The number of a new scheduled announcement for this occurrence; None when there is one already."""
    own = {
        announcement.c.series: literal(template.id, announcement.c.series.type),
        announcement.c.state: literal(State.SCHEDULED, announcement.c.state.type),
        announcement.c.wall: literal(occurrence.wall.isoformat()),
        announcement.c.due_at: literal(first_moment(occurrence), announcement.c.due_at.type),
        announcement.c.created_on: literal(now.astimezone(UTC).date(), Date),
    }
    row = select(*_TAKEN_OVER, *own.values()).where(announcement.c.id == template.id)
    missing = insert_missing(tx, announcement, (*_TAKEN_OVER, *own), row, unique=_UNIQUE)
    made: int | None = await tx.scalar(missing.returning(announcement.c.id))
    if made is None:
        return None
    texts = announcement_text.c
    copied = select(literal(made, texts.announcement_id.type), texts.language, texts.html, texts.buttons)
    await tx.execute(
        insert(announcement_text).from_select(
            [texts.announcement_id, texts.language, texts.html, texts.buttons],
            copied.where(texts.announcement_id == template.id),
        ),
    )
    return made


async def go_on(tx: Connection, template: Announcement, following: Timing | None, now: datetime) -> None:
    """Moves a scheduled template on to its next occurrence, or ends it when nothing is left."""
    values: dict[str, object] = {"state": State.DONE, "ended_at": now}
    if following is not None and following.repeat is not None:
        values = {
            "due_at": first_moment(following),
            "wall": following.wall.isoformat(),
            "repeat_rule": following.repeat.rule,
            "repeat_times": following.repeat.times,
        }
    await tx.execute(
        update(announcement)
        .where(announcement.c.id == template.id, announcement.c.state == State.SCHEDULED)
        .values(**values),
    )
