"""The part of the table that is about items: what is saved, and less like this."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.handlers import alerts, less_like_this, saved
from bot.handlers.visit import Next
from bot.ui import alert_routes as to
from bot.ui.packing import Action, Route
from bot.ui.screen import Screen

PLACES: Mapping[type[Route], Callable[[Any, Any], Awaitable[Screen]]] = {
    to.SavedItems: saved.saved_items,
    to.SavedItem: saved.saved_item,
    to.LessLikeThis: less_like_this.less_like_this,
}

ACTS: Mapping[type[Action], Callable[[Any, Any], Awaitable[Next]]] = {
    to.SaveItem: saved.save_item,
    to.RemoveSaved: saved.remove_saved,
    to.ToCalendar: saved.to_calendar,
    to.Applied: saved.applied,
    to.RemindLater: saved.remind_later,
    to.NotForUs: saved.not_for_us,
    to.MuteTheme: less_like_this.mute_theme,
    to.MuteFunder: less_like_this.mute_funder,
    to.MuteCountry: less_like_this.mute_country,
    to.HearAllFunders: alerts.hear_all_funders,
}
