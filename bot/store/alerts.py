"""Of which items each member is still to be told, and what became of that."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import (
    ColumnElement,
    Integer,
    and_,
    bindparam,
    exists,
    literal_column,
    or_,
    select,
    type_coerce,
    update,
)

from bot.domain.announcement import State
from bot.domain.delivery import Matter, Status
from bot.domain.digests import NEWS_FOR
from bot.domain.interests import Kind
from bot.domain.saved import Saving, Telling
from bot.store.columns import RowId
from bot.store.database import Connection
from bot.store.queue import Batch
from bot.store.tables import STILL_WAITING, alert, announcement, item, member, mute, outbox, saved

# A member is still to be told. The condition of the partial index has to be there word by word.
IS_WAITING: ColumnElement[bool] = literal_column(f"alert.{STILL_WAITING}")


@dataclass(frozen=True, slots=True)
class Waiting:
    """One item that a member is to be told of. `is_over`: no message of its ALERT is on its way to this member."""

    item_id: int
    kind: Kind
    slug: str
    funder: str | None
    publication: int
    is_over: bool


def _is_muted() -> ColumnElement[bool]:
    """The member of the alert wants to hear nothing of the funder of the item."""
    return exists().where(mute.c.member_id == alert.c.member_id, mute.c.funder == item.c.funder)


def is_declined() -> ColumnElement[bool]:
    """The member of the alert has seen the item by another way, and said that it is not for them."""
    return exists().where(
        saved.c.member_id == alert.c.member_id, saved.c.item_id == alert.c.item_id, saved.c.state == Saving.DECLINED
    )


def is_unwelcome() -> ColumnElement[bool]:
    """The member of the alert wants to hear nothing of this item, or of its funder."""
    return or_(_is_muted(), is_declined())


def publication_is(*states: State) -> ColumnElement[bool]:
    """The ALERT of the item is in one of these states.

    A question of its own and no join: SQLite would begin with all announcements that were ever sent.
    """
    return exists().where(announcement.c.id == item.c.publication, announcement.c.state.in_(states))


def alert_is_over() -> ColumnElement[bool]:
    """No message of the ALERT of the item is on its way to the member of the alert.

    Whether all is sent is another question: it may wait for the end of a holiday in another country.
    """
    return ~exists().where(
        outbox.c.matter == Matter.ALERT,
        outbox.c.subject == item.c.publication,
        outbox.c.member_id == alert.c.member_id,
        outbox.c.status.in_([Status.WAITING, Status.BEGUN]),
    )


# What waits for a member, where alert and item are joined. What was cancelled or is paused is not told by others.
WAITING = and_(
    IS_WAITING,
    item.c.gone_on.is_(None),
    publication_is(State.SENDING, State.DONE),
    ~is_unwelcome(),
)

_WAITING = (
    select(
        alert.c.member_id,
        item.c.id,
        item.c.kind,
        item.c.slug,
        item.c.funder,
        item.c.publication,
        alert_is_over().label("is_over"),
    )
    .select_from(alert.join(item, item.c.id == alert.c.item_id))
    .where(alert.c.member_id.in_(bindparam("members", expanding=True)), WAITING)
    .order_by(alert.c.member_id, item.c.id)
)


async def waiting(c: Connection, member_ids: Collection[int]) -> dict[int, tuple[Waiting, ...]]:
    """What each of these members is still to be told of, in the order in which it was seen.

    Left out are items that have gone, that the member declined or whose funder they muted, or whose ALERT was cancelled
    or is paused.
    """
    found: dict[int, list[Waiting]] = {member_id: [] for member_id in member_ids}
    for member_id, item_id, kind, slug, funder, publication, is_over in await c.execute(
        _WAITING, {"members": list(found)}
    ):
        found[member_id].append(Waiting(item_id, kind, slug, funder, publication, bool(is_over)))
    return {member_id: tuple(those) for member_id, those in found.items()}


async def give_up(tx: Connection, those: ColumnElement[bool], lost: ColumnElement[bool], day: date) -> None:
    """Drops what waits, in alerts that are among `those`, and will not be told any more, as of `day`.

    Its item has closed, or has been gone for long, or its ALERT was cancelled; or it is no news any more, and the
    member is one of the `lost`: nobody who could be written to.
    """
    long_ago = day - NEWS_FOR
    publication = item.outerjoin(announcement, announcement.c.id == item.c.publication)
    is_over = or_(
        item.c.closes_on < day,
        item.c.gone_on < long_ago,
        announcement.c.id.is_(None),
        announcement.c.state == State.CANCELLED,
    )
    over = select(item.c.id).select_from(publication).where(is_over)
    old = select(item.c.id).select_from(publication).where(announcement.c.created_on < long_ago)
    theirs = alert.c.member_id.in_(select(member.c.id).where(lost))
    # As a sum, or SQLite would look through all that was ever told of these items instead of the index of what waits.
    about = alert.c.item_id + literal_column("0")
    await tx.execute(
        update(alert)
        .where(IS_WAITING, those)
        .where(or_(about.in_(over), and_(about.in_(old), theirs)))
        .values(state=Telling.DROPPED)
    )


# What was told stays told, whoever comes later with something else.
_BECOMES = bindparam("becomes", type_=Integer)
_SETTLE = Batch(
    update(alert)
    .where(
        alert.c.item_id == bindparam("item", type_=RowId),
        alert.c.member_id == bindparam("member", type_=RowId),
        alert.c.state != literal_column(f"{Telling.TOLD:d}"),
    )
    .values(state=type_coerce(_BECOMES, alert.c.state.type))
)


async def settle(tx: Connection, rows: Sequence[tuple[int, int]], telling: Telling) -> None:
    """Writes down what became of these: numbers of a member and of an item. After the rows of the outbox, as forget."""
    if rows:
        becomes = telling.value
        await _SETTLE.run(tx, [{"becomes": becomes, "item": one, "member": who} for who, one in rows])
