"""Which records count: those that stand, or the retracted and the unconfirmed ones where they are asked for."""

from bot.asking.conditions import Conditions
from bot.asking.line import Line
from bot.asking.question import Unclear
from store.records import Status


def read_standing(line: Line, found: Conditions) -> None:
    """`retracted records`, `drafts`, `including retracted ones`. Raises Unclear for a negated one among others."""
    for hit in line.hits("( including|incl|counting|plus | with also | and also ) ( the|all )* (z: <Z> ) ( <NOUN> )*"):
        values = [t.value for t in line.group(hit, "z") if isinstance(t.value, Status)]
        found.slots["statuses"] = (Status.CONFIRMED, *values)
        line.use(hit)
        for token in line.group(hit, "z"):
            token.used = True
    for token in line.tokens:
        if token.tag != "Z" or token.used or not isinstance(token.value, Status):
            continue
        at = line.tokens.index(token)
        before = [t.word for t in line.tokens[max(0, at - 3) : at]]
        if {"not", "never", "non", "without", "except", "excluding", "no"} & set(before):
            raise Unclear(f"Records that are {token.value.value} are left out anyway: ask without saying so.")
        token.used = True
        found.slots["statuses"] = tuple(dict.fromkeys((*found.slots.get("statuses", ()), token.value)))
