"""The story: which scenes tell of the same incident, which of another day or place, and which of none."""

import datetime as dt
import re

from bot.reading.days import DateMention, Days, Grain
from bot.reading.elsewhere import is_elsewhere
from bot.reading.event import Event, counts_days, is_narrower, join, note_days, open_event, same_days
from bot.reading.hearsay import is_hearsay
from bot.reading.kinship import (
    announced_before,
    belongs,
    carries_on,
    clash,
    continues,
    dates_it,
    goes_home,
    shares,
)
from bot.reading.layout import Part
from bot.reading.news import (
    FUTURE,
    ITEM,
    LOOKING_BACK,
    NOT_NEWS,
    TELLING,
    event_days,
    event_mention,
    is_a_count,
    is_exercise,
    is_listed,
    is_logged,
    is_news,
    opens,
)
from bot.reading.platforms import is_afloat
from bot.reading.rules.acts import Act
from bot.reading.scene import Scene
from bot.reading.tallies import spread

LONGEST_SHORTHAND = 300
LONGEST_LIST = 8
# No report tells of more; what does is a table, and the rest of it is handed back as unread.
MOST_INCIDENTS = 60
# Paragraphs within which a day may still be that of what was told before it.
NEARBY = 3
# "Over Monday and Tuesday" is one stretch, as "on Monday and Tuesday" is not.
THROUGHOUT = re.compile(r"\b(?:over|throughout|across|during|spanning|through|between)\s(?:both\s)?$", re.IGNORECASE)
PASSING = re.compile(
    r"\b(?:pass(?:ed|es|ing|age)|transit(?:s|ed|ing)?|sail(?:ed|ing)|on (?:its|her|their) way)\b", re.IGNORECASE
)
PAIR = 2
# "In the first encounter": which of the two that were told of together.
IN_TURN = re.compile(
    r"\b(?:in|during) the (?P<turn>first|earlier|second|later|other|latter) (?:incident|case|encounter|event"
    r"|interception|episode|intercept|instance)\b"
    r"|\b(?:the )?(?P<first>first) (?:encounter|incident|intercept) (?:came|was|took place|happened|occurred)\b",
    re.IGNORECASE,
)
ASKED = re.compile(
    r"^\W*(?:how|what|when|where|who|which|why|last|latest|newest|first|list|show|any|did|is|are|was|were|has|have"
    r"|do|does"
    r"|compare|count|tally|number of)\b|\?\s*$",
    re.IGNORECASE,
)


def tell(scenes: list[Scene], published: dt.date | None, *, short: bool = False) -> list[Event]:
    """Group the scenes of a page into incidents, main story first. All of a `short` message tells of one."""
    events: list[Event] = []
    current: list[Event] = []
    context: DateMention | None = None
    for scene in scenes:
        if len(events) >= MOST_INCIDENTS:
            break
        if scene.part == Part.HEADLINE:
            if (
                not events
                and (told_on := event_mention(scene))
                and (published is None or told_on.days.grain == Grain.DAYS)
            ):
                context = told_on
            continue
        mention = event_mention(scene)
        if not events and mention and mention.days.grain in (Grain.DAY, Grain.DAYS):
            context = mention
        if not is_news(scene):
            same_day = [
                e
                for e in events
                if mention and e.days and e.days.first == mention.days.first and e.days.last == mention.days.last
            ]
            if same_day and (scene.deeds or scene.crafts):
                current = same_day[:1]
            if current and belongs(scene, current[-1]):
                for event in current:
                    event.scenes.append(scene)
                    note_days(event, scene)
            continue
        fresh = not events
        if is_exercise(scene) and events:
            _place(scene, events, current, published)
            continue
        current = _place(scene, events, current, published)
        if fresh and events and events[0].days is None and context is not None:
            events[0].days, events[0].date, events[0].supposed = context.days, context, True
    if not events:
        events = _shorthand(scenes)
    if short and len(events) == 1:
        _take_all(events[0], scenes)
    events = spread(events)
    if len(NOT_NEWS.findall(" ".join(s.words for s in scenes))) > 1:
        return [e for e in events if e.did(*TELLING)]
    return events


def _take_all(event: Event, scenes: list[Scene]) -> None:
    """The lines of a short message belong together: "Corrected: two Tu-95s. Alaska ADIZ, Friday. Met by F-22s"."""
    rest = [
        s for s in scenes
        if s not in event.scenes and not s.habitual and not s.seen.search(NOT_NEWS) and not s.words.endswith("?")
        and not s.seen.search(LOOKING_BACK) and not s.seen.search(FUTURE)
        and (event_mention(s) is None or event.days is None or same_days(event_days(s), event.days))
    ]  # fmt: skip
    for scene in rest:
        note_days(event, scene)
    event.scenes = sorted([*event.scenes, *rest], key=lambda scene: scene.start)


def _shorthand(scenes: list[Scene]) -> list[Event]:
    """A line without a verb, as a watch officer types it: "2 bears off alaska today"."""
    if not 0 < len(scenes) <= LONGEST_LIST or len(scenes[0].text) > LONGEST_SHORTHAND or ASKED.search(scenes[0].text):
        return []
    scenes = [scene for scene in scenes if not scene.words.endswith("?")]
    if any(is_hearsay(scene) or is_a_count(scene) for scene in scenes):
        return []
    items = [scene.paragraph for scene in scenes if ITEM.match(scene.words)]
    if len(set(items)) > 1:
        parts = ([s for s in scenes if s.paragraph == number] for number in dict.fromkeys(items))
        return [event for part in parts for event in _one_line(part)]
    return _one_line(scenes)


