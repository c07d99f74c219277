"""Names that only the text around them makes clear: shared last words, the North and the South, ships by their noun."""

import re
from dataclasses import replace

from bot.reading.index import Words
from bot.reading.scene import states_of
from bot.vocabulary import Aircraft, Force, Generic, Mention, Place, State, Vessel, vocabulary

SHARED = re.compile(
    r"\b(?P<names>[A-Z][\w-]+(?:,\s[A-Z][\w-]+)*,?\s(?:and|or|&)\s[A-Z][\w-]+)\s(?P<word>Seas|Oceans|Straits"
    r"|Islands|islands|Gulfs)\b"
)
NAME = re.compile(r"[A-Z][\w-]+")
NORTH_SOUTH = re.compile(
    r"\b(?:[Tt]he )(?P<side>North|South)(?P<of>['’]s|(?= (?:said|says|has|had|fired|fires|launched|sent|also"
    r"|claimed|is|was|did|answered|responded)\b|[,.;]))"
)
CODE = re.compile(
    r"\b(?:RUS?|ru|PRC|CHN?|CN|IRN?|KP|DPRK|IT|BE|NL|NO|DK|SE|FI|EE|LT|LV|PL|DE|FR|ES|PT|TR|GR|JPN?|KR|ROK|TW|UA|GB"
    r"|US|CA|AU|TUR|GRC|GBR|FRA|GER|DEU|ITA|NOR|SWE|POL|ESP|PRT|NLD|BEL|DNK|FIN|LVA|LTU|ROU|HUN|CZE|UKR|ISR|AUS|KOR"
    r"|TWN|PHL|IND|PAK|PRK|USA)\b(?!\.)"
)
LONG_CODES = {"RUS": "RU", "PRC": "CN", "CHN": "CN", "IRN": "IR", "DPRK": "KP", "JPN": "JP", "ROK": "KR",
    "TUR": "TR", "GRC": "GR", "GBR": "GB", "FRA": "FR", "GER": "DE", "ITA": "IT", "NOR": "NO", "SWE": "SE", "POL": "PL",
    "ESP": "ES", "UKR": "UA", "ISR": "IL", "AUS": "AU", "KOR": "KR", "TWN": "TW", "USA": "US", "DEU": "DE", "PRT": "PT",
    "NLD": "NL", "BEL": "BE", "DNK": "DK", "FIN": "FI", "LVA": "LV", "LTU": "LT", "ROU": "RO", "HUN": "HU",
    "CZE": "CZ", "PHL": "PH", "IND": "IN", "PAK": "PK", "PRK": "KP",
}  # fmt: skip
# Types that share a nickname ("Bear", "Flanker", "Hornet").
FAMILIES = (
    ("Tu-95", "Tu-142"),
    ("Su-27", "Su-30", "Su-33", "Su-35", "Su-34"),
    ("F/A-18", "CF-18"),
    ("MiG-25", "MiG-31"),
)
# How far behind a code its craft may stand: "RU coast guard cutter".
NEXT_WORDS = 14
SHIP_NOUN = (
    r"(?:[Cc]utters?|[Vv]essels?|[Ss]hips?|[Bb]oats?|barques?|[Tt]rawlers?|[Dd]estroyers?|[Ff]rigates?"
    r"|[Cc]orvettes?|[Cc]ruisers?"
    r"|[Ss]ub(?:marine)?s?|tugs?|tankers?|carriers?|minehunters?|oilers?|icebreakers?|catamarans?|gunboats?|AGIs?"
    r"|FREMMs?|LCS|OPVs?|[Pp]atrol (?:ships?|vessels?|boats?)|[Cc]oast [Gg]uard cutters?)"
)
NOT_A_NAME = (
    r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:January|February|March|April|May|June|July|August"
    r"|September|October"
    r"|November|December)\b|(?:Type|The|In|On|At|A|And|It|He|She|They|But|While|After|Its|This|That|No|When|With"
    r"|From|To|Of|Squadron|Flotilla|Division)\b)"
)
SHIP = re.compile(
    rf"\b{SHIP_NOUN} (?:the )?(?P<quote>['\"“‘])?(?P<name>{NOT_A_NAME}[A-Z][\w'’-]{{2,}}(?: [A-Z]\.)?(?:"
    rf" [A-Z][\w'’-]+){{0,2}}(?: (?:\d{{1,3}}|[IVX]{{1,4}}))?)(?![\w])"
)
AFTER_SHIP = re.compile(rf"\b{SHIP_NOUN} (?:the )?['\"“‘]?$")
SHIP_WAS = re.compile(
    rf"\b[Tt]he {SHIP_NOUN} (?:is|was) (?:named )?the (?P<name>{NOT_A_NAME}[A-Z][\w'’-]{{2,}})(?=[.,;])"
)
SHIP_BEFORE = re.compile(
    rf"\b[Tt]he (?P<name>{NOT_A_NAME}[A-Z][a-z'’-]{{2,}}(?: [A-Z][\w'’-]+){{0,2}}(?: (?:\d{{1,3}}|[IVX]{{1,4}}))?),"
    rf" (?:an?|another|the) (?:[\w-]+ ){{0,3}}{SHIP_NOUN}\b"
)


