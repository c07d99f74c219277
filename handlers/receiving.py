"""The edge: what Slack hands in is kept before it is acknowledged, and worked on after; repeats change nothing."""

from collections.abc import Awaitable, Callable, Mapping, Sequence

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext

from handlers.door import Clock, Door
from handlers.incoming import Payload, kept, keys_of, kind_of_message, place_of
from handlers.work import Rooms, Wanted

Next = Callable[[], Awaitable[None]]
Keeper = Callable[[Payload, AsyncBoltContext, Next], Awaitable[None]]


async def taken(ack: AsyncAck) -> None:
    """The listener for all that is kept: it acknowledges what a keeper before it has kept."""
    await ack()


class Receiver:
    """Makes keepers: the middleware of a listener, because Bolt acknowledges events before their listener runs.

    What a keeper cannot keep is not acknowledged, so Slack hands it in again.
    """

    def __init__(
        self,
        rooms: Rooms,
        door: Door,
        clock: Clock,
        *,
        wake: Callable[[], None],
        wanted: Mapping[str, Sequence[Wanted]],
    ) -> None:
        self._rooms, self._door, self._clock = rooms, door, clock
        self._wake, self._wanted = wake, wanted

    def keeps(self, kind: str) -> list[Keeper]:
        """The middleware that keeps deliveries of one kind."""

        async def keeper(body: Payload, context: AsyncBoltContext, next: Next) -> None:
            await self._take(kind, body, context)
            await next()

        return [keeper]

    def keeps_messages(self) -> list[Keeper]:
        """The middleware that keeps `message` events, which are of several kinds."""

        async def keeper(body: Payload, context: AsyncBoltContext, next: Next) -> None:
            if kind := kind_of_message(body["event"], bot=context.bot_user_id or ""):
                await self._take(kind, body, context)
            await next()

        return [keeper]

    async def _take(self, kind: str, body: Payload, context: AsyncBoltContext) -> None:
        if await self._door(self._keep, kind, body, context.bot_user_id or ""):
            self._wake()

    def _keep(self, kind: str, body: Payload, bot: str) -> bool:
        """Keep a delivery that somebody wants; whether it is new."""
        place, wanted = place_of(body), self._wanted.get(kind)
        if wanted and not any(wants(self._rooms, place, body) for wants in wanted):
            return False
        payload, keys = kept(body, bot=bot), keys_of(kind, body)
        return self._rooms.inbox.take(place.team, keys, kind, payload, at=self._clock.now()) is not None
