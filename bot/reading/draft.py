"""The reader: a report's text in, incident drafts with the words that every value was read from out."""

import datetime as dt
import re
from dataclasses import dataclass

from bot.reading.confidence import confidence, doubts_of
from bot.reading.corrections import correct, find_corrections
from bot.reading.dates import find_dates, find_time
from bot.reading.days import DateMention, Grain
from bot.reading.event import Event
from bot.reading.genre import Verdict, judge
from bot.reading.kinds import deed_evidence, kind_of, response_of
from bot.reading.layout import Part, sentences
from bot.reading.naming import with_names_in_context
from bot.reading.news import TELLING, is_news
from bot.reading.quotes import PLACE_ASSUMED, craft_evidence, place_evidence, quote, state_evidence
from bot.reading.rules.acts import REPORTING, Act
from bot.reading.scene import Scene
from bot.reading.sides import Sides, sides
from bot.reading.staging import is_dateline, scenes
from bot.reading.story import tell
from bot.reading.when import when
from bot.reading.where import (
    areas_of,
    lead_places,
    lies_at_home,
    origin,
    owned_airspace,
    places_of,
    responders_beyond,
)
from bot.vocabulary import Aircraft, Force, Mention, Outlet, State, Vessel, vocabulary
from store.records import Distance, Evidence, IncidentDraft, Kind, Response, Side

NEARBY = dt.timedelta(days=6)
SHORT_MESSAGE = 400
LONGEST_SUMMARY = 280
CLOSED_AREA = re.compile(r"restrict|TFR|no-fly", re.IGNORECASE)
CREDIT = re.compile(r"(?:, |\(| - | – |; |: )$")
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


def read(text: str, published: dt.date | None) -> Reading:
    """Read a report of any length and form: an article, a release, a caption, a line of shorthand.

    Offsets in the evidence count characters of `text`. Nothing is raised for what a text does not say.
    """
    short = len(text) < SHORT_MESSAGE
    mentions = with_names_in_context(text, vocabulary().find(text, telegraphic=short), telegraphic=short)
    dates = _dates(text, published, mentions)
    told = correct(scenes(text, sentences(text), mentions, dates), find_corrections(text))
    verdict = judge(told)
    events = tell(told, published, short=short) if verdict < Verdict.NONE else []
    if verdict == Verdict.DOUBTFUL:
        events = [event for event in events if event.is_plain()]
    lead = lead_places(told)
    drafts: list[IncidentDraft] = []
    heading = _dateline(told, dates)
    for event in events:
        if event.said is None and heading is not None and not drafts:
            event.said = heading
        if drafts:
            _inherit(event, drafts[-1])
        main = not drafts or _is_main(event, drafts[0])
        draft = _draft(event, text, published, lead, main=main, plain=verdict == Verdict.REPORT)
        if draft is not None:
            drafts.append(draft)
    notes = [e.note for draft in drafts for e in draft.evidence if e.guess and e.note]
    return Reading(tuple(drafts), published, _unread(told, events), tuple(dict.fromkeys(notes)))


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
    again = event.date is not None and event.date.days.anchored
    crafts = [c for c in event.crafts() if c.generic]
    if again and len(before.actors) > 0 and crafts and not any(c.states for c in event.crafts()):
        for craft in crafts:
            if craft.lean + craft.met >= 0:
                craft.states, craft.guessed_state = tuple(before.actors), True
                craft.note = "the same visitors as in the incident told before"


def _dates(text: str, published: dt.date | None, mentions: list[Mention]) -> list[DateMention]:
    """The dates of a text but for those that are part of a craft's name ("Mirage 2000s")."""
    craft = [(m.start, m.end) for m in mentions if isinstance(m.entry, Aircraft | Vessel)]
    found = find_dates(text, published, day_first=_day_first(mentions))
    return [d for d in found if not any(start < d.end and d.start < end for start, end in craft)]


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
    if not places:
        areas = owned_airspace(event, both, told=_enters_a_state(event)) or areas
    if not (both.actors or both.responders) or not (areas or event.days or event.said):
        return None
    if len(text) > SHORT_MESSAGE and both.assumed and not event.did(*TELLING):
        return None
    days = when(event, published, main=main)
    kind, response = kind_of(event, both), response_of(event, both)
    if kind == Kind.NAVAL_PRESENCE and not event.did(*TELLING) and lies_at_home(areas, both.actors):
        return None
    answered = _responders(event, both, areas, kind, response)
    distance, how_near = _distance(event, kind)
    reporters, who_says = _reporters(event)
    time_of_day, what_time = _time(event)
    draft = IncidentDraft(
        main=main,
        kind=kind,
        response=response,
        first_day=days.first,
        last_day=days.last,
        precision=days.precision,
        date_words=days.words,
        time_of_day=time_of_day,
        areas=areas,
        also_in=[name for area in areas[:1] for name in vocabulary().lies_in(area) if name not in areas],
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
        ],
    )
    return draft.model_copy(update={"confidence": confidence(doubts_of(draft, event, both, plain=plain))})


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


def _reporters(event: Event) -> tuple[list[str], list[Evidence]]:
    """Who announced it: commands, ministries and officials beside a word of saying."""
    found: dict[str, Mention] = {}
    for scene in event.scenes:
        for mention in scene.forces:
            near = scene.text[max(scene.start, mention.start - 40) : min(scene.end, mention.end + 40)]
            credited = CREDIT.search(scene.text[max(scene.start, mention.start - 3) : mention.start]) and re.match(
                r"\)?\W*$", scene.text[mention.end : scene.end]
            )
            says = isinstance(mention.entry, Force) and mention.entry.kind != "service" and REPORTING.search(near)
            if says or credited:
                found.setdefault(_announcer(mention), mention)
    quotes = [
        Evidence(field=f"reported_by[{n}]", words=m.words, start=m.start, end=m.end, rule="announcer")
        for n, m in enumerate(found.values())
    ]
    return list(found), quotes


def _announcer(mention: Mention) -> str:
    return mention.entry.code if isinstance(mention.entry, State) else mention.entry.name


def _time(event: Event) -> tuple[dt.time | None, list[Evidence]]:
    for scene in event.scenes[:3]:
        found = find_time(scene.text, scene.start, scene.end)
        if found:
            start, end, time = found
            return time, [quote("time_of_day", scene.text, start, end, rule="time of day")]
    return None, []
