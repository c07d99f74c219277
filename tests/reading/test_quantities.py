"""Numbers in whole sentences: what counts a platform, and which distances are those of an approach."""

import datetime as dt

import pytest

from bot.reading import read
from bot.reading.rules.distance import DISTANCES
from bot.reading.spans import find_all
from store.records import Bound, Side

THURSDAY = dt.date(2017, 4, 20)


@pytest.mark.parametrize(
    ("sentence", "counts"),
    [
        ("A pair of Russian Su-27s flew near Estonia on Tuesday.", {"Su-27": 2}),
        ("Half a dozen Chinese J-16s crossed the median line on Tuesday.", {"J-16": 6}),
        ("Two dozen Chinese J-16s entered Taiwan's ADIZ on Tuesday.", {"J-16": 24}),
        ("A dozen or so Chinese J-16s entered Taiwan's ADIZ on Tuesday.", {"J-16": 12}),
        ("A hundred and three Chinese J-16s entered Taiwan's ADIZ on Tuesday.", {"J-16": 103}),
        ("A two-ship of Russian Su-35s was intercepted off Latvia on Tuesday.", {"Su-35": 2}),
        (
            "A four-ship formation of Russian MiG-31s was intercepted over the Barents Sea on Tuesday.",
            {"MiG-31": 4},
        ),
        ("Three pairs of Russian Su-27s were intercepted over the Baltic Sea on Tuesday.", {"Su-27": 6}),
        ("Two flights of four Russian Su-27s were intercepted over the Baltic on Tuesday.", {"Su-27": 8}),
        ("Russian Su-27s, three in number, were intercepted over the Baltic on Tuesday.", {"Su-27": 3}),
        (
            "Five Chinese aircraft, including two H-6s and a Y-8, entered Taiwan's ADIZ on Tuesday.",
            {"H-6": 2, "Y-8": 1},
        ),
        ("6 Chinese J-10s, 4 J-16s and 1 Y-9 entered Taiwan's ADIZ on Tuesday.", {"J-10": 6, "J-16": 4, "Y-9": 1}),
        ("Dozens of Chinese J-16s entered Taiwan's ADIZ on Tuesday.", {"J-16": None}),
        ("Several Russian Su-30s were intercepted over the Baltic on Tuesday.", {"Su-30": None}),
        ("In 2016 Russian Su-30s were intercepted over the Baltic Sea.", {"Su-30": None}),
    ],
)
def test_a_sentence_counts_its_visitors(sentence: str, counts: dict[str, int | None]) -> None:
    (draft,) = read(sentence, THURSDAY).incidents
    assert {p.type: p.count for p in draft.platforms if p.side == Side.ACTOR} == counts


@pytest.mark.parametrize(
    ("words", "count", "bound"),
    [
        ("At least four", 4, Bound.AT_LEAST),
        ("More than a dozen", 12, Bound.AT_LEAST),
        ("Up to 10", 10, Bound.AT_MOST),
        ("About twenty", 20, Bound.ABOUT),
        ("As many as 38", 38, Bound.EXACT),
        ("Four to six", 4, Bound.AT_LEAST),
        ("Between four and six", 4, Bound.AT_LEAST),
        ("Two or three", 2, Bound.AT_LEAST),
    ],
)
def test_a_count_keeps_what_its_words_claim(words: str, count: int, bound: Bound) -> None:
    (draft,) = read(f"{words} Chinese J-16s entered Taiwan's ADIZ on Tuesday.", THURSDAY).incidents
    (visitors,) = [p for p in draft.platforms if p.side == Side.ACTOR]
    assert (visitors.count, visitors.bound) == (count, bound)


def test_an_hour_of_a_log_counts_no_aircraft() -> None:
    for draft in read("18/4: 1135 RC-135V out of Mildenhall over the Baltic Sea, met by a Su-27", THURSDAY).incidents:
        assert 1135 not in [platform.count for platform in draft.platforms]


@pytest.mark.parametrize(
    ("sentence", "value", "unit"),
    [
        ("The Su-27 came within 50 feet of the P-8.", 50, "ft"),
        ("It came within half a mile of the ship.", 0.5, "mi"),
        ("It came within a nautical mile of the ship.", 1, "nm"),
        ("It passed a quarter of a mile off the bow.", 0.25, "mi"),
        ("The jet passed 5 metres under the P-3.", 5, "m"),
        ("It passed us upside down, 150 feet away.", 150, "ft"),
        ("They came within 1,500 yards of the ship.", 4500, "ft"),
        ("Roughly 55km (34 miles) off the coast of Norfolk.", 55, "km"),
        ("It flew within 200 to 300 feet of the ship.", 200, "ft"),
        ("They were 30 nautical miles north of Cape Wrath.", 30, "nm"),
        ("Radar saw them 250 miles out.", 250, "mi"),
        ("They turned back 70 nautical miles short of the coast.", 70, "nm"),
        ("At no point was it any nearer than 4 miles.", 4, "mi"),
    ],
)
def test_a_distance_of_approach_is_read_in_its_unit(sentence: str, value: float, unit: str) -> None:
    (found,) = find_all(DISTANCES, sentence)
    assert (found.value.value, found.value.unit) == (value, unit)


@pytest.mark.parametrize(
    "sentence",
    [
        "The ADIZ extends 150 miles from the coast.",
        "The zone is 200 miles wide.",
        "A 12-nautical-mile limit surrounds the reef.",
        "It flew at 30,000 feet.",
        "It descended to 500 feet.",
        "The jets flew 60 ft above the sea.",
        "The Tu-95 has a range of 8,000 miles.",
        "The two flew 20 feet apart as they escorted the bomber.",
        "They flew 1,000 miles from Moscow to the Atlantic.",
        "The bombers covered 6,000 miles in a flight of 14 hours.",
        "The town is 40 miles from the border.",
        "The wreck lies 3 km from the shore.",
        "A missile flew 900 km before falling 300 km from Japan.",
        "It lay 50 metres under the surface.",
        "Hundreds of miles from the coast they turned.",
        "Visibility was 10 km.",
    ],
)
def test_widths_heights_ranges_lengths_and_separations_are_no_approach(sentence: str) -> None:
    assert find_all(DISTANCES, sentence) == []
