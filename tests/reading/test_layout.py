"""The lie of a page: what is story and what is clutter."""

from hypothesis import given
from hypothesis import strategies as st

from bot.reading.layout import Part, sentences

PAGE = """Bombers Seen Off The Northern Coast On Monday Evening

Two Tu-95s flew past the islands on Monday, the air force said. They kept clear of U.S. airspace at 6 p.m. Jets went up.

Advertisement

1/12 A pilot climbs out of his jet after a drill Getty

File photo: a Tu-95 in 2015.

Two Tu-95s flew past the islands on Monday, the air force said.

You may also like

Ten jets that changed the world.
"""


def parts(text: str) -> list[tuple[str, str]]:
    return [(s.part.value, text[s.start : s.end]) for s in sentences(text)]


def test_a_page_is_told_apart_into_headline_story_caption_and_clutter() -> None:
    found = parts(PAGE)
    assert found[0][0] == "headline"
    assert [words for part, words in found if part == "body"] == [
        "Two Tu-95s flew past the islands on Monday, the air force said.",
        "They kept clear of U.S. airspace at 6 p.m.",
        "Jets went up.",
    ]
    assert ("caption", "1/12 A pilot climbs out of his jet after a drill Getty") in found
    assert ("caption", "File photo: a Tu-95 in 2015.") in found
    assert found[-1] == ("clutter", "Ten jets that changed the world.")


def test_a_repeated_sentence_counts_once() -> None:
    repeated = "Two Tu-95s flew past the islands on Monday, the air force said."
    assert [part for part, words in parts(PAGE) if words == repeated] == ["body", "clutter"]


def test_an_abbreviation_does_not_end_a_sentence() -> None:
    text = "Lt. Col. A. Smith saw it on Sept. 24 near St. Lawrence Island. It left."
    assert [words for _, words in parts(text)] == [text[:-9], "It left."]


def test_a_line_of_shorthand_is_the_story_itself() -> None:
    assert parts("2x Tu-95, Alaska ADIZ") == [("body", "2x Tu-95, Alaska ADIZ")]


@given(st.text(max_size=400))
def test_sentences_lie_in_the_text_in_order_and_do_not_overlap(text: str) -> None:
    end = 0
    for sentence in sentences(text):
        assert end <= sentence.start < sentence.end <= len(text)
        assert isinstance(sentence.part, Part)
        end = sentence.end
