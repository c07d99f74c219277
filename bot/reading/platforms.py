"""The platforms of an incident: one a type and side, with its count; words that only repeat a type are left out."""

from bot.reading.repeats import is_class
from bot.reading.scene import Craft
from bot.vocabulary import Aircraft, Vessel
from store.records import Bound, Platform, Side

BARE = ("aircraft", "military aircraft")
# What stands between two counts of one list: "and four Russian military".
LONGEST_LIST_GAP = 32
# Words that a ship's name in the same report makes idle; a tug beside it is another.
SHIP_WORDS = frozenset(
    {"ship", "warship", "cutter", "destroyer", "frigate", "corvette", "cruiser", "submarine", "intelligence ship",
     "aircraft carrier"}
)  # fmt: skip
AFLOAT = SHIP_WORDS | {"tug", "cutter", "patrol boat", "fast attack craft", "aircraft carrier", "missile", "balloon"}
AIR_ROLE = {
    "bomber": ("bomber", "attack"),
    "fighter": ("fighter", "attack"),
    "drone": ("drone",),
    "helicopter": ("helicopter",),
    "tanker": ("tanker",),
    "transport": ("transport",),
    "surveillance aircraft": ("surveillance", "early_warning", "electronic_warfare", "maritime_patrol"),
    "patrol aircraft": ("maritime_patrol",),
    "civilian aircraft": ("airliner",),
    "combat aircraft": ("fighter", "attack", "bomber"),
    "reconnaissance aircraft": ("surveillance", "maritime_patrol"),
}


Entry = tuple[tuple[str, Side], tuple[Craft, int | None, Bound]]


def is_afloat(craft: Craft) -> bool:
    """Whether a craft is a ship, by its name or by a general word."""
    return isinstance(craft.mention.entry, Vessel) or craft.type in AFLOAT - {"missile", "balloon"}


def merge(placed: list[tuple[Craft, Side]]) -> list[tuple[Platform, Craft]]:
    """One platform a type and side: the largest count said, parts added where they are said to be more."""
    best: dict[tuple[str, Side], tuple[Craft, int | None, Bound]] = {}
    for craft, side in placed:
        key = (craft.type, side)
        count = craft.count.value if craft.count else None
        bound = craft.count.bound if craft.count else Bound.EXACT
        if count is None and (isinstance(craft.mention.entry, Vessel) or (craft.definite and not craft.generic)):
            one = isinstance(craft.mention.entry, Vessel) and not is_class(craft)
            count = 1 if one or not _plural_elsewhere(craft, placed) else None
        if key not in best:
            best[key] = (craft, count, bound)
            continue
        known, before, known_bound = best[key]
        if count is not None and before is not None and craft.count and (craft.count.more or _are_others(known, craft)):
            best[key] = (known, before + count, known_bound)
        elif count is not None and (before is None or count > before):
            best[key] = (craft if before is None else known, count, bound)
    best = {_as_fighter(key, value): value for key, value in best.items()}
    kept = [(key, value) for key, value in best.items() if not _is_covered(key, value, best)]
    kept = _with_counts_of_the_covered(kept, [one for one in best.items() if one not in kept])
    return [
        (Platform(type=_sort(craft) or kind, variant=_variant(craft), count=count, bound=bound, side=side), craft)
        for (kind, side), (craft, count, bound) in kept
    ]


def _are_others(one: Craft, other: Craft) -> bool:
    """Whether two counts stand in one list for two states: "two Chinese aircraft and four Russian aircraft"."""
    apart = one.states and other.states and not set(one.states) & set(other.states)
    return bool(apart) and 0 < other.mention.start - one.mention.end <= LONGEST_LIST_GAP


def _are_of_another(words: Craft, typed: Craft) -> bool:
    """Whether a general word speaks of another state's craft than a type: "Italian F-35s; Swedish jets as well"."""
    known = words.states and typed.states and not (words.guessed_state or typed.guessed_state or typed.from_base)
    return bool(known) and not set(words.states) & set(typed.states) and "NATO" not in (*words.states, *typed.states)


def _are_listed(one: Craft, other: Craft) -> bool:
    """Whether two counted craft stand in one list: "one Udaloy-class destroyer (543) and one oiler"."""
    if one.count is None or other.count is None:
        return False
    return 0 < other.count.start - one.mention.end <= LONGEST_LIST_GAP


