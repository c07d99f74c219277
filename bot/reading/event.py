"""An incident in the making: the scenes that tell of it, and the days that they give it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.reading.camps import camp_of
from bot.reading.days import DateMention, Days, Grain
from bot.reading.news import TELLING, event_mention
from bot.reading.rules.acts import Act
from bot.reading.scene import Craft, Scene

JOINT = re.compile(r"\b(?:joint\w*|together|alongside each other|side by side|combined)\b", re.IGNORECASE)


# "Scrambled three times", "four scrambles", "on five occasions": how often, and no single incident.
COUNTED = re.compile(
    r"\b(?:twice|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})"
    r" (?:times|occasions|scrambles|launches|alert (?:scrambles|launches|starts)|incidents|interceptions"
    r"|intercepts))\b",
    re.IGNORECASE,
)
# What is told before the words of a drill that others hold.
ELSEWHERE = re.compile(
    r"(?:, where\b|\bahead of\b|\bdays? before\b|\bas\b[^,;]{0,60}\b(?:prepare|begin|start|open|get)\w*\b)[^.;]*$"
)
# What is done in earnest: who tells of it tells of no mere exercise.
NO_DRILL = (Act.MEET, Act.LAUNCH, Act.UNSAFE, Act.VIOLATE, Act.WARN)


@dataclass(slots=True)
class Event:
    """Scenes that tell of one incident, the first of them the one that opened it."""

    scenes: list[Scene] = field(default_factory=list)
    days: Days | None = None
    date: DateMention | None = None
    said: DateMention | None = None
    background: bool = False
    supposed: bool = False
    doubts: list[str] = field(default_factory=list)
    _gathered: dict[Callable[[Scene], set[str]], tuple[int, set[str]]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def gather(self, names: Callable[[Scene], set[str]]) -> set[str]:
        """What all its scenes give together; only those that joined since it was last asked are looked at."""
        seen, found = self._gathered.get(names, (0, set()))
        if seen < len(self.scenes):
            found = found.union(*map(names, self.scenes[seen:]))
            self._gathered[names] = len(self.scenes), found
        return found

    def crafts(self) -> list[Craft]:
        """All platforms of its scenes that are not wholes of named parts."""
        return [c for s in self.scenes for c in s.crafts if not c.dropped]

    def types(self) -> set[str]:
        """The named types among them."""
        return {c.type for c in self.crafts() if not c.generic}

    def did(self, *acts: Act) -> bool:
        """Whether any scene tells of one of the acts as done."""
        return any(s.did(*acts) for s in self.scenes)

    def is_drill(self) -> bool:
        """Whether it is an exercise: told as one, with no real meeting in the sentence that opens it."""
        first = self.scenes[0]
        if not first.did(Act.DRILL) or first.did(*NO_DRILL) or _is_beside_a_drill(first):
            return False
        states = [s for craft in self.crafts() for s in craft.states]
        return not (self.did(Act.MEET, Act.VIOLATE) and {camp_of(state) for state in states} >= {"east", "west"})

    def is_plain(self) -> bool:
        """Whether it is told plainly enough to be believed of a text that is mainly about something else."""
        dated = self.days is not None and self.days.grain in (Grain.DAY, Grain.DAYS) and self.days.first is not None
        first = next((s for s in self.scenes if s.crafts), self.scenes[0])
        return (dated or self.said is not None) and self.did(*TELLING) and not first.habitual and bool(self.types())

    def joint(self) -> bool:
        """Whether craft of several states are said to have gone together."""
        return any(JOINT.search(s.words) for s in self.scenes)


def _is_beside_a_drill(scene: Scene) -> bool:
    """Whether a drill is only what somebody else holds there: "a ship nears the coast, where forces begin a drill"."""
    drill = next(d for d in scene.deeds if d.act == Act.DRILL)
    came = any(d.act in (Act.SAIL, Act.COME) and d.end <= drill.start for d in scene.deeds)
    return came and ELSEWHERE.search(scene.text[scene.start : drill.start]) is not None


def same_days(a: Days | None, b: Days | None) -> bool:
    if a is None or b is None or a.first is None or b.first is None or a.last is None or b.last is None:
        return a is b or (a is not None and b is not None and a.first == b.first)
    return a.first <= b.last and b.first <= a.last


def is_some_day(days: Days | None) -> bool:
    """Whether it is one day that nothing names: "a day after the centre told reporters"."""
    return days is not None and days.first is None and days.grain == Grain.DAY


def is_narrower(days: Days, event: Event) -> bool:
    """A day inside a vaguer stretch that the event was known by: "this week … on Tuesday"."""
    return bool(
        event.days
        and event.days.grain in (Grain.MONTH, Grain.WEEK, Grain.DAYS)
        and (days.grain == Grain.DAY or (days.grain == Grain.DAYS and event.days.grain == Grain.WEEK))
        and not event.background
    )


def counts_days(event: Event) -> bool:
    """Whether what opens an event only counts a stretch of days: "scrambled three times on April 8-14"."""
    days = event.days
    vague = days is not None and days.first != days.last and days.grain in (Grain.DAYS, Grain.WEEK, Grain.MONTH)
    return vague and COUNTED.search(event.scenes[0].words) is not None


def open_event(events: list[Event], scene: Scene) -> Event:
    event = Event(background=bool(events))
    events.append(event)
    return join(event, scene)


def join(event: Event, scene: Scene, *, keep_days: bool = False) -> Event:
    event.scenes.append(scene)
    if not keep_days:
        note_days(event, scene)
    return event


def note_days(event: Event, scene: Scene) -> None:
    mention = event_mention(scene)
    if mention and (
        event.days is None
        or (is_some_day(event.days) and mention.days.first is not None)
        or (event.supposed and mention.days.grain in (Grain.DAY, Grain.DAYS))
        or (
            is_narrower(mention.days, event)
            and (
                event.days.grain in (Grain.WEEK, Grain.MONTH)
                or (event.date and event.date.rule == "weekend")
                or not event.types()
                or event.days.last == mention.days.first
            )
        )
    ):
        event.days, event.date, event.supposed = mention.days, mention, False
    if event.said is None and scene.said_on:
        event.said = scene.said_on[0]
