"""What a question is about in the words of a desk: "4 incidents near Alaska in 2017", "a Tu-160 near California"."""

import datetime as dt
import re
from collections.abc import Sequence

from bot.asking.echo import say_announcers, say_counts, say_types, say_verifications
from bot.asking.question import Question
from bot.vocabulary import state_adjective, state_name, vocabulary
from bot.wording import KIND_WORDS, say_and, say_day, say_reach
from store.filters import IncidentFilter
from store.records import Kind, Response, Side, Status

_KINDS = {
    Kind.AIRSPACE_VIOLATION: ("airspace violation", "airspace violations"),
    Kind.ZONE_ENTRY: ("zone entry", "zone entries"),
    Kind.PATROL: ("patrol", "patrols"),
    Kind.UNSAFE_ENCOUNTER: ("unsafe encounter", "unsafe encounters"),
    Kind.NAVAL_PRESENCE: ("naval presence", "naval presences"),
    Kind.MISSILE_LAUNCH: ("missile launch", "missile launches"),
    Kind.EXERCISE: ("exercise", "exercises"),
    Kind.STRIKE: ("strike", "strikes"),
    Kind.OTHER: ("incident of another kind", "incidents of another kind"),
}
_RESPONSES = {
    Response.INTERCEPTED: "intercepted",
    Response.SCRAMBLED: "scrambled against (no intercept stated)",
    Response.MONITORED: "monitored",
    Response.PROTESTED: "protested against",
    Response.SHOT_DOWN: "shot down",
    Response.NONE: "met with no reaction",
    Response.UNKNOWN: "told without a response",
}
Noun = tuple[str, str]


def say_number(count: int, noun: Noun = ("incident", "incidents")) -> str:
    """`1 incident`, `1,204 incidents`."""
    return f"{count:,} {noun[count != 1]}"


def conditions(question: Question) -> IncidentFilter:
    """The conditions that all of a question's records have: what the sides of a comparison share."""
    if not question.sides:
        return question.filter
    first = question.sides[0].filter
    others = [side.filter for side in question.sides[1:]]
    shared = {
        name: getattr(first, name)
        for name in IncidentFilter.model_fields
        if all(getattr(other, name) == getattr(first, name) for other in others)
    }
    return IncidentFilter(**shared)


def noun_of(wanted: IncidentFilter) -> Noun:
    """What the records of a filter are called: incidents, intercepts, zone entries; retracted ones by that word."""
    if len(wanted.kinds) == 1:
        noun = _KINDS[wanted.kinds[0]]
    elif wanted.responses == (Response.INTERCEPTED,):
        noun = ("intercept", "intercepts")
    else:
        noun = ("incident", "incidents")
    words = [say_verifications(wanted.verifications)] if wanted.verifications else []
    words += [f"not {say_verifications(wanted.verifications_not)}"] if wanted.verifications_not else []
    if len(wanted.statuses) == 1 and wanted.statuses[0] != Status.CONFIRMED:
        words.append(wanted.statuses[0].value)
    said = "".join(f"{word} " for word in words)
    return f"{said}{noun[0]}", f"{said}{noun[1]}"


def say_count(count: int, question: Question, wanted: IncidentFilter | None = None) -> str:
    """`4 incidents near Alaska in 2017`: a number of records and all their conditions."""
    wanted = wanted or conditions(question)
    return f"{say_number(count, noun_of(wanted))}{say_behind(question, wanted)}"


def say_subject(question: Question) -> str:
    """All of them, without a number: `incidents with Tu-95s near Alaska`."""
    wanted = conditions(question)
    return f"{noun_of(wanted)[1]}{say_behind(question, wanted)}"


def say_one(question: Question) -> str:
    """One of them, with its article: `a Tu-160 near California`, `an intercept by Japan in 2024`."""
    wanted = conditions(question)
    flown = [c for c in wanted.platforms if c.side == Side.ACTOR]
    if noun_of(wanted)[0] == "incident" and len(flown) == 1 and not wanted.actors_all and wanted.min_aircraft is None:
        whose = "".join(f"{state_adjective(code)} " for code in wanted.actors) if len(wanted.actors) == 1 else ""
        name = whose + say_types(flown[0].types).removeprefix("any ")
        rest = wanted.model_copy(
            update={
                "platforms": tuple(c for c in wanted.platforms if c != flown[0]),
                "actors": () if whose else wanted.actors,
            }
        )
        return f"{_article(name)} {name}{say_behind(question, rest)}"
    noun = noun_of(wanted)[0]
    return f"{_article(noun)} {noun}{say_behind(question, wanted)}"


def _article(words: str) -> str:
    spelt = re.match(r"[FHLMNRSX][A-Z]*-?\d", words) is not None  # "an F-16", "an RC-135", but "a Su-35"
    negated = words.startswith(("un", "Un")) and not words.lower().startswith("uni")
    return "an" if words[:1].lower() in "aeio" or negated or spelt else "a"


def say_behind(question: Question | None, wanted: IncidentFilter) -> str:
    """The conditions of a filter as they follow a noun, with a space in front; empty where there are none."""
    parts = [*_who(wanted), *_answered(wanted), *_where(wanted), *_which(wanted)]
    if wanted.since or wanted.until:
        parts.append(say_when(wanted.since, wanted.until))
    if question and question.recurring:
        parts.append(question.recurring.words)
    if question and question.without:
        left = [say_behind(None, one).strip() for one in question.without]
        parts.append(f"leaving out those {' and those '.join(left)}")
    return "".join(f" {part}" for part in parts)