SHIP_NAME = (
    rf"{NOT_A_NAME}(?!(?:Captain|Capt|Commander|Cmdr|Admiral|General|Lt|Mr|Ms|Mrs|Minister|President|Col|Reuters|Channel"
    r"|Gulf|Straits?|Sea|Bay|North|South|East|West|Source|Photo|Image|Squadron|Flotilla|Division|Fleet|Group|Force|Command"
    r"|Guard|Navy|Unit|Commando)\b)"
    r"(?:[A-Z][\w'’-]{2,}|[A-Z][a-z](?= [A-Z]))(?: [A-Z]\.)?(?: [A-Z][\w'’-]+){0,2}(?: (?:\d{1,3}|[IVX]{1,4}))?"
)
# "a catamaran, Shahid Nazeri, crossed"; "two frigates, Gromkiy and Stoikiy,"; "the corvettes Boikiy and Stoikiy".
SHIP_LISTED = re.compile(
    rf"\b{SHIP_NOUN}(?P<comma>,)? (?:the )?(?P<names>{SHIP_NAME}(?:(?:, | and |, and )(?:the )?{SHIP_NAME})*)"
    r"(?(comma)(?=[,.;)]))"
)
# "…, the Renhai cruiser Zunyi": a class before another noun is no ship of the list.
TITLE_GOES_ON = re.compile(rf"(?:[- ]class\b| {SHIP_NOUN}\b)")
# "found Xiang Yang Hong 03, the Chinese survey ship"
SHIP_APPOSED = re.compile(
    r"\b(?:found|met|spotted|sighted|tracked|shadowed|followed|watched|monitored|escorted|intercepted|photographed"
    rf"|trailed|by|and) (?:the )?(?P<name>{SHIP_NAME}), (?:an?|the|another) (?:[\w-]+ ){{0,3}}?{SHIP_NOUN}\b"
)
IN_FULL = {
    "Canadian": ("HMCS", "CA"),
    "Australian": ("HMAS", "AU"),
    "New Zealand": ("HMNZS", "NZ"),
    "": ("HMS", "GB"),
}
FULL_TITLE = re.compile(
    rf"\b(?:His|Her) Majesty['’]s (?P<whose>Canadian |Australian |New Zealand )?Ship (?P<name>{SHIP_NAME})"
)
BARE_SHIP = re.compile(
    r"\b[Tt]he (?:[A-Z]\w+ )?(?P<name>(?!Navy|Air|Army|Armed|Coast|Defen[cs]e|Ministry|Fleet)"
    rf"{NOT_A_NAME}[A-Z][a-z]{{2,}}(?:[ -][A-Z][a-z]+)?)(?!['’]s|[\w-])"
)
# What a ship known only by its name does next.
TAKES_PART = re.compile(
    r"\s(?:took over|relieved|shadowed|follow(?:ed|s)|joined|escorted|sailed|kept|watched|monitored|tracked|met|stayed"
    r"|accompanied|had (?:followed|shadowed|kept))\b"
)
# What only a ship does or suffers: "The Tianwangxing, which is full of receivers, was sighted off the island".
SAILS = re.compile(
    r"(?:, (?:which|an?|the)\b[^.;]{0,70},)? (?:(?:was|had been|has been|is being) (?:first |last |then |soon )?"
    r"(?:sighted|spotted|shadowed|trailed|photographed|escorted|tracked|seen|watched)"
    r"|sailed|steamed|anchored|transited|loitered|docked|surfaced|put to sea|left port"
    r"|(?:was|is) (?:carrying out|conducting|doing) (?:\w+ )?(?:research|survey|operations|activities)"
    r"|is (?:crammed|packed|fitted|bristling) with)\b"
)
SHIP_WORD = re.compile(
    r"ship|vessel|boat|frigate|destroyer|cruiser|corvette|submarine|trawler|tug|cutter", re.IGNORECASE
)
# How far back the ship may have been spoken of that a bare name stands for.
LATELY = 900
ON_THE_GULF = frozenset({"IR", "IQ", "KW", "SA", "BH", "QA", "AE", "OM"})
THE_GULF = re.compile(
    r"\bthe (?:northern |southern |central |upper |lower )?(?P<gulf>Gulf)"
    r"(?! of\b|[ -][A-Z]|[ -](?:state|war|countr|monarch))"
)
PLAN = re.compile(
    r"\bPLAN(?= (?:[\w-]+ ){0,2}?(?:ships?|vessels?|warships?|destroyers?|frigates?|corvettes?|submarines?|naval"
    r"|AGIs?|DDGs?|FFGs?|LHDs?|LPDs?)\b)"
)


