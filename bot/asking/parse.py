"""The door in: a message becomes a typed query, or a refusal that names what was not understood."""

import datetime as dt
import re

from bot.asking.answer import Choice
from bot.asking.cleaning import clean
from bot.asking.days import PeriodUnclear
from bot.asking.loosening import looser_by_words
from bot.asking.offtopic import refused
from bot.asking.question import SINGLING, Declined, Question, Unclear
from bot.asking.spelling import choices_of, put_instead, respell, suggestions
from bot.asking.understand import Trace, understand
from bot.asking.words import EXAMPLES, STOP
from bot.wording import say_and

LONGEST_QUESTION = 500
MOST_QUESTIONS = 3
_ASKING = (
    "how|who|whose|what|when|where|which|list|show|any|is|are|was|were|did|do|does|has|have|had|compare|count|give|tell"
)
_ENDS = re.compile(
    rf"\?+\s*(?=\S)|\s*;\s*|(?<=\w\w)[.!]\s+(?=(?:(?:and|also|then|plus|so)\s+)*(?:{_ASKING})\b)", re.IGNORECASE
)
_JOINTS = re.compile(
    rf"(?:,\s*|\s+|\s*;\s*)(?:and|also|plus|then)\s+(?:also\s+|then\s+)?(?=(?:{_ASKING})\b)", re.IGNORECASE
)
_BASIS = re.compile(
    r"(?:(?:and|but|so|ok|okay|hm+|really|wait)[ ,?!]+)*(?:(?:why|how come) (?:do|did|are|would) you (?:say|saying|"
    r"count|"
    r"get|come up with|so sure|sure|claim)\b.*|how (?:do|did) you (?:know|get|count|work|arrive|figure|come)\b.*|"
    r"(?:based on|on) what(?: basis| records?)?|what(?: is|'s| are)? (?:that|this|it|those)? ?based on|are you sure"
    r"(?: about (?:that|it))?|"
    r"says who|prove it|"
    r"(?:show|give|list)(?: me| us)? (?:the|your) (?:records|sources|evidence)(?: for (?:that|this|it))?|"
    r"what makes you say (?:that|so)|(?:what|which) records "
    r"(?:is|are|was|were) "
    r"(?:that|this|it|those|these)(?: based on| from)?|where (?:does|did|do) (?:that|this|the) "
    r"(?:number|figure|count|\d+)? ?(?:come|get) from|why \d+|really)[ ?!.]*",
    re.IGNORECASE,
)


def parse(text: str, now: dt.date, before: Question | None = None) -> Question | Declined:
    """Read a message asked on the local day `now`, leaning on the thread's last question `before` where it leans.

    Every word is understood, known to carry no meaning, or named in the refusal; nothing is raised. Of a message that
    asks two things the second hangs on the first (`Question.then`), and what was not understood of it is in `unread`.
    """
    if len(text) > 4 * LONGEST_QUESTION:
        return Declined(reason=_too_long(text), asked_on=now)
    asked = clean(text)
    before = before.last.model_copy(update={"unread": (), "basis": False, "assumed": ()}) if before else None
    if before and _BASIS.fullmatch(asked):
        return before.model_copy(update={"basis": True, "asked_on": now})
    wider = looser_by_words(asked, before) if before else None
    if wider is not None:
        return wider.model_copy(update={"asked_on": now})
    parts = [part for part in _ENDS.split(asked) if not _idle(part)]
    if len(parts) < 2:
        question = read_one(asked, now, before)
        halves = _JOINTS.split(asked)
        if isinstance(question, Question) or len(halves) < 2 or refused(asked):
            return question
        return _read_halves(halves, now, before) or question
    if len(parts) > MOST_QUESTIONS:
        return Declined(reason="Those are many questions at once: send them one after the other.", asked_on=now)
    return _read_all(parts, now, before)


def _too_long(text: str) -> str:
    return f"That is {len(text):,} characters; a question may have {LONGEST_QUESTION:,}."


def _idle(part: str) -> bool:
    """Whether nothing is asked by a part: "thanks", "please"."""
    words = re.findall(r"[a-z0-9']+", part.lower())
    return len(words) < 3 and all(word in STOP for word in words)


def _read_halves(halves: list[str], now: dt.date, before: Question | None) -> Question | None:
    """Two questions joined by "and": both must be understood, or the whole is one that was not."""
    if len(halves) > MOST_QUESTIONS:
        return None
    read: list[Question] = []
    for half in halves:
        question = read_one(half, now, read[-1] if read else before)
        if not isinstance(question, Question):
            return None
        if read and _reaches_back(read[-1], question):
            return None
        read.append(question)
    return _chain(read)


