"""A digest over the demo ledger says, word for word, what the documentation shows."""

from pathlib import Path

from bot.digest import digest_text
from handlers.views.digest import details, digest
from tests.digest.golden import golden

PAGE = Path(__file__).parents[2] / "docs" / "digest.md"


def test_the_documentation_shows_the_digest_as_it_is() -> None:
    shown = PAGE.read_text(encoding="utf-8").split("```text\n")[1].split("```")[0]
    assert shown == digest_text(golden())


def test_its_first_paragraph_can_be_published_as_it_stands() -> None:
    assert golden().lead == (
        "4 incidents on record for 17–23 Apr 2017, all Russian, in Alaska and the Arctic; "
        "2 without a reaction, 1 monitored and 1 intercepted."
    )


def test_its_message_has_six_blocks_at_most_and_thread_and_message_say_everything() -> None:
    made = golden()
    message, thread = digest(made, subscription="S-1"), details(made)
    assert len(message["blocks"]) <= 6
    said = "\n".join([message["text"], *(one["text"] for one in thread)])
    for line in digest_text(made).splitlines():
        assert line in said
