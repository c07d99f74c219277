"""The conditions of a question: its names, dates, kinds, responses, counts, distances and negations as one filter."""

import datetime as dt

from bot.asking.airspace import pass_zones, read_violations
from bot.asking.amounts import read_counts, read_distance
from bot.asking.conditions import Conditions, add
from bot.asking.line import Line, Token
from bot.asking.names import (
    ACTOR,
    EITHER,
    PLACE,
    REPORTER,
    RESPONDER,
    announcers,
    codes_of,
    is_fighter,
    place_of,
    types_of,
    variant_of,
)
from bot.asking.question import Unclear
from bot.asking.recurring import Recurring
from bot.asking.roles import assign_roles
from bot.asking.scope import check_escort, leave_out, mark_negations, pass_fillers, read_partners
from bot.asking.standing import read_standing
from bot.asking.together import along, beside_one_another, own_escort
from bot.asking.words import word_set
from bot.vocabulary import vocabulary
from bot.vocabulary.entries import Place
from bot.wording import say_and
from store.filters import IncidentFilter, PlatformCondition
from store.records import Kind, Response, Side

_SIDES = {ACTOR: Side.ACTOR, RESPONDER: Side.RESPONDER}


def read_conditions(line: Line, *, adding: bool = False) -> Conditions:
    """Take every condition from a line whose operation is known; words that it understood are marked so.

    `adding`: aircraft are added up, so that "Tu-95s and Su-35s" names both sums. Raises Unclear.
    """
    found = Conditions()
    _refuse_two_sets(line)
    pass_fillers(line)
    read_distance(line, found)
    pass_zones(line)
    read_violations(line, found)
    read_partners(line, found)
    read_standing(line, found)
    leave_out(line, found)
    mark_negations(line)
    check_escort(line)
    own_escort(line)
    beside_one_another(line)
    assign_roles(line)
    read_counts(line, found)
    _recurring(line, found)
    _dates(line, found)
    _platforms(line, found, adding=adding)
    _sides(line, found)
    _places(line, found)
    _kinds(line, found)
    _responses(line, found)
    _approached(line, found)
    return found


def _refuse_two_sets(line: Line) -> None:
    """`Bears over Norway or bombers near Japan` are two sets that one filter cannot hold. Raises Unclear."""
    if line.hit("<P>|<C> ( and|or|& ) ( the|any|a )* <T>|<G>|<S> ( <T>|<G>|<A>|<NOUN> )* <NEAR> ( the )? <P>|<C>"):
        raise Unclear("Those are two sets of records: ask for each by itself, or compare them with “vs”.")


def _recurring(line: Line, found: Conditions) -> None:
    for token in line.tokens:
        if token.tag == "E" and isinstance(token.value, Recurring):
            if token.negated or found.recurring not in (None, token.value):
                raise Unclear("I can keep to one sort of days that come again, and leave none out: ask for one.")
            found.recurring = token.value
            token.used = True


def _dates(line: Line, found: Conditions) -> None:
    for token in line.tokens:
        if token.tag == "D" and token.role != "apart":
            if token.negated:
                raise Unclear("I cannot leave a period out: ask for the periods that you want instead.")
            if isinstance(token.value, tuple):
                found.periods.append(token.value)
            token.used = True
    if not found.periods:
        return
    if line.hit("<D> or <D>"):
        raise Unclear("I see two periods there: ask for one, or compare them with “vs”.")
    since, until = found.periods[0]
    for first, last in found.periods[1:]:
        if until and first and first - until == dt.timedelta(days=1):
            until = last
        elif (first, last) != (since, until):
            raise Unclear("I see two periods there: ask for one, or compare them with “vs”.")
    if since:
        found.slots["since"] = since
    if until:
        found.slots["until"] = until


def _platforms(line: Line, found: Conditions, *, adding: bool) -> None:
    named = [t for t in line.tokens if t.tag in ("T", "G") and t.tag and t.role != "apart"]
    every = along(line) or any(t.role == "along" for t in named)
    for token in named:
        token.role = ACTOR if token.role == "along" else token.role
    for role, side in ((ACTOR, Side.ACTOR), (RESPONDER, Side.RESPONDER), (EITHER, None)):
        tokens = [t for t in named if t.role == role and not t.negated]
        if side == Side.RESPONDER:
            tokens = [t for t in tokens if not _plain_responder(t)]
        if not tokens:
            continue
        types = tuple(dict.fromkeys(name for t in tokens for name in types_of(t)))
        if every and len(tokens) > 1:
            conditions = tuple(PlatformCondition(types=types_of(t), side=side) for t in tokens)
        else:
            if len(tokens) > 1 and not adding:
                _one_or_both(line, tokens)
            conditions = (PlatformCondition(types=types, side=side),)
        found.slots["platforms"] = (*found.slots.get("platforms", ()), *conditions)
        if not found.counted:
            found.counted, found.counted_side = types, side
    beside = tuple(PlatformCondition(types=types_of(t), side=None) for t in named if t.role == "beside")
    if beside:
        found.slots["platforms"] = (*found.slots.get("platforms", ()), *beside)
        found.counted, found.counted_side = tuple(name for c in beside for name in c.types), None
    for token in named:
        token.used = True
        variant = variant_of(token)
        if variant:
            if token.negated:
                raise Unclear("I cannot leave one variant out: leave out the type, or ask for the variant alone.")
            add(found.slots, "variants", variant)
        if token.role == "unsure":
            raise _unsure(token)
        if token.negated:
            for name in types_of(token):
                add(found.slots, "types_not", name)
    if all(_plain_responder(t) or t.role == RESPONDER for t in named if not t.negated) and named:
        found.counted_side = Side.RESPONDER


