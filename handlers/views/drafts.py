"""Draft cards: what was read from a report, incident by incident, with what is assumed and what can be done."""

from collections.abc import Mapping, Sequence

from bot.checking import Checked, Held
from bot.comparing import differences
from bot.wording import say_and, say_days, say_line, say_standing, say_when
from handlers import ids
from handlers.views.blocks import Block, Message, actions, button, clip, context, lines, link, message, safe, section
from handlers.views.record import card_text, guesses, record_buttons, record_head, your_time
from store.drafts import DraftCard, DraftItem, ItemState
from store.records import Incident, IncidentDraft

SHOWN = 5  # incidents with their buttons; the rest wait until some of these are done with
NOTES = 3
DIFFERENCES = 4


def draft_card(
    card: DraftCard,
    *,
    records: Mapping[str, Incident],
    asked: Mapping[int, Checked] | None = None,
    note: str = "",
) -> Message:
    """A draft card as it stands. `records` are those that incidents were saved as, by reference.

    `asked` are incidents that may be in the ledger already, with the records they may be: who saves has to choose.
    `note` says what just happened to it.
    """
    total = len(card.items)
    text = [_summary(card)] if total > 1 else []
    blocks: list[Block] = [_head(card)] if total > 1 else []
    room = SHOWN
    hidden = 0
    for number, item in enumerate(card.items):
        if item.state == ItemState.OPEN and not room:
            hidden += 1
            continue
        room -= item.state == ItemState.OPEN
        said, made = _item(card, number, item, records, (asked or {}).get(number))
        text += said
        blocks += made
    rest = f"{hidden} more are shown when these are done with." if hidden else ""
    remarks = [note, rest, *card.notes[:NOTES]]
    text += [remark for remark in remarks if remark]
    blocks.append(context(*(clip(safe(remark), 300) for remark in remarks), _message_of(card)))
    return message(safe("\n".join(text)), blocks)


def _head(card: DraftCard) -> Block:
    """The first line of a card of several incidents, with the button that saves what is open of them."""
    head = section(f"*{safe(_summary(card))}*")
    if sum(item.state == ItemState.OPEN for item in card.items) > 1:
        head["accessory"] = button("Save all", ids.DRAFT_SAVE_ALL, card.id, hint=f"Save all of {card.id}")
    return head


def offer(card: DraftCard) -> Message:
    """The one quiet line under a message that reads as a report."""
    told = [say_line(item.draft) for item in card.items]
    more = f" and {len(told) - 1} more" if len(told) > 1 else ""
    words = f"This reads as a report: {told[0]}{more}."
    buttons = actions(
        button("Look and log", ids.DRAFT_OPEN, card.id, hint=f"Look at {card.id} and log it"),
        button("Not a report", ids.DRAFT_DISCARD, f"{card.id}:all", hint=f"Discard {card.id}"),
    )
    return message(safe(words), [context(clip(safe(words), 400)), buttons])


def saved_already(incidents: Sequence[Incident]) -> Message:
    """For a report that was logged before: its records."""
    words = f"Already logged: {say_and([incident.name for incident in incidents])}."
    blocks: list[Block] = [section(safe(words))]
    for incident in incidents[:SHOWN]:
        blocks += [section(card_text(incident, record_head(incident))), record_buttons(incident)]
    text = [words, *(f"{incident.name}: {say_line(incident)}" for incident in incidents)]
    return message(safe("\n".join(text)), blocks)


def proposal(card: DraftCard, record: Incident) -> Message:
    """The message of a record was edited: what that would change, to be applied or not."""
    better = card.items[0].draft
    rows = [f"{one.label}: {one.held} → {one.said}" for one in differences(better, record)]
    head = f"The message behind {record.name} was edited. It now says:"
    value = f"{card.id}:0:{record.version}"
    return message(
        safe("\n".join([head, *rows])),
        [
            section(lines([f"*{safe(head)}*", *(f"• {safe(row)}" for row in rows)])),
            actions(
                primary(button("Apply", ids.DRAFT_APPLY, value, hint=f"Change {record.ref} to what it says now")),
                button("Ignore", ids.DRAFT_DISCARD, f"{card.id}:0", hint=f"Leave {record.ref} as it is"),
                button("Edit", ids.RECORD_EDIT, record.ref, hint=f"Edit {record.ref}"),
            ),
        ],
    )


def settled_proposal(item: DraftItem, record: Incident) -> Message:
    """What became of a proposal to change a record."""
    done = "Applied to" if item.state == ItemState.SAVED else "Not applied to"
    words = f"{done} {record.name}: its message was edited."
    return message(safe(words), [context(safe(words))])


def checked(found: Sequence[Checked]) -> Message:
    """What the ledger has of each incident that a text tells, and what differs."""
    text: list[str] = []
    blocks: list[Block] = []
    for one in found:
        line = say_line(one.draft)
        verdict = _verdict(one)
        rows = [row for held in one.held for row in _held_rows(held)]
        text += [f"{verdict} {line}", *rows]
        blocks.append(section(lines([f"*{safe(verdict)}* {safe(line)}", *(f"• {safe(row)}" for row in rows)])))
    return message(safe("\n".join(text)), blocks)


def primary(made: Block) -> Block:
    """A button as the one to press."""
    return made | {"style": "primary"}


