"""An incident in the making: the scenes that tell of it, and the days that they give it."""

import re
from dataclasses import dataclass, field

from bot.reading.days import DateMention, Days, Grain
from bot.reading.news import TELLING, event_mention
from bot.reading.rules.acts import Act
from bot.reading.scene import Craft, Scene

JOINT = re.compile(r"\b(?:joint\w*|together|alongside each other|side by side|combined)\b", re.IGNORECASE)


@dataclass(slots=True)
class Event:
    """Scenes that tell of one incident, the first of them the one that opened it."""

    scenes: list[Scene] = field(default_factory=list)
    days: Days | None = None
    date: DateMention | None = None
    said: DateMention | None = None
    background: bool = False
    supposed: bool = False

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
        return self.scenes[0].did(Act.DRILL) and not self.scenes[0].did(Act.MEET, Act.LAUNCH, Act.UNSAFE, Act.VIOLATE)

    def is_plain(self) -> bool:
        """Whether it is told plainly enough to be believed of a text that is mainly about something else."""
        dated = self.days is not None and self.days.grain in (Grain.DAY, Grain.DAYS) and self.days.first is not None
        first = next((s for s in self.scenes if s.crafts), self.scenes[0])
        return (dated or self.said is not None) and self.did(*TELLING) and not first.habitual and bool(self.types())

    def joint(self) -> bool:
        """Whether craft of several states are said to have gone together."""
        return any(JOINT.search(s.words) for s in self.scenes)


def same_days(a: Days | None, b: Days | None) -> bool:
    if a is None or b is None or a.first is None or b.first is None or a.last is None or b.last is None:
        return a is b or (a is not None and b is not None and a.first == b.first)
    return a.first <= b.last and b.first <= a.last


def is_narrower(days: Days, event: Event) -> bool:
    """A day inside a vaguer stretch that the event was known by: "this week … on Tuesday"."""
    return bool(
        event.days and event.days.grain in (Grain.WEEK, Grain.DAYS) and days.grain == Grain.DAY and not event.background
    )


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
        or (event.supposed and mention.days.grain in (Grain.DAY, Grain.DAYS))
        or (
            is_narrower(mention.days, event)
            and (
                event.days.grain == Grain.WEEK
                or (event.date and event.date.rule == "weekend")
                or not event.types()
                or event.days.last == mention.days.first
            )
        )
    ):
        event.days, event.date, event.supposed = mention.days, mention, False
    if event.said is None and scene.said_on:
        event.said = scene.said_on[0]
