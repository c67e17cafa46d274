"""Members: what each chose, whether they can be written to, how many there are, and how one is forgotten."""

from collections.abc import Collection
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import ColumnElement, Integer, delete, func, select, type_coerce, update

from bot.domain.announcement import Audience
from bot.domain.delivery import Matter
from bot.domain.interests import BITS, Interests, Kind, Often
from bot.domain.member import ChatKind, Role, Standing
from bot.domain.places import Country, Language
from bot.domain.quiet import Hours
from bot.store import advisory
from bot.store.audience import is_reached
from bot.store.columns import not_earlier
from bot.store.database import Connection
from bot.store.inserts import upsert
from bot.store.tables import (
    alert,
    announcement,
    approval,
    expecting,
    flood,
    item,
    lockdown,
    member,
    mute,
    outbox,
    saved,
    staff,
    staff_notice,
)
from bot.store.traces import leave_traces

P = TypeVar("P")

PAUSES = 2000  # of those that end together, in one transaction


async def set_language(
    tx: Connection, person: bytes, language: Language, today: date, chat: ChatKind = ChatKind.PERSON
) -> None:
    """Sets the language; makes the member when there is none, and makes one who had left active again.

    A new member gets announcements and nothing else.
    """
    await upsert(
        tx,
        member,
        key={"person": person},
        new={"language": language, "standing": Standing.ACTIVE, "seen_on": today},
        old={
            "kinds": {Kind.ANNOUNCEMENT},
            "themes": frozenset(),
            "countries": frozenset(),
            "paused": False,
            "joined_on": today,
            "chat": chat,
        },
    )


async def set_country(tx: Connection, person: bytes, country: Country | None) -> None:
    """Sets where this member is from; None when they would rather not say."""
    await _set(tx, person, country=country)


async def set_interests(tx: Connection, person: bytes, interests: Interests) -> None:
    """Sets what this member wants to hear about."""
    await _set(tx, person, kinds=interests.kinds, themes=interests.themes, countries=interests.countries)


async def set_often(tx: Connection, person: bytes, kind: Kind, often: Often) -> None:
    """Sets how soon this member hears of something new of this kind."""
    chosen = {"daily": often is Often.DAILY, "weekly": often is Often.WEEKLY}
    await _set(tx, person, **{name: _with(member.c[name], kind, is_so) for name, is_so in chosen.items()})


async def set_quiet(tx: Connection, person: bytes, hours: Hours) -> None:
    """Sets the hours in which nothing unasked comes."""
    await _set(tx, person, quiet=hours)


async def set_quiet_days(tx: Connection, person: bytes, kept: bool) -> None:
    """Sets whether nothing unasked comes on days of rest."""
    await _set(tx, person, quiet_days=kept)


async def set_ladder(tx: Connection, person: bytes, ladder: Collection[int]) -> None:
    """Sets how many days before a deadline this member is reminded."""
    await _set(tx, person, ladder=ladder)


async def set_chat(tx: Connection, person: bytes, chat: ChatKind) -> None:
    """Sets what kind of chat this member is."""
    await _set(tx, person, chat=chat)


async def set_paused(tx: Connection, person: bytes, paused: bool) -> None:
    """Pauses everything unasked for as long as the member likes, or ends the pause."""
    await _set(tx, person, paused=paused, paused_until=None)


async def pause_until(tx: Connection, person: bytes, moment: datetime) -> None:
    """Pauses everything unasked until this moment."""
    await _set(tx, person, paused=True, paused_until=not_earlier(moment))


async def end_pauses(tx: Connection, now: datetime) -> int:
    """Ends pauses whose moment has come, `PAUSES` of them at most; how many."""
    over = (
        select(member.c.id)
        .where(member.c.paused_until.is_not(None), member.c.paused_until <= now)
        .order_by(member.c.paused_until)
        .limit(PAUSES)
    )
    done = await tx.execute(
        # Asked again of each: on PostgreSQL one may have been put off by its member since it was found.
        update(member)
        .where(member.c.id.in_(over), member.c.paused_until <= now)
        .values(paused=False, paused_until=None),
    )
    return done.rowcount


