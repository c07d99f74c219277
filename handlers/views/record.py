"""Records as messages: the live card of one with its buttons, a list, what an undo took back."""

from collections.abc import Sequence

from bot.desk import Logged
from bot.wording import (
    KIND_WORDS,
    instant_of,
    say_and,
    say_days,
    say_distance,
    say_line,
    say_page,
    say_record,
    say_response,
    say_standing,
    say_when,
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
    instant,
    lines,
    link,
    message,
    packed,
    plain,
    safe,
    section,
    words_only,
)
from store.records import Incident, IncidentDraft, Status, Verification

MORE = {
    "history": "History",
    "words": "Words it was read from",
    "merge": "Merge with another record …",
    "retract": "Retract …",
    "share": "Share with the workspace …",
    "unshare": "Keep to its channel …",
}
CARDS = 4
MIDDLE = 180  # characters of a line for what happened
PLACES = 3
LABEL = 60
LINK = 300
ROW = 620  # characters of markup that a line has at most: reference, days, middle, standing, source with its link
ROWS = 4  # such lines in a section
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
    remarks = [*guesses(incidents), *result.asides()]
    told = [say_record(incident) for incident in incidents]
    text = [f"{verb} {refs}.", *told, *remarks]
    cards = [section(card_text(incident, record_head(incident, verb))) for incident in incidents[:CARDS]]
    if len(incidents) > CARDS:
        cards.append(section(lines([record_line(incident) for incident in incidents[CARDS:]], each=ROW)))
    blocks = [*cards, context(*(clip(safe(remark), 300) for remark in remarks))]
    if not result.again:
        blocks.append(actions(_undo(incidents)))
        text.append("Wrong? Press Undo.")
    return message(safe("\n".join(text)), blocks)


def record(incident: Incident, *, notes: Sequence[str] = (), verb: str = "") -> Message:
    """The live card of one record: every value, its sources as links, its standing, and what can be done with it.

    `notes` are remarks from its history (its message was deleted). `verb` is for one logged just now: it can be undone.
    """
    standing = _standing(incident)
    said = "" if doubtful(incident) else verb
    remarks = [*notes, *guesses([incident])]
    first = f"{said} {say_record(incident)}".strip()
    timed = [f"Time: {say_when(incident)}"] if incident.time_of_day else []
    kept = f"Version {incident.version} · logged {incident.logged_at:%Y-%m-%d} UTC" + (
        " · private to its channel" if incident.origin.private else ""
    )
    return message(
        safe("\n".join([first, *timed, *([standing] if standing else []), *remarks])),
        [
            section(card_text(incident, record_head(incident, verb))),
            context(
                f"*{safe(standing)}*" if standing else "",
                *(clip(safe(remark), 300) for remark in remarks),
                your_time(incident),
                kept,
            ),
            record_buttons(incident, undo=bool(verb)),
        ],
    )


def record_head(incident: Incident, verb: str = "") -> str:
    """The first line of a card: its reference, its day, how far it may be relied on; what is wrong with it first."""
    name, when, standing = f"*{safe(incident.name)}*", safe(say_when(incident)), safe(say_standing(incident))
    if doubtful(incident):
        return f"*{standing[0].upper()}{standing[1:]}* · {name} · {when}"
    return f"{verb} {name} · {when} · {standing}".strip()


def doubtful(incident: Incident) -> bool:
    """Whether a record does not stand any more, or is said to be wrong."""
    gone = incident.status in (Status.RETRACTED, Status.MERGED)
    return gone or incident.verification == Verification.DISPUTED


def your_time(incident: IncidentDraft) -> str:
    """The instant of an event in each reader's own zone; empty where it is not known to the minute and the zone."""
    at = instant_of(incident)
    return f"{instant(at)} where you are" if at else ""


def record_buttons(incident: Incident, *, undo: bool = False) -> Block:
    """What can be done with a record as it stands. All of it exists as a command too."""
    ref = incident.ref
    if incident.status == Status.MERGED:
        buttons = [button("Undo merge", ids.RECORD_UNMERGE, ref, hint=f"Undo the merge of {ref}")]
        return actions(*buttons, more_menu(incident, ("history",)))
    if incident.status == Status.RETRACTED:
        buttons = [button("Restore", ids.RECORD_RESTORE, ref, hint=f"Restore {ref}")]
        return actions(*buttons, more_menu(incident, ("history", "words")))
    buttons = [
        *([_undo([incident])] if undo else []),
        button("Edit", ids.RECORD_EDIT, ref, hint=f"Edit {ref}"),
        button("Confirm", ids.RECORD_CONFIRM, ref, hint=f"Say how well {ref} is borne out"),
        button("Dispute", ids.RECORD_DISPUTE, ref, hint=f"Say that {ref} is in dispute"),
    ]
    share = "share" if incident.origin.private else "unshare" if incident.origin.channel else ""
    return actions(*buttons, more_menu(incident, ("history", "words", "merge", "retract", *([share] if share else []))))


