"""Set phrases for kinds of incident and for responses: a run of words becomes one tagged token."""

from dataclasses import dataclass

from bot.asking.line import Line, Token
from store.records import Kind, Response, Status, Verification

_ENCOUNTERS = (
    "encounters?|intercepts?|interceptions?|interactions?|manoeuvres?|maneuvers?|manoeuvering|maneuvering|approach"
    "|approaches|incidents?|flying|behaviou?r|conduct|close|passes|flybys?|run"
)
_UNSAFE = "unsafe|unprofessional|dangerous|reckless|hazardous"
_ZONES = "adiz|zone|zones|fir"
_BREACHES = "violations?|incursions?|breach|breaches|breaching|intrusions?|infringements?|penetrations?|entries|entry"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Wordings of one meaning. `tag` is K for a kind; V past or participle, B base, M noun of a response; Y replying;
    L launching; W announcing; H approaching; Z the standing of a record, or how well it is borne out."""

    tag: str
    value: Kind | Response | Status | Verification | None
    wordings: tuple[str, ...]
    reads: tuple[str, ...]


# Longer wordings come before the shorter ones that they contain: "unsafe intercept" is a kind, not a response.
PHRASES: tuple[Phrase, ...] = (
    Phrase(
        "K",
        Kind.UNSAFE_ENCOUNTER,
        (
            f"{_UNSAFE} ( ( and|or|, )+ {_UNSAFE} )? ( {_ENCOUNTERS} )?",
            "near miss|misses|collision|collisions",
            "close calls?|passes|pass|shaves?",
            "collisions?|collided",
        ),
        ("unsafe encounters near Taiwan", "near misses over the Black Sea since 2020"),
    ),
    Phrase(
        "K",
        Kind.ZONE_ENTRY,
        (
            f"{_ZONES} {_BREACHES}",
            "air defen[cs]e identification zone|zones ( entries|entry|violations?|incursions? )?",
            "air defen[cs]e zone|zones ( entries|entry|violations?|incursions? )?",
            "median|centre|center line ( crossings?|violations?|incursions? )?",
            (
                "( enter|enters|entered|entering|crossed|crossing|crosses|violated|violate|breached|penetrated ( into "
                ")? ( the|an|its|their|any )? ) adiz|zone|zones|fir"
            ),
            "entries|incursions? into ( the|an )? adiz|zone|fir",
            "adiz|adizs",
        ),
        ("zone entries near Japan last year", "how many ADIZ incursions near Taiwan in 2025?"),
    ),
    Phrase(
        "K",
        Kind.AIRSPACE_VIOLATION,
        (
            f"( national|sovereign|territorial )? airspace {_BREACHES}",
            "violations? of ( the|national|sovereign|its|their )* airspace",
            "incursions?|intrusions? into ( the|national|sovereign|its|their )* airspace",
            "violations?",
        ),
        ("last 4 airspace violations", "airspace incursions before 2020"),
    ),
    Phrase(
        "K",
        Kind.MISSILE_LAUNCH,
        ("( ballistic|cruise )? missile|<G> launch|launches|tests?|firings?",),
        ("missile launches since 2022",),
    ),
    Phrase(
        "K",
        Kind.NAVAL_PRESENCE,
        ("naval presence", "naval deployments?|transits?"),
        ("naval presence in the Baltic Sea",),
    ),
    Phrase(
        "K",
        Kind.EXERCISE,
        ("( military )? exercises?|drills?|manoeuvres|maneuvers",),
        ("exercises near Taiwan in 2024",),
    ),
    Phrase("K", Kind.STRIKE, ("( air|drone|missile )? strikes?|airstrikes?",), ("strikes in the Black Sea",)),
    Phrase(
        "K",
        Kind.PATROL,
        ("patrols? ( flights?|sorties? )?", "patrolled|patrolling", "surveillance flights?|sorties?"),
        ("patrols near Norway in 2023",),
    ),
    Phrase(
        "M",
        Response.NONE,
        (
            (
                "( drew|draw|drawn|got|get|met|meet|prompted|saw|received|had|with|without|provoked|triggered )? ( "
                "with )? no|without|zero|nil ( any|a|an )? ( known )? reaction|reactions|response|responses ( at "
                "all|whatsoever )?"
            ),
            "nobody|none ( ever )? reacted|responded|react|respond|answered|answer|reacts|responds|answers ( to )?",
            "no one ( ever )? reacted|responded|react|respond|answered|answer ( to )?",
            "( was|were|been|went|gone )? not answered ( by anyone )?",
            "( went|go|gone|left|were|was|been )? unanswered|unopposed|unchallenged",
            "nothing was done",
            "( was|were|been )? not reacted|responded to",
        ),
        ("how many flights near Japan drew no reaction?",),
    ),
    Phrase(
        "Z",
        Status.RETRACTED,
        ("( have|has|had|was|were|been|is|are|got )* retracted|withdrawn|revoked", "retractions?", "taken back"),
        ("retracted records near Norway", "how many records were retracted in 2024?"),
    ),
    Phrase(
        "Z",
        Status.DRAFT,
        (
            "( still )? drafts?",
            "( awaiting|pending ) ( confirmation|review )",
        ),
        ("drafts near Norway", "list records awaiting review since 2024"),
    ),
    Phrase(
        "Z",
        Status.MERGED,
        ("( was|were|been|is|are|got )* merged ( into ( others|another ) )?", "duplicates?"),
        ("merged records near Norway",),
    ),
    Phrase(
        "Z",
        Verification.UNVERIFIED,
        (
            "( still|is|are|was|were|remain|remains )* unverified|unconfirmed|unreviewed|unchecked|provisional",
            "( is|are|was|were|been|has|have )* not|never ( been )? ( yet )? verified",
            "not yet confirmed",
        ),
        ("unverified records near Norway", "list unconfirmed records since 2024"),
    ),
    Phrase(
        "Z",
        Verification.SINGLE_SOURCE,
        (
            "single ( - )? source|sourced",
            "( from|with|by|on|have|has|resting|rest|based )* ( only|just )? ( a )? one|single source ( only )?",
        ),
        ("single-source records near Norway",),
    ),
    Phrase(
        "Z",
        Verification.SEVERAL_SOURCES,
        (
            "( from|with|by|on|have|has|had|resting|rest|rests|based )* several|multiple|various|<N> sources",
            "multi ( - )? source|sourced",
        ),
        ("flights near Norway from several sources",),
    ),
    Phrase(
        "Z",
        Verification.DISPUTED,
        ("( is|are|was|were|been|being )* disputed|contested", "( in|under ) dispute"),
        ("disputed records near Norway", "how many incidents are disputed?"),
    ),
    Phrase("Z", None, ("( is|are|was|were|been|have|has )* verified",), ("verified flights near Norway",)),
    Phrase("V", Response.SHOT_DOWN, ("shot down", "downed"), ("drones shot down since 2023",)),
    Phrase("B", Response.SHOT_DOWN, ("shoot|shoots down",), ("did anyone shoot down a drone in 2025?",)),
    Phrase("M", Response.SHOT_DOWN, ("shoot downs?", "shootdowns?", "shooting down"), ("shootdowns in the Black Sea",)),
    Phrase(
        "V",
        Response.INTERCEPTED,
        ("intercepted|intercepting", "met|escorted", "( visually )? identified"),
        ("which flights near Norway were intercepted in 2023?",),
    ),
    Phrase("B", Response.INTERCEPTED, ("intercepts?", "meet|meets|escort|escorts"), ("newest Canadian intercept",)),
    Phrase("M", Response.INTERCEPTED, ("interceptions?",), ("interceptions off Alaska in 2022",)),
    Phrase("V", Response.SCRAMBLED, ("scrambled|scrambling",), ("flights near Norway where jets were only scrambled",)),
    Phrase("B", Response.SCRAMBLED, ("scrambles?",), ("Japanese scrambles in 2025",)),
    Phrase(
        "M",
        Response.PROTESTED,
        (
            "( lodged|lodge|filed|file|made|sent|drew|formal|diplomatic|a|an|official )+ protests?",
            "( summoned|summon|summons the ambassador|envoy )",
        ),
        ("diplomatic protests since 2020",),
    ),
    Phrase(
        "Z",
        Verification.OFFICIAL,
        ("( is|are|was|were|been|have|has )* officially confirmed|announced|verified", "official"),
        ("official records near Norway", "officially confirmed flights near Japan"),
    ),
    Phrase("V", Response.PROTESTED, ("protested|protesting",), ("Russian flights protested by Japan",)),
    Phrase("B", Response.PROTESTED, ("protests?",), ("when did Japan last protest a Russian flight?",)),
    Phrase(
        "V",
        Response.MONITORED,
        ("monitored|monitoring|tracked|tracking|shadowed|shadowing|watched",),
        ("flights off Canada that were only monitored",),
    ),
    Phrase("B", Response.MONITORED, ("monitors?|shadows?|tracks?",), ("which flights did Russia monitor?",)),
    Phrase(
        "Y",
        None,
        ("reacts?|reacted|reacting|responds?|responded|responding|replied", "answered", "turned out"),
        ("who responds most often to Russian flights?",),
    ),
    Phrase(
        "L",
        None,
        (
            "( sent|send|sends|sending ) ( up|out|aloft )",
            "put|puts up",
            "( went|go ) up",
            "launch|launches|launched|dispatched|dispatch",
        ),
        ("total F-16s sent up in 2024",),
    ),
    Phrase(
        "W",
        None,
        (
            "reports?|reported|announces?|announced|announce|confirms?|confirmed|disclosed|published|publicised|publicized",
            "according to",
            "says?|said",
            "put out|released|cited|citing",
        ),
        ("flights announced by NORAD in 2025",),
    ),
    Phrase(
        "H",
        Kind.UNSAFE_ENCOUNTER,
        ("buzz|buzzes|buzzed|buzzing", "harass|harasses|harassed|harassing"),
        ("when did a Chinese jet last buzz a P-8?",),
    ),
)


def fold_phrases(line: Line) -> None:
    """Put a tagged token in the place of every set phrase, the first wording that fits winning."""
    for phrase in PHRASES:
        for wording in phrase.wordings:
            for hit in reversed(list(line.hits(wording))):
                if all(_plain(token) for token in line.span(hit.first, hit.last)):
                    line.fold(hit, phrase.tag, phrase.value)


def _plain(token: Token) -> bool:
    """Whether a token may become a part of a phrase: names may not, but for "missile" and "aircraft"."""
    return token.tag in ("", "A") or getattr(token.value, "name", "") == "missile"
