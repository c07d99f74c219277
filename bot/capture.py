"""Capture: a report that somebody handed in becomes drafts with their source, and a look at how sure they are."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.desk import Logged, read_report, widen
from bot.reading.published import stated_day
from bot.verification import verified
from bot.vocabulary import Outlet, vocabulary
from store.records import IncidentDraft, Precision, Source

REQUIRED = ("first_day", "areas")
CRAFT = ("actors", "platforms")
WHOSE = "the usual operator"  # what the reader notes of a type whose state it assumes
CREDIT = 24  # characters around an outlet in which a word of saying makes it the source
SAID_TO = re.compile(r"(?:\btold|\baccording to|\bby|\bciting|\()\s(?:the )?$|\($", re.IGNORECASE)
SAYS = re.compile(
    r"(?:'s|’s)?\W{0,3}(?:has |have )?(?:report|said|says|announced|writes|wrote|cited)|\)\s?[-–—]", re.IGNORECASE
)
LINK = re.compile(r"https?://[^\s<>()\"']+[^\s<>()\"'.,;:!?]")


@dataclass(frozen=True, slots=True)
class Told:
    """A report as it was handed in: its words, the local day on which they were written, and where they stand.

    `url` is the permalink of the message and `author` the user who wrote it, where there is a message; `day_first` is
    how 11/12 is meant where the report does not tell.
    """

    text: str
    sent: dt.date
    url: str | None = None
    author: str | None = None
    day_first: bool | None = None


@dataclass(frozen=True, slots=True)
class Captured:
    """The incidents that a report tells now, each with its sources; `notes` say what of the report they leave out."""

    drafts: tuple[IncidentDraft, ...]
    notes: tuple[str, ...]
    text: str

    @property
    def unambiguous(self) -> bool:
        """Whether all of it may be saved without anybody looking at it."""
        return all(unambiguous(draft) for draft in self.drafts)


def capture(told: Told) -> Captured:
    """Read a report into drafts. Raises NothingToLog where it tells no incident."""
    published, text = stated_day(told.text)
    reading = read_report(text, published or told.sent, day_first=told.day_first)
    sources = sources_of(told, text, published)
    drafts = [_sourced(widen(draft), sources) for draft in reading.incidents if draft.main]
    return Captured(tuple(drafts), tuple(Logged((), reading).asides()), text)


def sources_of(told: Told, text: str, published: dt.date | None) -> list[Source]:
    """Where a report comes from: the message, and the first page that it links to."""
    outlet, linked = outlet_of(text), LINK.search(text)
    page = [Source(url=linked[0], outlet=outlet)] if linked and linked[0] != told.url else []
    day = published or told.sent
    return [*page, Source(url=told.url, outlet=None if page else outlet, published=day, text=text, author=told.author)]


def outlet_of(text: str) -> str | None:
    """The outlet that a report names as the one who says so: `CNN reported`, `told The Independent`, `(Reuters)`."""
    for mention in vocabulary().find(text):
        before, after = text[max(0, mention.start - CREDIT) : mention.start], text[mention.end : mention.end + CREDIT]
        if isinstance(mention.entry, Outlet) and (SAID_TO.search(before) or SAYS.match(after)):
            return mention.entry.name
    return None


def unambiguous(draft: IncidentDraft) -> bool:
    """Whether a draft has a day, a place, and whose or which craft, told and not guessed."""
    craft = [field for field in CRAFT if getattr(draft, field)]
    known = draft.precision == Precision.DAY and bool(draft.areas) and len(guessed(draft, craft)) < len(craft)
    return known and not guessed(draft, REQUIRED)


def guessed(draft: IncidentDraft, fields: Iterable[str]) -> list[str]:
    """Which of some fields hold a value that was assumed. A type that is told is not, also where whose it is was."""
    guesses = [evidence for evidence in draft.evidence if evidence.guess]
    told = {e.field.partition("[")[0] for e in guesses if not (e.field.startswith("platforms") and WHOSE in e.note)}
    return [field for field in fields if field in told]


def _sourced(draft: IncidentDraft, sources: list[Source]) -> IncidentDraft:
    return verified(draft.model_copy(update={"sources": [*draft.sources, *sources]}))
