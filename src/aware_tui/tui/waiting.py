"""Waiting for what another thread answers."""

from asyncio import wait, wrap_future
from concurrent.futures import Future
from typing import TypeVar

T = TypeVar("T")


async def wait_for(future: "Future[T]") -> T:
    """Return what another thread answers, without holding up the screen."""
    return await wrap_future(future)


async def answer_of(future: "Future[T]") -> tuple[T, str] | tuple[None, str]:
    """Return the answer, or None and the sentence for what stood in its way; a fault is raised."""
    from aware_tui.services.problems import sentence_of

    answer = wrap_future(future)
    await wait([answer])
    problem = answer.exception()
    if problem is None:
        return answer.result(), ""
    sentence = sentence_of(problem)
    if sentence is None:
        raise problem
    return None, sentence
