"""Whom an announcement is for, and from when on: by what it does."""

from datetime import date, datetime, timedelta

from bot.domain.announcement import Announcement, Errand
from bot.store import by_itself
from bot.store.database import Connection
from bot.store.openings import Days
from bot.store.recipients_alerts import Digest, alert_plan
from bot.store.recipients_known import change_plan, reminder_plan
from bot.store.recipients_rows import Plan
from bot.store.recipients_written import Copies, Members


async def plan_of(tx: Connection, planned: Announcement, now: datetime, days: Days) -> Plan:
    """Members for an announcement, copies of another one for a correction or a recall, readers for the rest."""
    match planned.errand:
        case Errand.SEND:
            return Members(planned, now, days)
        case Errand.CORRECT | Errand.RECALL:
            return Copies(planned, now)
        case Errand.ALERT:
            return await alert_plan(tx, planned, now, days)
        case Errand.DIGEST:
            return await _digest_plan(tx, planned, now, days)
        case Errand.REMINDER:
            return await reminder_plan(tx, planned, now, days)
        case Errand.CHANGE:
            return await change_plan(tx, planned, now, days)


async def _digest_plan(tx: Connection, planned: Announcement, now: datetime, days: Days) -> Digest:
    """The plan of a DIGEST; its key is the day."""
    if planned.key is None:
        raise ValueError(f"digest {planned.id} is of no day")
    day = date.fromisoformat(planned.key)
    made = await by_itself.digest_days(tx, day - timedelta(days=day.weekday()))
    return Digest(planned, now, days, day, made)
