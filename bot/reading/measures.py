"""What an incident measured: how long it lasted and where it was in degrees, each with its words."""

from bot.reading.event import Event
from bot.reading.rules.coordinates import COORDINATES, Point
from bot.reading.rules.durations import DURATIONS
from bot.reading.spans import Found, find_all
from store.records import Evidence


def measures_of(event: Event) -> tuple[int | None, Point | None, list[Evidence]]:
    """Minutes that the incident lasted, its point and the evidence for both; None for what the scenes do not say."""
    minutes: Found[int] | None = None
    point: Found[Point] | None = None
    for scene in event.scenes:
        if scene.habitual:
            continue
        if minutes is None:
            minutes = next(iter(find_all(DURATIONS, scene.words, scene.seen)), None)
            minutes_at = scene.start
        if point is None:
            point = next(iter(find_all(COORDINATES, scene.words, scene.seen)), None)
            point_at = scene.start
    evidence = []
    if minutes:
        evidence.append(_quoted("duration_minutes", minutes, minutes_at))
    if point:
        evidence += [_quoted(field, point, point_at) for field in ("latitude", "longitude")]
    return minutes.value if minutes else None, point.value if point else None, evidence


def _quoted(field: str, found: Found[int] | Found[Point], offset: int) -> Evidence:
    return Evidence(field=field, words=found.words, start=found.start + offset, end=found.end + offset, rule=found.rule)
