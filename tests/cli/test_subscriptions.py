"""Subscriptions and jobs at the command line, and the digest in its forms."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run, outside, write_lines

REPORT = "2x Tu-95, Alaska ADIZ, 20 May 2019, intercepted by 2x F-22, NORAD"
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
    assert run("subscriptions", "pause", "S-1").stdout.startswith("Paused: S-1: digest weekly")
    assert "S-1 (paused)" in run("subscriptions", "list").stdout
    assert "Resumed: S-1: " in run("subscriptions", "resume", "S-1").stdout
    assert run("subscriptions", "delete", "S-2").exit_code == 0
    assert "S-2" not in run("subscriptions", "list").stdout
    assert "S-1" in run("subscriptions", "history", "S-1").stdout


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((*ADD, "near", "Alaska"), "as in `daily 08:00 America/Anchorage near Alaska`."),
        ((*ADD, "--watch", "3", "or", "more"), "Say within how many days: `--watch 3 or more in 7 days near Alaska`."),
        (("subscriptions", "change", "S-9", "in", "nm"), "see `intercept subscriptions list`."),
        (("jobs", "retry", "now:S-1:1"), "see `intercept jobs list`."),
    ],
)
def test_a_sentence_names_what_is_written_here_and_not_in_slack(
    run: Run, words: tuple[str, ...], sentence: str
) -> None:
    assert run(*words).stderr.endswith(f"{sentence}\n")


def test_what_is_ended_stays_so(run: Run) -> None:
    run(*ADD, "daily", "08:00")
    run("subscriptions", "delete", "S-1")
    for verb in ("delete", "pause", "resume", "now", "preview"):
        assert run("subscriptions", verb, "S-1").stderr.startswith("S-1 is ended: ")


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


def test_a_watch_is_changed_and_the_same_is_not_made_twice(run: Run) -> None:
    run(*ADD, "--watch", "Tu-160", "near", "Britain")
    assert "at most 3 a day" in run("subscriptions", "change", "S-1", "at", "most", "3", "a", "day").stdout
    again = run(*ADD, "--watch", "Tu-160", "near", "the", "UK", "max", "3")
    assert again.stderr == "This channel has that already: S-1 (active).\n"


def test_a_digest_is_shown_and_made_at_once_and_a_watch_has_none(run: Run, ledger: Path) -> None:
    run(*ADD, "daily", "08:00", "quiet", "nothing")
    run(*ADD, "--watch", "Tu-160")
    assert "Daily digest" in run("subscriptions", "preview", "S-1").stdout
    assert json.loads(run("subscriptions", "history", "S-1", "--json").stdout) == []
    assert run("subscriptions", "now", "S-1").stdout.startswith("S-1 is made: the bot posts it to C1")
    assert len(json.loads(run("subscriptions", "history", "S-1", "--json").stdout)) == 1
    assert json.loads(run("jobs", "list", "--json").stdout)["outbox"]["waiting"] >= 1
    for verb in ("preview", "now"):
        assert "S-2 is a watch" in run("subscriptions", verb, "S-2").stderr


def test_what_is_added_alerts_who_watches_for_it_and_what_is_imported_does_not(run: Run, ledger: Path) -> None:
    assert "Alerts" not in run("add", REPORT).stdout
    run(*ADD, "--watch", "near", "Alaska")
    assert "Alerts" not in run("add", REPORT).stdout
    told = run("add", REPORT.replace("20 May", "21 May")).stdout
    assert "Alerts: 1 message to channels that watch for this; sent when the bot runs." in told
    assert json.loads(run("jobs", "list", "--json").stdout)["outbox"] == {"waiting": 1}
    more = write_lines(ledger.parent / "more.jsonl", [outside("N1", "2024-07-25")])
    told = run("import", str(more)).stdout
    assert "Alerts: none for S-1; imported records are history, not news." in told
    assert "Alerts" not in run("import", str(more)).stdout
    assert json.loads(run("jobs", "list", "--json").stdout)["outbox"] == {"waiting": 1}


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
