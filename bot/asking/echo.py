"""How a question was read, in words made from the typed query itself, so that the echo cannot differ from the query."""

import datetime as dt

from bot.asking.question import SINGLING, Detail, Group, Op, Question
from bot.vocabulary import state_name, vocabulary
from bot.wording import KIND_WORDS, RESPONSE_WORDS, say_and, say_day, say_interval, say_reach
from store.filters import IncidentFilter, PlatformCondition
from store.records import Response, Side, Status, Verification

_OPS = {
    Op.NEWEST: "newest record",
    Op.OLDEST: "oldest record",
    Op.LIST: "all records",
    Op.COUNT: "number of incidents",
    Op.AIRCRAFT: "number of aircraft",
    Op.EXISTS: "whether there is a record",
    Op.CLOSEST: "closest record",
    Op.FURTHEST: "furthest record",
    Op.LARGEST: "largest formation",
    Op.SMALLEST: "smallest formation",
    Op.MOST: "most incidents",
    Op.LEAST: "fewest incidents",
    Op.BY: "incidents",
    Op.COMPARE: "incidents compared",
    Op.SHARE: "share of incidents",
    Op.DAYS_SINCE: "days since the newest record",
    Op.STREAK: "longest run of days with a record",
    Op.CURRENT_STREAK: "current run of days with a record",
    Op.GAP: "longest time between two records",
    Op.AVERAGE: "average number of aircraft per incident",
    Op.DISTINCT: "how many different",
    Op.CHANGE: "incidents, change",
    Op.TREND: "trend of incidents",
    Op.ONLY: "found in the first and never in the second",
    Op.BOTH: "found in both",
    Op.BEFORE: "record before",
    Op.AFTER: "record after",
    Op.SHOW: "one record",
    Op.BETWEEN: "days between two records",
}
GROUP_NAMES = {
    Group.TYPE: "aircraft type",
    Group.AREA: "place",
    Group.ACTOR: "state that flew",
    Group.RESPONDER: "state that responded",
    Group.KIND: "kind of incident",
    Group.REPORTER: "announcer",
    Group.OUTLET: "outlet",
}
_RESPONSES = {
    Response.SCRAMBLED: "scrambled (no intercept stated)",
    Response.NONE: "none",
    Response.UNKNOWN: "not stated",
}
_DETAILS = {
    Detail.WHO: "who it was",
    Detail.WHAT: "which aircraft",
    Detail.WHEN: "when",
    Detail.WHERE: "where",
    Detail.DISTANCE: "how close",
    Detail.SOURCE: "who announced it",
    Detail.RESPONDER: "who responded",
    Detail.MET_BY: "what responded",
    Detail.RESPONSE: "the response",
    Detail.SIZE: "how many aircraft",
}


_SKIPPED = {1: "second ", 2: "third ", 3: "fourth ", 4: "fifth "}
_PLURALS = {Group.ACTOR: "states that flew", Group.RESPONDER: "states that responded", Group.KIND: "kinds of incident"}


def say_question(question: Question) -> tuple[str, ...]:
    """The parts of a question's echo, the operation first."""
    parts = [_say_operation(question)]
    if question.op in (Op.AIRCRAFT, Op.AVERAGE) and question.counted:
        parts.append(f"counting {say_types(question.counted)}")
    if question.op in (Op.AIRCRAFT, Op.AVERAGE) and question.counted_side == Side.RESPONDER:
        parts.append("on the side that responded")
    if question.detail:
        parts.append(_DETAILS[question.detail])
    if question.op in (Op.ONLY, Op.BOTH):
        parts.extend(f"{word}: {side.label}" for word, side in zip(("first", "second"), question.sides, strict=False))
    elif question.sides:
        parts.append(" against ".join(say_label(side.label) for side in question.sides))
        parts.extend(shared_parts(question))
    else:
        parts.extend(say_filter(question.filter))
    if question.part is not None:
        inner = [part for part in say_filter(question.part) if part not in say_filter(question.filter)]
        inner += [question.part_recurring.words] if question.part_recurring else []
        parts.append("of these: " + ", ".join(inner))
    if question.recurring:
        parts.append(question.recurring.words)
    parts.extend(f"leaving out: {', '.join(say_filter(left))}" for left in question.without)
    if question.drop:
        parts.append(f"leaving out {say_and(question.drop)}")
    return tuple(parts)


