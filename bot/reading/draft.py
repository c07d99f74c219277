"""The reader: a report's text in, incident drafts with the words that every value was read from out."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.reading.announcers import announcers
from bot.reading.confidence import confidence, doubts_of
from bot.reading.corrections import correct, find_corrections
from bot.reading.dates import find_dates
from bot.reading.days import DateMention, Grain
from bot.reading.event import Event
from bot.reading.genre import Verdict, judge
from bot.reading.index import Words
from bot.reading.kinds import deed_evidence, kind_of, response_of
from bot.reading.layout import Part, sentences
from bot.reading.measures import measures_of
from bot.reading.naming import with_names_in_context
from bot.reading.news import TELLING, is_news
from bot.reading.page import words_of
from bot.reading.quotes import PLACE_ASSUMED, craft_evidence, place_evidence, quote, state_evidence
from bot.reading.rules.acts import Act
from bot.reading.saying import is_dateline
from bot.reading.scene import Scene
from bot.reading.sides import Sides, sides
from bot.reading.staging import scenes
from bot.reading.story import tell
from bot.reading.times import TimeOfDay, find_time
from bot.reading.when import when
from bot.reading.where import (
    areas_of,
    lead_places,
    lies_at_home,
    origin,
    own_zone,
    owned_airspace,
    places_of,
    responders_beyond,
)
from bot.reading.wrapping import unwrapped
from bot.vocabulary import Aircraft, Mention, Outlet, Vessel, vocabulary
from store.records import Distance, Evidence, IncidentDraft, Kind, Response, Side

NEARBY = dt.timedelta(days=6)
SHORT_MESSAGE = 400
LONGEST_SUMMARY = 280
CLOSED_AREA = re.compile(r"restrict|TFR|no-fly", re.IGNORECASE)
# Items of a list, which tell of one thing each even in a short message.
# "They flew through the same zone": the place is that of the story.
SAME_PLACE = re.compile(
    r"\bthe same (?:zone|area|airspace|waters|sea|strait|stretch|region|route|part|corner)\b", re.IGNORECASE
)
BULLET = re.compile(r"(?m)^\s*(?:[*•]|[-–]\s|\d{1,2}[.)])\s*[A-Z]|[:;.,]\s\(?\d\)\s[A-Z]")
ANSWERED = (Response.INTERCEPTED, Response.SCRAMBLED, Response.MONITORED, Response.SHOT_DOWN, Response.PROTESTED)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from a text: drafts, main story first.

    `unread` are sentences that look like news of an encounter but went into no draft; `notes` are remarks for whoever
    checks the drafts.
    """

    incidents: tuple[IncidentDraft, ...]
    published: dt.date | None
    unread: tuple[Evidence, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """A reading with the steps behind it: the scenes, the verdict on the text, each event with the draft it gave."""

    reading: Reading
    told: tuple[Scene, ...]
    verdict: Verdict
    events: tuple[tuple[Event, IncidentDraft | None], ...]


def read(text: str, published: dt.date | None, *, day_first: bool | None = None) -> Reading:
    """Read a report of any length and form: an article, a release, a caption, a line of shorthand.

    `day_first` is how 11/12 is meant where neither the outlet nor the other dates of the text tell. Offsets in the
    evidence count characters of `text`. Nothing is raised for what a text does not say.
    """
    return trace(text, published, day_first=day_first).reading


def trace(text: str, published: dt.date | None, *, day_first: bool | None = None) -> Trace:
    """Read a report as `read` does, and keep the steps for whoever has to tell why the drafts are as they are."""
    written, text = text, unwrapped(text)
    page = words_of(text)
    short = len(text) < SHORT_MESSAGE
    mentions = with_names_in_context(page, vocabulary().find(text, telegraphic=short), telegraphic=short)
    dates = _dates(page, published, mentions, usual=day_first)
    told = correct(scenes(page, sentences(text, page), mentions, dates), find_corrections(text))
    verdict = judge(told)
    events = tell(told, published, short=short and len(BULLET.findall(text)) < 2) if verdict < Verdict.NONE else []
    if verdict == Verdict.DOUBTFUL:
        events = [event for event in events if event.is_plain()]
    lead = lead_places(told)
    drafts: list[IncidentDraft] = []
    made: list[tuple[Event, IncidentDraft | None]] = []
    heading = _dateline(told, dates)
    for event in events:
        if event.said is None and heading is not None and not drafts:
            event.said = heading
        if drafts:
            _inherit(event, drafts[-1])
        main = not drafts or _is_main(event, drafts[0])
        draft = _draft(event, text, published, lead, main=main, plain=verdict == Verdict.REPORT)
        if draft is not None:
            draft = draft.model_copy(update={"evidence": _as_written(draft.evidence, written)})
            drafts.append(draft)
        made.append((event, draft))
    notes = [e.note for draft in drafts for e in draft.evidence if e.guess and e.note]
    unread = tuple(_as_written(_unread(told, events), written))
    reading = Reading(tuple(drafts), published, unread, tuple(dict.fromkeys(notes)))
    return Trace(reading, tuple(told), verdict, tuple(made))


def _as_written(quotes: Sequence[Evidence], written: str) -> list[Evidence]:
    """Quotes in the words of the text as it was written, with the line breaks that its margin made."""
    return [
        one
        if one.start is None or one.words == written[one.start : one.end]
        else one.model_copy(update={"words": written[one.start : one.end]})
        for one in quotes
    ]


def _dateline(told: list[Scene], dates: list[DateMention]) -> DateMention | None:
    """The day in the dateline of a story: "MURMANSK, May 17 - ". That of publication stands for nothing."""
    first = next((s for s in told if s.part == Part.BODY), None)
    if first is None:
        return None
    return next(
        (d for d in dates if first.start <= d.start < first.end and is_dateline(first.text, first.start, d)), None
    )


def _inherit(event: Event, before: IncidentDraft) -> None:
    """Craft that came "the following day" or in "the second group" and are nobody's are those of the visitor before."""
    if event.did(Act.UNSAFE) and before.kind == Kind.UNSAFE_ENCOUNTER:
        _inherit_sides(event, before)
    again = event.date is not None and event.date.days.anchored
    crafts = [
        c
        for c in event.crafts()
        if c.generic or (isinstance(c.mention.entry, Vessel) and not c.mention.entry.operators)
    ]
    if again and len(before.actors) > 0 and crafts and not any(c.states for c in event.crafts()):
        for craft in crafts:
            if craft.lean + craft.met + craft.sent >= 0:
                craft.states, craft.guessed_state = tuple(before.actors), True
                craft.note = "the same visitors as in the incident told before"


def _inherit_sides(event: Event, before: IncidentDraft) -> None:
    """In a row of unsafe encounters, whoever is not named is the other side of the one told before."""
    known = {state for craft in event.crafts() for state in craft.states}
    if not known or not before.actors or not before.responders:
        return
    crafts = [craft for craft in event.crafts() if not craft.states and not craft.unknown]
    if known <= set(before.responders):
        missing = [c for c in crafts if c.generic and c.lean - c.met + c.neared >= 0], tuple(before.actors)
    elif known <= set(before.actors):
        missing = [c for c in crafts if not c.generic and c.lean - c.met + c.neared < 0], tuple(before.responders)
    else:
        return
    for craft in missing[0]:
        craft.states, craft.guessed_state = missing[1], True
        craft.note = "the same two sides as in the incident told before"


def _dates(page: Words, published: dt.date | None, mentions: list[Mention], *, usual: bool | None) -> list[DateMention]:
    """The dates of a text but for those that are part of a craft's name ("Mirage 2000s")."""
    craft = bytearray(len(page.text))
    for mention in mentions:
        if isinstance(mention.entry, Aircraft | Vessel):
            craft[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    found = find_dates(page.text, published, day_first=_day_first(mentions), usual=usual, words=page)
    return [d for d in found if not any(craft[d.start : d.end])]


def _day_first(mentions: list[Mention]) -> bool | None:
    orders = {m.entry.date_order for m in mentions if isinstance(m.entry, Outlet)}
    return orders.pop() == "DMY" if len(orders) == 1 else None


def _is_main(event: Event, first: IncidentDraft) -> bool:
    days = event.days
    if days is None or days.first is None or first.first_day is None or days.grain not in (Grain.DAY, Grain.DAYS):
        return False
    return abs(days.first - first.first_day) <= NEARBY


def _unread(told: list[Scene], events: list[Event]) -> tuple[Evidence, ...]:
    placed = {id(scene) for event in events for scene in event.scenes}
    return tuple(
        quote("unread", scene.text, scene.start, scene.end, rule="no draft")
        for scene in told
        if scene.part == Part.BODY and id(scene) not in placed and is_news(scene) and scene.did(*TELLING)
    )


def _draft(
    event: Event, text: str, published: dt.date | None, lead: list[Mention], *, main: bool, plain: bool
) -> IncidentDraft | None:
    places = places_of(event)
    areas = areas_of(places or lead)
    both = sides(event, areas)
    entered = _enters_a_state(event)
    if not places and not any(s.seen.search(SAME_PLACE) for s in event.scenes):
        areas = owned_airspace(event, both, told=entered) or areas
    elif entered:
        areas = [*areas, *(name for name in owned_airspace(event, both, told=False) if name not in areas)]
    areas += [zone for zone in own_zone(event, both) if zone not in areas]
    if not (both.actors or both.responders) or not (areas or event.days or event.said):
        return None
    if len(text) > SHORT_MESSAGE and both.assumed and not event.did(*TELLING):
        return None
    days = when(event, published, main=main)
    kind, response = kind_of(event, both), response_of(event, both)
    if kind == Kind.MISSILE_LAUNCH and not event.did(Act.MEET, Act.TRACK, Act.LAUNCH, Act.WARN):
        both = both.without_bystanders()
    if kind == Kind.NAVAL_PRESENCE and not event.did(*TELLING) and lies_at_home(areas, both.actors):
        return None
    answered = _responders(event, both, areas, kind, response)
    distance, how_near = _distance(event, kind)
    reporters, who_says = announcers(event, answered)
    time, what_time = _time(event)
    minutes, point, measures = measures_of(event)
    draft = IncidentDraft(
        main=main,
        kind=kind,
        response=response,
        first_day=days.first,
        last_day=days.last,
        precision=days.precision,
        date_words=days.words,
        time_of_day=time.time if time else None,
        zone=time.zone if time else None,
        areas=areas,
        also_in=[name for area in areas[:1] for name in vocabulary().lies_in(area) if name not in areas],
        latitude=point.lat if point else None,
        longitude=point.lon if point else None,
        duration_minutes=minutes,
        distance=distance,
        actors=list(both.actors),
        responders=answered,
        platforms=[platform for platform, _ in both.platforms],
        reported_by=reporters,
        summary=" ".join(event.scenes[0].words.split())[:LONGEST_SUMMARY],
        evidence=[
            *days.evidence,
            *craft_evidence(event, both, text),
            *state_evidence(event, both.actors, answered, text),
            *place_evidence(areas, places or lead, note="" if places else PLACE_ASSUMED),
            *deed_evidence(event, kind, response),
            *how_near,
            *who_says,
            *what_time,
            *measures,
        ],
    )
    event.doubts = doubts_of(draft, event, both, plain=plain)
    return draft.model_copy(update={"confidence": confidence(event.doubts)})


def _enters_a_state(event: Event) -> bool:
    """Whether a state's own airspace, waters or zone was entered, and not a closed area around a town."""
    deeds = [(s, d) for s in event.scenes for d in s.deeds if d.act in (Act.VIOLATE, Act.ZONE)]
    return any(
        not deed.denied and not deed.imagined and not CLOSED_AREA.search(scene.text[deed.start : deed.end])
        for scene, deed in deeds
    )


def _responders(event: Event, both: Sides, areas: list[str], kind: Kind, response: Response) -> list[str]:
    if both.responders:
        quiet = response in (Response.NONE, Response.UNKNOWN) and kind != Kind.UNSAFE_ENCOUNTER
        if quiet and not any(p.side == Side.RESPONDER for p, _ in both.platforms):
            return []
        return list(both.responders)
    return responders_beyond(event, both, areas) if response in ANSWERED else []


def _distance(event: Event, kind: Kind) -> tuple[Distance | None, list[Evidence]]:
    found = [f for s in event.scenes for f in s.distances]
    if not found:
        return None, []
    nearest = min(found, key=lambda f: (f.value.km, f.start))
    best = nearest if kind == Kind.UNSAFE_ENCOUNTER else found[0]
    value = best.value.model_copy(update={"origin": origin(event, best.start, best.end) or best.value.origin})
    return value, [Evidence(field="distance", words=best.words, start=best.start, end=best.end, rule=best.rule)]


def _time(event: Event) -> tuple[TimeOfDay | None, list[Evidence]]:
    for scene in event.scenes[:3]:
        found = find_time(scene.text, scene.start, scene.end)
        if found:
            return found, [quote("time_of_day", scene.text, found.start, found.end, rule="time of day")]
    return None, []
