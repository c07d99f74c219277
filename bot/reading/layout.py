"""The lie of a page: which sentences are the story, which are headline, caption, gallery, teaser or clutter."""

import itertools
import re
from dataclasses import dataclass
from enum import StrEnum

from bot.reading.index import Words


class Part(StrEnum):
    """What a sentence is on the page."""

    HEADLINE = "headline"
    BODY = "body"
    CAPTION = "caption"
    CLUTTER = "clutter"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence at text[start:end]; `paragraph` numbers the line that it stands in."""

    start: int
    end: int
    part: Part
    paragraph: int


LONGEST_SHORT_LINE = 240
# A longer caption goes on to tell the story.
LONGEST_CAPTION = 250
# Nobody writes a longer sentence; what looks like one is a table or a run of junk, and is read in pieces.
LONGEST_SENTENCE = 1200
# How much of a text is looked at to see whether it is all capitals.
CAPITALS_SEEN = 500
# How much of what follows a full stop is looked at, to see whether the sentence goes on there.
AHEAD = 120
# No abbreviation with its full stop is longer.
BEHIND = 24
# A box of points above the story tells it in short: its lines end without a full stop and are no headlines.
KEY_POINTS = re.compile(
    r"^\W*(?:the )?(?:key points|main points|at a glance|in brief|in short|what we know(?: so far)?|highlights)\W*$",
    re.IGNORECASE,
)
PARAGRAPH = 2
FEWEST_WORDS = 6
# Notes for a colleague are a list of a few lines, each of which is a report.
LONGEST_NOTES = 800
ITEM = re.compile(r"\s*(?:[-–*•]|\d{1,2}[.)])\s")
CLUTTER = re.compile(
    r"""^\W*(?:advert\w* | \d+\s+show\ all\b.* | in\ pictures?:.* | share(?:\s|$).{0,60} | tweet | follow\ us\b.*
    | sign\ up\b.* | subscribe\b.* | click\ here.* | read\ (?:more|also|next)\b.* | see\ also\b.* | watch:.*
    | related:.* | source\s?:.{0,40} | posted:?\s.* | updated:?\s.* | published(?:\ on)?:?.{0,40} | copyright\b.*
    | ©.* | all\ rights\ reserved.* | photos?(?:\ by|:).* | by\ .{3,40}staff | we\ use\ cookies.* | tap\ to\ .*
    | get\ the\ .{3,30}app.* | \{\w+.*\} | nav\ search | \d{1,4} | story\ continues\ below
    | more\ behind\ the\ link.* | tags?:.* | \[agency\ copy\] | comments? | x | live | world | news
    | .*\bhttps?://t\.co/.* | .*pic\.twitter\.com.* | [–-]\ .{3,60}\(@\w+\).*)\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
TAIL = re.compile(
    r"^\W*(?:you may also like|recommended(?: for you)?|related (?:stories|articles|news|content|"
    r"posts)|more (?:from|stories|news|on)\b.*"
    r"|trending\b.*|most (?:read|popular)|read next|what to read next|also on .*|sponsored.*|"
    r"comments?(?: \(\d+\))?)\W*$",
    re.IGNORECASE,
)
CAPTION = re.compile(
    r"""^\s*\d{1,3}/\d{1,3}\s | \b(?:file|handout|stock|undated)\s(?:image|photo|picture|footage)\b | \bfile\ image\b
    | \((?:[\w\s.'’/-]{2,40}\s)?(?:image|photo|picture|map|graphic)s?(?:\s(?:via|by|from)\s[\w\s.'’/]{2,40})?\)\.?\s*$
    | \b(?:photo|picture|image)\ (?:by|from|credit|source)\b | \bphotographer/ | \((?:via|AP|AFP|Reuters)[\w\s,]*\)\s*$
    | /HANDOUT\b | ^illustration\b | ^\W*pictured\b | \((?:pool|AP|courtesy)\ [\w\s,./]*\)\s*$ | getty\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
# "3/19 Two Su-24s take off": one of a row of pictures, whose captions tell another story to their last word.
GALLERY = re.compile(r"^\s*\d{1,3}/\d{1,3}\s")
STAMP = re.compile(r"^\s*date\s+(?:19|20)\d\d(?:-\d\d){0,2}\s+")
ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Cmdr|Cdr|Adm|Sgt|Sen|Rep|Gov|Pres|St|No|vs|etc|approx|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug"
    r"|Sept?|Oct|Nov|Dec|Brig|Prof|Fig|Inc|Ltd|Corp|Co|e\.g|i\.e|U\.S|U\.K|U\.N|D\.C|Ph\.D|First|Sq|"
    r"Wg|Flt)|\b[A-Z])\.$"
)
HALF_DAY = re.compile(r"\b(?:[ap]\.m|U\.S|U\.K|U\.N|D\.C)\.$")
# What follows "9 a.m." in the same sentence: "9 a.m. Thursday", "9 a.m. KST", "9 a.m. Eastern time".
CLOCK_GOES_ON = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z.]*\s\d|"
    r"[A-Z]{2,4}T\b|GMT|UTC|CET|\w+ (?:daylight |standard )?time\b"
    r"|\((?:UTC|GMT|[A-Z]{2,4}T\b|\w+ (?:standard )?time\b))"
)
STARTERS = re.compile(
    r"(?:The|A|An|It|Its|In|On|At|Two|Three|Four|They|He|She|This|That|These|Both|But|No|One|After|"
    r"When|Fighters?|Officials?)\b"
)
TITLE_WORD = re.compile(r"[A-Za-z][\w'’-]*")
# "brief: (1) Japan scrambled …; (2) nothing from Seoul"
INLINE_ITEM = re.compile(r"[:;.,]\s(?=\(?\d\)\s[A-Z])")
BREAK = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s)|\n+")
END_MARK = re.compile(r"[.!?…:][\"”’')\]]*\s*$")


def sentences(text: str, page: Words | None = None) -> list[Sentence]:
    """Every sentence of a page with the part it plays; offsets point into the text as given.

    A page without any body (a shorthand line, a single caption) gives its lines as body. `page` are the words of the
    text, for who looks for more in it.
    """
    page = page or Words(text)
    found: list[Sentence] = []
    seen: set[str] = set()
    tail = points = False
    paragraph = ended = 0
    notes = len(text) < LONGEST_NOTES
    capitals = _is_in_capitals(text)
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    for number, (start, end) in enumerate(lines):
        line = text[start:end]
        if not line.strip():
            continue
        stamp = STAMP.match(line)
        if stamp:
            start += stamp.end()
            line = text[start:end]
        tail = tail or (number > 2 and len(line) <= LONGEST_SHORT_LINE and bool(TAIL.match(line)))
        points = (points and start - ended < PARAGRAPH) or bool(KEY_POINTS.match(line))
        ended = end
        part = Part.CLUTTER if tail else _part(page, line, capitals=capitals)
        if part == Part.HEADLINE and len(line.split()) >= FEWEST_WORDS and (points or (notes and ITEM.match(line))):
            part = Part.BODY
        paragraph += part == Part.BODY
        long_caption = part == Part.CAPTION and len(line) > LONGEST_CAPTION and not GALLERY.match(line)
        for first, last in _split(text, start, end):
            words = " ".join(text[first:last].split())
            repeated = words in seen and len(words) > 30
            seen.add(words)
            own = _part_of_long(text[first:last]) if long_caption else part
            found.append(Sentence(first, last, Part.CLUTTER if repeated else own, paragraph))
    return _with_some_body(found)


def _is_in_capitals(text: str) -> bool:
    """Whether a text is written in capitals throughout, as signals and logs are: then capitals are no headline."""
    seen = text[:CAPITALS_SEEN]
    return sum(map(str.isupper, seen)) > 0.8 * sum(map(str.isalpha, seen))


def _part(page: Words, line: str, *, capitals: bool) -> Part:
    bare = line.strip()
    if len(bare) <= LONGEST_SHORT_LINE and CLUTTER.match(bare):
        return Part.CLUTTER
    if page.may_hold(CAPTION) and CAPTION.search(bare):
        return Part.CAPTION
    if not capitals and _is_title_case(bare):
        return Part.HEADLINE
    if END_MARK.search(bare) or len(bare) > 160:
        return Part.BODY
    return Part.HEADLINE


def _part_of_long(sentence: str) -> Part:
    """A long caption tells its story in the sentences that do not describe the picture."""
    return Part.CAPTION if CAPTION.search(sentence) or len(sentence) < 40 else Part.BODY


def _is_title_case(line: str) -> bool:
    """Whether a line is set in Title Case, as headlines are, even where it ends in a full stop."""
    words = TITLE_WORD.findall(line)
    long = [w for w in words if len(w) > 3]
    return 4 < len(words) < 30 and len(long) > 3 and sum(w[0].isupper() for w in long) >= 0.9 * len(long)


def _with_some_body(found: list[Sentence]) -> list[Sentence]:
    for part in (Part.BODY, Part.HEADLINE, Part.CAPTION):
        if any(s.part == part for s in found):
            if part == Part.BODY:
                return found
            return [Sentence(s.start, s.end, Part.BODY if s.part == part else s.part, s.paragraph) for s in found]
    return found


def _split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    first = start
    for match in BREAK.finditer(text, start, end):
        before = text[max(first, match.end() - BEHIND) : match.end()].rstrip()
        after = text[match.end() : min(end, match.end() + AHEAD)].lstrip()
        if HALF_DAY.search(before) and CLOCK_GOES_ON.match(after):
            continue
        if ABBREVIATION.search(before) and not (HALF_DAY.search(before) and STARTERS.match(after)):
            continue
        if match.group()[0] == "." and after[:1].islower():
            continue
        pieces.append((first, match.end()))
        first = match.end()
    pieces.append((first, end))
    trimmed = []
    for a, b in itertools.chain.from_iterable(_at_items(text, piece) for piece in pieces):
        words = text[a:b]
        left = len(words) - len(words.lstrip())
        if any(c.isalnum() for c in words):
            trimmed += _in_pieces(text, a + left, a + len(words.rstrip()))
    return trimmed


def _at_items(text: str, piece: tuple[int, int]) -> list[tuple[int, int]]:
    """A sentence cut where the numbered items of a list inside it begin: "brief: (1) Japan …; (2) Korea …"."""
    cuts = [match.end() for match in INLINE_ITEM.finditer(text, *piece)]
    return list(itertools.pairwise([piece[0], *cuts, piece[1]])) if len(cuts) > 1 else [piece]


def _in_pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces = []
    while end - start > LONGEST_SENTENCE:
        cut = text.rfind(" ", start + 1, start + LONGEST_SENTENCE)
        cut = cut if cut > start else start + LONGEST_SENTENCE
        pieces.append((start, cut))
        start = cut
    return [*pieces, (start, end)]
