"""A digest as messages: one of at most six blocks that says what matters, and the details for its thread."""

from collections.abc import Iterable, Iterator, Sequence

from bot.digest import Digest, Part, outline, part_text
from bot.digest.outline import CORRECTED, TOTALS
from handlers import ids
from handlers.views.blocks import (
    TEXT_LIMIT,
    Block,
    Message,
    actions,
    button,
    context,
    header,
    lines,
    message,
    safe,
    section,
)
from handlers.views.record import ROW, record_line
from store.records import Incident

SHOWN = 12  # records in the message itself
ROOM = 2_600  # characters of its text that records may take
MOST_DETAILS = 10  # messages in the thread
NOTABLE = {"headline": 3, "standard": 5, "full": 8}
MOST_CORRECTED = 5


def digest(made: Digest, *, subscription: str = "") -> Message:
    """The message itself; with the id of a subscription it has the buttons to change, pause and stop it."""
    shown = _shown(made)
    parts = list(_main_parts(made, shown))
    hidden = made.number - len(shown)
    rest = _rest(made, hidden)
    told = [part_text(part, made.unit) for part in parts]
    text = "\n\n".join([made.title, made.lead, *told, *([rest] if rest else [])])
    news = [part for part in parts if part.records]
    blocks: list[Block] = [
        header(made.title),
        section(safe(made.lead)),
        section(lines(_mrkdwn(part for part in parts if part.rows))),
        section(lines((row for part in news for row in (f"*{safe(part.title)}*", *_rows(part, made))), each=ROW)),
        context(safe(rest)),
    ]
    return message(safe(text), [*blocks, *([_buttons(subscription)] if subscription else [])])


def details(made: Digest) -> list[Message]:
    """What the thread tells: the parts that the message could not tell in full; nothing where it has said it all."""
    if made.length == "headline":
        return []
    pages = list(_pages(_left(made), made))
    if len(pages) > MOST_DETAILS:
        left = sum(len(part.records) + part.more for page in pages[MOST_DETAILS:] for part in page)
        pages = [*pages[:MOST_DETAILS], [Part(f"… and {left:,} more records: ask me for them by place and day")]]
    return [_page(page, made) for page in pages]


def _left(made: Digest) -> list[Part]:
    """The parts that the message does not have in full. Totals alone are told only where all is wanted."""
    shown = _shown(made)
    told = list(_main_parts(made, shown))
    left = [part for part in outline(made) if part not in told]
    if made.length != "full" and [part.title for part in left] == [TOTALS]:
        return []
    return left


def _main_parts(made: Digest, shown: frozenset[str]) -> Iterator[Part]:
    """The parts of the message: what is notable, what was corrected, and the records that it has room for."""
    for part in outline(made):
        if part.title == "Notable":
            yield Part(part.title, part.rows[: NOTABLE[made.length]])
        elif part.title == CORRECTED:
            yield Part(part.title, part.rows[:MOST_CORRECTED])
    if made.length != "headline":
        for one in made.sections:
            kept = tuple(record for record in one.incidents if record.ref in shown)
            if kept:
                yield Part(one.theatre, records=kept)


def _shown(made: Digest) -> frozenset[str]:
    """The references of the records that the message itself tells."""
    kept, room = [], ROOM
    if made.length == "headline":
        return frozenset()
    for record in made.news[:SHOWN]:
        room -= max(len(part_text(Part("", records=(record,)), made.unit)), len(_row(record, made)))
        if room < 0:
            break
        kept.append(record.ref)
    return frozenset(kept)


def _rest(made: Digest, hidden: int) -> str:
    """What the message leaves to its thread."""
    counts = [
        f"{hidden:,} more record{'s' * (hidden != 1)}" if hidden and made.length != "headline" else "",
        f"{len(made.disputed)} in dispute" if made.disputed else "",
        f"{len(made.on_this_day)} on this day in earlier years" if made.on_this_day else "",
        "what needs review" if made.review else "",
        "trends" if made.trends else "",
    ]
    said = ", ".join(count for count in counts if count)
    if made.length == "headline":
        return f"{made.number:,} record{'s' * (made.number != 1)} in all: ask me for them." if made.news else ""
    return f"In the thread: {said}." if said else ""


def _pages(parts: Sequence[Part], made: Digest) -> Iterator[list[Part]]:
    """Parts in full, cut so that each page is a message that Slack takes whole."""
    page: list[Part] = []
    size = 0
    for piece in (piece for part in parts for piece in _pieces(part)):
        length = len(safe(part_text(piece, made.unit))) + 2
        if page and size + length > TEXT_LIMIT:
            yield page
            page, size = [], 0
        page.append(piece)
        size += length
    if page:
        yield page


def _pieces(part: Part, size: int = 8) -> Iterator[Part]:
    """A part in pieces of a few rows."""
    for start in range(0, len(part.rows), size):
        yield Part(part.title, part.rows[start : start + size])
    for start in range(0, len(part.records), size):
        last = start + size >= len(part.records)
        yield Part(part.title, records=part.records[start : start + size], more=part.more if last else 0)


def _page(parts: Sequence[Part], made: Digest) -> Message:
    text = "\n\n".join(part_text(part, made.unit) for part in parts)
    told = [[f"*{safe(part.title)}*", *(f"• {safe(row)}" for row in part.rows), *_rows(part, made)] for part in parts]
    blocks = [section(lines(rows, each=ROW)) for rows in told]
    return message(safe(text), blocks)


def _mrkdwn(parts: Iterable[Part]) -> Iterator[str]:
    for part in parts:
        yield f"*{safe(part.title)}*"
        yield from (f"• {safe(row)}" for row in part.rows)


def _rows(part: Part, made: Digest) -> Iterator[str]:
    return (f"• {_row(record, made)}" for record in part.records)


def _row(record: Incident, made: Digest) -> str:
    """One record in a line of mrkdwn, with its standing and who says so."""
    return record_line(record, made.unit)


def _buttons(subscription: str) -> Block:
    return actions(
        button("Change", ids.DIGEST_CHANGE, subscription, hint="Change this digest"),
        button("Pause", ids.DIGEST_PAUSE, subscription, hint="Pause this digest"),
        button("Stop", ids.DIGEST_STOP, subscription, hint="Stop this digest for good"),
    )
