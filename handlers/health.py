"""Whether the bot keeps up: what waits, for how long, and whether anybody works on it."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from handlers.work import Rooms
from store.errors import DeskError

LONGEST_WAIT = dt.timedelta(seconds=60)


def health(rooms: Rooms, *, at: dt.datetime, socket_age: float | None, deaf: bool, working: bool) -> tuple[bool, Any]:
    """Whether all is well, and the figures: numbers only, nothing of what people said.

    Not well: no frame from Slack for too long (`deaf`), the worker or the sender has stopped (not `working`), the
    database cannot be reached, or something handed in has waited for more than a minute.
    """
    age = None if socket_age is None else round(socket_age, 1)
    try:
        waits = _since(rooms.inbox.oldest(), at)
        told = {
            "inbox": _figures(rooms.inbox.counts(), waits),
            "outbox": _figures(rooms.outbox.counts(), _since(rooms.outbox.oldest(), at)),
            "parked": len(rooms.outbox.parked()),
        }
    except DeskError as unreachable:
        return False, {"ok": False, "socket_age": age, "working": working, "database": type(unreachable).__name__}
    ok = working and not deaf and (waits or 0.0) <= LONGEST_WAIT.total_seconds()
    return ok, {"ok": ok, "socket_age": age, "working": working, "database": "ok", **told}


def _figures(counts: Mapping[Any, int], oldest: float | None) -> dict[str, Any]:
    return {str(state): number for state, number in counts.items()} | {"oldest_seconds": oldest}


def _since(first: dt.datetime | None, at: dt.datetime) -> float | None:
    return None if first is None else max(0.0, round((at - first).total_seconds(), 1))
