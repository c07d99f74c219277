"""The chat.* methods: posting, updating, deleting, ephemerals, permalinks and response addresses."""

import copy
from typing import Any

from tests.fake_slack.state import Channel, Json, Ping, Refused, ResponseUrl, Workspace, flag
from tests.fake_slack.validation import LONGEST_TEXT, LONGEST_UPDATE, check_message, live_pings, loaded


def post_message(space: Workspace, args: Json) -> Json:
    """chat.postMessage: into a conversation, or to a user id, which opens the direct conversation."""
    name = args.get("channel")
    direct = isinstance(name, str) and name.startswith("U") and name in space.users
    channel = space.direct_channel(name) if direct and isinstance(name, str) else space.channel(name)
    if channel.archived:
        raise Refused("is_archived")
    if not channel.member and "chat:write.public" not in space.scopes:
        raise Refused("not_in_channel")
    thread = thread_parent(space, channel, args.get("thread_ts"))
    fields = composed(space, channel, args)
    if thread and flag(args, "reply_broadcast"):
        fields["subtype"] = "thread_broadcast"
    message = space.keep(channel, space.bot_message(**fields, **thread))
    return {"channel": channel.id, "ts": message["ts"], "message": seen(message)}


def composed(space: Workspace, channel: Channel, args: Json) -> Json:
    """The text, blocks, attachments and metadata of a message to be stored; notes its problems and pings."""
    text, blocks = check_message(args)
    where = f"message in {channel.id}"
    if not text.strip():
        space.problem(f"{where}: no text: screen readers hear nothing")
    if len(text) > LONGEST_TEXT:
        space.problem(f"{where}: text cut at {LONGEST_TEXT:,} characters")
    parsed = args.get("parse") == "full" or flag(args, "link_names")
    space.pings += [Ping(token, channel.id, at) for token, at in live_pings(text, blocks, parsed=parsed)]
    fields: Json = {"text": text[:LONGEST_TEXT]}
    if blocks:
        fields["blocks"] = with_ids(space, blocks)
    if args.get("attachments"):
        fields["attachments"] = loaded(args["attachments"], "invalid_attachments")
    if args.get("metadata"):
        fields["metadata"] = loaded(args["metadata"], "invalid_metadata_format")
    return fields


def with_ids(space: Workspace, blocks: list[Json]) -> list[Json]:
    """The blocks as Slack keeps them: with a block id each, and an action id for each element."""
    kept = copy.deepcopy(blocks)
    for block in kept:
        block.setdefault("block_id", space.serial("b"))
        for element in elements_of(block):
            element.setdefault("action_id", space.serial("a"))
    return kept


def elements_of(block: Json) -> list[Json]:
    """The interactive elements of a block, images left out."""
    if block["type"] not in ("actions", "section", "input", "context_actions"):
        return []
    found = [*block.get("elements", []), block.get("accessory"), block.get("element")]
    return [element for element in found if element and element["type"] != "image"]


def thread_parent(space: Workspace, channel: Channel, thread_ts: Any) -> Json:
    """The `thread_ts` field of a reply, or nothing; the parent must exist and should be no reply."""
    if not thread_ts:
        return {}
    parent = channel.messages.get(thread_ts) if isinstance(thread_ts, str) else None
    if parent is None:
        raise Refused("thread_not_found")
    if parent.get("thread_ts", parent["ts"]) != parent["ts"]:
        space.problem(f"message in {channel.id}: thread_ts names a reply, not the parent of the thread")
        return {"thread_ts": parent["thread_ts"]}
    return {"thread_ts": parent["ts"]}


def seen(message: Json) -> Json:
    """A message as the Web API shows it."""
    return copy.deepcopy({key: value for key, value in message.items() if key not in ("channel", "metadata")})


