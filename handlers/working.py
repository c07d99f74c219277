"""The worker: takes what was handed in, thinks about it in one transaction, and leaves the answers to be sent."""

import asyncio
import datetime as dt
import logging
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from zoneinfo import ZoneInfo

from bot.desk import Desk
from handlers.clients import Clients
from handlers.door import AWAY, Clock, Door
from handlers.errors import BROKEN
from handlers.facts import Facts
from handlers.incoming import place_of
from handlers.tasks import Crew
from handlers.views.help import sentence
from handlers.work import Fetcher, NotYet, Rooms, Thinker, Work
from store.channels import ChannelFacts, ChannelSettings
from store.errors import DeskError, DoneElsewhere
from store.inbox import Delivery
from store.outbox import Outgoing
from store.working import DEAD_AFTER

logger = logging.getLogger(__name__)

AT_ONCE = 8  # deliveries held, and
THINKING = 2  # of these thought about
MOST_TRIES = 3
MOST_DEATHS = 10
PAUSES = (dt.timedelta(seconds=1), dt.timedelta(seconds=3))
SPOKEN = frozenset({"mention", "direct"})
UNASKED = frozenset({"message", "message_changed", "message_deleted", "home", "lifecycle"})  # nobody waits for words


class Refused(Exception):
    """What was asked for cannot be done: the sentence for the user, who is told it in the place of all else."""


class Desks:
    """Makes the work of a delivery and thinks about it: what a worker and a listener of modals have in common."""

    def __init__(
        self,
        desk: Desk,
        rooms: Rooms,
        *,
        clients: Clients,
        door: Door,
        clock: Clock,
        thinkers: Mapping[str, Sequence[Thinker]],
        fetchers: Mapping[str, Fetcher],
        followers: Sequence[Thinker],
    ) -> None:
        self.rooms, self.door, self.clock = rooms, door, clock
        self.desk, self._clients = desk, clients
        self._facts = Facts(rooms, clients, door, clock)
        self._thinkers, self._fetchers, self._followers = thinkers, fetchers, followers

    async def made(self, delivery: Delivery) -> Work:
        """The work of a delivery, with what Slack says of its channel and what its kind's fetcher brings."""
        anew = delivery.kind.startswith("lifecycle:")
        settings, facts = await self._facts.of(delivery.payload, anew=anew)
        work = self.work_of(delivery, settings, facts)
        fetcher = self._fetchers.get(delivery.kind)
        if fetcher is None:
            return work
        return replace(work, fetched=await fetcher(await self._clients.of(work.place.team), work))

    async def look_at(self, team: str, channel: str) -> None:
        """Learn what Slack says of a channel before something is written there that nobody there asked for."""
        await self._facts.of({"command": "", "team_id": team, "channel_id": channel, "user_id": ""})

    def work_of(self, delivery: Delivery, settings: ChannelSettings, facts: ChannelFacts | None) -> Work:
        """The work of a delivery, with what is known of its channel."""
        place, now = place_of(delivery.payload), self.clock.now()
        zone = settings.zone or self.clock.zone
        today = delivery.taken_at.astimezone(ZoneInfo(zone)).date()
        return Work(delivery, place, self.desk, self.rooms, now, today, zone, facts, settings)

    def think(self, work: Work) -> list[Outgoing]:
        """What the thinkers of its kind, and then the followers, make of a piece of work. In one transaction."""
        made = [told for thinker in self._thinkers.get(work.delivery.kind, ()) for told in thinker(work)]
        return made + [told for follower in self._followers for told in follower(work)]

    def settle(self, work: Work) -> None:
        """Think, and keep what comes of it: the ledger's changes, the messages to be sent, and that it is done.

        A DeskError takes back what was thought and is told to the user instead. Anything else takes back all.
        """
        writing = self.rooms.inbox.store.writing
        try:
            with writing():
                self._end(work, self._thought(work))
        except Refused as refused:
            with writing():
                self._end(work, apology(work, str(refused)))

    def _thought(self, work: Work) -> list[Outgoing]:
        try:
            return self.think(work)
        except (DoneElsewhere, *AWAY):
            raise
        except DeskError as refused:
            raise Refused(str(refused)) from refused

    def _end(self, work: Work, told: list[Outgoing]) -> None:
        self.rooms.outbox.put(told, at=work.now)
        self.rooms.inbox.finish(work.delivery.id, at=work.now)


