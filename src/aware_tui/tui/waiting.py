"""Waiting for what another thread answers."""

from asyncio import wrap_future
from concurrent.futures import Future
from typing import TypeVar

T = TypeVar("T")


async def wait_for(future: "Future[T]") -> T:
    """Return what another thread answers, without holding up the screen."""
    return await wrap_future(future)
