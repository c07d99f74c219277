"""Entering what is somebody's: "violated Estonian airspace", "entered the Alaska ADIZ"."""

from bot.asking.conditions import Conditions, add
from bot.asking.line import Hit, Line
from bot.asking.names import FLYERS, place_of
from bot.asking.question import Unclear
from bot.vocabulary import vocabulary
from bot.vocabulary.entries import Place
from store.records import Kind


def read_violations(line: Line, found: Conditions) -> None:
    """`violated Estonian airspace`, `entered Japan's airspace`: a kind, and the airspace's owner is the place."""
    owner = (
        "( the|its|their|any|anyone|anyone's|anybody|somebody|someone|'s|s|national|sovereign|territorial|other"
        "|another|country|actual )*"
    )
    entering = (
        "violate|violates|violated|violating|breach|breached|breaches|breaching|penetrated|infringed|enter|entered"
        "|entering|enters|intruded|intrude|intruding|crossed"
    )
    patterns = (
        (
            "( not|never )? "
            f"{entering} ( into|on )? {owner} ( (p: <S>|<C>|<P> ) ( 's )? )? {owner} airspace|skies|waters"
        ),
        (
            f"( not|never )? violations?|incursions?|intrusions?|breaches|<K> ( of|into ) {owner} (p: <S>|<C>|<P> ) ( "
            f"'s )? {owner} airspace|skies|waters"
        ),
        (
            "(p: <S>|<C>|<P> ) ( 's )? airspace ( ever|been|was|were|has|have|being|actually )* "
            "violated|entered|breached|penetrated|infringed|crossed"
        ),
        f"( not )? inside|into|in|within {owner} (p: <S>|<C>|<P> ) ( 's )? {owner} airspace|waters",
    )
    for pattern in patterns:
        for hit in line.hits(pattern):
            words = line.span(hit.first, hit.last)
            if all(token.used for token in words if not token.tag):
                continue
            negated = words[0].word in ("not", "never")
            add(found.slots, "kinds_not" if negated else "kinds", Kind.AIRSPACE_VIOLATION)
            owners = line.group(hit, "p")
            for token in words:
                if not token.tag:
                    token.used = True
            for token in owners:
                place = place_of(token)
                if place:
                    token.value = place
                    line.retag([token], "P")


def _crossed(line: Line, hit: Hit) -> None:
    """`crossings of the median line`: an entry, told by the verb and not by the name of the line."""
    for token in line.span(hit.first, hit.last):
        if not token.tag and token.word in ("crossed", "cross", "crosses", "crossing", "crossings"):
            token.value = Kind.ZONE_ENTRY
            line.retag([token], "K")
            return


def pass_zones(line: Line) -> None:
    """`entered the Alaska ADIZ`, `Taiwan ADIZ violations`: the zone's name already says what kind it is."""
    breaches = "incursions?|entries|entry|intrusions?|violations?|breach|breaches|<K>|crossings?"
    for pattern in (
        f"(z: <P> ) ( ever|been|was|were )* {breaches}|entered|violated|breached|penetrated",
        (
            "enter|entered|entering|enters|violate|violated|violating|cross|crossed|crosses|crossing|breached|penetrated|"
            "inside|within ( into "
            ")? ( the )? (z: <P> )"
        ),
        f"{breaches} of|into ( the )? (z: <P> )",
    ):
        for hit in line.hits(pattern):
            zone = line.group(hit, "z")[0]
            if isinstance(zone.value, Place) and zone.value.kind == "line":
                _crossed(line, hit)
            if not isinstance(zone.value, Place) or zone.value.kind != "zone":
                continue
            owner = vocabulary().state(zone.word.split()[0])
            if owner and owner.code in FLYERS and owner.name.lower() != zone.word.split()[0].lower():
                raise Unclear(
                    f"Is that entries by {owner.name} or into its zone? Say “ADIZ entries by {owner.name}”, for "
                    "example."
                )
            for token in line.span(hit.first, hit.last):
                token.used = token.used or not token.tag
                if token.tag == "K":
                    token.value = Kind.ZONE_ENTRY
