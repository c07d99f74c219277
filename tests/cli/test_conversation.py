"""The conversation in the terminal, without a terminal."""

import datetime as dt
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from bot.cli.conversation import Conversation
from bot.demo import SCRIPT, demo_rows
from bot.desk import Desk, widen
from bot.intent import tells
from store.database import open_store
from store.interchange import from_outside
from store.ledger import Ledger
from store.records import Origin, Side
from tests.cli.conftest import RECORDS

NOW = dt.datetime(2024, 9, 1, 12, tzinfo=dt.UTC)
SHORTHAND = "2x Tu-95, Alaska ADIZ, 20 May 2019, intercepted by 2x F-22, NORAD"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    store = open_store(f"sqlite:///{tmp_path / 'ledger.db'}")
    made = Desk(Ledger(store))
    drafts = [(ref, widen(draft)) for ref, draft in map(from_outside, RECORDS)]
    made.ledger.import_records(drafts, origin=Origin(), by="import", at=NOW)
    yield made
    store.close()


@pytest.fixture
def talk(desk: Desk) -> Conversation:
    return Conversation(desk, now=lambda: NOW, zone="UTC")


def said(talk: Conversation, message: str) -> str:
    """The reply as it stands on a terminal 80 columns wide."""
    file = StringIO()
    console = Console(file=file, width=80, markup=False, highlight=False)
    for part in talk.reply(message):
        console.print(part)
    shown = file.getvalue()
    assert max(map(len, shown.splitlines()), default=0) <= 80
    return shown


def test_a_question_is_answered_and_the_next_one_may_lean_on_it(talk: Conversation) -> None:
    assert "R3" in said(talk, "last Tu-95 near Alaska?")
    assert said(talk, "how many Russian flights in July 2024?").lstrip().startswith("3")
    assert "0" in said(talk, "and in August 2024?").splitlines()[0] + said(talk, "how many in May 2024?")


def test_a_report_becomes_a_card_and_undo_takes_it_back(talk: Conversation, desk: Desk) -> None:
    shown = said(talk, SHORTHAND)
    assert "INT-1005 · logged" in shown
    assert "Say undo" in shown
    assert "Undone: INT-1005" in said(talk, "undo")
    assert "nothing to undo" in said(talk, "undo")
    assert "retracted" in said(talk, "show INT-1005")


def test_the_day_of_publication_holds_for_the_next_report_only(talk: Conversation, desk: Desk) -> None:
    said(talk, "published 2019-05-21")
    said(talk, "log Two Russian Tu-95 bombers were intercepted near Alaska by U.S. F-22s on Monday.")
    assert "20 May 2019" in said(talk, "show INT-1005")
    assert "Write the day" in said(talk, "published soon")


def test_commands_do_not_swallow_questions_that_begin_like_them(talk: Conversation) -> None:
    assert "R4" in said(talk, "last")
    assert "R4" not in said(talk, "last Tu-95 near Alaska")
    assert "quit" in said(talk, "help")
    assert not talk.ended
    said(talk, "quit")
    assert talk.ended


def test_the_digest_of_a_day_and_of_a_week(talk: Conversation) -> None:
    assert "Daily digest · Wed 24 Jul 2024" in said(talk, "digest 2024-07-24")
    assert "Mon 22 – Sun 28 Jul 2024" in said(talk, "digest week 2024-07-24")
    assert "No record for Sat 31 Aug 2024" in " ".join(said(talk, "digest").split())
    assert "Write `digest`" in said(talk, "digest of everything")


def test_what_the_desk_refuses_is_told_in_its_sentence(talk: Conversation) -> None:
    assert "No record INT-9" in said(talk, "show INT-9")
    assert "found no incident" in " ".join(said(talk, "log The council met.").split())


@pytest.mark.parametrize(
    "message", [SHORTHAND, "log two bombers off Alaska", "First line.\nSecond line.", "word " * 40]
)
def test_reports_are_told_by_their_looks(message: str) -> None:
    assert tells(message)


@pytest.mark.parametrize("message", ["last Tu-95 near Alaska", "who? " + "which one " * 20 + "?", "2x what?", "log"])
def test_questions_are_not_reports(message: str) -> None:
    assert not tells(message)


def test_every_demo_record_is_a_fact_with_a_source() -> None:
    for row in demo_rows():
        ref, draft = from_outside(row)
        assert ref
        assert draft.first_day
        assert draft.sources
        assert draft.platforms
        assert {p.side for p in draft.platforms} <= set(Side)
    assert any(message.startswith("digest") for message in SCRIPT)


def test_the_background_of_a_story_is_told_in_the_conversation(talk: Conversation) -> None:
    shown = " ".join(said(talk, "background near Alaska since 2015").split())
    assert "The ledger holds 3 incidents near Alaska since 1 Jan 2015" in shown
    assert "[R3, R2, R1]" in shown
    assert "background near Alaska since 2015" in said(talk, "background")
    assert "`background near Alaska since 2015`" in " ".join(said(talk, "background of gribbles").split())


def test_a_day_of_publication_is_taken_as_people_write_it(talk: Conversation) -> None:
    said(talk, "2x Tu-95 off Kodiak on Monday, met by 2x F-22, NORAD")
    assert "20 May 2019" in said(talk, "published 21 May 2019")
