"""The gazetteer: tidy entries, sane geography, and names that other words must not be taken for."""

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.vocabulary import Place, State, vocabulary
from bot.vocabulary.folding import fold_name

WATERS = ("ocean", "sea", "gulf", "bay", "strait", "channel")
LANDS = (
    "island",
    "islands",
    "peninsula",
    "region",
    "state",
    "province",
    "country",
    "city",
    "base",
    "cape",
    "coast",
)
KINDS = {*WATERS, *LANDS, "river", "zone", "fir", "line"}
THEATRES = {
    "Alaska and the Arctic",
    "North America",
    "North Atlantic and the High North",
    "Baltic",
    "Central and Eastern Europe",
    "Black Sea",
    "Mediterranean",
    "Middle East",
    "Japan and Korea",
    "Taiwan and the East China Sea",
    "South China Sea",
    "Pacific and Indian Ocean",
    "Elsewhere",
}
SEAS = Path(__file__).parents[3] / "shared" / "data" / "ne_marine_10m_simplified.geojson"
NARROW = ("strait", "channel")
EARTH_RADIUS_KM = 6371.0

Ring = list[list[float]]
Polygon = list[Ring]


def places() -> list[Place]:
    return list(vocabulary().places.values())


def names(place: Place) -> Iterator[str]:
    yield place.name
    yield from place.aliases


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance of two points in degrees."""
    one, two = math.radians(lat), math.radians(other_lat)
    half_lat, half_lon = (two - one) / 2, math.radians(other_lon - lon) / 2
    chord = math.sin(half_lat) ** 2 + math.cos(one) * math.cos(two) * math.sin(half_lon) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(chord)))


def position(place: Place) -> tuple[float, float]:
    assert place.lat is not None, f"{place.name} has no latitude"
    assert place.lon is not None, f"{place.name} has no longitude"
    return place.lat, place.lon


def extent(place: Place) -> float:
    assert place.radius_km is not None, f"{place.name} has no extent"
    return place.radius_km


def within(x: float, y: float, ring: Ring) -> bool:
    """Whether a point lies in a ring, by counting the edges that a ray from it crosses."""
    crossings = 0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            crossings += 1
    return crossings % 2 == 1


def in_polygon(x: float, y: float, polygon: Polygon) -> bool:
    return within(x, y, polygon[0]) and not any(within(x, y, hole) for hole in polygon[1:])


@pytest.fixture(scope="module")
def charted_waters() -> dict[str, list[Polygon]]:
    """Outlines of seas by folded name, from Natural Earth."""
    if not SEAS.exists():
        pytest.skip("the outlines of seas (shared/data) are not beside this checkout")
    outlines: dict[str, list[Polygon]] = {}
    features: list[dict[str, Any]] = json.loads(SEAS.read_text(encoding="utf-8"))["features"]
    for feature in features:
        shape = feature["geometry"]
        polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        outlines.setdefault(fold_name(feature["properties"]["name"]), []).extend(polygons)
    return outlines


def test_the_gazetteer_is_large_enough_to_be_of_use() -> None:
    assert len(places()) >= 420
    assert sum(place.kind == "base" for place in places()) >= 80


def test_entries_are_sorted_by_name() -> None:
    listed = [place.name for place in places()]
    assert listed == sorted(listed)


def test_every_name_and_alias_belongs_to_one_entry_and_is_written_once() -> None:
    owner: dict[str, str] = {}
    for place in places():
        for words in names(place):
            assert fold_name(words) not in owner, f"{words!r}: {owner[fold_name(words)]} and {place.name}"
            owner[fold_name(words)] = place.name


def test_no_text_has_stray_white_space() -> None:
    for place in places():
        for words in (*names(place), *place.lies_in, *place.reads, *place.ignores):
            assert words == " ".join(words.split()), f"{place.name}: {words!r}"


def test_kinds_and_theatres_are_known_ones() -> None:
    assert {place.kind for place in places()} <= KINDS
    assert {place.theatre for place in places()} == THEATRES


def test_every_place_has_a_position_on_the_globe_and_an_extent() -> None:
    for place in places():
        lat, lon = position(place)
        assert -90 <= lat <= 90, place.name
        assert -180 <= lon <= 180, place.name
        assert 0 < extent(place) <= 9000, place.name


def test_wider_places_are_entries_and_nothing_lies_in_itself() -> None:
    known = vocabulary()
    for place in places():
        for parent in place.lies_in:
            assert parent in known.places, f"{place.name} lies in {parent}, which is no entry"
            assert place.name not in known.lies_in(parent), f"{place.name} and {parent} lie in one another"
            assert parent != place.name


def test_direct_parents_are_given_once() -> None:
    for place in places():
        assert len(set(place.lies_in)) == len(place.lies_in), place.name


def test_a_place_is_not_far_from_the_places_that_it_lies_in() -> None:
    """Except islands and states that belong to a country across the sea, such as Hawaii."""
    known = vocabulary().places
    for place in places():
        for parent in (known[name] for name in place.lies_in):
            if parent.kind == "country" and place.kind in ("island", "islands", "state"):
                continue
            reach = 1.2 * extent(parent) + extent(place) + 50
            apart = kilometres(*position(place), *position(parent))
            assert apart <= reach, f"{place.name} is {apart:.0f} km from the middle of {parent.name}"


def test_the_middle_of_a_sea_lies_in_the_sea(charted_waters: dict[str, list[Polygon]]) -> None:
    """Straits are slivers in the simplified outlines: for them, near is enough."""
    compared = 0
    for place in places():
        outlines = [charted_waters[key] for key in map(fold_name, names(place)) if key in charted_waters]
        if place.kind not in WATERS or not outlines:
            continue
        compared += 1
        lat, lon = position(place)
        if any(in_polygon(lon, lat, polygon) for polygon in outlines[0]):
            continue
        shore = min(kilometres(lat, lon, y, x) for polygon in outlines[0] for x, y in polygon[0])
        assert place.kind in NARROW, f"the middle of {place.name} lies outside it, {shore:.0f} km off"
        assert shore <= 1.5 * extent(place), f"{place.name} is {shore:.0f} km from its outline"
    assert compared >= 90


def test_zones_name_the_text_that_draws_them() -> None:
    for name in ("Alaska ADIZ", "Taiwan ADIZ", "Korea ADIZ", "Japan ADIZ", "China ADIZ"):
        assert vocabulary().places[name].source, name


def test_aerodromes_have_location_indicators_of_four_capitals_each_its_own() -> None:
    codes = [place.icao for place in places() if place.icao]
    assert all(len(code) == 4 and code.isascii() and code.isalpha() and code.isupper() for code in codes)
    assert len(set(codes)) == len(codes)
    assert len(codes) >= 80


def test_a_fifth_of_the_entries_carry_a_sentence() -> None:
    assert 5 * sum(bool(place.reads) for place in places()) >= len(places())


def found(sentence: str) -> set[Place]:
    """The places that a sentence can mean, those behind a state's name among them."""
    mentions = vocabulary().find(sentence)
    entries = [entry for mention in mentions for entry in (mention.entry, *mention.also)]
    return {entry for entry in entries if isinstance(entry, Place)}


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("the Aleutians", "Aleutian Islands"),
        ("East Sea", "Sea of Japan"),
        ("the Diaoyus", "Senkaku Islands"),
        ("Takeshima", "Dokdo"),
        ("KADIZ", "Korea ADIZ"),
        ("Arabian Gulf", "Persian Gulf"),
        ("the SCS", "South China Sea"),
        ("the Baltic", "Baltic Sea"),
        ("Siauliai", "Šiauliai Air Base"),
        ("Soya Strait", "La Pérouse Strait"),
        ("Huangyan Dao", "Scarborough Shoal"),
        ("JBER", "Joint Base Elmendorf-Richardson"),
    ],
)
def test_other_names_lead_to_the_name_of_the_ledger(words: str, name: str) -> None:
    assert name in {place.name for place in found(f"It was tracked near {words} on Monday.")}


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [
        ("Bering Sea", "Alaska"),
        ("Aleutian Islands", "Alaska"),
        ("Chukchi Sea", "Arctic"),
        ("Hokkaido", "Japan"),
        ("Miyako Strait", "East China Sea"),
        ("Miyako Strait", "Japan"),
        ("Taiwan Strait median line", "Taiwan"),
        ("Second Thomas Shoal", "South China Sea"),
        ("RAF Lossiemouth", "United Kingdom"),
        ("Bashi Channel", "Taiwan"),
        ("Bear Island", "Barents Sea"),
        ("Eareckson Air Station", "Alaska"),
    ],
)
def test_a_record_in_the_narrow_place_is_near_the_wide_one(narrow: str, wide: str) -> None:
    assert wide in vocabulary().lies_in(narrow)


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [
        ("Gulf of Anadyr", "Alaska"),
        ("Commander Islands", "Alaska"),
        ("Bashi Channel", "South China Sea"),
        ("RAF Lossiemouth", "North Sea"),
        ("Guam", "North America"),
        ("Greenland", "Europe"),
        ("Beaufort Sea", "Alaska"),
        ("Barents Sea", "Norway"),
    ],
)
def test_a_record_in_the_narrow_place_is_not_counted_in_the_wide_one(narrow: str, wide: str) -> None:
    assert wide not in vocabulary().lies_in(narrow)


@pytest.mark.parametrize(
    "sea", ["Black Sea", "Baltic Sea", "North Sea", "South China Sea", "Barents Sea", "Mediterranean Sea"]
)
def test_a_shared_sea_lies_in_no_country(sea: str) -> None:
    known = vocabulary()
    assert not [wide for wide in known.lies_in(sea) if known.places[wide].kind == "country"]


def test_every_country_is_a_state_of_the_same_name() -> None:
    state_names = {state.name for state in vocabulary().states.values() if isinstance(state, State)}
    without = {"Timor-Leste", "Nepal", "England", "Wales", "Scotland", "Northern Ireland"}
    assert {place.name for place in places() if place.kind == "country"} - state_names == without
