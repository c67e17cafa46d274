"""setWebhook, deleteWebhook and getWebhookInfo."""

import re
from typing import Any
from urllib.parse import urlsplit

from bot.simulator.books import Call
from bot.simulator.errors import bad_request, too_many_requests
from bot.simulator.methods.registry import Described, method
from bot.simulator.parameters import flag, integer, nested, text
from bot.simulator.polling import WEBHOOK_SET
from bot.simulator.webhook import Target
from bot.simulator.world import World

PORTS = frozenset({80, 88, 443, 8443})
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
DEFAULT_CONNECTIONS, MOST_CONNECTIONS = 40, 100
SECRET_LIMIT = 256
_SECRET = re.compile(r"[A-Za-z0-9_-]*")


@method("setWebhook")
async def set_webhook(world: World, call: Call) -> Described:
    url = text(call.given, "url").strip()
    if not url:
        return await delete_webhook(world, call)
    target = Target(
        _checked(url),
        _secret(text(call.given, "secret_token")),
        min(max(integer(call.given, "max_connections", DEFAULT_CONNECTIONS), 1), MOST_CONNECTIONS),
        "certificate" in call.given,
    )
    now = world.clock.now()
    if now - world.webhook_set_at < 1:
        raise too_many_requests(1)
    world.webhook_set_at = now
    if isinstance(kinds := nested(call.given, "allowed_updates"), list):
        world.updates.allowed = frozenset(str(kind) for kind in kinds) or None
    if flag(call.given, "drop_pending_updates"):
        world.updates.clear()
    if world.webhook.target == target:
        return Described(True, "Webhook is already set")
    await world.poller.terminate(WEBHOOK_SET)
    await world.webhook.aim(target)
    return Described(True, "Webhook was set")


@method("deleteWebhook")
async def delete_webhook(world: World, call: Call) -> Described:
    if flag(call.given, "drop_pending_updates"):
        world.updates.clear()
    if world.webhook.target is None:
        return Described(True, "Webhook is already deleted")
    await world.webhook.aim(None)
    return Described(True, "Webhook was deleted")


@method("getWebhookInfo")
def get_webhook_info(world: World, _call: Call) -> dict[str, Any]:
    hook, target = world.webhook, world.webhook.target
    world.updates.drop_expired()
    info: dict[str, Any] = {
        "url": target.url if target else "",
        "has_custom_certificate": target.certificate if target else False,
        "pending_update_count": len(world.updates),
    }
    if hook.error_date is not None:
        info |= {"last_error_date": hook.error_date, "last_error_message": hook.error_message}
    if target is not None:
        info["max_connections"] = target.connections
    if world.updates.allowed is not None:
        info["allowed_updates"] = sorted(world.updates.allowed)
    return info


def _checked(url: str) -> str:
    """The address, if Telegram would call it; on this machine any port and plain HTTP will do."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise bad_request("bad webhook: Wrong HTTP URL", "webhook") from None
    if parts.hostname in LOOPBACK:
        return url
    if parts.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook", "webhook")
    if (port or 443) not in PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443", "webhook")
    return url


def _secret(secret: str) -> str:
    if len(secret) > SECRET_LIMIT:
        raise bad_request("secret token is too long", "webhook")
    if not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters", "webhook")
    return secret
