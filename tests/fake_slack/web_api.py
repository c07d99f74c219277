"""The Web API over HTTP: tokens, scopes, faults on demand, and the table of methods."""

import asyncio
import copy
import json
import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.fake_slack import chat, conversations, files
from tests.fake_slack.modals import Views
from tests.fake_slack.oauth import ACCESS, OAuth
from tests.fake_slack.state import Json, Refused, Workspace

Method = Callable[[Workspace, Json], Json]

SCOPES = {
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "chat.delete": "chat:write",
    "chat.postEphemeral": "chat:write",
    "conversations.open": "im:write",
    "users.info": "users:read",
    "bots.info": "users:read",
    "reactions.add": "reactions:write",
    "files.getUploadURLExternal": "files:write",
    "files.completeUploadExternal": "files:write",
    "files.info": "files:read",
    "assistant.threads.setSuggestedPrompts": "assistant:write",
    "usergroups.users.list": "usergroups:read",
}
READING = frozenset(
    {
        "conversations.info",
        "conversations.history",
        "conversations.replies",
        "conversations.members",
        "users.info",
        "bots.info",
        "chat.getPermalink",
        "files.getUploadURLExternal",
        "files.info",
        "usergroups.users.list",
    }
)
APP_LEVEL = "apps.connections.open"


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the Web API: the method, its arguments without the token, and the answer."""

    method: str
    args: Json
    answer: Json


@dataclass(slots=True)
class Faults:
    """What shall go wrong, each for so many calls of a method."""

    rate_limits: dict[str, list[int]] = field(default_factory=dict)
    errors: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    lost: dict[str, list[float]] = field(default_factory=dict)
    delays: dict[str, float] = field(default_factory=dict)


class WebApi:
    """Answers `/api/<method>`, the response addresses and the uploads of one workspace, and of those beside it."""

    def __init__(self, space: Workspace, views: Views, connect: Callable[[], str], oauth: OAuth) -> None:
        self.space, self.views, self.oauth = space, views, oauth
        self.beside: list[WebApi] = [self]
        self.calls: list[Call] = []
        self.faults = Faults()
        self.pace: float | None = None
        self._posted: dict[str, float] = {}
        self._methods: dict[str, Method] = {
            APP_LEVEL: lambda _space, _args: {"url": connect()},
            "auth.test": conversations.auth_test,
            "bots.info": conversations.bots_info,
            "users.info": conversations.users_info,
            "conversations.info": conversations.info,
            "conversations.members": conversations.members,
            "conversations.open": conversations.open_direct,
            "conversations.history": conversations.history,
            "conversations.replies": conversations.replies,
            "reactions.add": conversations.add_reaction,
            "usergroups.users.list": conversations.group_members,
            "chat.postMessage": chat.post_message,
            "chat.update": chat.update,
            "chat.delete": chat.delete,
            "chat.postEphemeral": chat.post_ephemeral,
            "chat.getPermalink": chat.permalink,
            "views.open": views.open,
            "views.push": views.push,
            "views.update": views.update,
            "views.publish": views.publish,
            "files.getUploadURLExternal": files.announce,
            "files.completeUploadExternal": files.complete,
            "files.info": files.info,
            "assistant.threads.setSuggestedPrompts": lambda _space, _args: {},
        }

    def routes(self) -> list[web.RouteDef]:
        """The addresses that this part answers."""
        return [
            web.route("*", "/api/{method}", self._handle),
            web.post("/actions/{team}/{name}", self._respond),
            web.post("/upload/v1/{team}/{file}", self._upload),
        ]

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        try:
            args, token = await _arguments(request, method)
        except ValueError:
            return web.json_response({"ok": False, "error": "invalid_json"})
        theirs = next((api for api in self.beside if token in api.space.tokens), self)
        return await theirs._handled(request, method, args, token)

    async def _handled(self, request: web.Request, method: str, args: Json, token: str) -> web.StreamResponse:
        await asyncio.sleep(self.faults.delays.get(method, 0))
        status, headers, answer = self._answer(method, args, token)
        self.calls.append(Call(method, args, copy.deepcopy(answer)))
        self.space.changed()
        if silences := self.faults.lost.get(method):
            await _hang_up(request, after=silences.pop(0))
        headers["x-oauth-scopes"] = ",".join(sorted(self.space.scopes))
        if method in SCOPES:
            headers["x-accepted-oauth-scopes"] = SCOPES[method]
        return web.json_response(answer, status=status, headers=headers)

    def _answer(self, method: str, args: Json, token: str) -> tuple[int, dict[str, str], Json]:
        limits, errors = self.faults.rate_limits.get(method), self.faults.errors.get(method)
        wait = limits.pop(0) if limits else self._too_fast(method, args)
        if wait is not None:
            return 429, {"Retry-After": str(wait)}, {"ok": False, "error": "ratelimited"}
        if errors:
            error, status = errors.pop(0)
            return status, {}, {"ok": False, "error": error}
        try:
            if method == ACCESS:
                return 200, {}, {"ok": True} | self.oauth.access(args, token)
            self._admit(method, token)
            return 200, {}, {"ok": True} | self._methods[method](self.space, args)
        except Refused as refusal:
            return 200, {}, {"ok": False, "error": refusal.error, **refusal.more}

    def _too_fast(self, method: str, args: Json) -> int | None:
        """Seconds to wait where `pace` allows one message in so many seconds for each channel."""
        if self.pace is None or method != "chat.postMessage":
            return None
        channel, now = str(args.get("channel")), self.space.now()
        if now - self._posted.get(channel, 0.0) < self.pace:
            return max(1, round(self.pace))
        self._posted[channel] = now
        return None

    def _admit(self, method: str, token: str) -> None:
        if method not in self._methods:
            raise Refused("unknown_method", req_method=method)
        if not token:
            raise Refused("not_authed")
        if token != self.space.app_token:
            self._good(token)
        if (token == self.space.app_token) != (method == APP_LEVEL):
            raise Refused("not_allowed_token_type")
        needed = SCOPES.get(method)
        if needed and needed not in self.space.scopes:
            raise Refused("missing_scope", needed=needed, provided=",".join(sorted(self.space.scopes)))

    def _good(self, token: str) -> None:
        """Raises Refused for a bot token that Slack does not know, that was revoked, or that has expired."""
        if token not in self.space.tokens:
            raise Refused("invalid_auth")
        if self.space.tokens[token] == -math.inf:
            raise Refused("account_inactive")
        if self.space.tokens[token] <= self.space.now():
            raise Refused("token_expired")

    def _in(self, request: web.Request) -> "WebApi":
        team = request.match_info["team"]
        return next((api for api in self.beside if api.space.team_id == team), self)

    async def _respond(self, request: web.Request) -> web.Response:
        return await self._in(request)._responded(request)

    async def _responded(self, request: web.Request) -> web.Response:
        try:
            body = json.loads(await request.text())
        except ValueError:
            return web.json_response({"ok": False, "error": "invalid_payload"}, status=400)
        self.calls.append(Call("response_url", body, {}))
        try:
            chat.respond(self.space, self.space.spend_response_url(request.match_info["name"]), body)
        except Refused as refusal:
            gone = refusal.error in ("used_url", "expired_url", "no_such_url")
            return web.json_response({"ok": False, "error": refusal.error}, status=404 if gone else 400)
        return web.json_response({"ok": True})

    async def _upload(self, request: web.Request) -> web.Response:
        content = await request.read()
        if request.content_type == "multipart/form-data":
            content = await _only_part(request)
        try:
            files.receive(self._in(request).space, request.match_info["file"], content)
        except Refused as refusal:
            return web.Response(text=refusal.error, status=400)
        return web.Response(text=f"OK - {len(content)}")


async def _arguments(request: web.Request, method: str) -> tuple[Json, str]:
    """The arguments of a call and its token. Reading methods take no JSON bodies, as at Slack."""
    args: Json = dict(request.query)
    if request.content_type == "application/json":
        body: Any = await request.json() if request.can_read_body else {}
        args |= body if method not in READING and isinstance(body, dict) else {}
    elif request.method == "POST":
        args |= {name: value for name, value in (await request.post()).items() if isinstance(value, str)}
    token = str(args.pop("token", "") or request.headers.get("Authorization", "").removeprefix("Bearer "))
    return {name: value for name, value in args.items() if value is not None}, token


async def _only_part(request: web.Request) -> bytes:
    for part in (await request.post()).values():
        if isinstance(part, web.FileField):
            return part.file.read()
    return b""


async def _hang_up(request: web.Request, *, after: float) -> None:
    """Say nothing for so long, unless the caller gives up before, and drop the connection.

    The caller cannot know whether its call was done.
    """
    for _ in range(round(after * 10)):
        if not request.transport:
            return
        await asyncio.sleep(0.1)
    if request.transport:
        request.transport.abort()
