"""The sender: takes what is to be said and says it, once, at each channel's pace, whatever Slack answers."""

import asyncio
import datetime as dt
import logging

from handlers.carrying import carry, find
from handlers.clients import Clients, NotInstalled
from handlers.door import Clock, Door
from handlers.parking import parked_notice
from handlers.refusals import GONE, PARKING, Refusal
from handlers.tasks import Crew
from handlers.work import Rooms
from store.channels import ChannelFacts
from store.errors import DeskError
from store.outbox import Outgoing, Posting
from store.turns import UNPACED
from store.working import DEAD_AFTER

logger = logging.getLogger(__name__)

PACE = dt.timedelta(seconds=1)  # between two messages to one channel, as Slack wants it
AT_ONCE = 64  # requests under way
CLOCKS_APART = dt.timedelta(days=1)  # a message is found by its key, so looking further back does no harm
LONGEST_PAUSE = dt.timedelta(minutes=5)
LONGEST_TRIED = dt.timedelta(hours=24)
LEARNT = {"is_archived": {"archived": True}, "not_in_channel": {"gone": True}, "channel_not_found": {"gone": True}}


class TakenOver(Exception):
    """Another process took this one for dead, and has the message now."""


class Sender:
    """Sends messages; those of one channel one after the other, answers by response address past them.

    The outbox hands out the next message of a channel when the last one, whoever sent it, is `pace` old. Who sent that
    one looks again just then; where it is dead by then, the others do so when they are idle.
    """

    def __init__(
        self,
        rooms: Rooms,
        *,
        name: str,
        clients: Clients,
        door: Door,
        clock: Clock,
        pace: dt.timedelta = PACE,
        dead_after: dt.timedelta = DEAD_AFTER,
    ) -> None:
        self._rooms, self._outbox, self._name = rooms, rooms.outbox, name
        self._clients, self._door, self._clock = clients, door, clock
        self._pace, self._dead_after = pace, dead_after
        self._crew = Crew[Posting]("sender", self._claim, self._settle, at_once=AT_ONCE, lane=lambda one: one.key)
        self.start, self.wake, self.stop = self._crew.start, self._crew.wake, self._crew.stop

    @property
    def at_work(self) -> bool:
        """Whether it still looks for something to do."""
        return self._crew.at_work

    async def _claim(self, room: int) -> list[Posting]:
        return await self._door(
            self._outbox.claim,
            self._name,
            at=self._clock.now(),
            limit=room,
            dead_after=self._dead_after,
            pace=self._pace,
            holding={posting.key for posting in self._crew.in_hand},
        )

    async def _settle(self, posting: Posting) -> None:
        """Send a message, or keep what has to happen with it instead."""
        try:
            ts = await self._ts_of(posting)
        except TakenOver:
            logger.info("Another process sends %s", posting.key)
        except Refusal as refused:
            await self._refused(posting, refused)
        except NotInstalled as gone:
            await self._door.surely(self._give_up, posting, type(gone).__name__)
        except DeskError as unable:  # no token for this workspace, or the ledger is busy
            await self._later(posting, Refusal(type(unable).__name__, passing=True, doubtful=posting.uncertain))
        except Exception as broken:
            logger.exception("%s could not be sent", posting.key)
            await self._refused(posting, Refusal(type(broken).__name__, passing=True, doubtful=True))
        else:
            await self._door.surely(self._outbox.sent, posting.key, ts, at=self._clock.now())
            self._look_after(self._pace)

    async def _ts_of(self, posting: Posting) -> str | None:
        """The message as Slack knows it: found, where an earlier attempt may have sent it, else sent now."""
        ts = await self._found(posting) if posting.uncertain and posting.method == "post" else None
        if ts is None:
            client = await self._clients.of(posting.team)
            if not await self._door(self._outbox.sending, posting.key, self._name):
                raise TakenOver
            ts = await carry(client, posting)
        return ts

    def _look_after(self, pause: dt.timedelta) -> None:
        asyncio.get_running_loop().call_later(pause.total_seconds(), self.wake)

    async def _found(self, posting: Posting) -> str | None:
        """The message, if an earlier attempt did reach Slack. Where that cannot be told it is sent again."""
        oldest = (posting.put_at - CLOCKS_APART).timestamp()
        try:
            return await find(await self._clients.of(posting.team), posting, oldest=oldest)
        except Refusal as blind:
            if blind.passing:
                raise Refusal(blind.error, wait=blind.wait, passing=True, doubtful=True) from None
            logger.warning("%s may be out already (uncertain: %s); sending it again", posting.key, blind.error)
            return None

    async def _refused(self, posting: Posting, refused: Refusal) -> None:
        at_rest = self._clock.now() - posting.put_at > LONGEST_TRIED
        if refused.passing and not at_rest:
            await self._later(posting, refused)
        elif refused.error in PARKING and posting.method not in UNPACED and _is_channel(posting.channel):
            await self._door.surely(self._park, posting, refused.error)
        else:
            logger.error("%s will not go out: Slack says %s", posting.key, refused.error)
            await self._door.surely(self._give_up, posting, refused.error)

    async def _later(self, posting: Posting, refused: Refusal) -> None:
        pause = min(dt.timedelta(seconds=2.0 ** min(posting.tries - 1, 10)), LONGEST_PAUSE)
        if refused.wait is not None:
            pause = dt.timedelta(seconds=refused.wait)
        logger.warning("%s waits %s: Slack says %s", posting.key, pause, refused.error)
        again = self._clock.now() + pause
        doubtful = refused.doubtful or (posting.uncertain and refused.wait is not None)
        await self._door.surely(
            self._outbox.again, posting.key, refused.error, not_before=again, uncertain=doubtful, worker=self._name
        )
        self._look_after(pause)

    def _give_up(self, posting: Posting, error: str) -> None:
        now, ts = self._clock.now(), posting.arguments.get("ts")
        with self._outbox.store.writing():
            self._outbox.give_up(posting.key, error, at=now)
            if error in GONE and ts:
                self._rooms.cards.forget(posting.team, posting.channel, ts)

    def _park(self, posting: Posting, error: str) -> None:
        """Send nothing more to the channel until something has changed there, and say so to somebody, once."""
        now, team, channel = self._clock.now(), posting.team, posting.channel
        logger.error("Parked %s: Slack says %s", channel, error)
        with self._outbox.store.writing():
            first = self._outbox.park(team, channel, error, at=now)
            self._learn(team, channel, error, at=now)
            reader = self._rooms.workspaces.admin(team) or posting.arguments.get("asker")
            if first and reader:
                told = parked_notice(channel, error)
                key = f"parked:{team}:{channel}:{now:%Y%m%dT%H%M%S%f}"
                self._outbox.put([Outgoing(key=key, team=team, channel=reader, arguments=dict(told))], at=now)

    def _learn(self, team: str, channel: str, error: str, *, at: dt.datetime) -> None:
        if changed := LEARNT.get(error):
            known = self._rooms.channels.facts(team, channel) or ChannelFacts(private=True)
            self._rooms.channels.learn(team, channel, known.model_copy(update=changed), at=at)


def _is_channel(channel: str) -> bool:
    return channel[:1] in ("C", "G", "D")
