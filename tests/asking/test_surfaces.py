"""What an answer carries reaches the reader: two answers one by one, and whole questions to choose from."""

from rich.console import Console

from bot.asking import Answer
from bot.cli.telling import answer_parts
from handlers.views.answer import answer as drawn
from tests.asking.ledger import ask, incident

LEDGER = (
    incident("A1", "2026-03-20", platforms=[("Tu-95", 2)]),
    incident("A2", "2024-05-01", "CN", [("H-6", 4)], areas="Japan"),
)


def printed(given: Answer) -> str:
    """An answer as the terminal shows it to a person."""
    screen = Console(width=200, no_color=True)
    with screen.capture() as shown:
        screen.print(*answer_parts(given, person=True), sep="\n")
    return shown.get()


def test_both_answers_of_a_message_are_shown_with_their_own_records() -> None:
    given = ask(LEDGER, "how many flights near Alaska in 2026? How many flights near Japan by year?")
    for text in (printed(given), drawn(given)["text"]):
        first, second = text.split("2. ", 1)
        assert first.startswith("1. 1 incident near Alaska in 2026.")
        assert "A1" in first
        assert second.startswith("1 incident near Japan; by year: 2024 1.")
        assert "A2" in second
        assert text.count("Read as:") == 2


def test_the_terminal_offers_the_questions_that_may_have_been_meant() -> None:
    assert "Try: Miyako Strait flights · Miyako Island flights" in printed(ask(LEDGER, "miyako flights"))