def _say_operation(question: Question) -> str:
    head = _OPS[question.op]
    if question.anchor:
        return f"{head} {question.anchor}"
    if question.group and question.op == Op.DISTINCT:
        return f"number of different {say_groups(question.group)}"
    if question.group and question.op == Op.AVERAGE:
        return f"average number of incidents per {question.group.value}"
    if question.group and question.op in (Op.ONLY, Op.BOTH):
        return f"{say_groups(question.group)} {head}"
    if question.n > 1 and question.op in SINGLING:
        head = f"{head.split()[0]} {question.n} {head.split()[1]}s"
    if question.skip:
        head = f"{_SKIPPED.get(question.skip, f'{question.skip + 1}th ')}{head}"
    if question.n > 1 and question.op in (Op.MOST, Op.LEAST):
        head = f"top {question.n}: {head}"
    if question.group:
        head = f"{head} by {GROUP_NAMES.get(question.group, question.group.value)}"
    return head


def say_groups(group: Group) -> str:
    """What a tally is by, in the plural: `aircraft types`, `states that flew`, `months`."""
    return _PLURALS.get(group, f"{GROUP_NAMES.get(group, group.value)}s")


def shared_parts(question: Question) -> list[str]:
    """The conditions that all sides of a comparison have."""
    each = [say_filter(side.filter) for side in question.sides]
    return [part for part in each[0] if all(part in others for others in each[1:])]


def say_types(types: tuple[str, ...]) -> str:
    """`Tu-95`, `Tu-95 or Tu-142`; a whole family by its name: `any bomber`."""
    if len(types) > 3:
        known = vocabulary()
        for generic in known.generics.values():
            if set(types) == {*known.types_of_family(generic.name), generic.name}:
                return f"any {generic.name}"
    shown = types if len(types) <= 5 else (*types[:5], f"{len(types) - 5} more")
    return " or ".join(shown)


def _say_platform(condition: PlatformCondition) -> str:
    words = f"type {say_types(condition.types)}"
    if len(condition.types) == 1 and any(c.isdigit() for c in condition.types[0]):
        words += " (all variants)"
    if condition.side == Side.RESPONDER:
        return words + " responding"
    return words + " on either side" if condition.side is None else words


def _say_states(codes: tuple[str, ...]) -> str:
    if len(codes) > 20:
        return "any other state"
    return " or ".join(state_name(code) for code in codes)


def say_announcers(names: tuple[str, ...]) -> str:
    """The announcers by their own names, without the other ways of writing them; all those of a state by its name."""
    known = vocabulary()
    for state in known.states.values() if len(names) > 5 else ():
        forces = [force for force in known.forces.values() if state.code in force.states]
        if set(names) == {name for force in forces for name in (force.name, *force.aliases)}:
            return f"any {state.adjective} authority"
    proper = [name for name in names if name in known.forces or name in known.outlets] or [names[0]]
    more = [f"{len(proper) - 3} more"] if len(proper) > 3 else []
    return " or ".join([*proper[:3], *more])


def say_label(label: str) -> str:
    """The label of a side as people say it: codes of states by name, kinds and responses without underscores."""
    return " ".join(
        state_name(word) if len(word) == 2 or word == "NATO" else word for word in label.replace("_", " ").split(" ")
    )


def _say_responses(responses: tuple[Response, ...]) -> str:
    return " or ".join(_RESPONSES.get(response, RESPONSE_WORDS[response]) for response in responses)