def say_alike(held: Held, draft: IncidentDraft) -> str:
    """`INT-1198 (same day, official): 2× Tu-95 …`: a record that a draft may be of."""
    same = "same day" if held.record.first_day == draft.first_day else say_days(held.record)
    return f"{held.record.name} ({same}, {say_standing(held.record)}): {say_line(held.record).partition(' — ')[2]}"


def _verdict(one: Checked) -> str:
    if not one.held:
        return "Not in the ledger:"
    if any(not held.differences for held in one.held):
        return "In the ledger already:"
    return "Perhaps in the ledger, told otherwise:"


def _differing(held: Held) -> list[str]:
    """What a draft tells otherwise than a record, a row for each value."""
    rows = [f"{one.label}: {one.said} here, {one.held} there" for one in held.differences]
    more = [f"and {len(rows) - DIFFERENCES} more"] if len(rows) > DIFFERENCES else []
    return [*rows[:DIFFERENCES], *more] or ["nothing differs"]


def _held_rows(held: Held) -> list[str]:
    sentences = [one.sentence(held.record.name) for one in held.differences]
    more = f"; and {len(sentences) - DIFFERENCES} more" if len(sentences) > DIFFERENCES else ""
    told = "; ".join(sentences[:DIFFERENCES]) + more or "nothing differs"
    return [f"{held.record.name}, {say_days(held.record)}, {say_standing(held.record)}: {told}"]


def _summary(card: DraftCard) -> str:
    states = [item.state for item in card.items]
    parts = [f"{states.count(state)} {state.value}" for state in ItemState if state in states]
    noun = "incident" if len(states) == 1 else "incidents"
    return f"{card.id}: {len(states)} {noun} in this report ({', '.join(parts)})"


def _item(
    card: DraftCard, number: int, item: DraftItem, records: Mapping[str, Incident], asked: Checked | None
) -> tuple[list[str], list[Block]]:
    if item.state == ItemState.SAVED:
        return _saved(item, records)
    if item.state == ItemState.DISCARDED:
        words = f"Discarded: {say_line(item.draft)}"
        return [words], [context(clip(safe(words), 300))]
    of = f" {number + 1} of {len(card.items)}" if len(card.items) > 1 else ""
    assumed = " (check the date)" if any(one.guess and one.field == "first_day" for one in item.draft.evidence) else ""
    head = f"Draft{of} · *{safe(say_when(item.draft))}*{assumed} · not logged yet"
    remarks = guesses([item.draft])
    blocks = [
        section(card_text(item.draft, head)),
        context(*(clip(safe(remark), 300) for remark in remarks), your_time(item.draft)),
    ]
    timed = [f"Time: {say_when(item.draft)}"] if item.draft.time_of_day else []
    text = [f"Draft{of}, not logged yet: {say_line(item.draft)}", *timed, *remarks]
    value = f"{card.id}:{number}"
    if asked is None:
        return text, [*blocks, actions(*_buttons(value))]
    for held in asked.held:
        head, rows = f"Looks like {say_alike(held, item.draft)}", _differing(held)
        text += [head, *rows]
        ref = held.record.ref
        adding = button(f"Add as source to {ref}", ids.DRAFT_ADD_SOURCE, f"{value}:{ref}", hint=f"It is {ref}")
        told = section(lines([f"*{safe(head)}*", *(f"• {safe(row)}" for row in rows)], each=500))
        blocks += [told, actions(adding)]
    return text, [*blocks, actions(*_choices(value))]


def _saved(item: DraftItem, records: Mapping[str, Incident]) -> tuple[list[str], list[Block]]:
    record = records.get(item.ref or "")
    if record is None:
        words = f"Logged {item.ref}"
        return [words], [context(safe(words))]
    head, remarks = record_head(record, "Logged"), guesses([record])
    told = context(*(clip(safe(remark), 300) for remark in remarks))
    return (
        [f"Logged {record.name}, {say_standing(record)}: {say_line(record)}", *remarks],
        [section(card_text(record, head)), told, record_buttons(record, undo=True)],
    )


def _buttons(value: str) -> list[Block]:
    number = value.partition(":")[0]
    return [
        primary(button("Save", ids.DRAFT_SAVE, value, hint=f"Save {number} in the ledger")),
        button("Edit", ids.DRAFT_EDIT, value, hint=f"Edit {number} before it is saved"),
        button("Discard", ids.DRAFT_DISCARD, value, hint=f"Discard {number}"),
        button("Words", ids.DRAFT_WORDS, value, hint="The words that each value was read from"),
    ]


def _choices(value: str) -> list[Block]:
    """What else can be done with an incident that may be in the ledger already."""
    return [
        button("Save as new", ids.DRAFT_SAVE_AS_NEW, value, hint="Save it as a record of its own"),
        button("Discard", ids.DRAFT_DISCARD, value, hint="Discard it: nothing is saved"),
    ]


def _message_of(card: DraftCard) -> str:
    """The message that a card was read from, unless its drafts name it as their source."""
    named = any(source.url == card.permalink for item in card.items for source in item.draft.sources)
    told = link(card.permalink, "the message") if card.permalink and not named else ""
    return f"From {told}" if told.startswith("<") else ""
