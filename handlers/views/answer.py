"""Answers as messages: the answer first, the records it rests on with their sources, how it was read."""

from collections.abc import Sequence
from dataclasses import replace

from bot.asking import Answer, Choice
from bot.wording import say_line, say_record, say_source, say_standing
from handlers import ids
from handlers.views.blocks import (
    BUTTON_VALUE_LIMIT,
    Block,
    Message,
    actions,
    button,
    clip,
    context,
    feedback,
    lines,
    message,
    packed,
    safe,
    section,
)
from handlers.views.record import ROW, record_line, sources
from handlers.views.tables import first_table_only, table

SHOWN = 5
SHOWN_BESIDE = 3  # records below a tally
HEADLINE = 700
TALLY_IN_WORDS = 3  # so many lines of a tally are read faster as lines than as a table
QUESTION_LIMIT = 1_800
ASKS = (ids.ASK_1, ids.ASK_2, ids.ASK_3, ids.ASK_4, ids.ASK_5)


def answer(given: Answer, *, question: str = "", following: Sequence[Choice] = ()) -> Message:
    """One answer, or those to the questions of one message, with buttons for more.

    `question` is the id that the question was kept under: with it the answer can be judged, and `following` asked.
    """
    said = _one_by_one(given, question) if given.parts else _one(given, question)
    choices = [*given.choices, *(Choice(example, example) for example in given.examples)]
    asks = [("", choice) for choice in choices] or [(question, choice) for choice in following if question]
    buttons = [
        button(choice.label, action, f"{leaning}|{choice.question}", hint=f"Ask: {choice.question}")
        for action, (leaning, choice) in zip(ASKS, asks, strict=False)
        if len(choice.question) <= QUESTION_LIMIT
    ]
    judged = [feedback(ids.VERDICT, good=f"{question}:good", bad=f"{question}:bad")] if question else []
    shown = said["blocks"]
    if shown[-1]["type"] == "actions" and not given.parts:  # what shows all records stands in one row with the others
        buttons = [*shown[-1]["elements"], *buttons]
        shown = shown[:-1]
    return message(said["text"], [*shown, actions(*buttons), *judged])


def verdict_kept(question: str, *, good: bool) -> Message:
    """What is said to the one who judged an answer: what was kept of it, and what to do about a wrong one."""
    words = f"Thank you. I kept the number of the question ({safe(question)}) and “{'right' if good else 'wrong'}”"
    words += ", nothing of what was said."
    if not good:
        words += " Look at the line “Read as”: ask again in other words, or correct the record with its Edit button."
    return message(words, [section(words)])


def _one(given: Answer, question: str) -> Message:
    tally = _tally(given)
    rows = given.records[: SHOWN_BESIDE if tally else SHOWN]
    if _tells_all(given):
        standing = say_standing(rows[0])
        told = [safe(f"Source: {say_source(rows[0])} ({standing})")]
        shown = [f"Source: {sources(rows[0])} · {safe(standing)}"]
    else:
        told, shown = [safe(say_record(row)) for row in rows], [f"• {record_line(row)}" for row in rows]
    more = len(given.records) > len(rows)
    text = [
        safe(given.headline),
        *([] if _in_headline(given) else [f"{safe(label)}: {count}" for label, count in tally]),
        *told,
        *([f"These are {len(rows)} of {given.held_or_not} records."] if more else []),
        *map(safe, given.notes),
        *(f"Try: {safe(example)}" for example in given.examples),
        *([f"Read as: {safe(given.read_as)}"] if given.read_as else []),
    ]
    headline = clip(safe(given.headline), HEADLINE)
    blocks: list[Block] = [
        section(f"*{headline}*" if given.understood and "\n" not in headline.strip() else headline),
        _tally_block(tally, given.tally_by),
        section(lines(shown, each=ROW)),
        section("" if given.records else lines(map(safe, given.notes))),
        context(
            *(map(safe, given.notes) if given.records else ()),
            f"Read as: {safe(given.read_as)}" if given.read_as else "",
        ),
        actions(*([_show_all(given, question)] if more else [])),
    ]
    return message("\n".join(text), blocks)


def _one_by_one(given: Answer, question: str) -> Message:
    """The answers to several questions of one message, numbered, each with its own records and reading."""
    parts = [_one(replace(part, headline=f"{n}. {part.headline}"), question) for n, part in enumerate(given.parts, 1)]
    blocks = [block for part in parts for block in part["blocks"]]
    return message("\n".join(part["text"] for part in parts), first_table_only(blocks))


def _tells_all(given: Answer) -> bool:
    """Whether the headline is the one record in full, so that only its source is left to say."""
    return len(given.records) == 1 and say_line(given.records[0]) in given.headline


def _tally(given: Answer) -> list[tuple[str, int]]:
    """The tally, unless it is short and the headline has all of it."""
    short = len(given.tally) <= TALLY_IN_WORDS
    return [] if short and _in_headline(given) else list(given.tally)


def _in_headline(given: Answer) -> bool:
    return all(label in given.headline and str(count) in given.headline for label, count in given.tally)


def _tally_block(tally: Sequence[tuple[str, int]], by: str) -> Block:
    """A tally as lines while it is short, else as a table, whose last row says what did not fit."""
    if len(tally) <= TALLY_IN_WORDS:
        return section(lines(f"{safe(label)}: {count:,}" for label, count in tally))
    return table((f"{by[:1].upper()}{by[1:]}" or "Counted by", "Number"), tally)


def _show_all(given: Answer, question: str) -> Block:
    total = given.held_or_not
    room = BUTTON_VALUE_LIMIT - len(question) - 9
    refs = packed([incident.ref for incident in given.records], room=room)
    return button(f"Show all {total:,}", ids.SHOW_ALL, f"{total}:{refs}:{question}", hint=f"Show all {total} records")
