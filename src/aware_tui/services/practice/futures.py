"""One answer after another: what is to come of an answer that another thread gives."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")


def done(answer: A) -> "Future[A]":
    """Return an answer that is there already."""
    made: Future[A] = Future()
    made.set_result(answer)
    return made


def chained(first: "Future[A]", then: Callable[[A], B]) -> "Future[B]":
    """Return what `then` makes of an answer; what goes wrong in either stands in its place."""
    made: Future[B] = Future()

    def take(done: "Future[A]") -> None:
        try:
            made.set_result(then(done.result()))
        except Exception as problem:  # noqa: BLE001 - handed over whole to whoever waits
            made.set_exception(problem)

    first.add_done_callback(take)
    return made


def followed(first: "Future[A]", then: "Callable[[A], Future[B]]") -> "Future[B]":
    """Return the answer to the question that `then` asks once there is the first answer."""
    made: Future[B] = Future()

    def pass_on(second: "Future[B]") -> None:
        problem = second.exception()
        if problem is None:
            made.set_result(second.result())
        else:
            made.set_exception(problem)

    def ask(done: "Future[A]") -> None:
        try:
            then(done.result()).add_done_callback(pass_on)
        except Exception as problem:  # noqa: BLE001 - handed over whole to whoever waits
            made.set_exception(problem)

    first.add_done_callback(ask)
    return made
