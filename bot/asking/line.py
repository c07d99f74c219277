"""A question as a row of tokens: names, dates and numbers are tagged, so that rules can match what words do."""

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from bot.asking.periods import find_periods
from bot.asking.recurring import find_recurring
from bot.asking.words import NOUNS, NUMBER_WORDS, PLACE_WORDS, word_set
from bot.vocabulary import vocabulary
from bot.vocabulary.entries import Aircraft, Force, Generic, Mention, Outlet, Place, State, Vessel

ANY_AIRCRAFT = word_set(
    """
    aircraft plane planes jet jets airplane airplanes airframe airframes warplane warplanes warbirds
    """
)
NEUTRAL_GENERICS = frozenset({"aircraft", "military aircraft", "ship or aircraft", "jet", "warplane"})

_TAG = {Aircraft: "T", Vessel: "T", Generic: "G", Place: "P", State: "S", Force: "F", Outlet: "O"}
_REF = re.compile(r"\b(?:int[- ]?\d+|(?!(?:j|us)?fy)[a-z]{1,4}-?\d{4,})\b", re.IGNORECASE)
_WORD = re.compile(r"\d+(?:,\d{3})+|\d+(?:\.\d+)?%?|%|[^\W\d_]+(?:['’][^\W\d_]+)?|['’]s\b|[,:;&/+()–—-]")
_CONTRACTIONS = {"can't": ("can", "not"), "won't": ("will", "not"), "cannot": ("can", "not")}


@dataclass(slots=True)
class Token:
    """A word, or a name, date or number under its tag. Rules set `role` and `negated`, and `used` once understood.

    `assumed` says how it was read where the words leave it open.
    """

    word: str
    start: int
    end: int
    tag: str = ""
    value: object = None
    used: bool = False
    role: str = ""
    negated: bool = False
    mention: Mention | None = None
    assumed: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule's match: token numbers `first` to `last` (exclusive), and those of its named groups."""

    first: int
    last: int
    groups: dict[str, tuple[int, int]] = field(default_factory=dict)


MACROS = {
    "<AIR>": r"A\d+|aircraft|planes?|jets?|warplanes?",
    "<NOUN>": "|".join(sorted(NOUNS)),
    "<NEAR>": PLACE_WORDS,
    "<ANY>": r"[TGAPCSFODENRKVYZ]\d+",
}


@cache
def token_pattern(words: str) -> re.Pattern[str]:
    """Compile a rule: one element a token, `|` inside an element for alternatives, `( … )` around several tokens.

    `<T>` is a tagged token of that letter, `(name: … )` a named group; `?`, `*`, `+` repeat a group or a tagged token
    (behind a word they belong to its last letter, as in `flights?`). `\\S+*` is any tokens.
    """
    parts: list[str] = []
    for element in words.split():
        if element == "|" or element in ("^", "$"):
            parts.append(element)
        elif element == "(":
            parts.append("(?:")
        elif named := re.fullmatch(r"\((\w+):", element):
            parts.append(f"(?P<{named[1]}>")
        elif re.fullmatch(r"\)[?*+]?", element):
            parts.append(element)
        else:
            if "|(" in element:
                raise ValueError(f"a bracket stands by itself in a rule: {element!r}")
            repeat = element[-1] if element[-2:-1] == ">" or element == r"\S+*" else ""
            repeat = repeat if repeat in "?*+" else ""
            body = element.removesuffix(repeat) if repeat else element
            for macro, meaning in MACROS.items():
                body = body.replace(macro, meaning)
            body = re.sub(r"(^|\|)\+$", r"\1\\+", body)
            body = re.sub(r"<([A-Z])>", r"\1\\d+", body)
            parts.append(f"(?:(?:{body}) ){repeat}")
    return re.compile(r"(?:^|(?<= ))(?:" + "".join(parts) + ")")


