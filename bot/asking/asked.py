"""Which form a question has, and what came with it: how many are wanted, what is tallied by."""

from dataclasses import dataclass

from bot.asking.forms import FORMS, Form
from bot.asking.groups import COMPOUND_GROUPS, GROUP_WORDS
from bot.asking.line import Hit, Line, Token
from bot.asking.question import Group, Op


@dataclass(frozen=True, slots=True)
class Asked:
    """The operation that a form found, and what came with it."""

    op: Op
    n: int = 1
    skip: int = 0
    group: Group | str | None = None
    generic: Token | None = None
    plain: bool = False
    at: int = 0
    heads: tuple[Token, ...] = ()


_NEEDS_GROUP = frozenset({Op.MOST, Op.LEAST, Op.BY, Op.DISTINCT})
_ORDINALS = {"second": 1, "penultimate": 1, "third": 2, "fourth": 3, "fifth": 4}


def find_form(line: Line) -> Asked:
    """The first form that fits, its words marked as understood; a plain list where none does (`plain`)."""
    grouped = with_groups(line)
    for form in FORMS:
        trial = grouped if form.op in _NEEDS_GROUP else line
        for wording in form.wordings:
            hit = _fits(trial, wording)
            if hit is None:
                continue
            line.take(trial)
            _claim(line, form, hit)
            return _asked(line, form, hit)
    return Asked(Op.LIST, plain=True)


def _fits(trial: Line, wording: str) -> Hit | None:
    for hit in trial.hits(wording):
        if not any(token.used for token in trial.span(hit.first, hit.last) if not token.tag):
            return hit
    return None


def with_groups(line: Line) -> Line:
    """A line on which several words for one thing to tally by ("days of the week") are one token."""
    trial = Line(list(line.tokens))
    for words, group in COMPOUND_GROUPS:
        for hit in reversed(list(trial.hits(words))):
            trial.fold(hit, "Q", group)
    return trial


def _claim(line: Line, form: Form, hit: Hit) -> None:
    gap = hit.groups.get("gap", (hit.last, hit.last))
    for number in range(hit.first, hit.last):
        token = line.tokens[number]
        if not gap[0] <= number < gap[1] and (not token.tag or token.tag in {"N", "Q", "A"}):
            token.used = True
    for words in form.beside:
        for beside in line.hits(words):
            line.use(beside)


def _asked(line: Line, form: Form, hit: Hit) -> Asked:
    n = 1
    whose = any(token.word == "whose" for token in line.span(hit.first, hit.last))
    for name in ("n", "n2"):
        for token in line.group(hit, name):
            if isinstance(token.value, int):
                n = token.value
    if "few" in hit.groups:
        n = 5
    group: Group | str | None = form.group
    generic = None
    for token in line.group(hit, "g"):
        if token.tag == "Q" and isinstance(token.value, Group):
            group = token.value
        elif whose:
            group = "country"
        elif token.tag in ("A", "G", "T"):
            group, generic = Group.TYPE, token
        elif token.word in GROUP_WORDS:
            group = GROUP_WORDS[token.word]
    skip = max((_ORDINALS.get(token.word, 0) for token in line.group(hit, "skip")), default=0)
    return Asked(form.op, n, skip, group, generic, at=hit.first)
