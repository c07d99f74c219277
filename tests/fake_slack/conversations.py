"""The methods about conversations, users, reactions and the app's own identity."""

import copy

from tests.fake_slack.state import Channel, Json, Refused, Workspace, flag, page


def auth_test(space: Workspace, _args: Json) -> Json:
    """auth.test."""
    return {
        "url": f"https://{space.team_domain}.slack.com/",
        "team": space.team_domain,
        "user": "intercept_desk",
        "team_id": space.team_id,
        "user_id": space.bot_user_id,
        "bot_id": space.bot_id,
        "is_enterprise_install": False,
    }


def bots_info(space: Workspace, args: Json) -> Json:
    """bots.info, of the bot itself only."""
    if args.get("bot") not in (None, space.bot_id):
        raise Refused("bot_not_found")
    return {"bot": {"id": space.bot_id, "app_id": space.app_id, "user_id": space.bot_user_id, "name": "intercept"}}


def describe(channel: Channel) -> Json:
    """A conversation object."""
    described = {
        "id": channel.id,
        "name": channel.name,
        "is_channel": channel.kind == "channel",
        "is_group": channel.kind == "group",
        "is_im": channel.kind == "im",
        "is_mpim": channel.kind == "mpim",
        "is_private": channel.kind != "channel",
        "is_archived": channel.archived,
        "is_shared": channel.shared,
        "is_ext_shared": channel.shared,
        "is_org_shared": False,
        "is_member": channel.member,
    }
    return described | ({"user": channel.user} if channel.kind == "im" else {})


def scoped(space: Workspace, args: Json, ability: str) -> Channel:
    """The conversation of the arguments, where the bot may do `ability` (read, history) with its kind."""
    channel = space.channel(args.get("channel"))
    scope = f"{channel.history_kind}:{ability}"
    if scope not in space.scopes:
        raise Refused("missing_scope", needed=scope, provided=",".join(sorted(space.scopes)))
    return channel


def info(space: Workspace, args: Json) -> Json:
    """conversations.info."""
    return {"channel": describe(scoped(space, args, "read"))}


def members(space: Workspace, args: Json) -> Json:
    """conversations.members."""
    names = [{"id": user} for user in scoped(space, args, "read").members]
    found, cursor = page(names, args, default=100)
    return {"members": [entry["id"] for entry in found], "response_metadata": {"next_cursor": cursor}}


def open_direct(space: Workspace, args: Json) -> Json:
    """conversations.open with one user."""
    user = str(args.get("users") or "")
    if not user or "," in user:
        raise Refused("invalid_arguments")
    return {"channel": {"id": space.direct_channel(user).id}}


def history(space: Workspace, args: Json) -> Json:
    """conversations.history: newest first, without the replies of threads."""
    channel = scoped(space, args, "history")
    _must_be_member(channel)
    roots = [m for m in channel.messages.values() if m.get("thread_ts", m["ts"]) == m["ts"]]
    return _listing(list(reversed(_between(roots, args))), args)


def replies(space: Workspace, args: Json) -> Json:
    """conversations.replies: the parent and its replies, oldest first."""
    channel = scoped(space, args, "history")
    _must_be_member(channel)
    ts = args.get("ts")
    found = [m for m in channel.messages.values() if ts in (m["ts"], m.get("thread_ts"))]
    if not found:
        raise Refused("thread_not_found")
    return _listing(_between(found, args), args)


def _must_be_member(channel: Channel) -> None:
    if not channel.member:
        raise Refused("not_in_channel")


def _between(messages: list[Json], args: Json) -> list[Json]:
    oldest, latest = str(args.get("oldest") or ""), str(args.get("latest") or "")
    edge = flag(args, "inclusive")
    return [
        m
        for m in messages
        if (not oldest or m["ts"] > oldest or (edge and m["ts"] == oldest))
        and (not latest or m["ts"] < latest or (edge and m["ts"] == latest))
    ]


def _listing(messages: list[Json], args: Json) -> Json:
    found, cursor = page(messages, args, default=100)
    for message in found:
        message.pop("channel")
        if not flag(args, "include_all_metadata"):
            message.pop("metadata", None)
    return {"messages": found, "has_more": bool(cursor), "response_metadata": {"next_cursor": cursor}}


def users_info(space: Workspace, args: Json) -> Json:
    """users.info."""
    user = space.users.get(str(args.get("user")))
    if user is None:
        raise Refused("user_not_found")
    return {"user": copy.deepcopy(user)}


def group_members(space: Workspace, args: Json) -> Json:
    """usergroups.users.list: who is in a user group."""
    if args.get("usergroup") not in space.groups:
        raise Refused("no_such_subteam")
    return {"users": list(space.groups[args["usergroup"]])}


def add_reaction(space: Workspace, args: Json) -> Json:
    """reactions.add."""
    channel = space.channel(args.get("channel"))
    _must_be_member(channel)
    message = space.message(channel, args.get("timestamp"))
    name = str(args.get("name") or "").strip(":")
    if not name:
        raise Refused("invalid_name")
    for reaction in message.setdefault("reactions", []):
        if reaction["name"] == name:
            raise Refused("already_reacted")
    message["reactions"].append({"name": name, "users": [space.bot_user_id], "count": 1})
    space.changed()
    return {}