class Line:
    """The tokens of a question and the rules' view of them as one string."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self._write()

    def _write(self) -> None:
        self._starts: list[int] = []
        parts: list[str] = []
        at = 0
        for number, token in enumerate(self.tokens):
            shown = f"{token.tag}{number}" if token.tag else token.word
            self._starts.append(at)
            parts.append(shown)
            at += len(shown) + 1
        self.text = "".join(part + " " for part in parts)

    def hits(self, words: str) -> Iterator[Hit]:
        """Every match of a rule, from left to right."""
        return map(self._hit, filter(re.Match.group, token_pattern(words).finditer(self.text)))

    def hit(self, words: str) -> Hit | None:
        """The first match of a rule."""
        return next(self.hits(words), None)

    def _hit(self, m: re.Match[str]) -> Hit:
        groups = {
            name: (self._at(m.start(name)), self._at(m.end(name))) for name, found in m.groupdict().items() if found
        }
        return Hit(self._at(m.start()), self._at(m.end()), groups)

    def _at(self, place: int) -> int:
        return len(self.tokens) if place >= len(self.text) else bisect_right(self._starts, place) - 1

    def span(self, first: int, last: int) -> list[Token]:
        """The tokens `first` to `last`, exclusive."""
        return self.tokens[first:last]

    def group(self, hit: Hit, name: str) -> list[Token]:
        """The tokens of a named group; none where the group took no part."""
        return self.span(*hit.groups[name]) if name in hit.groups else []

    def use(self, hit: Hit) -> None:
        """Mark every plain word of a match as understood; names and dates stay for the filters."""
        for token in self.span(hit.first, hit.last):
            if not token.tag or token.tag in {"N", "A"}:
                token.used = True

    def retag(self, tokens: list[Token], tag: str) -> None:
        """Give tokens another tag and write the line anew."""
        for token in tokens:
            token.tag = tag
        self._write()

    def fold(self, hit: Hit, tag: str, value: object) -> None:
        """Put one tagged token in the place of a match."""
        words = self.span(hit.first, hit.last)
        joined = " ".join(token.word for token in words)
        self.tokens[hit.first : hit.last] = [Token(joined, words[0].start, words[-1].end, tag, value)]
        self._write()

    def take(self, other: "Line") -> None:
        """Become another line that was tried out on the same tokens."""
        self.tokens = other.tokens
        self._write()

    def part(self, first: int, last: int) -> "Line":
        """A line of some of these tokens, to be read by itself."""
        copies = [
            Token(
                t.word, t.start, t.end, t.tag, t.value, role=t.role, used=t.used, mention=t.mention, assumed=t.assumed
            )
            for t in self.tokens[first:last]
        ]
        return Line(copies)


def tag_line(text: str, now: dt.date) -> Line:
    """Tag the names, dates and numbers of a cleaned question. Raises PeriodUnclear for a date that is no date.

    Tags: T type or ship, G family of platforms, A any aircraft, P place, C country, S state by adjective or people,
    F force, O outlet, D dates, E days that come again, N number, R reference.
    """
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    tokens: list[Token] = []
    for m in _REF.finditer(text):
        tokens.append(Token(m[0], m.start(), m.end(), "R", m[0]))
    mentions = [
        m for m in vocabulary().find(text, telegraphic=True) if _free(m.start, m.end, tokens) and not _of_ships(m, text)
    ]
    hard = [m for m in mentions if any(c.isdigit() for c in m.words)]
    blanked = _blank(lower, [(t.start, t.end) for t in tokens] + [(m.start, m.end) for m in hard])
    for start, end, recurring in find_recurring(blanked, now):
        tokens.append(Token(text[start:end], start, end, "E", recurring))
    blanked = _blank(blanked, [(t.start, t.end) for t in tokens if t.tag == "E"])
    for period in find_periods(blanked, now, text):
        words = text[period.start : period.end]
        days = (period.since, period.until)
        tokens.append(Token(words, period.start, period.end, "D", days, assumed=period.assumed))
    for mention in mentions:
        if _free(mention.start, mention.end, tokens):
            tokens.extend(_narrowing_word(mention))
            tokens.append(_name_token(mention))
    rest = _blank(lower, [(t.start, t.end) for t in tokens])
    for m in _WORD.finditer(rest):
        tokens.extend(_plain(m[0], m.start(), m.end()))
    tokens.sort(key=lambda token: token.start)
    return Line(_named_twice(_hyphens(tokens)))


def _of_ships(mention: Mention, text: str) -> bool:
    """`four-ship`: a formation of four aircraft, no ship."""
    return mention.words.lower() == "ship" and text[max(0, mention.start - 1) : mention.start] == "-"


def _free(start: int, end: int, tokens: list[Token]) -> bool:
    return all(end <= token.start or start >= token.end for token in tokens)


def _blank(text: str, spans: list[tuple[int, int]]) -> str:
    chars = list(text)
    for start, end in spans:
        chars[start:end] = "\x00" * (end - start)
    return "".join(chars)


_NARROWING = word_set("stealth supersonic nuclear-capable multirole carrier-based")
"""Words before a family that a report may pass over and a question may not: not every bomber is a stealth bomber."""


def _narrowing_word(mention: Mention) -> list[Token]:
    """The word of a family's name that asks for less than the family, as a word of its own."""
    word, _, family = mention.words.partition(" ")
    narrow = isinstance(mention.entry, Generic) and family and word.lower() in _NARROWING
    return [Token(word.lower(), mention.start, mention.start + len(word))] if narrow else []


