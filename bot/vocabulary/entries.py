"""The kinds of nouns that the desk knows, and a mention of one in a text. Plain frozen values."""

from dataclasses import dataclass, field

ROLES = (
    "bomber",
    "fighter",
    "attack",
    "maritime_patrol",
    "surveillance",
    "early_warning",
    "electronic_warfare",
    "tanker",
    "transport",
    "helicopter",
    "drone",
    "trainer",
    "airliner",
    "aircraft",
)
"""What an aircraft is for; `aircraft` only for a designation that is not in the data."""


@dataclass(frozen=True, slots=True)
class Aircraft:
    """A type of aircraft by its canonical designation, without variant suffix: `Tu-95`.

    `operators` are ISO 3166 alpha-2 codes, `reporting` is NATO's name. `aliases` are safe by themselves;
    `nicknames` are also common words and pass only on their surroundings. `called` maps a name to the
    variant that it means: ("Bear-H", "Tu-95MS").
    """

    name: str
    role: str
    operators: tuple[str, ...] = ()
    reporting: str | None = None
    aliases: tuple[str, ...] = ()
    nicknames: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    called: tuple[tuple[str, str], ...] = ()
    reads: tuple[str, ...] = ()
    ignores: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vessel:
    """A ship or a class of ships by the name that reports use: `USS Porter`, `Viktor Leonov`, `Kilo class`.

    `type` is its type in plain words ("intelligence ship"). `shared`: the name is also a place, a person or
    a word, and passes only beside a ship word, after "the" or in quotes.
    """

    name: str
    type: str
    operators: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    hull: str | None = None
    shared: bool = False
    reads: tuple[str, ...] = ()
    ignores: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Generic:
    """A platform word that names no type (`bomber`, `warship`); `family` is what `types_of_family` takes."""

    name: str
    family: str
    aliases: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    ignores: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A place or zone: its middle in degrees, its rough extent in km, and the wider places it lies in."""

    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    lies_in: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    theatre: str = "Elsewhere"
    source: str | None = None
    icao: str | None = None
    reads: tuple[str, ...] = ()
    ignores: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """A state (ISO 3166 alpha-2 code) or alliance that acts like one (`NATO`), and all words for it."""

    code: str
    name: str
    adjective: str
    people: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    ignores: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Force:
    """Somebody who announces or acts: a service, command, ministry, official or alliance of some states."""

    name: str
    kind: str
    states: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    place: str | None = None
    reads: tuple[str, ...] = ()
    ignores: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outlet:
    """A news outlet and the order in which it writes numeric dates: MDY, DMY or YMD."""

    name: str
    date_order: str = "DMY"
    state: str | None = None
    aliases: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    ignores: tuple[str, ...] = ()


Entry = Aircraft | Vessel | Generic | Place | State | Force | Outlet


@dataclass(frozen=True, slots=True)
class Mention:
    """One noun found in a text: `words == text[start:end]`.

    `variant` is the exact designation where one is written (`Tu-95MS`); `nickname` says that the words are a
    common word too and passed on their surroundings. `form` tells how a state was named (name, alias,
    adjective, people, metonym) and is otherwise name, alias, nickname, shared, designation or rule. `also`
    holds what else the same words can mean: "Washington" is first the United States, also a place.
    """

    start: int
    end: int
    words: str
    entry: Entry
    variant: str | None = None
    plural: bool = False
    nickname: bool = False
    form: str = "name"
    also: tuple[Entry, ...] = field(default=())
