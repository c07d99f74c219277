"""What a subscription is about: words read as a question would be, and words from which they are read again."""

import datetime as dt
import re
from difflib import get_close_matches
from typing import Any

from bot.asking import Declined, Question, parse
from bot.asking.echo import say_filter
from bot.asking.question import Op
from bot.paragraph import say_about
from bot.subscribing.cleaning import plainly, without_manners
from bot.subscribing.clocks import cities
from bot.subscribing.options import DAYS, LENGTHS, WEEKDAYS
from bot.subscribing.refusal import NotUnderstood
from bot.vocabulary import vocabulary
from bot.wording import say_day
from store.filters import IncidentFilter
from store.records import Status

EVERYTHING = re.compile(
    r"(?:everything|anything|all|any|every|the whole ledger)?"
    r"(?: ?(?:of )?(?:the )?(?:new )?(?:incidents?|encounters?|records?|events?|reports?))?",
    re.IGNORECASE,
)
_EVERY = re.compile(r"(?<![\w-])(?:any|every|each|new|all|anything|everything)(?: of)? (?=\w)", re.IGNORECASE)
_NEAR_WITHIN = re.compile(r"near (?P<places>.+?) within (?P<far>[\d.,]+ \w+)(?: \([\d.,]+ km\))?")
_REWORDED = (
    (re.compile(r"borne out: "), "that are "),
    (re.compile(r"with [^ ]+(?: or [^ ]+)* variant "), "with "),
    (re.compile(r"with the response (intercepted|scrambled)(?: \(no intercept stated\))?"), r"that were \1"),
    (re.compile(r"with the response none"), "with no response"),
    (re.compile(r"\bnot flown by (?=\w+$)"), "excluding "),
    (re.compile(r"(?<!with )\b(?=(?:at least|at most|exactly) \d)"), "with "),
)
"""The echo's words that are not read again, and words of the same meaning that are."""


def wanted(words: str, *, today: dt.date) -> dict[str, Any]:
    """What a subscription is about, as its `filter` and `words`; nothing named is everything. Raises NotUnderstood.

    The `words` follow "incidents" in a sentence, and give the same filter when they are read again.
    """
    return wanted_plainly(plainly(words), today=today)


def wanted_plainly(text: str, *, today: dt.date) -> dict[str, Any]:
    """The same of words that are plain already."""
    _refuse_city(text)
    text = without_manners(text)
    if EVERYTHING.fullmatch(text):
        return {"filter": IncidentFilter(), "words": ""}
    question = _asked(text, today)
    _refuse_nothing(question, today)
    return {"filter": question.filter, "words": _told(question.filter, text, today)}


def _asked(text: str, today: dt.date) -> Question:
    """The words as a question for a list of records. Raises NotUnderstood."""
    plain = _EVERY.sub("", text)
    question = parse(plain if plain.casefold().startswith("list ") else f"list {plain}", today)
    if isinstance(question, Declined):
        raise NotUnderstood(_telling(text, question.reason))
    if question.op != Op.LIST or question.filters() != (question.filter,) or question.recurring or question.skip:
        raise NotUnderstood(
            f"“{text}” is a question of its own: say only what the incidents have, such as `near Alaska`."
        )
    if question.filter == IncidentFilter():
        raise NotUnderstood(
            f"“{text}” names nothing that a record has: name an aircraft, a place or a state, or write `everything`."
        )
    return question


def _told(asked: IncidentFilter, text: str, today: dt.date) -> str:
    """A filter in words from which it is read again: the echo's where they do, else the words as they were written."""
    words = say_about(say_filter(asked))
    words = _NEAR_WITHIN.sub(r"within \g<far> of \g<places>", words)
    for old, new in _REWORDED:
        words = old.sub(new, words)
    return next((told for told in (words, f"with {text}") if _gives(told, asked, today)), text)


