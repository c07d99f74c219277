"""What the command line hands on holds nothing of private channels, unless the operator says so."""

import datetime as dt
from pathlib import Path

import pytest

from bot.app import open_desk
from store.records import Origin, Source
from store.subscriptions import SubscriptionKind, Subscriptions, Terms
from tests.cli.conftest import Run
from tests.store.making import NOON, draft

MARKER = "Zanzibar"
HANDED_ON = (
    ("export",),
    ("export", "--csv"),
    ("export", "--json"),
    ("export", "near", "Alaska"),
    ("digest", "2026-03-01"),
    ("digest", "2026-03-01", "--markdown"),
    ("digest", "2026-03-01", "--html"),
    ("digest", "2026-03-01", "--json"),
    ("background", "near", "Alaska"),
)


def logged(database: str) -> None:
    """A record for all, and one of a private channel on the same day."""
    desk = open_desk(database)
    hidden = draft(reported_by=[MARKER], areas=["Alaska"], sources=[Source(outlet=MARKER, text=MARKER)])
    origin = Origin(team="T0DESK", channel="G0SECRET", private=True, user="U0SPY")
    desk.ledger.add([hidden], origin=origin, by="U0SPY", at=NOON)
    desk.ledger.add([draft()], origin=Origin(team="T0DESK", channel="C0DESK"), by="U0ROSA", at=NOON)
    whose = {"team": "T0DESK", "channel": "C0DESK", "owner": "U0ROSA"}
    Subscriptions(desk.ledger.store).add(SubscriptionKind.DIGEST, Terms(), **whose, at=NOON - dt.timedelta(days=2))
    desk.ledger.store.close()


@pytest.mark.parametrize("command", HANDED_ON, ids=" ".join)
def test_nothing_of_a_private_channel_is_handed_on_unless_somebody_says_so(
    run: Run, database: str, command: tuple[str, ...]
) -> None:
    logged(database)
    done = run(*command, "--now", "2026-03-02")
    assert done.exit_code == 0
    assert "INT-1002" in done.stdout or "2026-03-01" in done.stdout or "1 Mar" in done.stdout
    assert MARKER not in done.stdout
    assert "INT-1001" not in done.stdout
    assert done.stderr.strip() == "Left out: 1 record of private channels. To take them in too, add --private."
    whole = run(*command, "--now", "2026-03-02", "--private")
    assert MARKER in whole.stdout or "INT-1001" in whole.stdout
    assert whole.stderr == ""


def test_a_file_that_is_written_holds_nothing_of_a_private_channel(run: Run, database: str, tmp_path: Path) -> None:
    logged(database)
    for form, name in (((), "all.jsonl"), (("--csv",), "all.csv")):
        assert run("export", *form, "-o", str(tmp_path / name)).exit_code == 0
        assert MARKER not in (tmp_path / name).read_text()


def test_where_nothing_is_private_nothing_is_said_of_it(run: Run, ledger: Path) -> None:
    assert run("export").stderr == ""


def test_what_an_operator_sees_of_scheduled_work_tells_no_record(run: Run, database: str) -> None:
    logged(database)
    for command in (("jobs", "list"), ("jobs", "list", "--json")):
        done = run(*command)
        assert done.exit_code == 0
        assert MARKER not in done.stdout + done.stderr
        assert "INT-" not in done.stdout + done.stderr
