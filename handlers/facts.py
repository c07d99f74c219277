"""What Slack says of a channel, asked when it is needed and kept for an hour; what cannot be told counts as closed."""

import datetime as dt
import logging

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError, SlackClientError

from handlers.clients import Clients
from handlers.door import Clock, Door
from handlers.incoming import Payload, Place, facts_of, place_of, told_of_channel
from handlers.work import Rooms
from store.channels import ChannelFacts, ChannelSettings
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

    async def of(self, body: Payload, *, anew: bool = False) -> tuple[ChannelSettings, ChannelFacts | None]:
        """How to behave in the channel of a delivery, and its facts; None where nobody can tell.

        `anew` asks Slack in any case.
        """
        place, now = place_of(body), self._clock.now()
        if not place.channel:
            return ChannelSettings(), None
        settings, known = await self._door(self._rooms.channels.known, place.team, place.channel)
        shared = body.get("is_ext_shared_channel")  # Slack's own word; None where a delivery does not say
        told = told_of_channel(body, known)
        if told or (known and known.checked_at is None and shared is not None):
            at = now if shared is not None else (known.checked_at if known else None)
            told = (told or known or ChannelFacts(private=True)).model_copy(update={"checked_at": at})
            await self._door(self._learn, place, told, known, at=at)
            known = told
        if place.direct or (not anew and _fresh(known, now)):
            return settings, known
        facts = await self._asked(place, now, known, anew=anew)
        if facts is None and (facts := _closed(known, shared=shared)) and known is None:
            await self._door(self._learn, place, facts, None, at=now - FRESH)  # what was heard; Slack is asked again
        return settings, facts

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

    def _learn(self, place: Place, facts: ChannelFacts, known: ChannelFacts | None, *, at: dt.datetime | None) -> None:
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


def _closed(known: ChannelFacts | None, *, shared: bool | None) -> ChannelFacts | None:
    """What may be believed of a channel when what is known of it has grown old.

    One of which Slack never said whether it is shared with another organisation counts as shared.
    """
    if known is None:
        return ChannelFacts(private=True, connect=shared) if shared is not None else None
    return known.model_copy(update={"private": True, "connect": known.connect or known.checked_at is None})


def _name(error: Exception) -> str:
    return str(error.response.get("error")) if isinstance(error, SlackApiError) else type(error).__name__
