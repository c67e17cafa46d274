"""The copies that readers have of an announcement, and the announcements that are made to change them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, func, insert, or_, select, update

from bot.domain.announcement import Announcement, Errand, State, WhenUncertain
from bot.domain.delivery import Matter, Status
from bot.domain.places import Language
from bot.store import announcements, drafts, planning
from bot.store.database import Connection
from bot.store.tables import announcement, member
from bot.store.tables import outbox as rows

# The Bot API's deleteMessage: a message can be deleted by its sender when it was sent less than 48 hours ago.
DELETABLE = timedelta(hours=48)

# An announcement in one of these can still change what readers have.
_OPEN = (State.DRAFT, State.AWAITING, State.SCHEDULED, State.LATE, State.SENDING, State.PAUSED)
_NOT_CANCELLED = tuple(state for state in State if state is not State.CANCELLED)


@dataclass(frozen=True, slots=True)
class Copies:
    """How many copies are young enough to be deleted, those in flight included; how many are too old for that.

    `uncertain` are those of which nobody knows the message, nor whether there is one.
    """

    deletable: int = 0
    older: int = 0
    uncertain: int = 0


async def count_copies(c: Connection, original_id: int) -> dict[Language, int]:
    """How many readers have a copy that can be changed, by their language; languages with nobody are left out."""
    found = await c.execute(
        select(member.c.language, func.count())
        .select_from(rows.join(member, member.c.id == rows.c.member_id))
        .where(*_of(original_id, Status.SENT), rows.c.message_id.is_not(None))
        .group_by(member.c.language),
    )
    return dict(found.all())


async def count_reachable(c: Connection, original_id: int, now: datetime) -> Copies:
    """What a recall at `now` would find."""
    young = rows.c.settled_at > now - DELETABLE
    sent = await c.execute(
        select(young, func.count())
        .where(*_of(original_id, Status.SENT), rows.c.message_id.is_not(None))
        .group_by(young),
    )
    by_age = {bool(is_young): n for is_young, n in sent}
    in_flight = await _count(c, original_id, Status.BEGUN)
    lost = await _count(c, original_id, Status.UNCERTAIN)
    return Copies(by_age.get(True, 0) + in_flight, by_age.get(False, 0), lost)


async def recall_of(c: Connection, original_id: int) -> int | None:
    """The number of the recall of it that was made and not cancelled."""
    return await _newest(c, original_id, Errand.RECALL, _NOT_CANCELLED)


async def make_correction(tx: Connection, original: Announcement, author: bytes, now: datetime) -> int:
    """A draft with what readers have now, to be changed and sent to the same copies; its number.

    A correction of the same announcement that is still open is given again: two at once would undo each other.
    """
    await drafts.hold(tx, original.id)
    there = await _newest(tx, original.id, Errand.CORRECT, _OPEN)
    if there is not None:
        return there
    newest = await _newest(tx, original.id, Errand.CORRECT, (State.DONE,))
    shown = (await announcements.get(tx, newest) if newest else None) or original
    made = await _make(tx, original, author, now, errand=Errand.CORRECT, about=original.id, **_look(shown))
    await _write_texts(tx, made, shown)
    return made


async def make_recall(tx: Connection, original: Announcement, author: bytes, now: datetime) -> int:
    """An announcement, due at once, that takes the copies back; its number. The same one however often it is asked for.

    What has not been sent yet of the original is cancelled, and so is every correction of it that is still open.
    """
    await drafts.hold(tx, original.id)
    there = await recall_of(tx, original.id)
    if there is not None:
        return there
    await _stop(tx, original.id, now)
    return await _make(
        tx,
        original,
        author,
        now,
        errand=Errand.RECALL,
        about=original.id,
        state=State.SCHEDULED,
        due_at=now,
        zone=original.zone or "UTC",
    )


async def make_single(tx: Connection, series: Announcement, author: bytes, now: datetime) -> int:
    """A draft of a repeating announcement's texts that goes out once, at once; its number."""
    made = await _make(
        tx, series, author, now, errand=Errand.SEND, when_uncertain=series.when_uncertain, **_look(series)
    )
    await _write_texts(tx, made, series)
    return made


async def discard(tx: Connection, draft_id: int) -> None:
    """Deletes a draft that was made in this transaction and cannot be sent after all."""
    await tx.execute(delete(announcement).where(announcement.c.id == draft_id, announcement.c.state == State.DRAFT))


def _of(original_id: int, status: Status) -> tuple[ColumnElement[bool], ...]:
    return (rows.c.matter == Matter.ANNOUNCEMENT, rows.c.subject == original_id, rows.c.status == status)


async def _count(c: Connection, original_id: int, status: Status) -> int:
    return await c.scalar(select(func.count()).select_from(rows).where(*_of(original_id, status))) or 0


async def _newest(c: Connection, original_id: int, errand: Errand, states: Collection[State]) -> int | None:
    found: int | None = await c.scalar(
        select(func.max(announcement.c.id)).where(
            announcement.c.about == original_id, announcement.c.errand == errand, announcement.c.state.in_(states)
        ),
    )
    return found


async def _stop(tx: Connection, original_id: int, now: datetime) -> None:
    is_original = and_(announcement.c.id == original_id, announcement.c.state.in_([State.SENDING, State.PAUSED]))
    is_correction = and_(
        announcement.c.about == original_id, announcement.c.errand == Errand.CORRECT, announcement.c.state.in_(_OPEN)
    )
    stopped = await tx.scalars(
        update(announcement)
        .where(or_(is_original, is_correction))
        .values(state=State.CANCELLED, pause_reason=None)
        .returning(announcement.c.id),
    )
    for announcement_id in stopped.all():
        await planning.call_off(tx, announcement_id, now)


def _look(shown: Announcement) -> dict[str, object]:
    """What of an announcement stands in its own row and is seen by readers."""
    return {
        "media_kind": shown.media and shown.media.kind,
        "media_file_id": shown.media and shown.media.file_id,
        "link_preview": shown.link_preview,
    }


async def _make(tx: Connection, of: Announcement, author: bytes, now: datetime, **values: object) -> int:
    """A new row for the same people; a draft unless `values` say otherwise."""
    usual: dict[str, object] = {
        "author": author,
        "state": State.DRAFT,
        "languages": of.audience.languages,
        "countries": of.audience.countries,
        "kinds": of.audience.kinds,
        "themes": of.audience.themes,
        "staff_only": of.audience.staff_only,
        "urgent": of.urgent,
        # Editing or deleting once more does no harm, so a lost answer is tried again.
        "when_uncertain": WhenUncertain.RESEND,
        "created_on": now.astimezone(UTC).date(),
    }
    made = await tx.execute(insert(announcement).values({**usual, **values}).returning(announcement.c.id))
    return int(made.scalar_one())


async def _write_texts(tx: Connection, made: int, of: Announcement) -> None:
    """Gives an announcement the texts of another one, what stands under them, and who gets which."""
    for language, html in of.texts.items():
        await drafts.set_text(tx, made, language, html)
        await drafts.set_buttons(tx, made, language, of.buttons.get(language, ()))
    # Each new text may undo a choice: they are made when all are there.
    await drafts.choose(tx, made, of.borrowing, of.skipped)
