"""Channels that Slack gives another id, as it does when a private one begins to be shared: what they have follows."""

import logging

from handlers.work import Work
from store.following import follow_channel
from store.outbox import Outgoing

logger = logging.getLogger(__name__)


def renamed(work: Work) -> list[Outgoing]:
    """Everything of a channel goes by its new id from now on."""
    before, after = work.event["old_channel_id"], work.event["new_channel_id"]
    follow_channel(work.rooms.inbox.store, work.place.team, before, after)
    logger.info("Channel %s goes by the id %s now", before, after)
    return []


THINKERS = {"lifecycle:channel_id_changed": renamed}
