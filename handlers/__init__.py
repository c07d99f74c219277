"""The Slack edge: listeners that acknowledge, think, keep and show. All that the bot listens to is here."""

from collections.abc import Awaitable, Callable

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext

from bot.desk import Desk
from handlers import actions, commands, errors, ids, mentions
from handlers.door import Clock, Door

__all__ = ["Clock", "Door", "register"]


def register(app: AsyncApp, *, desk: Desk, door: Door, clock: Clock) -> None:
    """Tie every command, event and button to its listener, and give listeners what they ask for by name."""

    async def provide(context: AsyncBoltContext, next: Callable[[], Awaitable[None]]) -> None:
        context.update(desk=desk, door=door, clock=clock)
        await next()

    app.use(provide)
    app.command("/intercept")(commands.intercept)
    app.event("app_mention")(mentions.mentioned)
    app.event("message")(mentions.written)
    app.action(ids.UNDO)(actions.undo)
    app.action(ids.SHOW_ALL)(actions.show_all)
    app.error(errors.tell)