def _who(wanted: IncidentFilter) -> list[str]:
    parts: list[str] = []
    whose = "".join(f"{state_adjective(code)} " for code in wanted.actors) if len(wanted.actors) == 1 else ""
    flown = [c for c in wanted.platforms if c.side == Side.ACTOR]
    if flown:
        parts.append("with " + " and ".join(whose + plural_types(c.types) for c in flown))
    if wanted.actors_all:
        parts.append(f"with {say_and([state_adjective(code) for code in wanted.actors_all])} forces together")
    if wanted.actors and not (whose and flown):
        parts.append(f"with {' or '.join(state_adjective(code) for code in wanted.actors)} forces")
    if len(wanted.actors_not) > 20:
        parts.append("and no other state")
    elif wanted.actors_not:
        parts.append(f"without {' or '.join(state_adjective(code) for code in wanted.actors_not)} forces")
    parts.extend(f"involving {plural_types(c.types)}" for c in wanted.platforms if c.side is None)
    if wanted.variants:
        parts.append(f"of variant {' or '.join(wanted.variants)}")
    if wanted.types_not:
        parts.append(f"without {plural_types(wanted.types_not)}")
    return parts


def _answered(wanted: IncidentFilter) -> list[str]:
    """What was done and by whom."""
    states = " or ".join(say_name(state_name(code)) for code in wanted.responders)
    met = [plural_types(c.types) for c in wanted.platforms if c.side == Side.RESPONDER]
    agents = say_and(met) + (f" of {states}" if states else "") if met else states
    parts: list[str] = []
    plain_intercepts = wanted.responses == (Response.INTERCEPTED,) and len(wanted.kinds) != 1
    if plain_intercepts:
        parts.append(f"by {agents}" if agents else "")
    elif wanted.responses:
        done = " or ".join(_RESPONSES[response] for response in wanted.responses)
        parts.append(done + (f" by {agents}" if agents else ""))
    elif agents:
        parts.append(f"with {agents} on the other side")
    if wanted.responders_not:
        parts.append(f"with {' or '.join(state_name(code) for code in wanted.responders_not)} not responding")
    if wanted.responses_not:
        parts.append(f"not {' or '.join(_RESPONSES[response] for response in wanted.responses_not)}")
    return [part for part in parts if part]


def _where(wanted: IncidentFilter) -> list[str]:
    parts: list[str] = []
    near = f"near {' or '.join(map(say_name, wanted.areas))}" if wanted.areas else ""
    if wanted.within_km is not None:
        of = near.replace("near", "of", 1) or "of land or craft"
        parts.append(f"within {say_reach(wanted.within_km)} {of}")
    elif near:
        parts.append(near)
    if wanted.areas_not:
        parts.append(f"not near {' or '.join(map(say_name, wanted.areas_not))}")
    return parts


def _which(wanted: IncidentFilter) -> list[str]:
    parts: list[str] = []
    if len(wanted.kinds) > 1:
        parts.append(f"of kind {' or '.join(KIND_WORDS[kind] for kind in wanted.kinds)}")
    if wanted.kinds_not:
        parts.append(f"other than {say_and([_KINDS[kind][1] for kind in wanted.kinds_not])}")
    if wanted.reported_by:
        parts.append(f"announced by {say_announcers(wanted.reported_by)}")
    parts.extend(f"with {words}" for words in say_counts(wanted))
    if len(wanted.statuses) > 1:
        others = [status.value for status in wanted.statuses if status != Status.CONFIRMED]
        parts.append(f"including {say_and(others)} ones")
    return parts


_WITH_ARTICLE = re.compile(
    r"(?:Sea|Strait|Straits|Islands|Ocean|Channel|Peninsula|Atlantic|Pacific|Arctic|Aleutians|Baltics|Senkakus|Philippines|"
    r"Netherlands|United Kingdom|United States|ADIZ|median line)$|^Gulf of"
)


def say_name(name: str) -> str:
    """A place or state in a sentence: `Alaska`, `the Baltic Sea`, `the United Kingdom`."""
    return f"the {name}" if _WITH_ARTICLE.search(name) and not name.startswith("Alaska") else name


def plural_types(types: Sequence[str]) -> str:
    """Types in the plural: `Tu-95s or Tu-142s`, `bombers`; ships keep their names."""
    words = say_types(tuple(types)).removeprefix("any ")
    return " or ".join(_plural(name) for name in words.split(" or "))


def _plural(name: str) -> str:
    if name in vocabulary().vessels or name.endswith(("aircraft", "more", "s")):
        return name
    return f"{name}s"


def say_when(since: dt.date | None, until: dt.date | None) -> str:
    """A period behind a noun: `in 2024`, `in June 2026`, `since 1 Jun 2026`, `from 1 Jan to 30 Jun 2026`."""
    if since is None:
        return f"until {say_day(until)}" if until else ""
    if until is None:
        return f"since {say_day(since)}"
    if since == until:
        return f"on {say_day(since)}"
    day = dt.timedelta(days=1)
    if (since.month, since.day, until.month, until.day) == (1, 1, 12, 31):
        return f"in {since.year}" if since.year == until.year else f"from {since.year} to {until.year}"
    if since.day == 1 and (until + day).day == 1 and (since.year, since.month) == (until.year, until.month):
        return f"in {since:%B %Y}"
    first = f"{since.day} {since:%b}" if since.year == until.year else say_day(since)
    return f"from {first} to {say_day(until)}"