def with_names_in_context(page: Words, mentions: list[Mention], *, telegraphic: bool = False) -> list[Mention]:
    """The mentions of a text with those that only their surroundings make names, in order.

    `telegraphic`: a line of shorthand, in which "IT F-35s" are Italy's.
    """
    mentions = _whose_air_force(_same_nicknames(mentions))
    more = [*_sharing(page), *_koreas(page.text, mentions), *_ships(page, mentions, telegraphic=telegraphic)]
    more += _the_gulf(page, mentions)
    china = vocabulary().states["CN"]
    more += [Mention(m.start(), m.end(), m.group(), china, form="adjective") for m in page.matches(PLAN)]
    more += [m for m in _codes(page, mentions) if telegraphic or m.words in LONG_CODES]
    kept = [m for m in mentions if not any(m.start < new.end and new.start < m.end for new in more)]
    return sorted([*kept, *more], key=lambda mention: mention.start)


def _the_gulf(page: Words, mentions: list[Mention]) -> list[Mention]:
    """ "The northern Gulf" of a report about the states on its shores is the Persian one."""
    places = {m.entry.name for m in mentions if isinstance(m.entry, Place)}
    gulf = vocabulary().place("Persian Gulf")
    others = any(name.startswith("Gulf of") for name in places - {"Gulf of Oman"})
    if gulf is None or others or not any(set(states_of(m)) & ON_THE_GULF for m in mentions):
        return []
    taken = [(m.start, m.end) for m in mentions]
    return [
        Mention(m.start("gulf"), m.end(), m["gulf"], gulf, form="rule")
        for m in page.matches(THE_GULF)
        if not any(a < m.end() and m.start("gulf") < b for a, b in taken)
    ]


def _whose_air_force(mentions: list[Mention]) -> list[Mention]:
    """ "The PAF" of a report about Pakistan is Pakistan's, that of one about the Philippines theirs."""
    named = {m.entry.code for m in mentions if isinstance(m.entry, State)}
    air_force = vocabulary().forces.get("Pakistan Air Force")
    if air_force is None or "PH" in named or "PK" not in named:
        return mentions
    return [replace(m, entry=air_force) if m.words == "PAF" else m for m in mentions]