def more_menu(incident: Incident, wanted: Sequence[str]) -> Block:
    """The menu of what is done with a record less often; each choice opens a modal."""
    options = [{"text": words_only(MORE[one]), "value": f"{one}:{incident.ref}"} for one in wanted]
    return {"type": "overflow", "action_id": ids.RECORD_MORE, "options": options}


def _standing(incident: Incident) -> str:
    if incident.status == Status.RETRACTED:
        return "Retracted: it counts in no answer and no digest."
    if incident.status == Status.MERGED:
        return f"Merged into {incident.merged_into}: that record stands for both."
    if incident.verification == Verification.DISPUTED:
        return "Disputed: somebody says that it is wrong; it is marked so wherever it is told."
    return ""


def records(incidents: Sequence[Incident], *, title: str, empty: str) -> Message:
    """A list of records, a line each, under a title; `empty` is said where there are none."""
    if not incidents:
        return message(safe(empty), [section(safe(empty))])
    text = "\n".join([f"{title}:", *(say_record(incident) for incident in incidents)])
    rows = [f"• {record_line(incident)}" for incident in incidents]
    chunks = [rows[start : start + ROWS] for start in range(0, len(rows), ROWS)]
    return message(safe(text), [section(f"*{safe(title)}*"), *(section(lines(chunk, each=ROW)) for chunk in chunks)])


def undone(incidents: Sequence[Incident]) -> Message:
    """What an undo took back."""
    refs = say_and([incident.name for incident in incidents])
    words = f"Undone: {refs} no longer {'counts' if len(incidents) == 1 else 'count'}. The history is kept."
    return message(safe(words), [section(safe(words))])


def record_line(incident: Incident, unit: str = "km") -> str:
    """One record in one line of mrkdwn: its reference, its standing and who says so are never cut, its middle is."""
    head = f"*{clip(safe(incident.name), LABEL)}* · {safe(say_days(incident))}"
    tail = [safe(say_standing(incident)), said_by(incident)]
    return " · ".join(part for part in (head, clip(safe(_what(incident, unit)), MIDDLE), *tail) if part)


def _what(incident: Incident, unit: str) -> str:
    """Who, where, what and how close; of many places the most exact ones."""
    whole = say_line(incident, unit).partition(" — ")[2]
    if len(whole) <= MIDDLE or len(incident.areas) <= PLACES:
        return whole
    few = [*incident.areas[:PLACES], f"{len(incident.areas) - PLACES} more places"]
    return say_line(incident.model_copy(update={"areas": few}), unit).partition(" — ")[2]


def said_by(incident: IncidentDraft) -> str:
    """Who says so, in short: the first page with its link and one announcer, or two announcers; empty if not kept."""
    pages = [link(one.url, clip(plain(one.outlet or say_page(one.url)), LABEL)) for one in incident.sources if one.url]
    linked = [page for page in pages if page.startswith("<") and len(page) <= LINK][:1]
    outlets = [one.outlet for one in incident.sources if one.outlet]
    names = [safe(name) for name in incident.reported_by or ([] if linked else outlets)]
    names = [name for name in names if name not in "".join(linked)][: 1 if linked else 2]
    return ", ".join([*(clip(name, LABEL) for name in names), *linked])


def sources(incident: IncidentDraft, most: int = 4) -> str:
    """Who says so, as links where there is an address: `NORAD, <https://…|AP>`."""
    names = [safe(name) for name in incident.reported_by]
    linked = [
        link(source.url, source.outlet or say_page(source.url))
        for source in incident.sources
        if source.outlet or source.url
    ]
    said = list(dict.fromkeys([*(name for name in names if not any(name in given for given in linked)), *linked]))
    more = f" and {len(said) - most} more" if len(said) > most else ""
    return (", ".join(clip(one, 300) for one in said[:most]) + more) or "source not named"


def card_text(incident: IncidentDraft, head: str) -> str:
    """What a card says of a record or draft, below its head: who, where, what, who says so."""
    where = [say_where(incident), *([say_distance(incident.distance)] if incident.distance else [])]
    rows = [
        f"*{clip(safe(say_who(incident)), 240)}*",
        clip(safe(" · ".join(where)), 240),
        clip(safe(f"{KIND_WORDS[incident.kind]} · {say_response(incident)}"), 240),
    ]
    said = sources(incident)
    return "\n".join([head, *rows] + ([] if said == "source not named" else [f"Source: {said}"]))


def guesses(incidents: Sequence[IncidentDraft]) -> list[str]:
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