def update(space: Workspace, args: Json) -> Json:
    """chat.update: the bot's own messages, text of at most 4,000 characters; no blocks given, none kept."""
    channel = space.channel(args.get("channel"))
    message = space.message(channel, args.get("ts"))
    own(space, message, "cant_update_message")
    if len(args.get("text") or "") > LONGEST_UPDATE:
        raise Refused("msg_too_long")
    replace(space, channel, message, args)
    return {"channel": channel.id, "ts": message["ts"], "text": message["text"], "message": seen(message)}


def replace(space: Workspace, channel: Channel, message: Json, args: Json) -> None:
    """Put new text and blocks into a stored message; metadata stays unless it is given."""
    fields, before = composed(space, channel, args), copy.deepcopy(message)
    message.pop("blocks", None)
    message.pop("attachments", None)
    message.update(fields)
    message["edited"] = {"user": space.bot_user_id, "ts": f"{space.now():.6f}"}
    space.changed()
    if space.on_edit and "ephemeral_to" not in message:
        space.on_edit(copy.deepcopy(message), before)


def own(space: Workspace, message: Json, error: str) -> None:
    """Refuse what is done to somebody else's message."""
    if message.get("bot_id") != space.bot_id:
        raise Refused(error)


def delete(space: Workspace, args: Json) -> Json:
    """chat.delete: only the bot's own messages."""
    channel = space.channel(args.get("channel"))
    message = space.message(channel, args.get("ts"))
    own(space, message, "cant_delete_message")
    del channel.messages[message["ts"]]
    space.changed()
    return {"channel": channel.id, "ts": message["ts"]}


def post_ephemeral(space: Workspace, args: Json) -> Json:
    """chat.postEphemeral: for one user of a conversation that the bot is in."""
    channel = space.channel(args.get("channel"))
    if channel.archived:
        raise Refused("is_archived")
    if not channel.member:
        raise Refused("not_in_channel")
    if args.get("user") not in space.users:
        raise Refused("user_not_in_channel")
    message = keep_ephemeral(space, channel, args["user"], composed(space, channel, args) | _thread(args))
    return {"message_ts": message["ts"]}


def _thread(args: Json) -> Json:
    return {"thread_ts": args["thread_ts"]} if args.get("thread_ts") else {}


def keep_ephemeral(space: Workspace, channel: Channel, user: str, fields: Json) -> Json:
    """Store a message that only one user sees; it has no history and cannot be updated by its ts."""
    message = space.bot_message(**fields, ephemeral_to=user)
    message |= {"type": "message", "channel": channel.id, "team": space.team_id, "ts": space.next_ts()}
    channel.ephemerals[message["ts"]] = message
    space.changed()
    return message


def permalink(space: Workspace, args: Json) -> Json:
    """chat.getPermalink."""
    channel = space.channel(args.get("channel"))
    message = space.message(channel, args.get("message_ts"))
    address = f"https://{space.team_domain}.slack.com/archives/{channel.id}/p{message['ts'].replace('.', '')}"
    thread = message.get("thread_ts")
    if thread and thread != message["ts"]:
        address += f"?thread_ts={thread}&cid={channel.id}"
    return {"channel": channel.id, "permalink": address}


def respond(space: Workspace, target: ResponseUrl, body: Json) -> None:
    """What a response address or the ack of a slash command does: post, replace or delete.

    A response address works also where the bot is no member. Ephemeral is the default, as at Slack.
    """
    channel = space.channels[target.channel]
    shelf = channel.ephemerals if target.original in channel.ephemerals else channel.messages
    original = shelf.get(target.original or "")
    if body.get("delete_original") and original:
        del shelf[original["ts"]]
        space.changed()
    elif body.get("replace_original") and original:
        replace(space, channel, original, body)
    elif body.get("response_type", "ephemeral") == "in_channel":
        fields = thread_parent(space, channel, body.get("thread_ts")) | composed(space, channel, body)
        space.keep(channel, space.bot_message(**fields, subtype="bot_message"))
    else:
        keep_ephemeral(space, channel, target.user, composed(space, channel, body) | _thread(body))