def _sharing(page: Words) -> list[Mention]:
    """ "the Barents, Norwegian and North Seas" are three places."""
    found: list[Mention] = []
    for match in page.matches(SHARED):
        word = match["word"].removesuffix("s").capitalize()
        for name in NAME.finditer(page.text, match.start("names"), match.end("names")):
            place = vocabulary().place(f"{name.group()} {word}")
            if place is not None:
                found.append(Mention(name.start(), name.end(), name.group(), place, form="rule"))
    return found


def _koreas(text: str, mentions: list[Mention]) -> list[Mention]:
    """ "the North" and "the South" are states where the text names North Korea."""
    named = {m.entry.code for m in mentions if isinstance(m.entry, State)}
    if not named & {"KP", "KR"}:
        return []
    states = vocabulary().states
    return [
        Mention(m.start("side"), m.end("side"), m["side"], states["KP" if m["side"] == "North" else "KR"], form="alias")
        for m in NORTH_SOUTH.finditer(text)
    ]


def _codes(page: Words, mentions: list[Mention]) -> list[Mention]:
    """The code of a state right before its craft, or right behind it: "RU Su-27", "RC-135 US"."""
    states = vocabulary().states
    crafts = [m for m in mentions if isinstance(m.entry, Aircraft | Vessel | Generic)]
    taken = [(m.start, m.end) for m in mentions]
    found = []
    for match in page.matches(CODE):
        code = LONG_CODES.get(match.group().upper(), match.group().upper())
        beside = any(0 < m.start - match.end() <= NEXT_WORDS or 0 < match.start() - m.end <= 2 for m in crafts)
        if code in states and beside and not any(a < match.end() and match.start() < b for a, b in taken):
            found.append(Mention(match.start(), match.end(), match.group(), states[code], form="adjective"))
    return found


def _ships(page: Words, mentions: list[Mention], *, telegraphic: bool) -> list[Mention]:
    """A capitalised name behind a ship's noun ("the cutter Alder") or before one ("the Alder, a cutter") is a ship."""
    text = page.text
    taken = [
        (m.start, m.end)
        for m in mentions
        if (isinstance(m.entry, Vessel | Aircraft | State) and not _is_behind_a_ship(page.text, m))
        or (not isinstance(m.entry, Vessel) and m.end - m.start > 24)
    ]
    found: list[Mention] = _titled_in_full(page)
    taken += [(m.start, m.end) for m in found]
    for pattern in (SHIP, SHIP_BEFORE, SHIP_WAS, SHIP_APPOSED):
        for match in page.matches(pattern):
            start, end = match.span("name")
            name = re.sub(r"['’]s$", "", match["name"])
            end = start + len(name)
            shouted = name.isupper() and not (telegraphic and name.isalpha() and len(name) > 3 and not text.isupper())
            elsewhere = pattern is SHIP_APPOSED and any(m.start < end and start < m.end for m in mentions)
            if any(a < end and start < b for a, b in taken) or shouted or elsewhere:
                continue
            name = name.title() if name.isupper() else name
            taken.append((start, end))
            named_class = vocabulary().vessels.get(f"{name.split()[0]} class")
            known = named_class or next(
                (m.entry for m in mentions if isinstance(m.entry, Vessel) and m.entry.name.endswith(f" {name}")), None
            )
            found.append(Mention(start, end, text[start:end], known or Vessel(name, "warship", ()), form="rule"))
    found += _listed_ships(page, taken, mentions)
    return [*found, *_ships_again(page, [*mentions, *found])]


