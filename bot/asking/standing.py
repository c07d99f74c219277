"""Which records count: those that stand, or retracted, merged and draft ones; and how well a record is borne out."""

from bot.asking.conditions import Conditions
from bot.asking.line import Line, Token
from bot.asking.question import Unclear
from store.records import Status, Verification

_NOT = frozenset({"not", "never", "non", "without", "except", "excluding", "no"})
_ONLY = frozenset({"only", "just", "source", "sources", "sourced"})  # "official only", "official sources only"
_WITH = "( including|incl|counting|plus | with also | and also ) ( the|all )* (z: <Z> ) ( <NOUN> )*"


def read_standing(line: Line, found: Conditions) -> None:
    """`retracted records`, `including drafts`, `unverified`, `not disputed`. Raises Unclear for "not retracted"."""
    for hit in line.hits(_WITH):
        values = [t.value for t in line.group(hit, "z") if isinstance(t.value, Status)]
        if values:
            found.slots["statuses"] = (Status.CONFIRMED, *values)
            line.use(hit)
            for token in line.group(hit, "z"):
                token.used = True
    for token in line.tokens:
        if token.tag == "Z" and not token.used:
            _take(line, token, found)


def _take(line: Line, token: Token, found: Conditions) -> None:
    at = line.tokens.index(token)
    for beside in (*line.tokens[max(0, at - 1) : at], *line.tokens[at + 1 : at + 3]):
        if not beside.used and beside.word in _ONLY:
            beside.used = True
    before = [t for t in line.tokens[max(0, at - 3) : at] if t.word in _NOT and not t.used]
    token.used = True
    if isinstance(token.value, Status):
        if before:
            raise Unclear(f"Records that are {token.value.value} are left out anyway: ask without saying so.")
        _add(found, "statuses", token.value)
        return
    for word in before:
        word.used = True
    if token.value is None:
        slot = "verifications" if before else "verifications_not"
        values: tuple[Verification, ...] = (Verification.UNVERIFIED, Verification.DISPUTED)
    else:
        slot = "verifications_not" if before else "verifications"
        values = (Verification(str(token.value)),)
    for value in values:
        _add(found, slot, value)


def _add(found: Conditions, slot: str, value: Status | Verification) -> None:
    found.slots[slot] = tuple(dict.fromkeys((*found.slots.get(slot, ()), value)))
