"""Where a record belongs: its places, its theatre, and how a place reads after "near"."""

from functools import lru_cache

from bot.vocabulary import vocabulary
from store.records import Incident

SEAS = frozenset(
    ("sea", "ocean", "strait", "straits", "gulf", "channel", "mediterranean", "atlantic", "pacific", "baltic")
)
LANDS = frozenset(("peninsula", "islands", "isles", "river", "canal", "arctic", "baltics", "aleutians", "senkakus"))
ZONES = frozenset(("adiz", "kadiz", "fir", "gap", "passage"))
MOST_KEPT = 8192  # lists of places; people may write any
ARTICLE_LAST = SEAS | LANDS | ZONES
ARTICLE_FIRST = ("sea of ", "gulf of ", "strait of ", "straits of ", "bay of ", "isle of ")
ARTICLE_WHOLE = frozenset(("united kingdom", "united states", "netherlands", "philippines", "middle east", "far east"))


def places_of(incident: Incident) -> frozenset[str]:
    """Every place that a record counts for: its own ones and the wider ones that follow from them."""
    return frozenset((*incident.areas, *incident.also_in))


def theatre_of(incident: Incident) -> str:
    """The theatre of a record by its own places, else by the wider ones."""
    return _theatre(*incident.areas, *incident.also_in)


@lru_cache(MOST_KEPT)
def _theatre(*places: str) -> str:
    return vocabulary().theatre(places)


def with_article(place: str) -> str:
    """A place as it stands after "near": `Alaska`, `the Black Sea`, `the United Kingdom`."""
    name = place.casefold()
    takes = name in ARTICLE_WHOLE or name.startswith(ARTICLE_FIRST) or name.split(" ")[-1] in ARTICLE_LAST
    return f"the {place}" if takes else place
