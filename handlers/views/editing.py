"""The modal in which a record or draft is edited: its fields, and what others changed while it was open."""

from collections.abc import Mapping, Sequence

from bot.editing import Fields
from bot.wording import KIND_WORDS, RESPONSE_WORDS
from handlers.views.blocks import Block, context, lines, safe, section
from handlers.views.fields import choice_field, text_field
from handlers.views.modal import modal

REASON = "reason"
LABELS = {
    "day": "When",
    "time": "Time of day",
    "places": "Where",
    "actors": "Who came",
    "came": "Aircraft and ships that came",
    "responders": "Who answered",
    "met": "Aircraft and ships that answered",
    "kind": "What happened",
    "response": "What was done about it",
    "distance": "How close",
    "announced": "Announced by",
    "summary": "In the source's words",
    "source": "One more source",
}
HINTS = {
    "day": "2025-09-24, 28–29 Oct 2014, Sep 2025 or 2025; empty: not known",
    "time": "14:30 UTC, or 14:30 for local time",
    "places": "the most exact first, commas between",
    "actors": "states by name or code, commas between",
    "came": "one type a line: 2× Tu-95",
    "met": "one type a line: 2× F-22",
    "distance": "40 mi from Alaska, 20 nm, 60 ft",
    "announced": "commas between",
    "source": "a web address",
}
TEXTS = ("came", "met", "summary")


def edit_view(
    title: str,
    fields: Mapping[str, str],
    *,
    callback_id: str,
    carries: str,
    reason: str | None = None,
    meanwhile: Sequence[str] = (),
    both: Sequence[str] = (),
) -> Block:
    """The modal with its fields filled in; `carries` (JSON) comes back with them. `reason` None: none is asked for.

    `meanwhile` says what others changed since it was opened, `both` are the fields that both changed.
    """
    blocks = _told_meanwhile(meanwhile, both)
    blocks += [_input(name, fields.get(name, "")) for name in LABELS]
    if reason is not None:
        blocks.append(text_field(REASON, "Why", reason, hint="kept in the history of the record"))
    submit = "Save over it" if meanwhile else "Save"
    return modal(title, blocks, submit=submit, callback_id=callback_id, private_metadata=carries)


def fields_in(given: Mapping[str, str]) -> Fields:
    """The fields of a submitted modal."""
    return {name: given.get(name, "") for name in LABELS}


def _told_meanwhile(meanwhile: Sequence[str], both: Sequence[str]) -> list[Block]:
    if not meanwhile:
        return []
    words = "*Changed while you were editing:*"
    rows = [f"• {safe(line)}" for line in meanwhile]
    blocks = [section(lines([words, *rows], each=400))]
    if both:
        names = ", ".join(LABELS[name].lower() for name in both)
        blocks.append(section(f"*Both of you changed:* {names}. Below is what you wrote."))
    blocks.append(context("Your changes stand below, on top of theirs. Save over it, or cancel to drop yours."))
    return blocks


def _input(name: str, value: str) -> Block:
    if name == "kind":
        return choice_field(name, LABELS[name], [(kind.value, words) for kind, words in KIND_WORDS.items()], value)
    if name == "response":
        told = [(response.value, words) for response, words in RESPONSE_WORDS.items()]
        return choice_field(name, LABELS[name], told, value)
    return text_field(name, LABELS[name], value, hint=HINTS.get(name, ""), lines=name in TEXTS)
