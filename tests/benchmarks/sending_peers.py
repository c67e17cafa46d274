"""The others: loops that send and forget, each as its users write it. Only what is measured is imported."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

import aiohttp
import orjson

from tests.benchmarks.fixed_telegram import BUTTON, LABEL, LINK, TEXT, TOKEN

if TYPE_CHECKING:
    from telegram import Bot

Send = Callable[[int], Awaitable[object]]
Open = Callable[[AsyncExitStack, str, int], Awaitable[Send]]


async def in_parallel(send: Send, count: int, concurrency: int) -> None:
    """So many sends, that many at a time."""
    numbers = iter(range(1, count + 1))

    async def work() -> None:
        for number in numbers:
            await send(number)

    await asyncio.gather(*(work() for _ in range(concurrency)))


async def aiogram(stack: AsyncExitStack, address: str, concurrency: int) -> Send:
    from aiogram import Bot, types
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer

    session = AiohttpSession(api=TelegramAPIServer.from_base(address), limit=concurrency)
    bot = Bot(TOKEN, session=session)
    stack.push_async_callback(session.close)

    async def send(chat_id: int) -> object:
        keyboard = types.InlineKeyboardMarkup(inline_keyboard=[[types.InlineKeyboardButton(text=LABEL, url=LINK)]])
        return await bot.send_message(chat_id, TEXT, parse_mode="HTML", reply_markup=keyboard)

    return send


async def library_default(stack: AsyncExitStack, address: str, concurrency: int) -> Send:
    from telegram import Bot

    del concurrency
    return await _library(stack, Bot(TOKEN, base_url=f"{address}/bot"))


async def library_on_our_transport(stack: AsyncExitStack, address: str, concurrency: int) -> Send:
    from telegram import Bot

    from bot.gateway.transport import AiohttpRequest

    del concurrency
    return await _library(stack, Bot(TOKEN, base_url=f"{address}/bot", request=AiohttpRequest()))


async def _library(stack: AsyncExitStack, bot: "Bot") -> Send:
    from telegram import InlineKeyboardButton, InlineKeyboardMarkup

    await stack.enter_async_context(bot)

    async def send(chat_id: int) -> object:
        keyboard = InlineKeyboardMarkup([[InlineKeyboardButton(LABEL, url=LINK)]])
        return await bot.send_message(chat_id, TEXT, parse_mode="HTML", reply_markup=keyboard)

    return send


async def bare(stack: AsyncExitStack, address: str, concurrency: int) -> Send:
    """aiohttp with a body that is ready but for its first number, and nobody who looks at the answer."""
    connector = aiohttp.TCPConnector(limit=concurrency)
    session = await stack.enter_async_context(aiohttp.ClientSession(connector=connector))
    shown = {"text": TEXT, "parse_mode": "HTML", "reply_markup": {"inline_keyboard": [[BUTTON]]}}
    rest, headers = b"," + orjson.dumps(shown)[1:], {"Content-Type": "application/json"}
    url = f"{address}/bot{TOKEN}/sendMessage"

    async def send(chat_id: int) -> object:
        async with session.post(url, data=b'{"chat_id":%d%b' % (chat_id, rest), headers=headers) as response:
            return await response.read()

    return send


PEERS: dict[str, Open] = {
    "bare aiohttp, prepared body": bare,
    "aiogram, bare loop": aiogram,
    "python-telegram-bot on our transport": library_on_our_transport,
    "python-telegram-bot, default httpx": library_default,
}
