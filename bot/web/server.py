"""The application and its paths: the webhook, when there is one, and the health check."""

from http import HTTPStatus

from aiohttp import web

from bot.gateway.webhook import PATH
from bot.web.health import Health
from bot.web.webhook import Webhook

LARGEST_BODY = 1024 * 1024  # bytes; an update is a few thousand


def make_app(health: Health, webhook: Webhook | None = None) -> web.Application:
    """`webhook` is None while updates are polled; the path then does not exist."""

    async def answer_health(_: web.Request) -> web.Response:
        if await health.is_good():
            return web.json_response({"status": "ok"})
        return web.json_response({"status": "failing"}, status=HTTPStatus.SERVICE_UNAVAILABLE)

    app = web.Application(client_max_size=LARGEST_BODY)
    app.router.add_get("/health", answer_health)
    if webhook is not None:
        app.router.add_post(PATH, webhook.receive)
    return app
