"""When it was said: which days of a sentence are those of an announcement or of the dateline before the story."""

import re
from collections.abc import Sequence

from bot.reading.days import DateMention, Grain
from bot.reading.rules.acts import REPORTING
from bot.reading.scene import Scene

LENGTH_OF_ON = 6
# "On Monday that two jets …" was said then; "a drone on Monday that had come …" came then.
WHAT_WAS_SAID = re.compile(
    r"\s?(?:that(?! (?:had|has|have|was|were|is|are|came|come|flew|crossed|entered|approached)\b)|there was word"
    r"|it was (?:announced|reported)|(?:said|announced|confirmed|disclosed|lodged|protested"
    r"|accused|summoned|condemned|denounced|released)\b)"
)
# "On 14 February the ministry announced that a drone flew past on February 13."
ANNOUNCED_FIRST = re.compile(
    r",?\s(?:[\w.'’()-]+\s){1,9}?(?:announced|said|reported|confirmed|disclosed|stated|revealed)\s(?:that|on)?\b"
)
DATELINE = re.compile(r"^[A-Z](?:[^\W\d]|[ .,'’/&-]){2,40},\s$")
AGENCY = re.compile(r"\s\([A-Z][\w. /-]{1,30}\)\s?[-–—:]")
AFTER_DATELINE = re.compile(r"^\.?\s?(?:\||\(|/|--|—|–|-\s|\.$|$)")


def is_dateline(text: str, start: int, date: DateMention) -> bool:
    """Whether a date in the sentence that starts at `start` is that of the dateline before the story."""
    if date.start == start and AGENCY.match(text[date.end : date.end + 40]):
        return True
    after = text[date.end : date.end + 4]
    return after.startswith(" |") or bool(DATELINE.match(text[start : date.start]) and AFTER_DATELINE.match(after))


def is_said_near(text: str, start: int, date: DateMention) -> bool:
    """Whether a word of saying stands shortly before a day: enough to keep a sentence whole there."""
    return bool(REPORTING.search(text[max(start, date.start - 24) : date.start]))


def is_announcement(scene: Scene, date: DateMention, later: Sequence[DateMention] = ()) -> bool:
    """Whether a day is that of the announcement: "said on Tuesday", "a statement on Monday"."""
    if ANNOUNCED_FIRST.match(scene.text, date.end) and date.start - scene.start <= LENGTH_OF_ON:
        return any(d.days.grain == Grain.DAY and not d.bound for d in later)
    before = scene.text[max(scene.start, date.start - 40) : date.start]
    near = re.split(r"[,;:—–]|\b(?:that|which|when|after|as)\b", before)[-1]
    verb = None
    for match in REPORTING.finditer(near):
        verb = match
    if verb is None:
        after = scene.text[date.end : date.end + 24]
        return bool(WHAT_WAS_SAID.match(after))
    between = near[verb.end() :]
    return (
        not any(
            d.start >= scene.start and verb.end() + (date.start - len(near)) <= d.start < date.start
            for d in scene.deeds
        )
        and len(between) < 32
    )