def _plain_responder(token: Token) -> bool:
    """`fighters were scrambled`: the word says no more than the response does."""
    return token.tag == "G" and is_fighter(token) and token.role == RESPONDER


def _one_or_both(line: Line, tokens: list[Token]) -> None:
    for hit in line.hits("(x: <T>|<G> ) ( and|& ) ( the )? (y: <T>|<G> )"):
        if line.group(hit, "x")[0] in tokens and line.group(hit, "y")[0] in tokens:
            raise Unclear(
                f"“{tokens[0].word} and {tokens[1].word}” can mean either or both together: write “or”, or "
                "“together with”."
            )


def _unsure(token: Token) -> Unclear:
    word = token.word
    return Unclear(
        f"“{word} intercepts” can mean intercepts by or of them: say which.",
        examples=(f"intercepts by {word} aircraft in 2025", f"how many {word} flights were intercepted in 2025?"),
        instead=(f"{word} intercepts", (f"intercepts of {word} aircraft", f"intercepts by {word} aircraft")),
    )


def _sides(line: Line, found: Conditions) -> None:
    for token in line.tokens:
        if token.tag not in ("S", "C", "F", "O") or not token.tag or token.role in ("joint", "apart"):
            continue
        if token.role == "unsure":
            raise _unsure(token)
        token.used = True
        if token.role == REPORTER and token.negated:
            found.without = (*found.without, IncidentFilter(reported_by=announcers(token)))
            continue
        if token.role == REPORTER:
            for name in announcers(token):
                add(found.slots, "reported_by", name)
            continue
        if token.role == PLACE:
            place = place_of(token)
            if place is None:
                raise Unclear(f"I know no place called “{token.word}”.")
            _place(found, place, negated=token.negated)
            continue
        slot = "responders" if token.role == RESPONDER else "actors"
        for code in sorted(codes_of(token)):
            add(found.slots, f"{slot}_not" if token.negated else slot, code)


def _approached(line: Line, found: Conditions) -> None:
    """`an American RC-135 harassed by the Chinese`: of unsafe encounters the type tells who was approached.

    Records of these seldom name the state, so that a condition on it would leave most of them out.
    """
    types = [t for t in line.tokens if t.tag == "T" and t.role == RESPONDER and not t.negated]
    if found.slots.get("kinds") != (Kind.UNSAFE_ENCOUNTER,) or not types:
        return
    for token in line.tokens:
        flown = all(codes_of(token) <= set(getattr(t.value, "operators", ())) for t in types)
        if token.tag in ("S", "C") and token.role == RESPONDER and not token.negated and codes_of(token) and flown:
            found.slots.pop("responders", None)
            token.assumed = f"“{token.word}” taken from the type: such records seldom say whose aircraft was approached"


def _places(line: Line, found: Conditions) -> None:
    for token in line.tokens:
        if token.tag == "P" and isinstance(token.value, Place):
            _ask_which(token, token.value)
            _place(found, token.value, negated=token.negated)
            token.used = True


def _ask_which(token: Token, place: Place) -> None:
    """A bare name that an island and a strait share is asked about: `Miyako`. Raises Unclear."""
    name = token.word
    if name.lower() == place.name.lower() or place.kind not in ("island", "islands"):
        return
    strait = vocabulary().place(f"{name} Strait")
    if strait:
        both = (strait.name, place.name)
        raise Unclear(f"“{name}” can be {say_and(both).replace(' and ', ' or ')}: say which.", instead=(name, both))


def _place(found: Conditions, place: Place, *, negated: bool) -> None:
    slot = "areas_not" if negated else "areas"
    add(found.slots, slot, place.name)
    if place.kind == "zone" and place.lies_in and not negated:
        add(found.slots, slot, place.lies_in[0])
        add(found.slots, "kinds", Kind.ZONE_ENTRY)


_INCURSIONS = word_set("incursion incursions intrusion intrusions")
"""Words that say no more than that a border of some sort was crossed: a zone's, or that of sovereign airspace."""


def _kinds(line: Line, found: Conditions) -> None:
    for token in line.tokens:
        if token.tag in ("K", "H") and token.tag and isinstance(token.value, Kind):
            add(found.slots, "kinds_not" if token.negated else "kinds", token.value)
            token.used = True
    for token in line.tokens:
        if token.word in _INCURSIONS and not token.tag and not token.used:
            for kind in (Kind.ZONE_ENTRY, Kind.AIRSPACE_VIOLATION):
                add(found.slots, "kinds", kind)
            token.used = True


def _responses(line: Line, found: Conditions) -> None:
    for token in line.tokens:
        if token.tag in ("V", "B", "M") and token.tag and isinstance(token.value, Response) and not token.used:
            add(found.slots, "responses_not" if token.negated else "responses", token.value)
            token.used = True
    drew = line.hit(
        "( drew|draw|drawn|got|prompted|triggered|provoked|had|saw ) ( a|any|some ) reaction|response"
    ) or line.hit("was|were|been|got reacted|responded to")
    if drew and "responses" not in found.slots:
        line.use(drew)
        found.slots["responses_not"] = (Response.NONE, Response.UNKNOWN)
