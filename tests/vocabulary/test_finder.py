"""Finding nouns: spans, the longest name, surroundings, and sentences that are traps."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.vocabulary import Aircraft, Place, State, Vessel, vocabulary
from bot.vocabulary.names import names_of

NAMES = sorted({name.words for entry in vocabulary().entries() for name in names_of(entry)})
SCRAPS = [
    "Bear",
    "Tu",
    "-95",
    "F",
    "‑16",
    "‘",
    "’s",
    "“",
    " ",
    "\u00a0",
    "\n",
    "2x",
    "MS",
    "\u200f",
    "š",
    ".",
    "/",
    "s",
]


def platforms(text: str, *, telegraphic: bool = False) -> list[str]:
    """Names of the aircraft and vessels that a text mentions."""
    found = vocabulary().find(text, telegraphic=telegraphic)
    return [m.entry.name for m in found if isinstance(m.entry, Aircraft | Vessel)]


def named(text: str, *, telegraphic: bool = False) -> list[tuple[str, str]]:
    """Words and canonical names of everything that a text mentions."""
    return [(m.words, m.entry.name) for m in vocabulary().find(text, telegraphic=telegraphic)]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.one_of(st.sampled_from(NAMES), st.sampled_from(SCRAPS), st.text(max_size=6)), max_size=12),
    st.booleans(),
)
def test_mentions_are_spans_of_the_text_in_order_and_apart(pieces: list[str], telegraphic: bool) -> None:
    text = " ".join(pieces)
    mentions = vocabulary().find(text, telegraphic=telegraphic)
    end = 0
    for mention in mentions:
        assert end <= mention.start < mention.end <= len(text)
        assert mention.words == text[mention.start : mention.end]
        end = mention.end


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(NAMES), st.sampled_from(["\u200b", "\u00ad", "\u200f"]))
def test_an_invisible_character_hides_no_name(name: str, unseen: str) -> None:
    plain = vocabulary().find(f"({name})", telegraphic=True)
    marked = vocabulary().find(f"({name[:1]}{unseen}{name[1:]})", telegraphic=True)
    assert [m.entry for m in plain] == [m.entry for m in marked]


@pytest.mark.parametrize("unit", ["Bear ", "Tu-", "F-1", "((((", "Sea of ", "USS ", "Admiral ", "A-10/", "\u200b", "'"])
def test_a_long_monotonous_text_is_read_to_its_end(unit: str) -> None:
    text = unit * (20_000 // len(unit)) + " Two Tu-95s flew near Alaska."
    assert "Tu-95" in platforms(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Two Tu-95 Bear aircraft were monitored.", ["Tu-95"]),
        ("Tu-95 bear bombers", ["Tu-95"]),
        ("four Bear H (Tu-95) strategic bombers", ["Tu-95"]),
        ("kinds of Tupolev Tu-142 (Bear F) in front of us", ["Tu-142"]),
        ("a Lockheed Martin F-22 Raptor met it", ["F-22"]),
        ("a Su-35 ‘Flanker-E’ and a Su-25 “Frogfoot”", ["Su-35", "Su-25"]),
        ("Of Tu – 160 Blackjack two and one early Warning plane A – 50 Mainstay", ["Tu-160", "A-50"]),
        ("two Blackjacks - Russian Tu-160s", ["Tu-160", "Tu-160"]),
        ("a gang of Eurofighter Typhoons with a Voyager tanker", ["Typhoon", "Voyager"]),
        ("an RAF Poseidon-8 had been sent", ["P-8"]),
        ("a Poseidon P-8A above the sea", ["P-8"]),
        ("a Saab 340 AEW&C and a NATO A-330 MRTT", ["Saab 340", "A330 MRTT"]),
        ("two Mirage 2000-5s on alert", ["Mirage 2000"]),
        ("the MH-60R Seahawk, up from HMAS Hobart", ["MH-60", "HMAS Hobart"]),
        ("a KC-130J Super Hercules refuelled them", ["KC-130"]),
        ("Bears (Tu-95s) came", ["Tu-95"]),
        ("A Tu-95 came first. Later the Bears turned back.", ["Tu-95", "Tu-95"]),
        ("Norwegian F-16s met it. Typhoons were sent up by Britain.", ["F-16", "Typhoon"]),
        ("F-35 Lightning IIs met a Tu-142 Bear-F", ["F-35", "Tu-142"]),
        ("a US B-52 from Guam", ["B-52"]),
        ("Su-30SM and Su-35S, fighters of the Air Force", ["Su-30", "Su-35"]),
    ],
)
def test_names_side_by_side_are_one_mention(text: str, wanted: list[str]) -> None:
    assert platforms(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "The bear was seen near Bear Island.",
        "Bear Grylls camped in Alaska.",
        "The Bears intercepted two passes in Chicago.",
        "The Eagles' quarterback scrambled for eight yards.",
        "Typhoon Haiyan killed thousands in the Philippines.",
        "A tornado warning was issued for Kansas.",
        "Lightning struck twice.",
        "The Spirit of the law counts.",
        "On May 5 aircraft flew near Alaska.",
        "In May, aircraft flew near Alaska.",
        "It may fly again.",
        "Mail was late, and the sentry slept.",
        "The Russian bear is awake.",
        "Voyager 1 left the solar system.",
        "The Condor trial began.",
        "A predator stalked the deer; an eagle watched.",
        "Reading is nice.",
    ],
)
def test_common_words_are_no_aircraft(text: str) -> None:
    assert platforms(text) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("last Bear off Alaska?", ["Tu-95"]),
        ("any Backfires near Alaska, ever?", ["Tu-22M"]),
        ("bears near alaska since may", ["Tu-95"]),
        ("how many badgers in the joint flights", ["H-6"]),
        ("last typhoon scramble", ["Typhoon"]),
        ("has a tu95 been there in may?", ["Tu-95"]),
        ("f22s in q2", ["F-22"]),
        ("did the spirit of the deal hold", []),
        ("any mail for me in may", []),
        ("last may aircraft near japan", ["Il-38"]),
    ],
)
def test_questions_may_use_nicknames_alone(text: str, wanted: list[str]) -> None:
    assert platforms(text, telegraphic=True) == wanted


def test_a_nickname_says_that_it_was_one() -> None:
    (bear, _bombers) = vocabulary().find("two Bear bombers")
    assert (bear.entry.name, bear.nickname, bear.plural) == ("Tu-95", True, False)
    (bears,) = vocabulary().find("two Bears")
    assert (bears.nickname, bears.plural) == (True, True)
    (typed,) = vocabulary().find("a Tu-95 Bear")
    assert not typed.nickname


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("the USS Dewey, a guided missile destroyer", ["USS Dewey"]),
        ("HMS Iron Duke and a naval helicopter did the watching", ["HMS Iron Duke"]),
        ("the USS John S. McCain Tuesday", ["USS John S. McCain"]),
        ("the USS Rafael Peralta on Monday", ["USS Rafael Peralta"]),
        ("the destroyer Vice-Admiral Kulakov", ["Vice-Admiral Kulakov"]),
        ("the frigate Admiral Nonesuch passed Dover", ["Admiral Nonesuch"]),
        ("a spy ship, the Viktor Leonov", ["Viktor Leonov"]),
        ("Two frigates of the navy, the Liuzhou and the Luzhou, were sent", ["Liuzhou", "Luzhou"]),
        ("the submarine Novorossiysk surfaced", ["Novorossiysk"]),
        ("a destroyer with hull number 101", ["hull 101"]),
        ("the destroyer USS Sampson. Sampson was on patrol.", ["USS Sampson", "USS Sampson"]),
        ("a Kilo-class submarine", ["Kilo class"]),
    ],
)
def test_ships_are_found_by_name_and_by_rule(text: str, wanted: list[str]) -> None:
    assert platforms(text) == wanted


def test_a_ship_by_rule_has_the_state_of_its_hull_word() -> None:
    (ship,) = vocabulary().find("HMCS Fredericton")
    assert isinstance(ship.entry, Vessel)
    assert ship.entry.operators == ("CA",)


@pytest.mark.parametrize(
    "text",
    [
        "They ship goods to the port of Novorossiysk by rail in winter, officials told reporters.",
        "Submarines left the naval base at Novorossiysk.",
        "Students of Liaoning province won.",
        "INS agents said so.",
        "It is a partnership of firms.",
    ],
)
def test_towns_and_words_are_no_ships(text: str) -> None:
    assert platforms(text) == []


def test_the_longest_name_wins() -> None:
    assert named("the East China Sea") == [("East China Sea", "East China Sea")]
    assert ("Sea of\nJapan", "Sea of Japan") in named("over the Sea of\nJapan")


def test_a_force_does_not_swallow_the_aircraft_behind_it() -> None:
    assert named("Russian military aircraft") == [
        ("Russian", "Russia"),
        ("military aircraft", "military aircraft"),
    ]
    assert named("the Russian military said") == [("Russian military", "Russian military")]


def test_a_text_without_capitals_is_read_with_the_same_care() -> None:
    assert platforms("the bear walked into town near anchorage") == []
    assert platforms("two russian bear bombers and a tu-95ms flew near alaska") == ["Tu-95", "Tu-95"]


@pytest.mark.parametrize("text", ["anti-submarine warfare", "missile defense units", "fighter pilots", "jet lag"])
def test_platform_words_inside_other_terms_are_hidden(text: str) -> None:
    assert named(text) == []


def test_a_full_stop_ends_a_name() -> None:
    assert "East China Sea" not in [name for _, name in named("He went east. China sea trade fell.")]


def test_words_inside_words_are_not_found() -> None:
    assert named("firefighters, Ukrainerisation, Chinatown, bearing") == []


def test_a_capital_is_also_a_place_where_it_names_a_state() -> None:
    (mention,) = vocabulary().find("Washington")
    assert isinstance(mention.entry, State)
    assert mention.form == "metonym"
    assert all(isinstance(other, Place) for other in mention.also)


def test_the_pronoun_us_is_no_state() -> None:
    assert named("it told us so") == []
    assert named("give us the last one", telegraphic=True) == []
    assert named("us aircraft near china", telegraphic=True)[0] == ("us", "United States")
    assert named("the US said") == [("US", "United States")]


def test_offsets_hold_behind_accents_quotes_and_marks() -> None:
    text = "“Šiauliai”\u200f\u00a0— two Tu‑95s"
    mention = vocabulary().find(text)[-1]
    assert (mention.words, mention.entry.name) == ("Tu‑95s", "Tu-95")


def test_generic_words_give_their_family() -> None:
    words = vocabulary()
    found = words.find("two strategic missile carriers, a fighter jet, an unmanned aircraft and a spy plane")
    assert [m.entry.name for m in found] == ["bomber", "fighter", "drone", "surveillance aircraft"]
    assert found[0].plural
    assert not found[1].plural
    assert "Tu-95" in words.types_of_family("bomber")
    assert "RC-135" in words.types_of_family("surveillance aircraft")
    assert words.types_of_family("nonsense") == ()


@pytest.mark.parametrize(
    ("text", "ship"),
    [
        ("The cutter Bertholf kept watch.", "Bertholf"),
        ("The tanker Sparta II passed the strait.", "Sparta II"),
        ("The frigate Otto Sverdrup followed them.", "Otto Sverdrup"),
    ],
)
def test_a_ship_behind_its_noun_may_have_two_words_and_a_numeral(text: str, ship: str) -> None:
    assert ship in [m.entry.name for m in vocabulary().find(text)]
