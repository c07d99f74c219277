"""The account of a reading: for each draft its doubts and what gave the roles; and what was passed over, and why."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from bot.reading.draft import Reading, Trace, trace
from bot.reading.event import Event
from bot.reading.genre import Verdict
from bot.reading.layout import Part, sentences
from bot.reading.news import FUTURE, GENERAL, NOT_NEWS, RECALLED, STRONG, is_news
from bot.reading.rules.acts import Act
from bot.reading.rules.genres import SIGNS
from bot.reading.scene import Scene
from bot.reading.where import place_name, places_of
from bot.reading.wrapping import unwrapped
from bot.vocabulary import Mention, Place, State
from store.records import Evidence, IncidentDraft

ROLES = {
    Act.MEET: "who meets or escorts the other answered",
    Act.WARN: "who warns the other off answered",
    Act.TRACK: "who watches the other answered",
    Act.LAUNCH: "who is sent up answered",
    Act.SHOOT_DOWN: "who shoots the other down answered",
    Act.COME: "who flies in or approaches came",
    Act.SAIL: "who sails by came",
    Act.VIOLATE: "who enters somebody's airspace or waters came",
    Act.ZONE: "who enters a zone came",
    Act.UNSAFE: "who endangers the other came",
}
UNTOLD_BY_DANGER = (Act.MEET, Act.COME)  # where one endangers the other, both flew and either may have met the other
HAPPENINGS = (Act.MEET, Act.WARN, Act.TRACK, Act.LAUNCH, Act.SHOOT_DOWN, Act.VIOLATE, Act.ZONE, Act.UNSAFE, Act.STRIKE)
FURNITURE = {
    Part.CLUTTER: "page furniture, or the same sentence again",
    Part.CAPTION: "the caption of a picture",
    Part.HEADLINE: "a headline: the story below it counts",
}


@dataclass(frozen=True, slots=True)
class Passed:
    """Words at text[start:end] that gave no value, and why; for a role, what they say of it."""

    start: int
    end: int
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class Ground:
    """What stands behind a draft: where it is told, the verbs that gave the roles, the doubts that it leaves."""

    draft: IncidentDraft
    told: tuple[tuple[int, int], ...]
    roles: tuple[Passed, ...]
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """A reading with its grounds, one for each draft, what was passed over in the order of the text, and remarks."""

    reading: Reading
    grounds: tuple[Ground, ...]
    passed: tuple[Passed, ...]
    remarks: tuple[str, ...]


def account(text: str, published: dt.date | None) -> Account:
    """Read a report as `read` does and tell why the drafts are as they are."""
    steps = trace(text, published)
    drafted = [(event, draft) for event, draft in steps.events if draft is not None]
    grounds = tuple(_ground(event, draft, text) for event, draft in drafted)
    used = [e for _, draft in drafted for e in draft.evidence]
    found = [*_furniture(text, used), *_untold(steps, text)]
    for event, _ in drafted:
        found += [one for one in (*_inside(event, text), *_silent(event, text)) if not _is_used(one, used)]
    passed = sorted({(one.start, one.end): one for one in found}.values(), key=lambda one: one.start)
    return Account(steps.reading, grounds, tuple(passed), tuple(_remarks(steps)))


def _ground(event: Event, draft: IncidentDraft, text: str) -> Ground:
    silent = UNTOLD_BY_DANGER if event.did(Act.UNSAFE) else ()
    deeds = [d for s in event.scenes for d in s.deeds if not (d.denied or d.imagined or d.act in silent)]
    roles = {
        deed.act: _passed(text, deed.start, deed.end, ROLES[deed.act]) for deed in reversed(deeds) if deed.act in ROLES
    }
    told = tuple((scene.start, scene.end) for scene in event.scenes)
    return Ground(draft, told, tuple(sorted(roles.values(), key=lambda r: r.start)), tuple(event.doubts))


def _passed(text: str, start: int, end: int, why: str) -> Passed:
    return Passed(start, end, text[start:end], why)


def _is_used(one: Passed, used: list[Evidence]) -> bool:
    return any(e.start is not None and e.end is not None and e.start < one.end and one.start < e.end for e in used)


def _furniture(text: str, used: list[Evidence]) -> Iterator[Passed]:
    """Lines of the page that are no story."""
    for line in sentences(unwrapped(text)):
        if line.part in FURNITURE:
            one = _passed(text, line.start, line.end, FURNITURE[line.part])
            if not _is_used(one, used):
                yield one


def _untold(steps: Trace, text: str) -> Iterator[Passed]:
    """Sentences of the story that went into no draft, those that name craft or a deed."""
    placed = {id(scene) for event, draft in steps.events if draft is not None for scene in event.scenes}
    tried = {id(scene) for event, draft in steps.events if draft is None for scene in event.scenes}
    for scene in steps.told:
        if scene.part != Part.BODY or id(scene) in placed or not (scene.crafts or scene.deeds):
            continue
        if steps.verdict == Verdict.NONE:
            why = "the text as a whole is about something else"
        elif id(scene) in tried:
            why = "no state or neither day nor place can be told for it"
        else:
            why = why_no_news(scene)
        yield _passed(text, scene.start, scene.end, why)


def why_no_news(scene: Scene) -> str:
    """Why a sentence opens no record, in words."""
    trade, future = NOT_NEWS.search(scene.words), FUTURE.search(scene.words)
    imagined = next((d for d in scene.deeds if d.imagined), None)
    denied = next((d for d in scene.deeds if d.denied), None)
    if scene.words.endswith("?"):
        return "a question"
    if trade:
        return f"about something else (“{trade.group()}”)"
    if RECALLED.search(scene.words):
        return "a recollection"
    if future and not is_news(scene):
        return "in the future"
    if is_news(scene):
        return "it may tell of an encounter, but not when, or not enough of whom, for a record of its own"
    if not [c for c in scene.crafts if not c.dropped]:
        return "no aircraft or ship in it"
    if imagined is not None:
        return f"“{scene.text[imagined.start : imagined.end]}” is only imagined"
    if denied is not None:
        return f"“{scene.text[denied.start : denied.end]}” is denied"
    if not scene.did(*STRONG, Act.DRILL, Act.STRIKE):
        return "nothing is done in it that makes an incident"
    general = GENERAL.search(scene.words)
    return f"said in general (“{general.group()}”)" if general else "said in general, not of one day"


def _silent(event: Event, text: str) -> Iterator[Passed]:
    """The sentences of an incident that name craft or a deed; the caller keeps those that gave no value."""
    for scene in event.scenes:
        if scene.crafts or scene.deeds:
            yield _passed(text, scene.start, scene.end, "told of the same incident; nothing more was taken from it")


def _inside(event: Event, text: str) -> Iterator[Passed]:
    """What the sentences of an incident say beside its values: other days, places, denied and imagined deeds."""
    chosen = {id(mention) for mention in places_of(event)}
    for scene in event.scenes:
        for deed in scene.deeds:
            if deed.act in HAPPENINGS and (deed.denied or deed.imagined):
                why = "denied: it did not happen" if deed.denied else "only imagined: it did not happen"
                yield _passed(text, deed.start, deed.end, why)
        for date in scene.said_on:
            yield _passed(text, date.start, date.end, "the day of the announcement, not of the event")
        for date in scene.dates:
            if date is event.date:
                continue
            why = "the bound of a stretch of time" if date.bound else "another day than the incident's"
            yield _passed(text, date.start, date.end, why)
        for place in scene.places:
            if id(place) not in chosen and not isinstance(place.entry, State):
                yield _passed(text, place.start, place.end, _why_no_place(place))
        for craft in scene.crafts:
            if craft.dropped and craft.count:
                yield _passed(text, craft.mention.start, craft.mention.end, "said again, or a whole whose parts count")
        for distance in scene.distances:
            yield _passed(text, distance.start, distance.end, "another distance is taken")


def _why_no_place(mention: Mention) -> str:
    kind = mention.entry.kind if isinstance(mention.entry, Place) else ""
    if kind == "base":
        return f"{place_name(mention)} is a base, not where it happened"
    if kind == "city":
        return f"{place_name(mention)} is where somebody spoke or wrote, not where it happened"
    return "somewhere they came from or went, or whose it is: not where it happened"


def _remarks(steps: Trace) -> Iterator[str]:
    """What holds for the text as a whole."""
    if steps.verdict == Verdict.REPORT:
        return
    words = "\n".join(scene.words for scene in steps.told)
    signs: dict[str, list[str]] = {}
    for sign in SIGNS:
        signs.setdefault(str(sign.genre), []).extend(match.group() for match in sign.pattern.finditer(words))
    genre = max(signs, key=lambda name: len(set(signs[name])))
    quoted = ", ".join(f"“{' '.join(w.split())}”" for w in list(dict.fromkeys(signs[genre]))[:4])
    kept = "nothing is read from it" if steps.verdict == Verdict.NONE else "only what it tells plainly is read"
    yield f"The text as a whole reads as {genre} ({quoted}): {kept}."
