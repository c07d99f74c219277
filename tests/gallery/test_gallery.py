"""Every main message as the real bot sends it: a busy editor finds what matters in its first line."""

import asyncio
import re
from pathlib import Path

import pytest

from tests.gallery.scenes import NUNIVAK, Json, Scenes, played

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
WIDTHS = ("360", "680")
FIRST = {
    "answer": "*D013, 20 Apr 2017 — Russian Il-38 + Tu-95; Anchorage, Alaska",
    "list": "*4 incidents with Russian forces near Alaska in 2017.*",
    "count": "*4 incidents near Alaska in 2017.*",
    "tally": "*46 incidents with Russian forces since 1 Jan 2010; by year: 2013 1, ",
    "ranking": "*Tu-95, with 6 incidents near Japan: the most",
    "none": "*No record of an H-6 near Alaska in 2025.*",
    "spelling": "*No record of a Tu-59 near Alaska.*",
    "unclear": "I do not understand “ufos” there.",
    "two": "*1. D013, 20 Apr 2017",
    "background": "The ledger holds 6 incidents near Alaska since 1 Jan 2017",
    "draft": "Draft · *20 May 2019* · not logged yet\n*Russian 4× Tu-95 + 2× Su-35*",
    "drafts": "*D-1: 2 incidents in this report (2 open)*",
    "assumed": "Draft · *12 Nov 2025, 15:00 UTC* (check the date) · not logged yet\n*Russian 2× Tu-95*",
    "alike": "Draft · *20 May 2019* · not logged yet",
    "fresh": "Logged *INT-1078* · 7 Jan 2026 · official\n*Russian 2× Tu-95 + 2× Su-35*\nNunivak Island, Alaska ADIZ",
    "record": "*D009* · 9 Feb 2017 · ",
    "proposal": "*The message behind INT-1076 was edited. It now says:*",
    "disputed": "*Disputed* · *INT-1077* · 20 May 2019",
    "merged": "*Merged into INT-1076* · *INT-1077*",
    "retracted": "*Retracted* · *INT-1076* · 20 May 2019",
    "history": "*History of INT-1076*",
    "check": "*Perhaps in the ledger, told otherwise:* 20 May 2019",
    "offer": "This reads as a report: 22 May 2019 — Russian 2× Tu-95",
    "alert": "*New: INT-1076 · 1 Jan 2026 · Russian 1× Tu-95 + 1× Su-35*",
    "cap": "*2 more incidents on 7 Jan 2026*",
    "surge": "*4 incidents near Alaska in 7 days",
    "digest": "Weekly digest · Mon 17 – Sun 23 Apr 2017 · 00:00 – 24:00 America/Anchorage (UTC-8)",
    "headline": "Weekly digest · Mon 17 – Sun 23 Apr 2017",
    "full": "Weekly digest · Mon 17 – Sun 23 Apr 2017",
    "digest-thread": "*Trends and rankings*",
    "home": "Intercept Desk",
    "settings": "How I behave in this channel:",
    "help": "I keep the ledger of military air and sea encounters",
    "error": "No record INT-9999: try `/intercept list`.",
    "parked": "*I cannot post in <#C0DESK> any more* (Slack says is_archived)",
    "unread": "I read neither a report nor a question in “hello there”.",
}
"""What the first block of each scene begins with."""


@pytest.fixture(scope="module")
def scenes(tmp_path_factory: pytest.TempPathFactory) -> Scenes:
    """All scenes, played once."""
    return asyncio.run(played(tmp_path_factory.mktemp("gallery")))


def test_every_main_message_says_what_matters_in_its_first_line(scenes: Scenes) -> None:
    assert {name: first_of(scenes[name])[: len(words)] for name, words in FIRST.items()} == FIRST


def test_no_message_but_help_fills_a_phone_with_blocks(scenes: Scenes) -> None:
    assert {name for name, shown in scenes.items() if len(shown["blocks"]) > 8} <= {"home", "help", "two", "drafts"}


def test_a_digest_has_six_blocks_at_most(scenes: Scenes) -> None:
    assert all(len(scenes[name]["blocks"]) <= 6 for name in ("digest", "headline", "full"))


def test_button_labels_are_short_enough_to_be_read_on_a_phone(scenes: Scenes) -> None:
    long = [label for shown in scenes.values() for label in labels(shown) if len(label) > 40]
    assert long == []


def test_every_picture_of_a_message_is_of_a_scene_and_of_both_widths(scenes: Scenes) -> None:
    drawn = [re.fullmatch(r"slack-(.+)-(\d+)\.png", path.name) for path in PICTURES.glob("slack-*")]
    found = {(one[1], one[2]) for one in drawn if one}
    assert len(found) == len(drawn)
    assert {name for name, _ in found} <= set(scenes)
    assert found == {(name, width) for name, _ in found for width in WIDTHS}


def test_the_readme_opens_with_the_report_that_its_card_was_made_from() -> None:
    readme = (PICTURES.parents[1] / "README.md").read_text(encoding="utf-8")
    assert NUNIVAK in " ".join(readme.replace("\n> ", " ").split())


def first_of(shown: Json) -> str:
    """The text of the first block."""
    block = shown["blocks"][0]
    return str(block["text"]["text"] if "text" in block else block["elements"][0]["text"])


def labels(shown: Json) -> list[str]:
    """The labels of all buttons."""
    elements = [element for block in shown["blocks"] for element in block.get("elements", [])]
    return [one["text"]["text"] for one in elements if one["type"] == "button"]
