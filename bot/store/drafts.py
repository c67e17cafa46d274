"""Drafts of announcements: every function changes nothing and says False when it is no draft any more."""

import json
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select, update

from bot.domain.announcement import Audience, Errand, LinkButton, Media, State, WhenUncertain, still_borrowing
from bot.domain.places import Language
from bot.domain.schedule import Repeat, Timing
from bot.store.columns import not_earlier
from bot.store.database import Connection
from bot.store.inserts import upsert
from bot.store.tables import announcement, announcement_text


async def set_text(tx: Connection, announcement_id: int, language: Language, html: str | None) -> bool:
    """Sets the text in one language, or takes it away with its buttons.

    A choice made for its lack is forgotten, and so is that of every language whose readers would now get another text.
    """
    found = await _draft(tx, announcement_id)
    if found is None:
        return False
    borrowing, skipped = found
    before = await _written(tx, announcement_id)
    if html is None:
        after = before - {language}
        await tx.execute(
            delete(announcement_text).where(
                announcement_text.c.announcement_id == announcement_id, announcement_text.c.language == language
            ),
        )
    else:
        after = before | {language}
        key = {"announcement_id": announcement_id, "language": language}
        await upsert(tx, announcement_text, key=key, new={"html": html}, old={"buttons": "[]"})
        skipped -= {language}
    return await _change(tx, announcement_id, borrowing=still_borrowing(borrowing, before, after), skipped=skipped)


async def set_buttons(tx: Connection, announcement_id: int, language: Language, buttons: Sequence[LinkButton]) -> bool:
    """Sets what stands under the text in one language; there has to be one."""
    if await _draft(tx, announcement_id) is None:
        return False
    done = await tx.execute(
        update(announcement_text)
        .where(announcement_text.c.announcement_id == announcement_id, announcement_text.c.language == language)
        .values(buttons=json.dumps([[button.label, button.url] for button in buttons], ensure_ascii=False)),
    )
    return done.rowcount > 0


async def set_media(tx: Connection, announcement_id: int, media: Media | None) -> bool:
    """Sets the picture or file that goes with every text, or takes it away."""
    return await _change(tx, announcement_id, media_kind=media and media.kind, media_file_id=media and media.file_id)


async def set_link_preview(tx: Connection, announcement_id: int, *, wanted: bool) -> bool:
    """Sets whether Telegram shows what is behind the first link."""
    return await _change(tx, announcement_id, link_preview=wanted)


async def set_urgent(tx: Connection, announcement_id: int, *, urgent: bool) -> bool:
    """Sets whether it goes out in quiet hours too."""
    return await _change(tx, announcement_id, urgent=urgent)


async def choose(
    tx: Connection, announcement_id: int, borrowing: frozenset[Language], skipped: frozenset[Language]
) -> bool:
    """Sets which languages without a text get another one's, and which get none."""
    return await _change(tx, announcement_id, borrowing=borrowing, skipped=skipped - borrowing)


async def audience_for_update(tx: Connection, announcement_id: int) -> Audience | None:
    """Whom this draft is for, held until the transaction ends: what two people change at once both counts.

    None when it is no draft, or one that changes what was sent: that is for whoever got it.
    """
    found = await tx.execute(
        select(
            announcement.c.languages,
            announcement.c.countries,
            announcement.c.kinds,
            announcement.c.themes,
            announcement.c.staff_only,
        )
        .where(
            announcement.c.id == announcement_id,
            announcement.c.state == State.DRAFT,
            announcement.c.errand == Errand.SEND,
        )
        .with_for_update(),
    )
    row = found.first()
    return None if row is None else Audience(row.languages, row.countries, row.kinds, row.themes, row.staff_only)


async def set_audience(tx: Connection, announcement_id: int, audience: Audience) -> bool:
    """Sets whom it is for."""
    return await _change(
        tx,
        announcement_id,
        languages=audience.languages,
        countries=audience.countries,
        kinds=audience.kinds,
        themes=audience.themes,
        staff_only=audience.staff_only,
    )


async def set_when_uncertain(tx: Connection, announcement_id: int, policy: WhenUncertain) -> bool:
    """Sets what becomes of lost answers."""
    return await _change(tx, announcement_id, when_uncertain=policy)


async def set_timing(tx: Connection, announcement_id: int, timing: Timing | None) -> bool:
    """Sets when it goes out; None for at once."""
    return await _change(tx, announcement_id, {State.DRAFT, State.LATE}, **_columns(timing))


async def submit(tx: Connection, announcement_id: int) -> bool:
    """Leaves a draft, or a late one, to a second person."""
    return await _change(tx, announcement_id, {State.DRAFT, State.LATE}, state=State.AWAITING, due_at=None)


async def schedule(tx: Connection, announcement_id: int, due_at: datetime, zone: str) -> bool:
    """Promises a draft, or a late one, for this moment and not before."""
    return await _promise(tx, announcement_id, {State.DRAFT, State.LATE}, due_at, zone, approved=False)


async def approve(tx: Connection, announcement_id: int, due_at: datetime, zone: str) -> bool:
    """Promises in the same way what waits for a second person, who answers for it too."""
    return await _promise(tx, announcement_id, {State.AWAITING}, due_at, zone, approved=True)


async def hold(tx: Connection, announcement_id: int) -> None:
    """Lets nobody change it until the transaction ends: what is read from here on is what is sent."""
    await tx.execute(select(announcement.c.id).where(announcement.c.id == announcement_id).with_for_update())


async def _draft(tx: Connection, announcement_id: int) -> tuple[frozenset[Language], frozenset[Language]] | None:
    """The choices of this draft, None when it is none; held until the transaction ends, so that nobody schedules it."""
    found = await tx.execute(
        select(announcement.c.borrowing, announcement.c.skipped)
        .where(announcement.c.id == announcement_id, announcement.c.state == State.DRAFT)
        .with_for_update(),
    )
    row = found.first()
    return None if row is None else (row.borrowing, row.skipped)


async def _written(tx: Connection, announcement_id: int) -> frozenset[Language]:
    """The languages in which it has a text."""
    of_this = announcement_text.c.announcement_id == announcement_id
    return frozenset(await tx.scalars(select(announcement_text.c.language).where(of_this)))


async def _promise(
    tx: Connection, announcement_id: int, states: set[State], due_at: datetime, zone: str, *, approved: bool
) -> bool:
    when = {"due_at": not_earlier(due_at), "zone": zone}
    return await _change(
        tx, announcement_id, states, state=State.SCHEDULED, approved=approved, pause_reason=None, **when
    )


async def _change(tx: Connection, announcement_id: int, states: set[State] | None = None, /, **values: object) -> bool:
    done = await tx.execute(
        update(announcement)
        .where(announcement.c.id == announcement_id, announcement.c.state.in_(states or {State.DRAFT}))
        .values(**values),
    )
    return done.rowcount > 0


def _columns(timing: Timing | None) -> dict[str, object]:
    repeat: Repeat | None = timing.repeat if timing else None
    return {
        "wall": timing.wall.isoformat() if timing else None,
        "zone": timing.zone if timing else None,
        "by_reader": timing.by_reader if timing else False,
        "repeat_rule": repeat.rule if repeat else None,
        "repeat_until": repeat.until if repeat else None,
        "repeat_times": repeat.times if repeat else None,
        "repeat_skipped": " ".join(sorted(day.isoformat() for day in repeat.skipped)) if repeat else None,
    }
