"""What is news in a scene: craft and a deed on a day; and what is habit, doctrine, future or another trade."""

import re

from bot.reading.days import DateMention, Days, Grain
from bot.reading.rules.acts import Act
from bot.reading.scene import Scene

# How far an exact day stands behind the relative one that it makes plain: "seven weeks before, on October 3".
BESIDE = 6
# Words of an item in a list of days that names its craft only in the next sentence: "9 June: three take-offs."
LONGEST_ITEM = 7
STRONG = (
    Act.MEET,
    Act.WARN,
    Act.LAUNCH,
    Act.COME,
    Act.VIOLATE,
    Act.ZONE,
    Act.UNSAFE,
    Act.SHOOT_DOWN,
    Act.SAIL,
    Act.TRACK,
    Act.MISSILE,
    Act.ACCOMPANY,
)
TELLING = (Act.MEET, Act.WARN, Act.LAUNCH, Act.VIOLATE, Act.ZONE, Act.UNSAFE, Act.SHOOT_DOWN, Act.TRACK)
NOT_NEWS = re.compile(
    r"\b(?:interceptions?\s+for|test of (?:a|the) missile defen[cs]e|first flew|entered service|prototype|wingspan|"
    r"crash(?:ed)? during|procurement|deliver(?:y|ies) of)\b",
    re.IGNORECASE,
)
RECALLED = re.compile(
    r"\b(?:(?:years|decades) (?:after|later|on)|recall(?:s|ed)|remember(?:s|ed)|memories)\b", re.IGNORECASE
)
FUTURE = re.compile(
    r"\bwill\b[^.;]{0,60}\b(?:next|20\d\d|later this|soon)\b"
    r"|\b(?:is|are) (?:due |expected |scheduled |planned |set )?to"
    r" (?:enter|sail|arrive|visit|join|deploy|fly|call|transit|hold|begin|start)\b",
    re.IGNORECASE,
)
# As many craft as no single event of so vague a day had.
MANY_SINCE = 20
SO_FAR = re.compile(
    r"\b(?:have|has)\s(?:now\s|already\s|so far\s)?\w+\b[^.;]{0,80}\b(?:since|so far|to date|this year)\b"
)
MANY = {Grain.YEAR: 20, Grain.MONTH: 60}
# The head of an item in a list of notes, which goes on with nothing before it.
ITEM = re.compile(r"(?:[*•]|[-–]\s|\(?\d{1,2}[.)])\s*[A-Z]")
LOG_LINE = re.compile(r"\W{0,3}(?:[01]\d|2[0-3]):?[0-5]\d\s?(?:Z|[A-Z]{1,4}T?\b)?\s?[:–-]?\s")
UNLIKE = re.compile(r"\b(?:unlike|compared (?:with|to)|than)\s(?:on\s)?$", re.IGNORECASE)
IT_WAS = re.compile(
    r"\b(?:it|this time it|that) (?:was|had been)\s(?:a|an|one|two|three|four|just|only|the turn of)\b", re.IGNORECASE
)
FLIGHTS = re.compile(r"\b(?:flights?|sorties?|patrols?|violations?|incursions?|formations?|group)\b", re.IGNORECASE)
GENERAL = re.compile(
    r"\b(?:when|whenever|such as|like) (?:military|foreign|a|an|any)\b|\b(?:would|might|if|whether|"
    r"can (?:pose|present|endanger)|could (?!not|carry|be seen|hear)\w+)\b"
    r"|\b(?:increase|rise|surge|spike|uptick|jump|growth|drop|fall) in (?:the )?(?:number of )?(?:\w+ ){0,2}"
    r"(?:incidents|encounters|flights|incursions|violations|interceptions|intercepts|activity)\b",
    re.IGNORECASE,
)
LOOKING_BACK = re.compile(
    r"\b(?:it came after|(?:it|this|that) (?:came|comes|followed|follows) (?:\w+ ){1,4}after (?:another|an?|two|three"
    r"|four|similar)\b|previously|earlier (?:this|in)|last (?:year|month|time|came|occurred|had)|"
    r"the record until then|had (?:last|also)|has happened before|recently|in the past|before that|on "
    r"that occasion|until then|days before)\b",
    re.IGNORECASE,
)


