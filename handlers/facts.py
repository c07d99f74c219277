"""What Slack says of a channel, asked when it is needed and kept for an hour; what cannot be told counts as closed."""

import datetime as dt
import logging

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError, SlackClientError

from handlers.clients import Clients
from handlers.door import Clock, Door
from handlers.incoming import Payload, Place, facts_of, place_of, told_of_channel
from handlers.work import Rooms
from store.channels import ChannelFacts
from store.errors import DeskError

logger = logging.getLogger(__name__)

FRESH = dt.timedelta(hours=1)
BLIND = dt.timedelta(minutes=5)  # before Slack is asked again about a channel of which it did not tell
MOST_BLIND = 10_000


class Facts:
    """Looks channels up for whoever is about to read, keep or answer something there."""

    def __init__(self, rooms: Rooms, clients: Clients, door: Door, clock: Clock) -> None:
        self._rooms, self._clients, self._door, self._clock = rooms, clients, door, clock
        self._blind: dict[tuple[str, str], dt.datetime] = {}

    async def of(self, body: Payload, *, anew: bool = False) -> ChannelFacts | None:
        """The facts of the channel of a delivery; None where nobody can tell. `anew` asks Slack in any case."""
        place, now = place_of(body), self._clock.now()
        if not place.channel:
            return None
        known = await self._door(self._rooms.channels.facts, place.team, place.channel)
        if told := told_of_channel(body, known):
            await self._door(self._learn, place, told, known, at=now)
            known = told.model_copy(update={"checked_at": now})
        if place.direct or (not anew and _fresh(known, now)):
            return known
        return await self._asked(place, now, known, anew=anew) or _closed(known)

    async def _asked(
        self, place: Place, now: dt.datetime, known: ChannelFacts | None, *, anew: bool
    ) -> ChannelFacts | None:
        here = (place.team, place.channel)
        if not anew and now - self._blind.get(here, now - BLIND) < BLIND:
            return None
        try:
            client = await self._clients.of(place.team)
            about = (await client.conversations_info(channel=place.channel))["channel"]
        except (SlackApiError, SlackClientError, ClientError, OSError, TimeoutError, DeskError) as blind:
            logger.info("Cannot tell what channel %s is (%s): it counts as private", place.channel, _name(blind))
            self._blind = {} if len(self._blind) >= MOST_BLIND else self._blind
            self._blind[here] = now
            return None
        self._blind.pop(here, None)
        facts = facts_of(about)
        await self._door(self._learn, place, facts, known, at=now)
        return facts

    def _learn(self, place: Place, facts: ChannelFacts, known: ChannelFacts | None, *, at: dt.datetime) -> None:
        """Keep what was told. A channel that can be written to again gets what waits for it."""
        with self._rooms.outbox.store.writing():
            self._rooms.channels.learn(place.team, place.channel, facts, at=at)
            if _shut(known) and not _shut(facts):
                self._rooms.outbox.unpark(place.team, place.channel)


def _shut(facts: ChannelFacts | None) -> bool:
    return facts is not None and (facts.archived or facts.gone)


def _fresh(known: ChannelFacts | None, now: dt.datetime) -> bool:
    if known is None or known.checked_at is None or _shut(known):
        return False
    return now - known.checked_at < FRESH


def _closed(known: ChannelFacts | None) -> ChannelFacts | None:
    """What may be believed of a channel when what is known of it has grown old."""
    return known.model_copy(update={"private": True}) if known else None


def _name(error: Exception) -> str:
    return str(error.response.get("error")) if isinstance(error, SlackApiError) else type(error).__name__