def _gives(words: str, asked: IncidentFilter, today: dt.date) -> bool:
    """Whether words are read as a filter."""
    try:
        return _unordered(_asked(words, today).filter) == _unordered(asked)
    except NotUnderstood:
        return False


def _unordered(asked: IncidentFilter) -> dict[str, object]:
    """A filter's values, alternatives in an order of their own."""
    values = asked.model_dump()
    return {name: sorted(value, key=str) if isinstance(value, tuple) else value for name, value in values.items()}


def misspelt(words: str) -> str | None:
    """The sentence for a word that looks like how often, or like a length, with the one that was meant."""
    for word in words.split():
        near = get_close_matches(word.lower(), (*DAYS, *WEEKDAYS, *LENGTHS), n=1, cutoff=0.75)
        if near and word.lower() != near[0]:
            return f"I do not understand “{word}”: did you mean `{near[0]}`?"
    return None


def _telling(words: str, reason: str) -> str:
    return misspelt(words) or f"{reason} Say what it is about as you would ask for it, such as `Tu-95 near Alaska`."


def _refuse_city(text: str) -> None:
    """Raise NotUnderstood for words that begin with a bare city, which may be a time zone as well as a place."""
    words = re.sub(r"^(?:in|at|on) ", "", text).split()
    for number in (3, 2, 1):
        name = " ".join(words[:number])
        found = cities().get(name.casefold().replace(" ", "_"), ())
        rest = " ".join(words[number:]).lower()
        if len(found) == 1 and (not rest or rest.startswith(("near ", "about ", "within ", "flown "))):
            raise NotUnderstood(f"“{name}” may be the place or the time zone: write `near {name}` or `{found[0]}`.")


def _refuse_nothing(question: Question, today: dt.date) -> None:
    """Raise NotUnderstood for a filter that no record to come can match."""
    f = question.filter
    if f.until is not None and f.until <= today:
        instead = f"write `since {say_day(f.since)}`" if f.since else "leave the end out"
        raise NotUnderstood(
            f"Nothing new can be of a time that ended on {say_day(f.until)}: {instead}, for a subscription goes on."
        )
    if f.since is not None and f.since > today:
        raise NotUnderstood(f"Nothing could match before {say_day(f.since)}: leave the beginning out till then.")
    if f.statuses != (Status.CONFIRMED,):
        raise NotUnderstood("Only records that stand are told: leave out `retracted`, `merged` and `draft`.")
    if f.refs:
        raise NotUnderstood("A single record is not subscribed to: say what it is about, such as `near Alaska`.")
    if f.within_km is not None and not f.areas:
        raise NotUnderstood("Say within that distance of what: `within 100 nm of Alaska`.")
    if any(named and set(named) <= set(without) for named, without in _sides(f)):
        raise NotUnderstood("That asks for something and leaves the same out, so nothing could match: drop one.")
    if f.min_aircraft is not None and f.max_aircraft is not None and f.min_aircraft > f.max_aircraft:
        raise NotUnderstood("That asks for more aircraft than it allows, so nothing could match: check the numbers.")
    for name in (name for condition in f.platforms for name in condition.types):
        _refuse_unknown(name)


def _sides(f: IncidentFilter) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """What a filter asks for, and what it leaves out, field by field."""
    return [
        (f.actors, f.actors_not),
        (f.responders, f.responders_not),
        (f.areas, f.areas_not),
        (f.kinds, f.kinds_not),
        (f.responses, f.responses_not),
        (f.verifications, f.verifications_not),
        *((condition.types, f.types_not) for condition in f.platforms),
    ]


def _refuse_unknown(name: str) -> None:
    known = vocabulary()
    names = [*known.aircraft, *known.vessels, *known.generics]
    if name in names:
        return
    near = get_close_matches(name, names, n=2, cutoff=0.6)
    hint = f": did you mean {' or '.join(near)}?" if near else "; name an aircraft or ship as the desk writes it."
    raise NotUnderstood(f"I know no aircraft or ship “{name}”, so nothing could match{hint}")