def say_filter(wanted: IncidentFilter) -> list[str]:
    """The conditions of a filter in plain words, one part each."""
    parts = [_say_platform(condition) for condition in wanted.platforms]
    if wanted.variants:
        parts = [part.removesuffix(" (all variants)") for part in parts]
        parts.append(f"variant {' or '.join(wanted.variants)}")
    if wanted.types_not:
        parts.append(f"without {say_types(wanted.types_not)}")
    if wanted.actors_all:
        parts.append(f"{say_and([state_name(code) for code in wanted.actors_all])} together")
    if wanted.actors:
        parts.append(f"flown by {_say_states(wanted.actors)}")
    if wanted.actors_not:
        parts.append(f"not flown by {_say_states(wanted.actors_not)}")
    if wanted.responders:
        parts.append(f"responder {_say_states(wanted.responders)}")
    if wanted.responders_not:
        parts.append(f"responder not {_say_states(wanted.responders_not)}")
    if wanted.areas:
        parts.append(f"near {' or '.join(wanted.areas)}")
    if wanted.areas_not:
        parts.append(f"not near {' or '.join(wanted.areas_not)}")
    if wanted.within_km is not None:
        parts.append(f"within {say_reach(wanted.within_km)}")
    if wanted.kinds:
        parts.append(f"kind {' or '.join(KIND_WORDS[kind] for kind in wanted.kinds)}")
    if wanted.kinds_not:
        parts.append(f"kind not {' or '.join(KIND_WORDS[kind] for kind in wanted.kinds_not)}")
    if wanted.responses:
        parts.append(f"response {_say_responses(wanted.responses)}")
    if wanted.responses_not:
        parts.append(f"response not {_say_responses(wanted.responses_not)}")
    if wanted.reported_by:
        parts.append(f"announced by {say_announcers(wanted.reported_by)}")
    parts.extend(say_counts(wanted))
    if wanted.statuses != (Status.CONFIRMED,) and wanted.statuses != tuple(Status):
        parts.append(f"status {' or '.join(status.value for status in wanted.statuses)}")
    if wanted.verifications:
        parts.append(f"borne out: {say_verifications(wanted.verifications)}")
    if wanted.verifications_not:
        parts.append(f"not {say_verifications(wanted.verifications_not)}")
    if wanted.since or wanted.until:
        parts.append(say_period(wanted.since, wanted.until))
    if wanted.refs:
        parts.append(" or ".join(wanted.refs))
    return parts


def say_verifications(values: tuple[Verification, ...]) -> str:
    """How well records are borne out, in words: `unverified or disputed`."""
    return " or ".join(value.value.replace("_", " ") for value in values)


def say_counts(wanted: IncidentFilter) -> list[str]:
    """The bounds on the number of aircraft: one part, or none."""
    low, high = wanted.min_aircraft, wanted.max_aircraft
    what = _say_counted(wanted.counted_types) if wanted.counted_types else "aircraft"
    if low is None and high is None:
        return []
    if low == high:
        return [f"exactly {low} {what}"]
    if low is not None and high is not None:
        return [f"{low} to {high} {what}"]
    return [f"at least {low} {what}"] if high is None else [f"at most {high} {what}"]


def _say_counted(types: tuple[str, ...]) -> str:
    """What a bound is on: `Tu-95`, `fighters`."""
    words = say_types(types)
    family = words.removeprefix("any ")
    return f"{family}s" if family != words and not family.endswith(("aircraft", "s")) else family


def say_period(since: dt.date | None, until: dt.date | None) -> str:
    """`2024`, `Jun 2026`, `since 1 Jun 2026`, `until 31 Dec 2019`, `1 Jan – 30 Jun 2026`."""
    if since is None:
        return f"until {say_day(until)}" if until else "any time"
    if until is None:
        return f"since {say_day(since)}"
    day = dt.timedelta(days=1)
    if (since.month, since.day, until.month, until.day) == (1, 1, 12, 31):
        return f"{since.year}" if since.year == until.year else f"{since.year}–{until.year}"
    if since.day == 1 and (until + day).day == 1 and (since.year, since.month) == (until.year, until.month):
        return f"{since:%b %Y}"
    return say_interval(since, until)
