"""The stand-in itself: one Slack workspace on a local port, driven by people's deeds and read by tests."""

import asyncio
import contextlib
import copy
import datetime as dt
import time
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Any, Literal
from zoneinfo import ZoneInfo

import aiohttp
from aiohttp import web

from tests.fake_slack.courier import Courier, Delivery, gather_tasks
from tests.fake_slack.driving import CHANNEL, USER, Driver
from tests.fake_slack.modals import Views
from tests.fake_slack.oauth import OAuth
from tests.fake_slack.payloads import changed_event, event_callback, message_event
from tests.fake_slack.socket import SocketHub
from tests.fake_slack.state import CORE_SCOPES, Channel, Json, Ping, Upload, Workspace
from tests.fake_slack.web_api import Call, WebApi

LARGEST_BODY = 64 * 1024 * 1024


class FakeSlack(Driver):
    """A strict Slack: `async with FakeSlack() as slack`. It begins with channel C0DESK and user U0ROSA.

    `beside` another one it is a second workspace of the same Slack, with the same ids and the same app; there, and
    where `installed` is not set, the app has to be installed first (`approve`).
    """

    def __init__(
        self,
        *,
        scopes: Iterable[str] = CORE_SCOPES,
        now: Callable[[], float] = time.time,
        team_id: str = "T0DESK",
        port: int = 0,
        beside: "FakeSlack | None" = None,
        installed: bool = True,
    ) -> None:
        space = Workspace(scopes=scopes, now=now, team_id=team_id)
        self.hub: SocketHub = beside.hub if beside else SocketHub(space)
        self.oauth: OAuth = beside.oauth if beside else OAuth()
        self._beside = beside
        if beside:
            space.app_token, space.signing_secret = beside.space.app_token, beside.space.signing_secret
        if beside or not installed:
            space.bot_token, space.tokens = "", {}
        super().__init__(space, Views(space), Courier(space, self.hub))
        self.bot_token, self.app_token = space.bot_token, space.app_token
        self.signing_secret = space.signing_secret
        self.team_id, self.bot_user_id = space.team_id, space.bot_user_id
        self.web_api = WebApi(space, self.views, self.hub.ticket, self.oauth)
        self._port = port
        self._runner: web.AppRunner | None = None
        self._echoes: set[asyncio.Task[Any]] = set()
        space.on_message, space.on_edit = self._echo, self._echo_edit
        self.add_user(USER, name="rosa")
        self.add_channel(CHANNEL, "intercepts")

    async def __aenter__(self) -> "FakeSlack":
        if self._beside:
            self.space.base_url = self._beside.space.base_url
            self._beside.web_api.beside.append(self.web_api)
            self.courier.session = aiohttp.ClientSession()
            return self
        app = web.Application(client_max_size=LARGEST_BODY)
        app.add_routes([*self.web_api.routes(), *self.hub.routes()])
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.space.base_url = f"http://{host}:{port}"
        self.courier.session = aiohttp.ClientSession()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await gather_tasks(self._echoes)
        if not self._beside:
            await self.hub.drop()
        if self.courier.session:
            await self.courier.session.close()
        if self._runner:
            await self._runner.cleanup()

    # Who and where

    def add_channel(
        self,
        channel_id: str,
        name: str,
        *,
        private: bool = False,
        shared: bool = False,
        member: bool = True,
        archived: bool = False,
    ) -> Channel:
        """A conversation; `shared` is Slack Connect, `member` says whether the bot is in it."""
        kind = "group" if private else "channel"
        people = [*self.space.users, *([self.bot_user_id] if member else [])]
        channel = Channel(channel_id, name, kind=kind, shared=shared, member=member, archived=archived, members=people)
        self.space.channels[channel_id] = channel
        return channel

    def add_user(self, user_id: str, *, name: str = "", tz: str = "America/Anchorage", is_bot: bool = False) -> Json:
        """A person (or another bot) with an IANA zone."""
        offset = dt.datetime.fromtimestamp(self.space.now(), ZoneInfo(tz)).utcoffset() or dt.timedelta()
        user: Json = {
            "id": user_id,
            "team_id": self.team_id,
            "name": name or user_id.lower(),
            "is_bot": is_bot,
            "deleted": False,
            "tz": tz,
            "tz_label": tz,
            "tz_offset": int(offset.total_seconds()),
            "profile": {"display_name": name or user_id.lower(), "real_name": name or user_id.lower()},
        }
        self.space.users[user_id] = user
        return user

    @property
    def api_url(self) -> str:
        """What the bot takes as Slack's address, with the slash at its end."""
        return f"{self.space.base_url}/api/"

    @property
    def scopes(self) -> set[str]:
        """The granted scopes."""
        return self.space.scopes

    @scopes.setter
    def scopes(self, value: Iterable[str]) -> None:
        self.space.scopes = set(value)

    @property
    def transport(self) -> Literal["socket", "http"]:
        """How deliveries go."""
        return self.courier.transport

    @transport.setter
    def transport(self, value: Literal["socket", "http"]) -> None:
        self.courier.transport = value

    @property
    def http_target(self) -> str:
        """The bot's address for signed HTTP."""
        return self.courier.http_target

    @http_target.setter
    def http_target(self, value: str) -> None:
        self.courier.http_target = value

    # Installing

    def approve(self, url: str, *, user: str = USER, refused: Iterable[str] = ()) -> str:
        """Somebody of this workspace allows what an authorize address asks for; gives where Slack sends them then."""
        return self.oauth.approve(self.space, url, user=user, refused=frozenset(refused))

    async def uninstall(self) -> list[Delivery]:
        """The app is removed from this workspace: its tokens die and the app is told, in two events."""
        self.oauth.revoke(self.space)
        revoked: Json = {"type": "tokens_revoked", "tokens": {"bot": [self.bot_user_id]}}
        return [await self.event(event) for event in (revoked, {"type": "app_uninstalled"})]

    # What goes wrong

    def rate_limit(self, method: str, *, times: int = 1, retry_after: int = 1) -> None:
        """Answer the next calls of a method with 429 and Retry-After in seconds."""
        self.web_api.faults.rate_limits.setdefault(method, []).extend([retry_after] * times)

    def fail(self, method: str, error: str, *, times: int = 1, status: int = 200) -> None:
        """Answer the next calls of a method with an error string."""
        self.web_api.faults.errors.setdefault(method, []).extend([(error, status)] * times)

    def delay(self, method: str, seconds: float) -> None:
        """Make every call of a method slow."""
        self.web_api.faults.delays[method] = seconds

    def lose_answer(self, method: str, *, times: int = 1, after: float = 0.0) -> None:
        """Do what the next calls ask for but hang up instead of answering, `after` so many seconds of silence."""
        self.web_api.faults.lost.setdefault(method, []).extend([after] * times)

    async def drop_connections(self, *, abrupt: bool = False) -> None:
        """Close every Socket Mode connection."""
        await self.hub.drop(abrupt=abrupt)

    async def refresh_connections(self) -> None:
        """Send every Socket Mode connection the disconnect frame that asks for a new one."""
        await self.hub.refresh()

    def let_pass(self, seconds: float) -> None:
        """Move Slack's clock ahead: triggers and response addresses grow old at once."""
        self.space.let_pass(seconds)

    # What is to be seen

    def messages(self, channel: str | None = None) -> list[Json]:
        """What the bot posted in a conversation (or in all) and everybody there can see, oldest first."""
        return [m for m in self.conversation(channel) if m.get("bot_id") == self.space.bot_id]

    def conversation(self, channel: str | None = None) -> list[Json]:
        """All messages of a conversation (or of all), by people and by the bot, oldest first."""
        found = [copy.deepcopy(m) for place in self._places(channel) for m in list(place.messages.values())]
        return sorted(found, key=lambda m: str(m["ts"]))

    def ephemerals(self, channel: str | None = None) -> list[Json]:
        """What the bot showed to one user only (`ephemeral_to`), oldest first."""
        return [copy.deepcopy(m) for place in self._places(channel) for m in list(place.ephemerals.values())]

    def _places(self, channel: str | None) -> list[Channel]:
        return list(self.space.channels.values()) if channel is None else [self.space.channels[channel]]

    def modal(self, user: str = USER) -> Json | None:
        """The modal that a user has before them, if any."""
        return self.views.top(user)

    def home(self, user: str = USER) -> Json | None:
        """The home tab of a user, if it was published."""
        return copy.deepcopy(self.views.homes.get(user))

    @property
    def calls(self) -> list[Call]:
        """Every call of the Web API and of response addresses, refused ones too."""
        return self.web_api.calls

    @property
    def deliveries(self) -> list[Delivery]:
        """Everything that was sent to the bot."""
        return self.courier.deliveries

    @property
    def files(self) -> dict[str, Upload]:
        """The files by id, with their bytes."""
        return self.space.files

    @property
    def problems(self) -> list[str]:
        """What Slack lets pass but people suffer from; a good bot leaves it empty."""
        return self.space.problems

    @property
    def pings(self) -> list[Ping]:
        """The live mentions that the bot posted."""
        return self.space.pings

    async def connected(self, count: int = 1, *, within: float = 10.0) -> None:
        """Wait until so many Socket Mode connections are open. Raises TimeoutError."""
        await self.hub.connected(count, within=within)

    async def wait_for(
        self,
        predicate: Callable[[Json], object],
        timeout: float = 5.0,  # noqa: ASYNC109 - the failure lists what was posted instead
    ) -> Json:
        """The first message of the bot, ephemeral or not, that the predicate takes; else AssertionError."""
        deadline = time.monotonic() + timeout
        while True:
            posted = self.messages() + self.ephemerals()
            for message in posted:
                if predicate(message):
                    return message
            try:
                await self.space.wait_change(deadline - time.monotonic())
            except TimeoutError:
                heard = [message["text"][:200] for message in posted]
                refused = [(c.method, c.answer["error"]) for c in self.calls if c.answer.get("ok") is False]
                raise AssertionError(
                    f"No such message within {timeout:g} s. The bot posted {heard}; refused were {refused}."
                ) from None

    async def quiet(self, seconds: float = 0.2) -> None:
        """Wait until nothing has happened for so long: what was to come has come."""
        with contextlib.suppress(TimeoutError):
            while True:
                await self.space.wait_change(seconds)

    def assert_clean(self, *, pings: Iterable[str] = ()) -> None:
        """Nothing that readers suffer from was posted, and no live mention but the named ones."""
        assert self.problems == []
        allowed = set(pings)
        assert [ping for ping in self.pings if ping.token not in allowed] == []

    def _echo(self, message: Json) -> None:
        """Tell the bot of its own message in a direct conversation, as Slack does: it must not answer it."""
        if message.get("bot_id") == self.space.bot_id:
            place = self.space.channels[message["channel"]]
            self._whisper(message_event(message, place, kind="message"), place)

    def _echo_edit(self, message: Json, before: Json) -> None:
        place = self.space.channels[message["channel"]]
        self._whisper(changed_event(message, before, place, at=self.space.now()), place)

    def _whisper(self, event: Json, place: Channel) -> None:
        """Deliver an event in the background, where the bot is subscribed and can be reached."""
        reachable = self.hub.open if self.transport == "socket" else self.http_target
        if f"message.{place.history_kind}" not in self.subscriptions or not reachable:
            return
        body = event_callback(self.space, event, shared=place.shared)
        task = asyncio.ensure_future(self.courier.deliver("events_api", body, lenient=True))
        self._echoes.add(task)
        task.add_done_callback(self._echoes.discard)