def _name_token(mention: Mention) -> Token:
    entry, words = mention.entry, mention.words.lower()
    tag = _TAG[type(entry)]
    if isinstance(entry, Generic) and (entry.name in NEUTRAL_GENERICS or words in ANY_AIRCRAFT):
        tag = "A"
    if isinstance(entry, State) and mention.form in ("name", "alias", "metonym"):
        tag = "C"
    return Token(mention.words, mention.start, mention.end, tag, entry, mention=mention)


def _plain(word: str, start: int, end: int) -> list[Token]:
    if word in _CONTRACTIONS:
        return [Token(part, start, end) for part in _CONTRACTIONS[word]]
    if word.endswith("n't"):
        return [Token(word[:-3], start, end - 3), Token("not", end - 3, end)]
    if word.endswith("'s") and len(word) > 2:
        return [Token(word[:-2], start, end - 2), Token("'s", end - 2, end)]
    if m := re.fullmatch(r"(\w+)'(ve|re|ll|d|m)", word):
        return [Token(m[1], start, start + len(m[1])), Token(m[2], start + len(m[1]), end)]
    if word.endswith("'"):
        word = word[:-1]
    if word in ANY_AIRCRAFT:
        return [Token(word, start, end, "A")]
    if word.replace(",", "").isdecimal():
        return [Token(word, start, end, "N", int(word.replace(",", "")))]
    if word in NUMBER_WORDS:
        return [Token(word, start, end, "N", NUMBER_WORDS[word])]
    return [Token(word, start, end)]


def _named_twice(tokens: list[Token]) -> list[Token]:
    """`H-6 bombers`: the family behind one of its types says nothing more than "aircraft"."""
    for one, other in pairwise(tokens):
        if one.tag == "T" and other.tag == "G" and other.start - one.end <= 1:
            family = vocabulary().types_of_family(getattr(other.value, "name", ""))
            if getattr(one.value, "name", None) in family:
                other.tag = "A"
    return tokens


def _hyphens(tokens: list[Token]) -> list[Token]:
    """Keep a hyphen only between two states ("Russian-Chinese"); drop brackets."""
    kept: list[Token] = []
    for number, token in enumerate(tokens):
        if token.word in ("-", "–", "—", "+", "/", "&") and not token.tag:
            around = tokens[number - 1 : number] + tokens[number + 1 : number + 2]
            if len(around) < 2 or any(t.tag not in ("S", "C", "T") or not t.tag for t in around):
                continue
        if token.word in ("(", ")"):
            continue
        kept.append(token)
    return kept
