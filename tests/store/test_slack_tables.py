"""Slack's own library finds the tables that it keeps tokens in, made by our migration."""

import datetime as dt
import logging

import pytest
from slack_sdk.oauth.installation_store.models.installation import Installation
from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from slack_sdk.oauth.state_store.sqlalchemy import SQLAlchemyOAuthStateStore
from sqlalchemy import MetaData, Table

from store.database import Store
from store.slack_tables import every_table
from tests.store.making import NOON

INSTALLATIONS, STATES = SQLAlchemyInstallationStore, SQLAlchemyOAuthStateStore
QUIET = logging.getLogger("test")


@pytest.mark.parametrize(
    "theirs",
    [
        INSTALLATIONS.build_installations_table(MetaData(), INSTALLATIONS.default_installations_table_name),
        INSTALLATIONS.build_bots_table(MetaData(), INSTALLATIONS.default_bots_table_name),
        STATES.build_oauth_states_table(MetaData(), STATES.default_table_name),
    ],
    ids=lambda table: table.name,
)
def test_our_tables_of_tokens_are_theirs_column_for_column(theirs: Table) -> None:
    ours = every_table.tables[theirs.name]
    for told in (
        lambda table: [(column.name, repr(column.type), column.nullable) for column in table.columns],
        lambda table: [(index.name, [column.name for column in index.columns]) for index in table.indexes],
    ):
        assert told(ours) == told(theirs)


def test_an_installation_is_kept_found_and_deleted(store: Store) -> None:
    installations = SQLAlchemyInstallationStore(client_id="1.2", engine=store.engine, logger=QUIET)
    expires = int((NOON + dt.timedelta(hours=12)).timestamp())
    for team, token in (("T1", "xoxe.one"), ("T2", "xoxe.two")):
        installations.save(
            Installation(
                app_id="A1",
                team_id=team,
                user_id="U1",
                bot_token=token,
                bot_id="B1",
                bot_user_id="U9",
                bot_scopes=["chat:write"],
                bot_refresh_token="again",
                bot_token_expires_at=expires,
            )
        )
    found = installations.find_bot(enterprise_id=None, team_id="T1")
    assert found is not None
    assert (found.bot_token, found.bot_token_expires_at) == ("xoxe.one", expires)
    installations.delete_all(enterprise_id=None, team_id="T1")
    assert installations.find_bot(enterprise_id=None, team_id="T1") is None
    assert installations.find_bot(enterprise_id=None, team_id="T2") is not None


def test_a_state_of_a_sign_in_is_good_once(store: Store) -> None:
    states = SQLAlchemyOAuthStateStore(expiration_seconds=600, engine=store.engine, logger=QUIET)
    state = states.issue()
    assert [states.consume(state), states.consume(state)] == [True, False]