def is_news(scene: Scene) -> bool:
    """Whether a scene tells of something that happened: craft and a deed, no habit, no doctrine, no other trade."""
    if scene.seen.search(NOT_NEWS) or scene.words.endswith("?"):
        return False
    if scene.seen.search(RECALLED) and not scene.dates:
        return False
    if is_a_count(scene):
        return False
    if scene.seen.search(FUTURE) and not scene.did(*TELLING, Act.DRILL):
        return False
    if is_exercise(scene):
        return True
    if is_listed(scene) or is_logged(scene) or (scene.seen.search(IT_WAS) and scene.crafts and event_mention(scene)):
        return True
    if not [c for c in scene.crafts if not c.dropped]:
        return (
            bool(scene.seen.search(FLIGHTS))
            and any(d.days.grain in (Grain.DAY, Grain.DAYS) for d in scene.dates)
            and any(not p.place_only for p in scene.parties)
        )
    if not scene.did(*STRONG, Act.DRILL, Act.STRIKE):
        return False
    dated = any(d.days.grain in (Grain.DAY, Grain.DAYS) for d in scene.dates)
    if scene.seen.search(GENERAL) and not dated and not scene.did(Act.MEET, Act.LAUNCH, Act.UNSAFE):
        return False
    return not scene.habitual or dated or bool(re.search(r"\bincluding (?:in|on|one)\b", scene.words))


def is_a_count(scene: Scene) -> bool:
    """Whether a scene counts a year or a month: "in 2023 jets intercepted more than 300 Russian aircraft"."""
    mention = event_mention(scene)
    least = MANY.get(mention.days.grain) if mention is not None else MANY_SINCE if SO_FAR.search(scene.words) else None
    counts = [c.count.value for c in scene.crafts if c.generic and c.count and not c.dropped]
    return (
        least is not None and any(count >= least for count in counts) and not any(not c.generic for c in scene.crafts)
    )


def is_logged(scene: Scene) -> bool:
    """Whether a scene is a line of notes with craft and a place: "1815Z: one IL-38 W of Adak, no reaction"."""
    counted = any(c.count and not c.generic and not c.dropped for c in scene.crafts)
    if not counted or not (scene.places or scene.distances):
        return False
    dated = any(d.days.grain == Grain.DAY for d in scene.dates)
    return LOG_LINE.match(scene.words) is not None or (dated and ITEM.match(scene.words) is not None)


def is_listed(scene: Scene) -> bool:
    """Whether a scene is an item of a list of days: "6 June: one Il-20, without a flight plan"."""
    if not scene.dates or scene.dates[0].start - scene.start > 3:
        return False
    if not scene.crafts and len(scene.words.split()) > LONGEST_ITEM:
        return False
    return scene.dates[0].days.grain == Grain.DAY and bool(
        re.match(r"\s?[:–—]\s|\s-\s", scene.text[scene.dates[0].end :][:4])
    )


def opens(scene: Scene) -> bool:
    """Whether a scene may open an incident: somebody's craft, or a named type, did or met with something."""
    if is_exercise(scene):
        return True
    crafts = [c for c in scene.crafts if not c.dropped]
    mention = event_mention(scene)
    if mention and mention.days.grain == Grain.YEAR and all(c.generic for c in crafts):
        return False
    military = any(not c.generic or c.states or c.count for c in crafts) or any(
        p.lean + p.came > 0 for p in scene.parties
    )
    fresh = any(d.days.anchored for d in scene.dates) or bool(
        re.search(r"\b(?:second|another|third) (?:aircraft|plane|jet|group|formation|incident)\b", scene.words)
    )
    told = scene.did(*STRONG) or is_listed(scene) or is_logged(scene) or bool(scene.seen.search(IT_WAS))
    return (military or fresh) and bool(crafts) and told


def is_exercise(scene: Scene) -> bool:
    """Whether a scene announces a drill of a named state on a day, though it names no craft."""
    mention = event_mention(scene)
    dated = mention is not None and mention.days.grain in (Grain.DAY, Grain.DAYS)
    named = any(not p.place_only for p in scene.parties) and not scene.crafts
    return (
        scene.did(Act.DRILL)
        and dated
        and named
        and bool(scene.places)
        and not scene.habitual
        and not scene.did(*TELLING)
    )


def event_mention(scene: Scene) -> DateMention | None:
    """The date of what the scene tells: its first day, else its first vaguer date; bounds ("since…") are none."""
    if not scene.dates:
        return None
    free = [
        d
        for d in scene.dates
        if not d.bound or re.match(r"[^.]{0,4}(?:on that occasion|when |that time)", scene.text[d.end : d.end + 24])
    ]
    free = [d for d in free if not UNLIKE.search(scene.text[max(scene.start, d.start - 20) : d.start])]
    free = [
        d
        for d in free
        if not (d.days.anchored and any(0 < e.start - d.end <= BESIDE and not e.days.anchored for e in free))
    ]
    for grains in ((Grain.DAY, Grain.DAYS), (Grain.MONTH, Grain.WEEK), (Grain.YEAR,)):
        for date in free:
            if date.days.grain in grains:
                return date
    return None


def event_days(scene: Scene) -> Days | None:
    mention = event_mention(scene)
    return mention.days if mention else None