async def set_standing(tx: Connection, person: bytes, standing: Standing) -> None:
    """Sets whether this member can be written to."""
    await _set(tx, person, standing=standing)


async def touch(tx: Connection, person: bytes, today: date) -> None:
    """Notes that this member was here today; writes nothing when that is known."""
    await tx.execute(
        update(member).where(member.c.person == person, member.c.seen_on < today).values(seen_on=today),
    )


async def revive(tx: Connection, person: bytes) -> bool:
    """Makes a member active who had stopped, blocked the bot or gone; whether there was such a one."""
    done = await tx.execute(
        update(member)
        .where(member.c.person == person, member.c.standing != Standing.ACTIVE)
        .values(standing=Standing.ACTIVE),
    )
    return done.rowcount > 0


async def forget(tx: Connection, person: bytes) -> None:
    """Deletes everything of this person: member, rows of the outbox, alerts, saved items, muted funders, expectation,
    wait, role, approvals, notices.

    Announcements lose their author, and a lockdown stands whoever asked for it or for its end. An owner is one by the
    settings, whatever is forgotten, and is kept among the staff.
    When the transaction is done, `Database.write` clears the files of what was deleted.
    """
    await advisory.take(tx, advisory.Lock.PLANNING)
    # Before the rows of the outbox, in the order of whoever cancels it.
    await tx.execute(update(announcement).where(announcement.c.author == person).values(author=None))
    numbers = select(member.c.id).where(member.c.person == person)
    # By announcement and by item, because the indexes lead with those.
    await tx.execute(
        delete(outbox).where(
            outbox.c.matter.in_(Matter),
            outbox.c.subject.in_(select(announcement.c.id)),
            outbox.c.member_id.in_(numbers),
        ),
    )
    await tx.execute(
        delete(alert).where(alert.c.item_id.in_(select(item.c.id)), alert.c.member_id == numbers.scalar_subquery())
    )
    for theirs in (saved, mute):
        await tx.execute(delete(theirs).where(theirs.c.member_id.in_(numbers)))
    for table in (member, expecting, flood, approval, staff_notice):
        await tx.execute(delete(table).where(table.c.person == person))
    await tx.execute(delete(staff).where(staff.c.person == person, staff.c.role != Role.OWNER))
    await tx.execute(update(lockdown).where(lockdown.c.frozen_by == person).values(frozen_by=None))
    await tx.execute(update(lockdown).where(lockdown.c.thaw_by == person).values(thaw_by=None, thaw_until=None))
    leave_traces(tx)


async def count_by_language(c: Connection, audience: Audience) -> dict[Language, int]:
    """How many members this audience would reach now, by their language; languages with nobody are left out."""
    return await _count(c, member.c.language, audience)


async def count_by_country(c: Connection, audience: Audience) -> dict[Country | None, int]:
    """How many members this audience would reach now, by their country; countries with nobody are left out."""
    return await _count(c, member.c.country, audience)


def _with(column: ColumnElement[frozenset[Kind]], kind: Kind, is_in: bool) -> ColumnElement[frozenset[Kind]]:
    """The set with this kind in it, or without."""
    bits, bit = type_coerce(column, Integer), BITS[kind]
    changed = bits.bitwise_or(bit) if is_in else bits.bitwise_and(~bit)
    return type_coerce(changed, column.type)


async def count_by_hours(c: Connection, audience: Audience) -> dict[tuple[Country | None, Hours], int]:
    """How many members this audience would reach now, by their country and quiet hours."""
    columns = member.c.country, member.c.quiet
    found = await c.execute(select(*columns, func.count()).where(is_reached(audience)).group_by(*columns))
    return {(country, hours): n for country, hours, n in found}


async def _set(tx: Connection, person: bytes, **values: object) -> None:
    await tx.execute(update(member).where(member.c.person == person).values(**values))


async def _count(c: Connection, column: ColumnElement[P], audience: Audience) -> dict[P, int]:
    found = await c.execute(select(column, func.count()).where(is_reached(audience)).group_by(column))
    return dict(found.all())
