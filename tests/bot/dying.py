"""A bot that ends itself with SIGKILL at one step of its work: `python -m tests.bot.dying STEP`."""

import asyncio
import datetime as dt
import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from bot.app import run
from bot.jobs import Runs
from bot.settings import load_settings
from handlers import working
from store.inbox import Inbox
from store.outbox import Outbox

SECOND = dt.timedelta(seconds=1)

STEPS: dict[str, tuple[Any, str, bool]] = {
    "before it is kept": (Inbox, "take", False),
    "after it is kept": (Inbox, "take", True),
    "before it is thought about": (working.Worker, "_work_on", False),
    "inside the transaction": (Inbox, "finish", False),
    "after the transaction": (working.Desks, "settle", True),
    "before the request is announced": (Outbox, "sending", False),
    "before the request leaves": (Outbox, "sending", True),
    "after the answer came": (Outbox, "sent", False),
}
"""Steps by name: where the method is, and whether death comes after it has run (True) or instead (False)."""

DIGEST_STEPS: dict[str, tuple[Any, str, bool]] = {
    "a digest is selected": (Runs, "select", True),
    "a digest is composed": (Runs, "compose", True),
    "a digest is handed over": (Runs, "post", True),
}


def dies(method: Callable[..., Any], *, after: bool) -> Callable[..., Any]:
    """The method as one that ends the process."""

    def dying(*args: Any, **kwargs: Any) -> None:
        if after:
            method(*args, **kwargs)
        os.kill(os.getpid(), signal.SIGKILL)

    return dying


def main() -> None:
    """Run a bot that dies at the step that is named; without one it lives."""
    if len(sys.argv) > 1:
        owner, name, after = (STEPS | DIGEST_STEPS)[sys.argv[1]]
        setattr(owner, name, dies(getattr(owner, name), after=after))
    asyncio.run(run(load_settings(env_file=None), beat=SECOND / 5, dead_after=SECOND, pace=SECOND / 50))


if __name__ == "__main__":
    main()