def _one_line(scenes: list[Scene]) -> list[Event]:
    for scene in scenes:
        named = [c for c in scene.crafts if not c.dropped and (not c.generic or (c.states and c.count))]
        supposed = bool(scene.deeds) and all(deed.imagined for deed in scene.deeds)
        if (
            named
            and not supposed
            and (scene.places or scene.dates)
            and not scene.habitual
            and not scene.seen.search(NOT_NEWS)
        ):
            event = Event()
            for each in scenes:
                join(event, each)
            return [event]
    return []


def _place(scene: Scene, events: list[Event], current: list[Event], published: dt.date | None) -> list[Event]:
    """Join a scene of news to the incident that it tells of, or open one; gives back the incidents joined."""
    if is_listed(scene):
        told = next((e for e in events if is_listed(e.scenes[0]) and _is_same_item(scene, e)), None)
        return [join(told, scene) if told else open_event(events, scene)]
    mention = event_mention(scene)
    if current and (turn := IN_TURN.search(scene.words)) and (told_of := _the_one_in_turn(turn, events, current)):
        return [join(told_of, scene, keep_days=True)]
    if current and is_elsewhere(scene, current[-1]):
        event = open_event(events, scene)
        if event.days is None or event.days.anchored:
            event.days, event.date, event.said = current[-1].days, current[-1].date, current[-1].said
        return [event]
    if mention is not None:
        return _place_by_day(scene, events, current, mention, published)
    if current and announced_before(scene, current[-1]):
        event = open_event(events, scene)
        event.days, event.date = scene.said_on[0].days, scene.said_on[0]
        return [event]
    if current and not clash(scene, current[-1]) and continues(scene, current[-1]):
        return [join(event, scene) for event in current]
    back = scene.seen.search(LOOKING_BACK)
    types = {c.type for c in scene.crafts if not c.generic}
    for event in events:
        if event not in current and event.types() & types and not clash(scene, event) and not back:
            return [join(event, scene)]
    if opens(scene) and (is_logged(scene) or scene.did(*TELLING, Act.SAIL, Act.COME, Act.MISSILE)):
        if current and not back and not clash(scene, current[-1]):
            return [join(current[-1], scene)]
        return [open_event(events, scene)]
    return current


def _the_one_in_turn(turn: re.Match[str], events: list[Event], current: list[Event]) -> Event | None:
    """The earlier or the later of two incidents that one sentence told of, where the last ones told are such a pair."""
    shared = {id(scene) for scene in current[-1].scenes}
    pair = [e for e in events if e in current or any(id(scene) in shared for scene in e.scenes)]
    days = [event.days.first for event in pair if event.days and event.days.first]
    if len(days) != len(pair) or len(days) != len(set(days)) or len(pair) != PAIR:
        return None
    first = (turn["turn"] or turn["first"]).lower() in ("first", "earlier")
    return pair[days.index(min(days) if first else max(days))]


def _is_one_passage(scene: Scene, days: Days) -> bool:
    """Whether ships were on their way through on two days running: one passage, and not one on each day."""
    if days.first is None or days.last is None or days.last - days.first > dt.timedelta(days=1):
        return False
    return scene.seen.search(PASSING) is not None and any(is_afloat(craft) for craft in scene.crafts)


def _is_same_item(scene: Scene, event: Event) -> bool:
    """Whether an item of a list only repeats another: the same day and the same types."""
    types = {c.type for c in scene.crafts if not c.generic and not c.dropped}
    return same_days(event_days(scene), event.days) and bool(types) and types <= event.types()


def _place_by_day(
    scene: Scene, events: list[Event], current: list[Event], mention: DateMention, published: dt.date | None
) -> list[Event]:
    days = mention.days
    apart = (
        days.listed
        and not _is_one_passage(scene, days)
        and not THROUGHOUT.search(scene.text[max(scene.start, mention.start - 16) : mention.start])
    )
    if apart and days.first and days.last and days.grain == Grain.DAYS and not scene.did(Act.DRILL):
        return _both_days(scene, events, current, mention)
    borrowed = mention.end <= scene.start
    exactly = borrowed or days.grain in (Grain.DAY, Grain.DAYS)
    alike = [
        e
        for e in events
        if e.days
        and same_days(e.days, days)
        and not clash(scene, e)
        and (exactly or shares(scene, e))
        and not (counts_days(e) and days.grain == Grain.DAY)
    ]
    exact = [e for e in alike if e.days and e.days.first == days.first and e.days.last == days.last]
    for event in exact or [e for e in alike if is_narrower(days, e)]:
        return [join(event, scene)]
    last = current[-1] if current else None
    fits = last and scene.paragraph - last.scenes[-1].paragraph <= NEARBY and dates_it(days, last, published)
    if last and fits and not clash(scene, last) and not scene.seen.search(LOOKING_BACK):
        return [join(last, scene)]
    if last and carries_on(scene, last, days):
        return [join(last, scene, keep_days=True)]
    if (not opens(scene) and current) or goes_home(scene, events):
        return current
    return [open_event(events, scene)]


def _both_days(scene: Scene, events: list[Event], current: list[Event], mention: DateMention) -> list[Event]:
    """ "on Wednesday and Thursday": an incident on each day; an undated one before it turns out to be the later."""
    first, last = mention.days.first, mention.days.last
    assert first and last  # noqa: S101 - the caller has looked
    pair = []
    for day in (last, first):
        known = [e for e in events if e.days and e.days.first == day == e.days.last]
        if known:
            pair.append(join(known[0], scene))
            continue
        vague = [e for e in current if e.days is None or e.days.grain == Grain.WEEK]
        event = join(vague[0], scene, keep_days=True) if vague and not pair else open_event(events, scene)
        event.days, event.date = Days(day, day, Grain.DAY), mention
        pair.append(event)
    return pair
