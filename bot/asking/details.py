"""One thing of a record: how it is asked for ("who announced it") and how it is told."""

from collections.abc import Callable

from bot.asking.line import Hit, Line
from bot.asking.question import Detail
from bot.asking.tallies import aircraft
from bot.wording import (
    RESPONSE_WORDS,
    say_days,
    say_distance,
    say_platforms,
    say_response,
    say_source,
    say_states,
    say_where,
    say_who,
)
from store.records import Incident, Response, Side

# Only with an operation that ends in one record: what of it is asked. The first that fits wins.
DETAILS: tuple[tuple[Detail, tuple[str, ...]], ...] = (
    (
        Detail.SOURCE,
        (
            "who <W>",
            "who ( has|had )? announced|reported|confirmed|said",
            "( what|which|the )? sources?",
            "who|what says|said so",
        ),
    ),
    (
        Detail.MET_BY,
        (
            "^ ( and )? ( with|by|using ) what|which ( <AIR>|<G> )?",
            (
                "what|which ( kind|type|sort|kinds|types|sorts of )? <AIR>|<G> ( was|were|had|have|did|that )* "
                "<V>|<Y>|<L>|<B>"
            ),
        ),
    ),
    (
        Detail.RESPONDER,
        (
            (
                "who|whose|which ( country|countries|nation|air|force|<A>|jets )* ( "
                "was|were|had|have|has|did|last|first|most|recently|recent )* <V>|<Y>|<L>|<B>"
            ),
            "by whom",
            "who by",
        ),
    ),
    (Detail.DISTANCE, ("how close|near|far ( off|out|away )?", "distance ( of|to|from )?")),
    (Detail.SIZE, ("how many|big",)),
    (
        Detail.RESPONSE,
        (
            "how did (gap: ( the )? <C>|<S>|<F> ) <Y>",
            (
                "^ ( was|were|did|has|is|had ) (gap: ( the )? ( last|latest|first|newest|earliest|most|recent"
                "|<T>|<S>|<G>|<A>|<N>|<NOUN>|over|off|near|in|<P>|<C> )* ) ( ever|get|got|been )* <V>|<B>"
            ),
            "^ did|has|was anyone|anybody|someone|somebody|nobody|there ( a )? <Y>|<V>|<B>|response|reaction ( to )?",
        ),
    ),
    (Detail.WHEN, ("when ( exactly )?", "what|which day|date|month|year", "how long ago")),
    (Detail.WHERE, ("where ( exactly )?", "what|which place|area|location|part")),
    (
        Detail.RESPONSE,
        (
            "how did they|he|she|nato|norad react|respond",
            "what was|is the response|reaction|outcome",
            "what was|did ( they|he|she|it|anyone|anybody )? do|done ( about ( it|that|this|them ) )?",
        ),
    ),
    (Detail.WHO, ("who ( flew|was|were|is|did )?", "whose")),
    (Detail.WHAT, ("what|which ( kind|type|sort of )? <AIR>|type|types",)),
)


def find_detail(line: Line) -> Detail | None:
    """What of the record is asked for ("who announced it"); its words are marked as understood."""
    for detail, wordings in DETAILS:
        for wording in wordings:
            hit = next((h for h in line.hits(wording) if not _claimed(line, h)), None)
            if hit:
                gap = hit.groups.get("gap", (hit.last, hit.last))
                for number in range(hit.first, hit.last):
                    token = line.tokens[number]
                    if gap[0] <= number < gap[1] or token.word in ("last", "first", "most", "recent"):
                        continue
                    token.used = token.used or not token.tag or token.tag in {"A", "N", "Y", "L", "W"}
                return detail
    return None


def _claimed(line: Line, hit: Hit) -> bool:
    return any(t.used for t in line.span(hit.first, hit.first + 1))


_DONE = {Response.SCRAMBLED: "scrambled, no intercept stated", Response.NONE: "no response stated"}
"""What those who responded did, said of them; the wording for the record speaks of those who flew."""


def say_detail(detail: Detail, incident: Incident) -> str:
    """One thing of a record as a sentence of its own."""
    responding = say_platforms(incident, Side.RESPONDER)
    states = say_states(incident.responders)
    answers: dict[Detail, Callable[[], str]] = {
        Detail.WHO: lambda: say_states(incident.actors) or "The record does not say who it was",
        Detail.WHAT: lambda: say_who(incident),
        Detail.WHEN: lambda: say_days(incident),
        Detail.WHERE: lambda: say_where(incident),
        Detail.DISTANCE: lambda: (
            say_distance(incident.distance) if incident.distance else "The record gives no distance"
        ),
        Detail.SOURCE: lambda: say_source(incident),
        Detail.RESPONDER: lambda: (
            f"{states}, with {responding}"
            if states and responding
            else states or "The record names nobody who responded"
        ),
        Detail.MET_BY: lambda: responding or "The record names no aircraft that responded",
        Detail.RESPONSE: lambda: say_response(incident),
        Detail.SIZE: lambda: _size(incident),
    }
    words = answers[detail]()
    if detail in (Detail.RESPONDER, Detail.MET_BY) and (states or responding):
        words += f" ({_DONE.get(incident.response, RESPONSE_WORDS[incident.response])})"
    return words[0].upper() + words[1:] + "."


def _size(incident: Incident) -> str:
    count = aircraft(incident)
    return f"{count} ({say_platforms(incident, Side.ACTOR)})" if count else "The record gives no number"