def _titled_in_full(page: Words) -> list[Mention]:
    """ "His Majesty's Canadian Ship Ottawa" is HMCS Ottawa, and no Ottawa."""
    found = []
    for match in page.matches(FULL_TITLE):
        hull, state = IN_FULL[(match["whose"] or "").strip()]
        ship = Vessel(f"{hull} {match['name']}", "warship", (state,), hull=hull)
        found.append(Mention(match.start(), match.end(), match.group(), ship, form="rule"))
    return found


def _listed_ships(page: Words, taken: list[tuple[int, int]], mentions: list[Mention]) -> list[Mention]:
    """Every ship of a list behind a noun: "the frigates Gromkiy and Stoikiy"; a place or a force there ends it."""
    elsewhere = taken + [(m.start, m.end) for m in mentions if not isinstance(m.entry, Vessel)]
    found: list[Mention] = []
    for match in page.matches(SHIP_LISTED):
        for name in re.finditer(SHIP_NAME, match["names"]):
            start, end = match.start("names") + name.start(), match.start("names") + name.end()
            plain = re.sub(r"['’]s$", "", name.group())
            titled = TITLE_GOES_ON.match(page.text, end)
            if titled or plain.isupper() or any(a < end and start < b for a, b in elsewhere):
                continue
            found.append(Mention(start, start + len(plain), plain, Vessel(plain, "warship", ()), form="rule"))
            elsewhere.append((start, end))
    return found


def _is_behind_a_ship(text: str, mention: Mention) -> bool:
    """Whether a nickname of aircraft names a ship here: "the tanker Jaguar", "the frigate Falcon"."""
    entry = mention.entry
    if not isinstance(entry, Aircraft) or not mention.nickname or entry.role == "tanker":
        return False
    return AFTER_SHIP.search(text[max(0, mention.start - 28) : mention.start]) is not None


def _ships_again(page: Words, mentions: list[Mention]) -> list[Mention]:
    """Ships by their bare name: one named before ("the Alder then left"), or with its people ("the Belgian Alder")."""
    taken = [(m.start, m.end) for m in mentions if isinstance(m.entry, Vessel | Aircraft | State | Force)]
    names = {m.entry.name.split(" ", 1)[-1]: m.entry for m in mentions if isinstance(m.entry, Vessel)}
    peoples = {m.end: m for m in mentions if isinstance(m.entry, State) and m.form == "adjective"}
    more: list[Mention] = []
    afloat = [m.end for m in mentions if isinstance(m.entry, Generic) and SHIP_WORD.search(m.words)]
    places = {m.start for m in mentions if isinstance(m.entry, Place)}

    def spoken_of(at: int) -> bool:
        return at not in places and any(0 < at - end < LATELY for end in afloat)

    for match in page.matches(BARE_SHIP):
        start, end = match.span("name")
        people = peoples.get(start - 1)
        ship = names.get(match["name"])
        acts = TAKES_PART.match(page.text, end, end + 24) or (
            people and page.text.endswith(" by the ", 0, people.start)
        )
        if ship is None and names and people and acts:
            ship = Vessel(match["name"], "warship", states_of(people))
        if ship is None and not people and spoken_of(start) and SAILS.match(page.text, end, end + 120):
            ship = Vessel(match["name"], "warship", ())
            names[match["name"]] = ship
        if ship and not any(a < end and start < b for a, b in taken):
            more.append(Mention(start, end, match["name"], ship, form="rule"))
    return more


def _same_nicknames(mentions: list[Mention]) -> list[Mention]:
    """ "The Bears" of a report about Tu-142s are those: a nickname of a family means the member that the text names."""
    named = {m.entry.name for m in mentions if isinstance(m.entry, Aircraft) and not m.nickname}
    found = []
    for mention in mentions:
        if isinstance(mention.entry, Aircraft) and mention.nickname and mention.entry.name not in named:
            family = next((f for f in FAMILIES if mention.entry.name in f), ())
            members = [name for name in family if name in named]
            if len(members) == 1 and (other := vocabulary().aircraft.get(members[0])):
                found.append(replace(mention, entry=other, variant=None))
                continue
        found.append(mention)
    return found
