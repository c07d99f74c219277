"""How close it came: distances of approach, told apart from zone widths, heights, ranges, lengths and speeds."""

import re

from bot.reading.spans import Rule
from store.records import Distance

UNIT = r"(?P<unit>nautical[- ]miles?|nmi?\b|NM\b|n\.m\.|sea miles?|statute miles?|miles?|mi\b|kilomet(?:er|re)s?|km\b|kms\b|met(?:er|re)s?|m\b|feet|foot|ft\b|yards?|yds?\b)"
VALUE = r"(?<![\w.,-])(?P<value>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?|(?:a |one )?hundred|(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|half an?|(?:a|one)[ -]quarter of an?|three[ -]quarters of an?))"
# Only beside a word of nearness: "within a mile of the ship", never "a mile of cable".
ONE_OR_MORE = rf"(?:{VALUE[:-1]}|an?(?= (?:nautical )?(?:mile|kilomet))))"
WORDS = {word: n for n, word in enumerate(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"])} | {
    "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "hundred": 100, "a hundred": 100, "one hundred": 100, "a": 1, "an": 1, "half a": 0.5, "half an": 0.5,
}  # fmt: skip
ABOUT = r"(?:about |around |roughly |some |approximately |just |only |barely |nearly |almost |under |less than |up to |as little as |a mere )*"
CONVERTED = r"(?: ?\([^()]{1,30}\))?"
BEARING = r"(?:(?:due )?(?:north|south|east|west)(?:[- ]?(?:north|south|east|west))*(?:ern)? |to the \w+ )?"
ORIGIN = r"(?P<origin>(?:the |a |an |its |his |their )?(?:[\w.'’/-]+ ){0,5}?[\w.'’/-]+)"
WRONG = re.compile(
    r"\b(?:extends?|extending|reach\w*|stretch(?:es|ing)|wide|width|long|length|deep|altitude|height|high|radius|range|per hour|mph|an hour|exclusive economic|limit|span|tall|thick"
    r"|speed|above (?:sea|ground)|at up to|missiles?|hit|target|long-distance|defin\w+|zone is|lies?|lay|ends?|begins?|it is|wreck\w*|debris|remains|fell|crashed|splash\w*|into [A-Z]|(?:town|village|base|city|port|airfield|island|airport|site|station|reef|shoal) (?:is|was|are|were)|between (?:and|[A-Z]\w+ and))\b",
    re.IGNORECASE,
)


# "flew 1,000 miles from Moscow to the Atlantic" is the length of a flight.
A_FLIGHT = re.compile(
    r"\bfrom (?:the )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2} to (?!the (?:north|south|east|west))(?:the |[A-Z])"
)
# A boat that came "at high speed" still came near.
AT_SPEED = re.compile(r"\bat (?:an? )?(?:[a-z]+ ){0,2}(?:speeds?|rate)\b", re.IGNORECASE)
# "30 to 40 kilometres" is told by its nearer end, unless it is the width that the law gives a zone.
LOW_END = re.compile(r"(?<![\w.,])(?P<low>\d{1,3}(?:\.\d+)?)\s?(?:to|or|-|–)\s?$")
BY_LAW = re.compile(
    r"\b(?:international law|law of the sea|territorial (?:sea|waters)|contiguous zone)\b", re.IGNORECASE
)


def metric(unit: str) -> str:
    """A unit of distance as the ledger writes it: mi, nm, km, m or ft."""
    plain = unit.lower().rstrip(".")
    if plain.startswith(("naut", "nm", "n.m", "sea")):
        return "nm"
    if plain.startswith(("ki", "km")):
        return "km"
    if plain.startswith(("fe", "fo", "ft")):
        return "ft"
    if plain.startswith(("ya", "yd")):
        return "yd"
    return "mi" if plain.startswith(("mi", "st")) else "m"


def amount(words: str) -> float:
    """A distance's number in digits or words."""
    plain = words.lower().replace(",", "")
    if "quarter" in plain:
        return 0.75 if plain.startswith("three") else 0.25
    return float(WORDS[plain]) if plain in WORDS else float(plain)


def _distance(match: re.Match[str]) -> Distance | None:
    text, (start, _end) = match.string, match.span()
    stop = max(text.rfind(mark, 0, start) for mark in ".\n")
    before = text[max(stop + 1, start - 60) : start]
    before = AT_SPEED.sub("", before)
    value, unit = amount(match["value"]), metric(match["unit"])
    if (
        WRONG.search(before)
        or WRONG.search(AT_SPEED.sub("", text[match.end("unit") : match.end("unit") + 40])[:24])
        or WRONG.search(match.group())
    ):
        return None
    if unit in ("ft", "m") and re.search(r"\b(?:at|above|between|of)\s$", before) and value > 900:
        return None
    if A_FLIGHT.search(text, match.start(), match.end() + 30):
        return None
    if low := LOW_END.search(match.string[: match.start("value")][-14:]):
        if BY_LAW.search(match.string):
            return None
        value = min(value, amount(low["low"]))
    if unit == "yd":
        value, unit = value * 3, "ft"
    return Distance(value=value, unit=unit, origin=(match.groupdict().get("origin") or "").rstrip(".") or None)


def _rule(
    name: str, pattern: str, reads: tuple[tuple[str, object], ...], ignores: tuple[str, ...] = ()
) -> Rule[Distance]:
    return Rule(name, re.compile(pattern, re.IGNORECASE), _distance, reads, ignores)


DISTANCES: tuple[Rule[Distance], ...] = (
    _rule("came within", rf"\b(?:with)?in {ABOUT}{ONE_OR_MORE}[ -]?{UNIT}{CONVERTED} of {ORIGIN}(?=[,.;:)]|$| (?:on|at|in|and|but|before|when|while|as|over|after|during)\b)",
          (("The fighter came within 20 feet of the tanker.", Distance(value=20, unit="ft", origin="the tanker")), ("It came within half a mile of the ship.", Distance(value=0.5, unit="mi", origin="the ship"))),
          ("The zone extends to within 12 miles of the shore.",)),
    _rule("as close as", rf"\bas (?:close|near) as {ABOUT}{ONE_OR_MORE}[ -]?{UNIT}{CONVERTED} (?:to|from|off) {ORIGIN}(?=[,.;:)]|$| (?:on|at|in|and|but|before|when|while|as|over|after|during)\b)",
          (("The ship came as close as 5 km to Gotland.", Distance(value=5, unit="km", origin="Gotland")),
           ("It got as near as 600 feet (180 m) to the oiler while she was refuelling.", Distance(value=600, unit="ft", origin="the oiler"))),
          ("It flew as low as 600 feet (180 m) over the town.",)),
    _rule("got to", rf"\b(?:got|came|flew|closed|get|close|gotten)(?: up)? (?:to )?(?:within )?{ABOUT}{ONE_OR_MORE}[ -]?{UNIT}{CONVERTED} (?:of|from|off|to) {ORIGIN}(?=[,.;:)]|$| (?:on|at|in|and|before|when|as|while|that)\b)",
          (("The bombers got to 90km from the coast of Brittany.", Distance(value=90, unit="km", origin="the coast of Brittany")),),
          ("They flew 900 km in all.", "It came to 90 km an hour.")),
    _rule("off a place", rf"{ABOUT}\b{VALUE}[ -]?{UNIT} (?:\([^)]*\) )?{BEARING}(?:off|from|away from|of|outside|ahead of|in front of|short of) {ORIGIN}(?=[,.;:)\]]|$| (?:on|at|in|and|before|when|as|while|that|to|early|late|last|over|by)\b)",
          (("They were met 100 miles off Shetland.", Distance(value=100, unit="mi", origin="Shetland")),
           ("It was 60 nautical miles southwest of Sitka.", Distance(value=60, unit="nm", origin="Sitka"))),
          ("The zone reaches 150 miles from the coast.", "It flew at 3,000 feet.", "a missile with a range of 900 miles from the base")),
    _rule("bearing from a place", rf"{VALUE}[ -]?{UNIT} (?:[NSEW]|NE|NW|SE|SW|NNE|NNW|SSE|SSW|ENE|ESE|WNW|WSW)(?: of)? {ORIGIN}(?=[,.;:)]|$| (?:by|on|at|in|and)\b)",
          (("40NM NE of Sumburgh", Distance(value=40, unit="nm", origin="Sumburgh")),),
          ("5 m in length",)),
    _rule("at a distance", rf"\bat (?:a |some )?(?:distance of )?{ABOUT}(?:distance of )?{ABOUT}{VALUE}[ -]?(?P<unit>yards?|yds?|met(?:er|re)s?|kilomet(?:er|re)s?|km)\b(?! (?:altitude|height|up|above|over|high|per|an hour|deep|depth))",
          (("It crossed the bow at 300 yards.", Distance(value=900, unit="ft")), ("It kept station at a distance of about 3 kilometers.", Distance(value=3, unit="km"))),
          ("It flew at 9,000 metres altitude.", "They were told at 30 kilometres per hour.")),
    _rule("between two", rf"\b(?:only |just |barely )?{ABOUT}{VALUE}[ -]?{UNIT} (?:separated|between|lay between) (?:the (?:two|pair|planes|aircraft|ships|jets|machines)|them|it and)\b",
          (("At the closest ten metres separated the two machines.", Distance(value=10, unit="m")),),
          ("Twelve miles separate the town from the base.",)),
    _rule("kept a distance", rf"\b(?:kept|keeping|keeps|maintained|maintaining) (?:a |its )?(?:safe )?distance of {ABOUT}{VALUE}[ -]?{UNIT}",
          (("The frigate kept a distance of 2 nautical miles.", Distance(value=2, unit="nm")),),
          ("She kept a speed of 2 nautical miles an hour.", "They kept a watch on a zone of 40 miles.")),
    _rule("kept away", rf"\b(?:kept|keeping)(?: at least| more than| over)? {ABOUT}{VALUE}[ -]?{UNIT}{CONVERTED} (?:away|off)(?=[.,;:)]|$| from\b)",
          (("Its plane kept more than 70 kilometres away.", Distance(value=70, unit="km")),),
          ("The base is 40 miles away.", "They kept 2 ships away.")),
    _rule("closed to", rf"\b(?:closed|closes|closing) to (?:within )?{ABOUT}{VALUE}[ -]?{UNIT}",
          (("The jets closed to 250 m.", Distance(value=250, unit="m")),),
          ("The airspace was closed to 250 flights.", "They closed at 250 m per second.")),
    _rule("no closer than", rf"\b(?:no |never (?:came |got |been )?|at no (?:point|time|stage) (?:\w+ ){{0,3}}?)(?:closer|nearer)(?: to [\w '’.-]{{2,40}}?)? than {ABOUT}{VALUE}[ -]?{UNIT}",
          (("They came no nearer to land than 80 nautical miles.", Distance(value=80, unit="nm")), ("The two never came closer than 8 km.", Distance(value=8, unit="km"))),
          ("no more than a handful of miles",)),
    _rule("closest point", rf"\b(?:closest|nearest|least) (?:point(?: of approach)?|approach|separation|distance)[\w ,'’]{{0,30}}? (?:was|of|at|put at) {ABOUT}{VALUE}[ -]?{UNIT}",
          (("The closest point of approach was 40 kilometres.", Distance(value=40, unit="km")),),
          ("The closest base was built in 1940.", "The nearest ship was 40 metres long.")),
    _rule("distance was", rf"\bdistance (?:(?:from|to|between) [\w '’.-]{{2,40}}? )?(?:was|came to|shrank to|closed to) {ABOUT}{VALUE}[ -]?{UNIT}",
          (("The distance from the shore was 16 nautical miles.", Distance(value=16, unit="nm")), ("The distance between the two shrank to 9 metres.", Distance(value=9, unit="m"))),
          ("The distance was run in 9 minutes.", "From a distance the boat was 16 metres long.")),
    _rule("off shore", rf"{ABOUT}\b{VALUE}[ -]?{UNIT} (?:off|offshore|off ?shore|out to sea|out)(?=[.,;]|$)",
          (("They had met four ships 40 miles off.", Distance(value=40, unit="mi")), ("Radar saw them 250 miles out.", Distance(value=250, unit="mi"))), ("The base is 40 miles away.", "They fly 250 miles out and back.")),
    _rule("below a craft", rf"{ABOUT}\b{VALUE}[ -]?{UNIT}{CONVERTED} (?:below|under|underneath|beneath|behind|astern of) (?P<origin>(?:the|a|an|its|one of the|our|their) (?!(?:sea|water|surface|waves|ground|cloud\w*|horizon|city|town|limit|ceiling|record|radar)\b)[\w'’/-]+(?: [A-Z][\w/-]*)?)",
          (("The jet passed 5 metres under the P-3.", Distance(value=5, unit="m", origin="the P-3")), ("It sat 60 ft behind the drone.", Distance(value=60, unit="ft", origin="the drone"))),
          ("It lay 50 metres under the surface.", "It flew 60 ft above the waves.", "The cloud base was 200 feet below the limit.")),
    _rule("apart", rf"\b(?:were|was|came|passed|got) {ABOUT}{VALUE}[ -]?{UNIT} (?:apart|from each other|from one another)",
          (("At one point the two were about 12 miles apart.", Distance(value=12, unit="mi")),), ("two cities 80 miles apart",)),
    _rule("veered away", rf"\b(?:(?:altered|changed) (?:course|heading)|veer(?:ed|ing)(?: (?:off|away))?|swerv(?:ed|ing)|turn(?:ed|ing) (?:aside|off|away)|broke (?:off|away)|pulled (?:up|away)|stopped|passed|crossed|levelled off) {ABOUT}(?:a mere |barely |just )?{VALUE}[ -]?{UNIT}{CONVERTED} (?:away|off|ahead|astern|short)(?=[.,;:)]|$)",
          (("The boat veered off just 60 yards away.", Distance(value=180, unit="ft")), ("It came in at high speed and turned aside only 50 metres away.", Distance(value=50, unit="m")), ("It passed only 90 metres (295 feet) ahead.", Distance(value=90, unit="m"))),
          ("The base is 40 miles away.", "They passed a town 3 miles away.")),
    _rule("within feet", rf"\b(?:within|less than|only|just|a mere) {ABOUT}{VALUE}[ -]?(?P<unit>feet|foot|ft|met(?:er|re)s?|yards?)\b(?! (?:above|high|in length|long|per|altitude|wide))",
          (("It streaked by within 40 feet.", Distance(value=40, unit="ft")),),
          ("It climbed to within 40 feet above the sea.", "a hull less than 40 feet long")),
    _rule("feet away", rf"{ABOUT}\b{VALUE}[ -]?(?P<unit>feet|foot|ft|met(?:er|re)s|yards?){CONVERTED} away(?=[.,;:)]|$| from\b)",
          (("It passed the aircraft upside down, 150 feet away.", Distance(value=150, unit="ft")),),
          ("The base is 40 miles away.", "a wreck at a depth of 40 metres away from the coast")),
    _rule("hyphened", r"\b(?P<value>\d+)-(?P<unit>foot|meter|metre|mile|yard) (?:pass|separation|distance)\b", (("a 30-foot pass", Distance(value=30, unit="ft")),),
          ("a 30-foot boat", "a 200-mile range")),
)  # fmt: skip
