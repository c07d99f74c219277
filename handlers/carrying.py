"""The ways by which a message reaches people: one for a user never takes a way that others can see."""

import logging
from collections.abc import Awaitable, Callable, Iterator, Mapping
from functools import partial
from typing import Any, Literal

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from handlers.clients import TIMEOUT
from handlers.refusals import BLOCKS_REFUSED, GONE, OUTSIDE, UNREACHABLE, Refusal, refusal_of, seconds
from handlers.views.blocks import clip
from handlers.views.tables import without_tables
from store.outbox import Posting

logger = logging.getLogger(__name__)

EVENT_TYPE = "intercept_desk"
PAGES = 10
PLAIN_LIMIT = 3_900  # characters; `chat.update` refuses more than 4,000
USED_UP = frozenset({"expired_url", "used_url", "no_such_url", "no_such_hook", "invalid_token"})
NO_SUCH_READER = frozenset({"user_not_in_channel", "user_not_found", "user_not_visible", "messages_tab_disabled"})
ANOTHER_WAY = OUTSIDE | USED_UP | GONE | NO_SUCH_READER

Way = Literal["post", "ephemeral", "respond", "direct", "update", "delete", "call"]


def ways(posting: Posting) -> list[Way]:
    """The ways for a message, the best first. What is for one user takes only ways that nobody else can see."""
    alone, asker = "user" in posting.arguments, bool(posting.arguments.get("asker"))
    address: list[Way] = ["respond"] if posting.arguments.get("response_url") else []
    if posting.method in ("respond", "ephemeral") and alone:
        return [*(address if posting.method == "respond" else []), "ephemeral", "direct"]
    if posting.method == "respond":
        return [*address, "post", *(["direct"] if asker else [])]  # type: ignore[list-item]
    if posting.method == "ephemeral":
        raise ValueError(f"{posting.key} is for one user and does not say for whom")
    return [posting.method, *(address if posting.method in ("post", "update") else [])]


async def carry(client: AsyncWebClient, posting: Posting) -> str | None:
    """Send a message by the first way that Slack takes; gives its ts where it is one of its channel's messages.

    Raises Refusal: of the passing ones the first, else that of the best way.
    """
    first: Refusal | None = None
    for way in ways(posting):
        try:
            return await _by(way, client, posting)
        except Refusal as refused:
            if refused.passing or refused.error not in ANOTHER_WAY:
                raise first or refused from None
            first = first or refused
    raise first or Refusal("no way")


async def find(client: AsyncWebClient, posting: Posting, *, oldest: float) -> str | None:
    """The ts of a message that was posted under its key after `oldest` (seconds since 1970), None where there is none.

    Raises Refusal where it cannot be told: without the scope for the channel's history, or out of reach.
    """
    thread, cursor = posting.arguments.get("thread_ts") or posting.after_ts, ""
    listing = partial(client.conversations_replies, ts=thread) if thread else client.conversations_history
    where: dict[str, Any] = {
        "channel": posting.channel,
        "oldest": f"{oldest:.6f}",
        "limit": 200,
        "include_all_metadata": True,
    }
    for _ in range(PAGES):
        page = await _called(partial(listing, cursor=cursor, **where))
        found = next((str(message["ts"]) for message in page["messages"] if _carries(message, posting.key)), None)
        cursor = (page.get("response_metadata") or {}).get("next_cursor", "")
        if found or not cursor:
            return found
    raise Refusal("too much was said since")


def _carries(message: dict[str, Any], key: str) -> bool:
    metadata = message.get("metadata") or {}
    return metadata.get("event_type") == EVENT_TYPE and (metadata.get("event_payload") or {}).get("key") == key


async def _by(way: Way, client: AsyncWebClient, posting: Posting) -> str | None:
    """Send it one way; where Slack refuses its blocks, as plain text."""
    for contents in _ever_plainer(posting.arguments):
        try:
            return await _WAYS[way](client, posting, contents)
        except Refusal as refused:
            if refused.error not in BLOCKS_REFUSED or way in ("delete", "call") or "blocks" not in contents:
                raise
            logger.warning("Slack refused the blocks of %s (%s); sending it plainer", posting.key, refused.error)
    raise Refusal("nothing to send")