def _reaches_back(one: Question, other: Question) -> bool:
    """Whether a condition at the end may be meant for both: "how many Bears and how many Su-35s near Alaska".

    A period at the end is not meant for a first question about one record: "the last Bear, and how many this year".
    """
    mine, later = one.filter, other.filter
    if later.areas and not mine.areas:
        return True
    dated = (later.since, later.until) != (None, None)
    return dated and (mine.since, mine.until) == (None, None) and one.op not in SINGLING


def _read_all(parts: list[str], now: dt.date, before: Question | None) -> Question | Declined:
    """Several sentences: each is answered, or named as not understood."""
    read: list[Question] = []
    failed: list[tuple[str, Declined]] = []
    for part in parts:
        question = read_one(part, now, read[-1] if read else before)
        if isinstance(question, Question):
            read.append(question)
        elif refused(part) and not read:
            return question
        else:
            failed.append((part.strip(" ,;"), question))
    if not read:
        return failed[0][1]
    unread = tuple(f"Not answered: “{part}”. {declined.reason}" for part, declined in failed)
    chained = _chain(read)
    return chained.model_copy(update={"unread": unread})


def _chain(read: list[Question]) -> Question:
    chained = read[-1]
    for question in reversed(read[:-1]):
        chained = question.model_copy(update={"then": chained})
    return chained


def read_one(asked: str, now: dt.date, before: Question | None, trace: Trace | None = None) -> Question | Declined:
    """A single cleaned question; `trace` takes the tokens as they were read."""
    try:
        return _checked(asked, now, before, trace)
    except PeriodUnclear as unclear:
        choices = choices_of(asked, unclear.instead, lambda text: _try(text, now, before)) if unclear.instead else ()
        return Declined(reason=str(unclear), choices=choices, asked_on=now)
    except Unclear as unclear:
        again = _respelt(asked, unclear, now, before)
        return again or _declined(unclear, asked, now, before)


def _try(asked: str, now: dt.date, before: Question | None) -> Question | None:
    """The question of a text that may be unclear."""
    try:
        return _checked(asked, now, before)
    except (Unclear, PeriodUnclear):
        return None


def _checked(asked: str, now: dt.date, before: Question | None, trace: Trace | None = None) -> Question:
    if not re.search(r"\w", asked):
        raise Unclear("There is no question there: ask about the records of the ledger.")
    if len(asked) > LONGEST_QUESTION:
        raise Unclear(_too_long(asked))
    sentence = refused(asked)
    if sentence and not (
        before and re.fullmatch(r"(?:and )?(?:what about )?(?:the )?next one\W*", asked, re.IGNORECASE)
    ):
        raise Unclear(sentence)
    return understand(asked, now, before, trace)


def _respelt(asked: str, unclear: Unclear, now: dt.date, before: Question | None) -> Question | Declined | None:
    """The question with its unknown words spelt as the known ones that they are near to, read once more.

    None where that cannot be, or helps nothing; a refusal where only something else is left to be said.
    """
    better = {word: respell(word) for word in unclear.unknown}
    if not better or not all(better.values()):
        return None
    text = asked
    for word, spelt in better.items():
        text = put_instead(text, word, spelt or word)
    try:
        question = _checked(text, now, before)
    except PeriodUnclear:
        return None
    except Unclear as still:
        return None if still.unknown else _declined(still, text, now, before)
    echo = tuple(f"“{word}” read as “{spelt}”" for word, spelt in better.items())
    return question.model_copy(update={"corrected": echo})


def _declined(unclear: Unclear, asked: str, now: dt.date, before: Question | None) -> Declined:
    """The refusal, with what the first unknown word may be meant for: by name, and as whole questions."""
    reason = unclear.reason
    choices: tuple[Choice, ...] = ()
    if unclear.instead:
        choices = choices_of(asked, unclear.instead, lambda text: _try(text, now, before))
    for word in unclear.unknown:
        near = suggestions(word)
        if near:
            told = say_and(near).replace(" and ", " or ")
            reason += f" Did you mean {told}?"
            choices = choices_of(asked, (word, near), lambda text: _try(text, now, before))
            break
    return Declined(reason=reason, examples=unclear.examples or EXAMPLES[:2], choices=choices, asked_on=now)
