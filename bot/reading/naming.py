"""Names that only the text around them makes clear: shared last words, the North and the South, ships by their noun."""

import re
from dataclasses import replace

from bot.reading.scene import states_of
from bot.vocabulary import Aircraft, Force, Generic, Mention, State, Vessel, vocabulary

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
    r"|US|CA|AU)\b(?!\.)"
)
LONG_CODES = {"RUS": "RU", "PRC": "CN", "CHN": "CN", "IRN": "IR", "DPRK": "KP", "JPN": "JP", "ROK": "KR"}
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
    r"|[Ss]ub(?:marine)?s?|tugs?|tankers?|carriers?|minehunters?|oilers?|icebreakers?|AGIs?"
    r"|FREMMs?|LCS|OPVs?|[Pp]atrol (?:ships?|vessels?|boats?)|[Cc]oast [Gg]uard cutters?)"
)
NOT_A_NAME = (
    r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:January|February|March|April|May|June|July|August"
    r"|September|October"
    r"|November|December)\b|(?:Type|The|In|On|At|A|And|It|He|She|They|But|While|After|Its|This|That|No|When|With"
    r"|From|To|Of)\b)"
)
SHIP = re.compile(
    rf"\b{SHIP_NOUN} (?:the )?(?P<quote>['\"“‘])?(?P<name>{NOT_A_NAME}[A-Z][\w'’-]{{2,}}(?:"
    rf" [A-Z][\w'’-]+){{0,2}}(?: (?:\d{{1,3}}|[IVX]{{1,4}}))?)(?![\w])"
)
SHIP_WAS = re.compile(
    rf"\b[Tt]he {SHIP_NOUN} (?:is|was) (?:named )?the (?P<name>{NOT_A_NAME}[A-Z][\w'’-]{{2,}})(?=[.,;])"
)
SHIP_BEFORE = re.compile(
    rf"\b[Tt]he (?P<name>{NOT_A_NAME}[A-Z][a-z'’-]{{2,}}(?: [A-Z][\w'’-]+){{0,2}}(?: (?:\d{{1,3}}|[IVX]{{1,4}}))?),"
    rf" (?:an?|another|the) (?:[\w-]+ ){{0,3}}{SHIP_NOUN}\b"
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
PLAN = re.compile(r"\bPLAN(?= (?:ships?|vessels?|warships?|destroyers?|frigates?|submarines?|naval)\b)")


def with_names_in_context(text: str, mentions: list[Mention], *, telegraphic: bool = False) -> list[Mention]:
    """The mentions of a text with those that only their surroundings make names, in order.

    `telegraphic`: a line of shorthand, in which "IT F-35s" are Italy's.
    """
    mentions = _same_nicknames(mentions)
    more = [*_sharing(text), *_koreas(text, mentions), *_ships(text, mentions, telegraphic=telegraphic)]
    china = vocabulary().states["CN"]
    more += [Mention(m.start(), m.end(), m.group(), china, form="adjective") for m in PLAN.finditer(text)]
    if telegraphic:
        more += _codes(text, mentions)
    kept = [m for m in mentions if not any(m.start < new.end and new.start < m.end for new in more)]
    return sorted([*kept, *more], key=lambda mention: mention.start)


def _sharing(text: str) -> list[Mention]:
    """ "the Barents, Norwegian and North Seas" are three places."""
    found: list[Mention] = []
    for match in SHARED.finditer(text):
        word = match["word"].removesuffix("s").capitalize()
        for name in NAME.finditer(text, match.start("names"), match.end("names")):
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


def _codes(text: str, mentions: list[Mention]) -> list[Mention]:
    """The code of a state right before its craft, or right behind it: "RU Su-27", "RC-135 US"."""
    states = vocabulary().states
    crafts = [m for m in mentions if isinstance(m.entry, Aircraft | Vessel | Generic)]
    taken = [(m.start, m.end) for m in mentions]
    found = []
    for match in CODE.finditer(text):
        code = LONG_CODES.get(match.group().upper(), match.group().upper())
        beside = any(0 < m.start - match.end() <= NEXT_WORDS or 0 < match.start() - m.end <= 1 for m in crafts)
        if code in states and beside and not any(a < match.end() and match.start() < b for a, b in taken):
            found.append(Mention(match.start(), match.end(), match.group(), states[code], form="adjective"))
    return found


def _ships(text: str, mentions: list[Mention], *, telegraphic: bool) -> list[Mention]:
    """A capitalised name behind a ship's noun ("the cutter Alder") or before one ("the Alder, a cutter") is a ship."""
    taken = [
        (m.start, m.end)
        for m in mentions
        if isinstance(m.entry, Vessel | Aircraft | State) or (not isinstance(m.entry, Vessel) and m.end - m.start > 24)
    ]
    found: list[Mention] = []
    for pattern in (SHIP, SHIP_BEFORE, SHIP_WAS):
        for match in pattern.finditer(text):
            start, end = match.span("name")
            name = re.sub(r"['’]s$", "", match["name"])
            end = start + len(name)
            shouted = name.isupper() and not (telegraphic and name.isalpha() and len(name) > 3 and not text.isupper())
            if any(a < end and start < b for a, b in taken) or shouted:
                continue
            name = name.title() if name.isupper() else name
            taken.append((start, end))
            named_class = vocabulary().vessels.get(f"{name.split()[0]} class")
            known = named_class or next(
                (m.entry for m in mentions if isinstance(m.entry, Vessel) and m.entry.name.endswith(f" {name}")), None
            )
            found.append(Mention(start, end, text[start:end], known or Vessel(name, "warship", ()), form="rule"))
    return [*found, *_ships_again(text, [*mentions, *found])]


def _ships_again(text: str, mentions: list[Mention]) -> list[Mention]:
    """Ships by their bare name: one named before ("the Alder then left"), or with its people ("the Belgian Alder")."""
    taken = [(m.start, m.end) for m in mentions if isinstance(m.entry, Vessel | Aircraft | State | Force)]
    names = {m.entry.name.split(" ", 1)[-1]: m.entry for m in mentions if isinstance(m.entry, Vessel)}
    peoples = {m.end: m for m in mentions if isinstance(m.entry, State) and m.form == "adjective"}
    more: list[Mention] = []
    for match in BARE_SHIP.finditer(text):
        start, end = match.span("name")
        people = peoples.get(start - 1)
        ship = names.get(match["name"])
        acts = TAKES_PART.match(text[end : end + 24]) or (people and text[: people.start].endswith(" by the "))
        if ship is None and names and people and acts:
            ship = Vessel(match["name"], "warship", states_of(people))
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