def _ever_plainer(given: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """What is sent: the blocks; the same without what is new in Slack, where there is such; the text."""
    text, blocks = given.get("text", ""), given.get("blocks")
    yield {"text": text, "blocks": blocks}
    if blocks and (older := without_tables(blocks)) != blocks:
        yield {"text": text, "blocks": older}
    yield {"text": clip(str(text), PLAIN_LIMIT)}


async def _post(client: AsyncWebClient, posting: Posting, contents: dict[str, Any]) -> str | None:
    sent = await _called(
        lambda: client.chat_postMessage(
            channel=posting.channel,
            thread_ts=posting.arguments.get("thread_ts") or posting.after_ts,
            metadata={"event_type": EVENT_TYPE, "event_payload": {"key": posting.key}},
            unfurl_links=False,
            unfurl_media=False,
            **contents,
        )
    )
    return str(sent["ts"])


async def _ephemeral(client: AsyncWebClient, posting: Posting, contents: dict[str, Any]) -> None:
    thread, user = posting.arguments.get("thread_ts"), posting.arguments["user"]
    await _called(lambda: client.chat_postEphemeral(channel=posting.channel, user=user, thread_ts=thread, **contents))


async def _direct(client: AsyncWebClient, posting: Posting, contents: dict[str, Any]) -> None:
    user = posting.arguments.get("user") or posting.arguments["asker"]
    metadata = {"event_type": EVENT_TYPE, "event_payload": {"key": posting.key}}
    await _called(lambda: client.chat_postMessage(channel=user, metadata=metadata, unfurl_links=False, **contents))


async def _update(client: AsyncWebClient, posting: Posting, contents: dict[str, Any]) -> str | None:
    ts = str(posting.arguments.get("ts") or posting.after_ts)
    contents = {"blocks": [], **contents}  # without any the old ones would stay
    sent = await _called(lambda: client.chat_update(channel=posting.channel, ts=ts, **contents))
    return str(sent["ts"])


async def _delete(client: AsyncWebClient, posting: Posting, contents: dict[str, Any]) -> None:
    ts = posting.arguments["ts"]
    await _called(lambda: client.chat_delete(channel=posting.channel, ts=ts))


async def _call(client: AsyncWebClient, posting: Posting, contents: dict[str, Any]) -> None:
    api, params = str(posting.arguments["api"]), dict(posting.arguments["params"])
    if api == "files.upload_v2":
        await _called(lambda: client.files_upload_v2(**params))
    else:
        await _called(lambda: client.api_call(api, json=params))


async def _respond(client: AsyncWebClient, posting: Posting, contents: dict[str, Any]) -> None:
    """Answer by a response address: it says `ok` as text, or what it refuses as JSON."""
    given = posting.arguments
    hook = AsyncWebhookClient(str(given["response_url"]), timeout=TIMEOUT, retry_handlers=[])
    body = {
        **{name: value for name, value in contents.items() if value is not None},
        "response_type": "ephemeral" if "user" in given else "in_channel",
        "replace_original": bool(given.get("replace_original")),
        "unfurl_links": False,
        "unfurl_media": False,
    }
    if given.get("thread_ts"):
        body["thread_ts"] = given["thread_ts"]
    try:
        answer = await hook.send_dict(body)
    except UNREACHABLE as unreachable:
        raise refusal_of(unreachable) from None
    if answer.status_code == 429:
        raise Refusal("ratelimited", wait=seconds(dict(answer.headers)))
    if answer.status_code >= 500:
        raise Refusal(f"status {answer.status_code}", passing=True, doubtful=True)
    if answer.status_code != 200 or "error" in answer.body:
        raise Refusal(_named_in(answer.body) or f"status {answer.status_code}")


def _named_in(body: str) -> str:
    """The error that the body of a response address names."""
    known = BLOCKS_REFUSED | USED_UP | OUTSIDE
    return next((error for error in sorted(known, key=len, reverse=True) if error in body), "")


async def _called(call: Callable[[], Awaitable[Any]]) -> Any:
    try:
        return await call()
    except (SlackApiError, *UNREACHABLE) as refused:
        raise refusal_of(refused) from None


_WAYS: dict[Way, Callable[[AsyncWebClient, Posting, dict[str, Any]], Awaitable[str | None]]] = {
    "post": _post,
    "ephemeral": _ephemeral,
    "respond": _respond,
    "direct": _direct,
    "update": _update,
    "delete": _delete,
    "call": _call,
}