class Worker:
    """Works on deliveries, a few at a time, those of one channel in the order in which they came in."""

    def __init__(
        self,
        desks: Desks,
        *,
        name: str,
        sent: Callable[[], None],
        dead_after: dt.timedelta = DEAD_AFTER,
    ) -> None:
        self._desks, self._name, self._dead_after = desks, name, dead_after
        self._inbox, self._door, self._clock = desks.rooms.inbox, desks.door, desks.clock
        self._sent, self._thinking = sent, asyncio.Semaphore(THINKING)
        self._crew = Crew[Delivery]("worker", self._claim, self._work_on, at_once=AT_ONCE, lane=_lane)
        self.start, self.wake, self.stop = self._crew.start, self._crew.wake, self._crew.stop

    @property
    def at_work(self) -> bool:
        """Whether it still looks for something to do."""
        return self._crew.at_work

    async def _claim(self, room: int) -> list[Delivery]:
        now, holding = self._clock.now(), [delivery.id for delivery in self._crew.in_hand]
        claim = partial(self._inbox.claim, self._name, limit=room, dead_after=self._dead_after)
        return await self._door(claim, at=now, holding=holding)

    async def _work_on(self, delivery: Delivery) -> None:
        try:
            if delivery.tries > MOST_DEATHS:
                raise RuntimeError("a worker died of it again and again")
            work = await self._desks.made(delivery)
            async with self._thinking:
                await self._door(self._desks.settle, work)
        except DoneElsewhere:
            logger.info("Another worker did delivery %s first", delivery.id)
        except NotYet:
            await self._tried(delivery, "not yet", pause=PAUSES[0])
        except AWAY as away:
            logger.warning("The ledger cannot be used (%s); delivery %s waits", away, delivery.id)
            again = self._clock.now() + PAUSES[0]
            await self._door.surely(self._inbox.put_back, delivery.id, type(away).__name__, again_at=again)
        except Exception as error:
            await self._failed(delivery, error)
        self._sent()

    async def _tried(self, delivery: Delivery, error: str, *, pause: dt.timedelta) -> None:
        now = self._clock.now()
        await self._door.surely(self._inbox.fail, delivery.id, error, at=now, again_at=now + pause)

    async def _failed(self, delivery: Delivery, error: Exception) -> None:
        """Try again a little later; after the last try tell the user, with a reference that the log has too."""
        ref = secrets.token_hex(2)
        logger.error("Delivery %s (%s) broke (ref %s)", delivery.id, delivery.kind, ref, exc_info=error)
        told = f"{type(error).__name__} (ref {ref})"
        if delivery.tries < MOST_TRIES:
            await self._tried(delivery, told, pause=PAUSES[min(delivery.tries, len(PAUSES)) - 1])
        else:
            await self._door.surely(self._give_up, delivery, told, BROKEN.format(ref=ref))

    def _give_up(self, delivery: Delivery, error: str, words: str) -> None:
        now, rooms, place = self._clock.now(), self._desks.rooms, place_of(delivery.payload)
        with self._inbox.store.writing():
            settings, _ = rooms.channels.known(place.team, place.channel)
            rooms.outbox.put(apology(self._desks.work_of(delivery, settings, None), words), at=now)
            self._inbox.fail(delivery.id, error, at=now, again_at=None)


def apology(work: Work, words: str) -> list[Outgoing]:
    """One sentence for who asked: beside a mention for all to see, else for them alone; nothing where nobody asked."""
    kind, user = work.delivery.kind, work.place.user
    if not user or kind.partition(":")[0] in UNASKED:
        return []
    return [work.say(sentence(words), to=None if kind in SPOKEN else user, key="error")]


def _lane(delivery: Delivery) -> tuple[str, str]:
    place = place_of(delivery.payload)
    return place.team, place.channel or place.user
