"""When a country's name or adjective means a place: "off Norway", "Estonian airspace", "Taiwan's ADIZ"."""

from bot.asking.line import Line, Token
from bot.asking.names import FLYERS, codes_of, place_of
from store.records import Kind

_REPLIES = ("response", "responses", "reaction", "reactions")
_COUNTRY_NOUNS = "airspace|waters|coast|coasts|coastline|shore|shores|skies|adiz|islands|territory|mainland"


def find_places(line: Line) -> None:
    """Countries after a place's preposition, and adjectives before "airspace" or "coast", are places."""
    for hit in list(
        line.hits(
            "(p: <S>|<C> ) ( 's )? ( sovereign|national|territorial|northern|southern|western|eastern )* "
            f"{_COUNTRY_NOUNS}"
        )
    ):
        _as_place(line, line.group(hit, "p"))
        for token in line.span(hit.first, hit.last):
            if token.word in _COUNTRY_NOUNS.split("|"):
                token.used = True
    for hit in list(line.hits("(p: <S>|<C> ) ( 's )? (k: <K> )")):
        owner = line.group(hit, "p")[0]
        kind = line.group(hit, "k")[0].value
        named = kind in (Kind.ZONE_ENTRY, Kind.AIRSPACE_VIOLATION)
        if named and not codes_of(owner) & FLYERS:
            _as_place(line, [owner])
    rule = (
        "<NEAR>|from ( near|off|over|the|mainland|coast|of|close|to|or|and )* (p: <C> ( ( and|or|,|nor )+ ( "
        "near|off|over|around )* ( <C> ) )* )"
    )
    for hit in list(line.hits(rule)):
        before = line.span(max(0, hit.first - 1), hit.first)
        opener = line.tokens[hit.first].word
        if opener == "to" and before and (before[0].tag in ("Y", "V", "B", "M", "W") or before[0].word in _REPLIES):
            continue
        if opener == "from" and not _is_measured(line):
            continue
        _as_place(line, [t for t in line.group(hit, "p") if t.tag == "C"])


def _is_measured(line: Line) -> bool:
    return bool(line.hit("closest|nearest|furthest|farthest|distance|away|<U>|miles|mi|nm|km|far"))


def _as_place(line: Line, tokens: list[Token]) -> None:
    for token in tokens:
        place = place_of(token)
        if place is not None:
            token.value = place
            line.retag([token], "P")
