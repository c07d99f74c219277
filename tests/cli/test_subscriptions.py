"""Subscriptions and jobs at the command line, and the digest in its forms."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

ADD = ("subscriptions", "add", "--team", "T1", "--channel", "C1")


def test_a_channel_is_subscribed_listed_changed_paused_and_let_go(run: Run) -> None:
    assert "S-1: digest weekly on Monday at 07:30 UTC" in run(*ADD, "weekly", "monday", "07:30").stdout
    assert run(*ADD, "--watch", "Tu-160", "near", "Britain").exit_code == 0
    rows = json.loads(run("subscriptions", "list", "--json").stdout)
    assert [(row["id"], row["kind"], bool(row["next"])) for row in rows] == [
        ("S-1", "digest", True),
        ("S-2", "watch", False),
    ]
    assert "at 08:15 UTC" in run("subscriptions", "change", "S-1", "08:15").stdout
    assert "(paused)" in run("subscriptions", "pause", "S-1").stdout
    assert "Resumed: S-1: " in run("subscriptions", "resume", "S-1").stdout
    assert run("subscriptions", "delete", "S-2").exit_code == 0
    assert "S-2" not in run("subscriptions", "list").stdout
    assert "S-1" in run("subscriptions", "history", "S-1").stdout


@pytest.mark.parametrize(
    "words",
    [
        (*ADD, "daily", "25:00"),
        ("subscriptions", "pause", "S-9"),
        ("jobs", "retry", "digest:S-9:2026-11-22"),
        ("jobs", "skip", "digest:S-9:2026-11-22"),
        ("digest", "--unit", "furlong"),
        ("digest", "--about", "near Atlantis"),
        ("digest", "--html", "--json"),
    ],
)
def test_what_cannot_be_is_one_sentence(run: Run, words: tuple[str, ...]) -> None:
    done = run(*words)
    assert done.exit_code == 1
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr


def test_jobs_tell_what_is_scheduled(run: Run) -> None:
    run(*ADD, "daily", "08:00")
    assert "S-1: digest daily at 08:00 UTC" in run("jobs", "list").stdout
    told = json.loads(run("jobs", "list", "--json").stdout)
    assert [one["id"] for one in told["scheduled"]] == ["S-1"]
    assert told["runs"] == told["parked"] == []


def test_the_digest_as_html_and_about_a_place(run: Run, ledger: Path) -> None:
    page = run("digest", "2024-07-24", "--html").stdout
    assert page.startswith("<!doctype html>")
    assert "<h1>Daily digest" in page
    assert "No record of incidents near Taiwan" in run("digest", "2024-07-24", "--about", "near Taiwan").stdout
