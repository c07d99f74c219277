"""Who announced an incident: commands, ministries, services, officials, beside a word of saying."""

import re
from collections.abc import Sequence

from bot.reading.event import Event
from bot.reading.rules.acts import REPORTING
from bot.reading.scene import Scene
from bot.vocabulary import Force, Mention, State, state_adjective, vocabulary
from store.records import Evidence

CREDIT = re.compile(r"(?:, |\(| - | – |; |: )$")
NEAR = 40
SAYING = (
    r"(?:said|says|told|tells|announce[sd]|report(?:ed|s)|stated|confirm(?:ed|s)|reveal(?:ed|s)|disclosed|wrote|writes|"
    r"tweeted|posted|claim(?:ed|s)|added|suspect(?:ed|s)|alleged|declared|acknowledged|released|published|put out|"
    r"was quoted|were quoted|has said|have said|has confirmed)"
)
SAYS_NEXT = re.compile(rf"(?:['’]s)?\s(?:also\s|later\s)?{SAYING}\b")
SAID_BY = re.compile(
    r"(?:\baccording to|\bsaid|\bconfirmed by|\bannounced by|\breported by)\s(?:the\s)?$", re.IGNORECASE
)
BODY = re.compile(
    r"""(?:(?P<ministry>defen[cs]e\ ministry|ministry\ of\ (?:national\ )?defen[cs]e|\b(?-i:Mo[Dd]|MOD)\b)
    |(?P<minister>defen[cs]e\ (?:minister|chief))|(?P<foreign>foreign\ ministry)
    |(?P<forces>armed\ forces|military)|(?P<army>army)|(?P<navy>navy)|(?P<air>air\ force)
    |(?P<staff>(?:joint\ chiefs|general\ staff|joint\ staff)(?:\ of\ staff)?)
    |(?P<coast>coast\ ?guard)|(?P<border>border\ guard))
    (?:\ (?:of|in)(?:\ (?-i:[A-Z])\w+){1,2})?""",
    re.IGNORECASE | re.VERBOSE,
)
CALLED = {
    "ministry": "Defense Ministry",
    "minister": "Defense Minister",
    "foreign": "Foreign Ministry",
    "forces": "military",
    "army": "Army",
    "navy": "Navy",
    "air": "Air Force",
    "staff": "General Staff",
    "coast": "Coast Guard",
    "border": "Border Guard",
}
# What may stand between a body and its verb: a spokesman's title and name, a place, a short aside.
ASIDE = (
    r"(?:[\s,]+(?:spokes\w+|official|officials|minister|chief|general|[A-Z][\w.'’-]*|in|of|for|a|on\s\w+day)){0,5}?,?\s"
)
SAYS_SOON = re.compile(rf"(?:['’]s)?{ASIDE}(?:also\s|later\s)?{SAYING}\b")
ABOUT_IT = re.compile(
    r"\b(?:it|they|them|there|incidents?|encounters?|airspace|waters|crews?|pilots?|shots?|objects?|targets?|ships?|intruders?)\b",
    re.IGNORECASE,
)
ASSUMED = "whose it is was not said: taken for that of the state that answered"


def announcers(event: Event, responders: Sequence[str]) -> tuple[list[str], list[Evidence]]:
    """The names of those who announced an event, in the order of the text, with their words.

    A ministry or service without a state ("the defence ministry said") is taken for that of the one state that
    answered, as an assumption; where several or none did it names nobody.
    """
    found: dict[str, Evidence] = {}
    for scene in filter(_is_about_it, event.scenes):
        for evidence, name in sorted(_told_in(scene, responders), key=lambda one: one[0].start or 0):
            found.setdefault(name, evidence)
    quotes = [one.model_copy(update={"field": f"reported_by[{n}]"}) for n, one in enumerate(found.values())]
    return list(found), quotes


def _is_about_it(scene: Scene) -> bool:
    """Whether a scene says anything of the incident itself, and not only what somebody thinks of the world."""
    return bool(scene.crafts or scene.deeds or scene.distances or scene.dates or ABOUT_IT.search(scene.words))


def _told_in(scene: Scene, responders: Sequence[str]) -> list[tuple[Evidence, str]]:
    told = [(_words(scene, m.start, m.end), _name(m)) for m in scene.forces if _announces(scene, m)]
    taken = [(m.start, m.end) for m in scene.forces if isinstance(m.entry, Force)]
    for body in BODY.finditer(scene.text, scene.start, scene.end):
        if any(start < body.end() and body.start() < end for start, end in taken) or not _says(scene, *body.span()):
            continue
        states, start = _owner(scene, body)
        note = "" if states else ASSUMED
        states = states or tuple(responders)
        if len(states) == 1 and states[0] in vocabulary().states:
            told.append((_words(scene, start, body.end(), note=note), _body_of(states[0], str(body.lastgroup))))
    return told


def _announces(scene: Scene, mention: Mention) -> bool:
    if CREDIT.search(scene.text[max(scene.start, mention.start - 3) : mention.start]) and re.match(
        r"\)?\W*$", scene.text[mention.end : scene.end]
    ):
        return True
    if not isinstance(mention.entry, Force):
        return False
    if _says(scene, mention.start, mention.end):
        return True
    if any(one is not mention and _says(scene, one.start, one.end) for one in scene.forces):
        return False  # the word of saying beside it is another's
    return mention.entry.kind != "service" and bool(
        REPORTING.search(scene.text[max(scene.start, mention.start - NEAR) : min(scene.end, mention.end + NEAR)])
    )


def _says(scene: Scene, start: int, end: int) -> bool:
    """Whether who stands at text[start:end] is the one who says it."""
    if SAID_BY.search(scene.text[max(scene.start, start - NEAR) : start]):
        return True
    return SAYS_SOON.match(scene.text, end, scene.end) is not None


def _owner(scene: Scene, body: re.Match[str]) -> tuple[tuple[str, ...], int]:
    """The state that a ministry or service belongs to: named just before it, or by its capital just after."""
    for party in scene.parties:
        before = party.mention.end <= body.start() and re.fullmatch(
            r"(?:['’]s?)?\s(?:own\s|national\s)?", scene.text[party.mention.end : body.start()]
        )
        if before or body.start() <= party.mention.start < body.end():
            return party.states, min(party.mention.start, body.start())
    for mention in vocabulary().find(scene.text[max(scene.start, body.start() - 24) : body.end()]):
        offset = max(scene.start, body.start() - 24)
        near = re.fullmatch(r"(?:['’]s?)?\s(?:own\s|national\s)?", scene.text[offset + mention.end : body.start()])
        if isinstance(mention.entry, State) and (near or offset + mention.start >= body.start()):
            return (mention.entry.code,), min(offset + mention.start, body.start())
    return (), body.start()


def _body_of(state: str, body: str) -> str:
    """The name of a body of a state: that of the vocabulary where it has one."""
    kind = {"ministry": "ministry"}.get(body)
    known = (f for f in vocabulary().forces.values() if kind and f.kind == kind and f.states == (state,))
    defence = next((f.name for f in known if "Defen" in f.name), None)
    return defence or f"{state_adjective(state)} {CALLED[body]}"


def _name(mention: Mention) -> str:
    return mention.entry.code if isinstance(mention.entry, State) else mention.entry.name


def _words(scene: Scene, start: int, end: int, *, note: str = "") -> Evidence:
    return Evidence(
        field="reported_by",
        words=scene.text[start:end],
        start=start,
        end=end,
        rule="announcer",
        guess=bool(note),
        note=note,
    )
