"""The stand-in in a thread of its own, for tests without an event loop that start bots as processes."""

import asyncio
import contextlib
import threading
from collections.abc import Coroutine, Iterator
from concurrent.futures import Future
from typing import Any, TypeVar

from tests.fake_slack.server import FakeSlack

T = TypeVar("T")


class SlackThread:
    """A stand-in that runs in its own thread: read `slack` from anywhere, do its deeds through `do`."""

    def __init__(self, slack: FakeSlack, loop: asyncio.AbstractEventLoop) -> None:
        self.slack, self._loop = slack, loop

    def do(self, deed: Coroutine[Any, Any, T], *, within: float = 30.0) -> T:
        """Do a deed in the stand-in's thread and give what it gives: `running.do(slack.mention("…"))`."""
        return self.start(deed).result(within)

    def start(self, deed: Coroutine[Any, Any, T]) -> Future[T]:
        """Begin a deed in the stand-in's thread without waiting for its end."""
        return asyncio.run_coroutine_threadsafe(deed, self._loop)


@contextlib.contextmanager
def in_thread(**options: Any) -> Iterator[SlackThread]:
    """Run a stand-in in a thread of its own; options are those of FakeSlack."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="fake-slack", daemon=True)
    thread.start()
    slack = FakeSlack(**options)
    running = SlackThread(slack, loop)
    try:
        running.do(slack.__aenter__())
        try:
            yield running
        finally:
            running.do(slack.__aexit__(None, None, None))
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
