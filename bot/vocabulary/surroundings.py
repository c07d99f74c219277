"""What stands around a word: what makes "Bear" a bomber, "A-10" a road and "Novorossiysk" a submarine."""

from dataclasses import dataclass


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


AVIATION = _words(
    """
    aircraft airplane airplanes aeroplane plane planes jet jets fighter fighters bomber bombers
    warplane warplanes interceptor interceptors tanker tankers helicopter helicopters chopper
    choppers drone drones uav uavs airlifter airframe airframes squadron squadrons sortie sorties
    scramble scrambled scrambles pilot pilots aircrew crewed cockpit escort escorts escorted raf
    usaf jasdf norad qra awacs wingman wingmen airborne refuelling refueling reconnaissance
    surveillance patrol patrols turboprop supersonic stealth airspace overflew takeoff radar runway
    afterburner carrier nato luftwaffe fleet airbase airfield warship warships antisubmarine
    submarine adiz formation transponder flypast flew flies flown refuel refuelled refueled trailed shadowed maritime
    """
)
PLATFORM_NOUNS = _words(
    """
    aircraft airplane airplanes plane planes jet jets fighter fighters bomber bombers warplane
    warplanes tanker tankers helicopter helicopters drone drones interceptor interceptors airlifter
    airlifters uav uavs strategic maritime surveillance reconnaissance patrol transport early
    electronic
    """
)
COUNTS = _words(
    """
    two three four five six seven eight nine ten eleven twelve dozen pair couple several few trio
    quartet lone single another both multiple
    """
)
SPORTS = _words(
    """
    quarterback touchdown touchdowns nfl nhl nba mlb punt playoff playoffs innings goalie linebacker
    linebackers cornerback halftime fumble pitcher league football hockey basketball baseball fans
    """
)
SHIP_WORDS = _words(
    """
    ship ships warship warships submarine submarines sub subs destroyer destroyers frigate frigates corvette
    corvettes cruiser cruisers carrier carriers vessel vessels boat boats tug tugs flagship class hull tanker
    yacht icebreaker icebreakers minesweeper trawler flotilla
    """
)
SHIP_VERBS = _words("sailed docked moored aboard surfaced escorted shadowed sank sunk navy naval fleet crew captain")
TOWN_WORDS = _words("in at from of near to off over outside around towards toward region province city port")
NOT_AIRCRAFT = _words(
    """
    visa visas explosive explosives road roads motorway motorways street vitamin vitamins paper band
    album albums concert song songs singer bono formula prix enlisted promoted sergeant postcode gate
    room bus hepatitis chess pawn bishop knight junction roundabout lorry lorries virus strain
    interleukin cytokine cytokines methane cell cells vertebra receptor grade status
    """
)
DATE_WORDS = _words("in on by of since until till last this next early late mid from to through after before")
STUBBORN = _words("may mays mail mails spirit hip hips cub cubs curl curls crate crates coach mandrake")
"""Nicknames that even a question must not give alone."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The tokens of one text with their places, and the questions that can be asked about some of them."""

    plain: str
    folded: str
    tokens: list[str]
    starts: list[int]
    nations: frozenset[str]
    caseless: bool = False

    def around(self, first: int, last: int, *, before: int, after: int) -> list[str]:
        """The tokens before token `first` and after token `last`."""
        return self.tokens[max(0, first - before) : first] + self.tokens[last + 1 : last + 1 + after]

    def capitalised(self, token: int) -> bool:
        """Whether token number `token` begins with a capital, as far as the text has any."""
        return self.caseless or self.plain[self.starts[token]].isupper()

    def not_aircraft(self, first: int, last: int) -> bool:
        """Whether a designation stands beside a word like visa, road or explosives."""
        return not NOT_AIRCRAFT.isdisjoint(self.around(first, last, before=2, after=2))

    def near_aviation(self, first: int, last: int, reach: int = 3) -> bool:
        """Whether an aviation word, a count or a nation stands near: what a short designation needs."""
        if self.not_aircraft(first, last):
            return False
        if not AVIATION.isdisjoint(self.around(first, last, before=reach, after=reach)):
            return True
        return self._counted(first) or self._national(first)

    def beside_platform(self, first: int, last: int) -> bool:
        """Whether a platform noun follows, or closely precedes: what an unknown designation needs."""
        near = self.around(first, last, before=1, after=2)
        return not self.not_aircraft(first, last) and not PLATFORM_NOUNS.isdisjoint(near)

    def bears_nickname(self, first: int, last: int) -> bool:
        """Whether a capitalised common word here ("Bear", "Typhoons") can be the aircraft of that name."""
        if not self.capitalised(first):
            return False
        if not SPORTS.isdisjoint(self.around(first, last, before=8, after=8)):
            return False
        if self.tokens[first] in STUBBORN:
            return self._stubborn_passes(first, last)
        if self._name_follows(last):
            return False
        return self.near_aviation(first, last)

    def could_be_again(self, first: int, last: int) -> bool:
        """Whether a capitalised nickname can repeat an aircraft that the text has named before."""
        if not self.capitalised(first) or self.tokens[first] in STUBBORN or self._name_follows(last):
            return False
        return SPORTS.isdisjoint(self.around(first, last, before=8, after=8))

    def is_ship(self, first: int, last: int) -> bool:
        """Whether a name that is also a place or a word is a ship's: in quotes or beside a ship word."""
        start = self.starts[first]
        if start and self.folded[start - 1] == "'" and (start < 2 or not self.folded[start - 2].isalnum()):
            return True
        before = self.tokens[first - 1] if first else ""
        after = self.tokens[last + 1] if last + 1 < len(self.tokens) else ""
        if before in TOWN_WORDS or after in ("region", "province", "city", "airport"):
            return False
        near = self.around(first, last, before=3, after=3)
        if not SHIP_WORDS.isdisjoint(near):
            return True
        wider = self.around(first, last, before=14, after=10)
        return before == "the" and not (SHIP_WORDS | SHIP_VERBS).isdisjoint(wider)

    def _counted(self, first: int) -> bool:
        for token in self.tokens[max(0, first - 2) : first]:
            if token in COUNTS or (token.isdecimal() and int(token[:4]) < 100 and len(token) < 3):
                return True
        return False

    def _national(self, first: int) -> bool:
        return not self.nations.isdisjoint(self.tokens[max(0, first - 3) : first])

    def _name_follows(self, last: int) -> bool:
        """Whether a capitalised word follows that is no aviation word: "Typhoon Haiyan", "Bear Grylls"."""
        after = last + 1
        if after >= len(self.tokens):
            return False
        gap = self.folded[self.starts[last] + len(self.tokens[last]) : self.starts[after]]
        token = self.tokens[after]
        if gap != " " or len(token) < 2 or self.caseless or not self.capitalised(after):
            return False
        return token not in AVIATION and token not in COUNTS

    def _stubborn_passes(self, first: int, last: int) -> bool:
        before = self.tokens[first - 1] if first else ""
        if before in DATE_WORDS or before.isdigit():
            return False
        return not PLATFORM_NOUNS.isdisjoint(self.tokens[last + 1 : last + 2]) and (
            self._counted(first) or self._national(first)
        )
