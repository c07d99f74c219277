"""The tokens of workspaces: renewed by whoever is first, found, and gone with the workspace and no other."""

import datetime as dt
import logging

import pytest
from slack_sdk.oauth.installation_store import Installation
from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from sqlalchemy import select
from sqlalchemy.exc import StatementError

from store.database import Store
from store.errors import DoneElsewhere
from store.inbox import Inbox
from store.slack_tables import bots, installations
from store.workspaces import Workspaces
from tests.store.making import NOON

LATER = NOON + dt.timedelta(hours=1)


def install(store: Store, team: str, token: str, *, at: dt.datetime = NOON) -> None:
    SQLAlchemyInstallationStore("1.2", store.engine, logger=logging.getLogger("test")).save(
        Installation(
            app_id="A1",
            team_id=team,
            user_id="U1",
            bot_token=token,
            bot_id="B1",
            bot_user_id="U9",
            bot_scopes=["chat:write"],
            bot_refresh_token=f"{token}-again",
            bot_token_expires_at=int(LATER.timestamp()),
            installed_at=at.timestamp(),
        )
    )


def test_a_token_is_renewed_once_and_only_where_it_was_kept(store: Store) -> None:
    workspaces = Workspaces(store)
    install(store, "T1", "one")
    install(store, "T2", "two")

    def renewed(team: str, token: str) -> bool:
        return workspaces.renewed(team, was="one-again", token=token, refresh="fresh-again", expires_at=LATER)

    assert renewed("T1", "fresh")
    assert not any((renewed("T1", "too late"), renewed("T2", "astray"), renewed("T3", "nowhere")))
    assert [workspaces.token(team) for team in ("T1", "T2", "T3")] == ["fresh", "two", None]


def test_the_newest_installation_counts(store: Store) -> None:
    workspaces = Workspaces(store)
    install(store, "T1", "one")
    install(store, "T1", "again", at=LATER)
    assert (workspaces.token("T1"), workspaces.installed_at("T1")) == ("again", LATER)
    assert workspaces.installed_at("T2") is None


def test_a_workspace_that_leaves_takes_its_tokens_along_and_only_its_own(store: Store) -> None:
    workspaces = Workspaces(store)
    install(store, "T1", "one")
    install(store, "T2", "two")
    workspaces.left("T1", at=LATER)
    with store.reading() as session:
        kept = [session.scalars(select(table.c.team_id)).all() for table in (bots, installations)]
    assert kept == [["T2"], ["T2"]]
    assert not workspaces.renewed("T1", was="one-again", token="x", refresh="y", expires_at=LATER)
    assert workspaces.token("T1") is None


def test_the_delivery_that_tells_of_a_removal_can_be_finished_and_others_are_forgotten(store: Store) -> None:
    inbox, workspaces = Inbox(store), Workspaces(store)
    tells = inbox.take("T1", ["event:1"], "lifecycle:app_uninstalled", {}, at=NOON)
    other = inbox.take("T1", ["event:2"], "mention", {}, at=NOON)
    elsewhere = inbox.take("T2", ["event:1"], "mention", {}, at=NOON)
    assert tells is not None
    assert other is not None
    assert elsewhere is not None
    with store.writing():
        workspaces.left("T1", at=LATER, told_by=tells)
        inbox.finish(tells, at=LATER)
    inbox.finish(elsewhere, at=LATER)
    with pytest.raises(DoneElsewhere):
        inbox.finish(other, at=LATER)


def test_the_mark_of_an_installation_is_good_once_and_for_a_while(store: Store) -> None:
    workspaces = Workspaces(store)
    workspaces.begun("young", until=LATER)
    workspaces.begun("old", until=NOON)
    assert [workspaces.ended(mark, at=NOON) for mark in ("young", "young", "old", "made up")] == [
        True,
        False,
        False,
        False,
    ]
    workspaces.begun("young", until=LATER)
    workspaces.prune(at=NOON)
    assert workspaces.ended("young", at=NOON)
    workspaces.begun("young", until=LATER)
    workspaces.prune(at=LATER + dt.timedelta(seconds=1))
    assert not workspaces.ended("young", at=NOON)


def test_an_error_of_the_database_does_not_quote_what_was_being_written(store: Store) -> None:
    with pytest.raises(StatementError) as told, store.engine.begin() as connection:
        connection.execute(bots.insert(), [{"bot_token": "xoxb-hush", "client_id": None, "app_id": "A"}])
    assert "SQL parameters hidden" in str(told.value)