def _with_counts_of_the_covered(kept: list[Entry], covered: list[Entry]) -> list[Entry]:
    """ "Two bombers came. The Tu-95s were met": the count of a general word goes to the one type that it stood for."""
    for (kind, side), (craft, count, bound) in covered:
        if count is None or kind == "drone" or (craft.count and craft.count.more):
            continue
        roles = AIR_ROLE.get(kind, ())
        alike = [
            n
            for n, ((_, other_side), (other, _, _)) in enumerate(kept)
            if other_side == side
            and isinstance(other.mention.entry, Aircraft)
            and (kind in BARE or _has_role(other, kind, roles))
        ]
        if len(alike) == 1 and kept[alike[0]][1][1] is None:
            key, (other, _, _) = kept[alike[0]]
            kept[alike[0]] = (key, (other, count, bound))
    return kept


def _has_role(craft: Craft, kind: str, roles: tuple[str, ...]) -> bool:
    entry = craft.mention.entry
    return isinstance(entry, Aircraft) and (entry.role in roles or (kind == "bomber" and craft.type == "Tu-142"))


def _plural_elsewhere(craft: Craft, placed: list[tuple[Craft, Side]]) -> bool:
    return any(
        c.type == craft.type and c is not craft and (c.mention.plural or c.count or not c.definite) for c, _ in placed
    )


def _as_fighter(key: tuple[str, Side], value: tuple[Craft, int | None, Bound]) -> tuple[str, Side]:
    """Jets that a state scrambles are fighters."""
    kind, side = key
    jets = "jet" in value[0].mention.words.lower() or "interceptor" in value[0].mention.words.lower()
    return ("fighter", side) if side == Side.RESPONDER and kind in ("aircraft", "military aircraft") and jets else key


def _sort(craft: Craft) -> str | None:
    """What ships of a class are, where no ship is named: "a Udaloy-class destroyer" is a destroyer of that class."""
    return craft.mention.entry.type if is_class(craft) and isinstance(craft.mention.entry, Vessel) else None


def _variant(craft: Craft) -> str | None:
    if is_class(craft):
        return craft.type
    return craft.mention.variant if craft.mention.variant != craft.type else None


def _is_of_kind(ship: Craft, kind: str) -> bool:
    """Whether a class of ships is one of the sort that a general word names."""
    entry = ship.mention.entry
    return isinstance(entry, Vessel) and (entry.type == kind or kind in ("ship", "warship"))


def _is_covered(
    key: tuple[str, Side],
    value: tuple[Craft, int | None, Bound],
    best: dict[tuple[str, Side], tuple[Craft, int | None, Bound]],
) -> bool:
    """Whether a general word ("the bombers") only repeats a type that is named on the same side."""
    kind, side = key
    craft, count, _ = value
    if is_class(craft):
        names = [v[0] for k, v in best.items() if k[1] == side and isinstance(v[0].mention.entry, Vessel)]
        return any(not is_class(ship) for ship in names)
    if not craft.generic or (craft.count and craft.count.more):
        return False
    loose = count is None and not craft.states
    others = [(k, v) for k, v in best.items() if (k[1] == side or (loose and craft.again)) and k != key]
    others = [(k, v) for k, v in others if not _are_of_another(craft, v[0])]
    typed = [v[0] for k, v in others if not v[0].generic]
    if roles := AIR_ROLE.get(kind):
        return any(_has_role(c, kind, roles) for c in typed)
    if kind in BARE:
        flying = [k[0] for k, v in others if not isinstance(v[0].mention.entry, Vessel) and k[0] not in AFLOAT]
        return any(name not in BARE or (kind == "aircraft" and name == "military aircraft") for name in flying)
    if (
        kind in SHIP_WORDS
        and count is None
        and any(k[0] in SHIP_WORDS and (k[1] == side or craft.again) and v[1] for k, v in others)
    ):
        return True
    ships = [c for c in typed if isinstance(c.mention.entry, Vessel) and (not is_class(c) or _is_of_kind(c, kind))]
    ships = [c for c in ships if not (is_class(c) and _are_listed(c, craft))]
    if craft.count and craft.states:
        ships = [c for c in ships if not c.states or set(c.states) & set(craft.states)]
    named_later = kind != "aircraft carrier" or any(craft.mention.start < ship.mention.start for ship in ships)
    fits = count is None or (named_later and count <= len(ships))
    return kind in SHIP_WORDS and bool(ships) and fits
