"""Records as messages: the card of what was just logged, one record shown, a list, what an undo took back."""

from collections.abc import Sequence

from bot.desk import Logged
from bot.wording import (
    KIND_WORDS,
    say_and,
    say_days,
    say_distance,
    say_line,
    say_record,
    say_response,
    say_where,
    say_who,
)
from handlers import ids
from handlers.views.blocks import (
    Block,
    Message,
    actions,
    button,
    clip,
    context,
    lines,
    link,
    message,
    packed,
    safe,
    section,
)
from store.records import Incident, Status

CARDS = 4
GUESSES = 6
FIELDS = {
    "first_day": "date",
    "last_day": "date",
    "platforms": "aircraft or ships",
    "actors": "whose they were",
    "responders": "who responded",
    "areas": "place",
    "response": "response",
    "kind": "kind of event",
}


def logged(result: Logged) -> Message:
    """What became of a report: its record cards, what was assumed, and an Undo for whoever logged it."""
    incidents = result.incidents
    refs = say_and([incident.name for incident in incidents])
    verb = "Already logged" if result.again else "Logged"
    remarks = [*_guesses(incidents), *result.asides()]
    told = [say_record(incident) for incident in incidents]
    text = [f"{verb} {refs}.", *told, *remarks]
    cards = [section(_card(incident, verb)) for incident in incidents[:CARDS]]
    if len(incidents) > CARDS:
        cards.append(section(lines([record_line(incident) for incident in incidents[CARDS:]], each=160)))
    blocks = [*cards, context(*(clip(safe(remark), 300) for remark in remarks))]
    if not result.again:
        blocks.append(actions(_undo(incidents)))
        text.append("Wrong? Press Undo.")
    return message(safe("\n".join(text)), blocks)


def record(incident: Incident) -> Message:
    """One record in full: every value, its sources as links, its standing."""
    notes = [
        f"Sources: {sources(incident)}",
        f"Version {incident.version} · logged {incident.logged_at:%Y-%m-%d} UTC",
    ]
    if incident.status == Status.RETRACTED:
        notes.insert(0, "*Retracted*: it counts in no answer and no digest.")
    return message(
        safe(f"{say_record(incident)}" + (" Retracted." if incident.status == Status.RETRACTED else "")),
        [
            section(_card(incident, "")),
            context(*notes),
            context(*(safe(guess) for guess in _guesses([incident]))),
        ],
    )


def records(incidents: Sequence[Incident], *, title: str, empty: str) -> Message:
    """A list of records, a line each, under a title; `empty` is said where there are none."""
    if not incidents:
        return message(safe(empty), [section(safe(empty))])
    text = "\n".join([f"{title}:", *(say_record(incident) for incident in incidents)])
    rows = [record_line(incident) for incident in incidents]
    chunks = [rows[start : start + 15] for start in range(0, len(rows), 15)]
    return message(safe(text), [section(f"*{safe(title)}*"), *(section(lines(chunk, each=190)) for chunk in chunks)])


def undone(incidents: Sequence[Incident]) -> Message:
    """What an undo took back."""
    refs = say_and([incident.name for incident in incidents])
    words = f"Undone: {refs} no longer {'counts' if len(incidents) == 1 else 'count'}. The history is kept."
    return message(safe(words), [section(safe(words))])


def record_line(incident: Incident) -> str:
    """One record in one line of mrkdwn with its reference and its first source as a link."""
    what = safe(say_line(incident).split(" — ", 1)[1])
    head = f"*{safe(incident.name)}* · {safe(say_days(incident))} · "
    source = _first_source(incident)
    return head + clip(what, 240) + (f" · {source}" if source else "")


def sources(incident: Incident, most: int = 4) -> str:
    """Who says so, as links where there is an address: `NORAD, <https://…|AP>`."""
    names = [safe(name) for name in incident.reported_by]
    linked = [
        link(source.url, source.outlet or source.url) for source in incident.sources if source.outlet or source.url
    ]
    said = list(dict.fromkeys([*(name for name in names if not any(name in given for given in linked)), *linked]))
    more = f" and {len(said) - most} more" if len(said) > most else ""
    return (", ".join(clip(one, 300) for one in said[:most]) + more) or "source not named"


def _first_source(incident: Incident) -> str:
    for source in incident.sources:
        if source.url and (linked := link(source.url, source.outlet or "source")).startswith("<"):
            return clip(linked, 300)
    return clip(sources(incident, most=1), 120) if incident.reported_by or incident.sources else ""


def _card(incident: Incident, verb: str) -> str:
    head = f"{verb} *{safe(incident.name)}* · {safe(say_days(incident))}".strip()
    where = [say_where(incident), *([say_distance(incident.distance)] if incident.distance else [])]
    rows = [
        f"*{clip(safe(say_who(incident)), 240)}*",
        clip(safe(" · ".join(where)), 240),
        clip(safe(f"{KIND_WORDS[incident.kind]} · {say_response(incident)}"), 240),
    ]
    said = sources(incident)
    return "\n".join([head, *rows] + ([] if said == "source not named" else [f"Source: {said}"]))


def _guesses(incidents: Sequence[Incident]) -> list[str]:
    """What was assumed, not read: every value of it is marked, with the reason or the words that led to it."""
    reasons: dict[str, list[str]] = {}
    told: set[str] = set()
    for guess in (guess for incident in incidents for guess in incident.evidence if guess.guess):
        if guess.note and guess.note in told:
            continue  # one assumption may stand behind several values
        told.add(guess.note)
        field = guess.field.split("[", 1)[0]
        reasons.setdefault(FIELDS.get(field, field.replace("_", " ")), []).append(guess.note or f"“{guess.words}”")
    return [f"Assumed, please check: {name} ({_few(said)})" for name, said in list(reasons.items())[:GUESSES]]


def _few(said: Sequence[str]) -> str:
    unique = list(dict.fromkeys(" ".join(words.split()) for words in said))
    more = f" and {len(unique) - 3} more" if len(unique) > 3 else ""
    return "; ".join(unique[:3]) + more


def _undo(incidents: Sequence[Incident]) -> Block:
    refs = packed([incident.ref for incident in incidents])
    return button("Undo", ids.UNDO, refs, hint="Undo: take back what this report logged")
