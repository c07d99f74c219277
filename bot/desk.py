"""The desk: what the bot can do, in a few verbs that are the same for every surface."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.asking import Answer, Declined, Found, Question, compose, parse
from bot.digest import Digest, Period
from bot.fetching import digest_of
from bot.paragraph import Paragraph, paragraph_of
from bot.reading import Reading, read
from bot.reading.published import stated_day
from bot.vocabulary import vocabulary
from bot.wording import say_line
from store.errors import DeskError
from store.filters import Audience, IncidentFilter
from store.ledger import Ledger
from store.records import Incident, IncidentDraft, Origin, Source, Status

THREAD_MEMORY = dt.timedelta(hours=24)
LONGEST_REPORT = 40_000


ASIDES = 2


class NothingToLog(DeskError):
    """A text that reports no incident, or none that can be read; its sentence says what to do."""


@dataclass(frozen=True, slots=True)
class Logged:
    """What became of a report: the records it made, or those that it had made before (`again`)."""

    incidents: tuple[Incident, ...]
    reading: Reading
    again: bool = False

    def asides(self) -> list[str]:
        """What the reader of the card should know beside the records: history that was not logged, parts not read."""
        background = [say_line(draft) for draft in self.reading.incidents if not draft.main]
        unread = [" ".join(sentence.words.split()) for sentence in self.reading.unread]
        return [
            *(f"Background, not logged: {line}" for line in background[:ASIDES]),
            *_more(len(background) - ASIDES, "earlier incident", "not logged"),
            *(f"Not read: “{words}”" for words in unread[:ASIDES]),
            *_more(len(unread) - ASIDES, "sentence", "not read"),
        ]


class Desk:
    """Reading, asking and digesting over one ledger. No clock: every verb is told the time."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def log(
        self,
        text: str,
        *,
        published: dt.date | None = None,
        sent: dt.date | None = None,
        origin: Origin,
        at: dt.datetime,
        url: str | None = None,
    ) -> Logged:
        """Read a report and keep every main incident in it, with its text and address as the source.

        Relative days count from `published`, else from the day that the text opens with, else from the day it was
        `sent`. A text or address that was logged before makes nothing new; where its records lack a day that is known
        now, they get it. Raises NothingToLog.
        """
        stated, text = stated_day(text)
        published = published or stated
        reading = read_report(text, published or sent)
        audience = Audience(team=origin.team, channel=origin.channel)
        source = Source(url=url, published=published, text=text, author=origin.user or None)
        drafts = [
            widen(draft).model_copy(update={"sources": [*draft.sources, source]})
            for draft in reading.incidents
            if draft.main
        ]
        audience = Audience(team=origin.team, channel=origin.channel)
        before = self.ledger.logged_from(url=url, text=text, audience=audience)
        if not before:
            return Logged(tuple(self.ledger.add(drafts, origin=origin, by=origin.user, at=at)), reading)
        undated = all(record.first_day is None and record.logged_by == origin.user for record in before)
        if not undated or len(before) != len(drafts) or drafts[0].first_day is None:
            return Logged(tuple(before), reading, again=True)
        dated = [
            self.ledger.correct(
                record.ref, draft, by=origin.user, at=at, reason="publication day given", audience=audience
            )
            for record, draft in zip(before, drafts, strict=True)
        ]
        return Logged(tuple(dated), reading)

    def ask(
        self, text: str, *, today: dt.date, at: dt.datetime, audience: Audience, thread: str | None = None
    ) -> Answer:
        """Answer a question about the ledger, leaning on the last question of `thread` where it leans.

        `today` is the asker's local day. What cannot be read is declined in the answer; nothing is raised for it.
        """
        before = self._recall(thread, at) if thread else None
        question = parse(text, today, before)
        if thread and isinstance(question, Question):
            self.ledger.remember(thread, question.model_dump_json(), at=at)
        return self.answer(question, audience=audience)

    def answer(self, question: Question | Declined, *, audience: Audience) -> Answer:
        """Fetch what a typed question needs, as far as `audience` may see it, and compose the answer."""
        if isinstance(question, Declined):
            return question.answer()
        rows = tuple(tuple(self.ledger.find(f, audience=audience, bare=not f.refs)) for f in question.filters())
        found = Found(rows, self.ledger.coverage(IncidentFilter(), audience=audience))
        if question.may_be_empty(rows):
            near = [self.ledger.find(f, audience=audience, order=end, limit=50) for f, end in question.nearby()]
            found = replace(
                found,
                there=self.ledger.coverage(question.place(), audience=audience),
                near=tuple(record for some in near for record in some),
            )
        return compose(question, found)

    def digest(self, period: Period, *, audience: Audience, wanted: IncidentFilter | None = None) -> Digest:
        """The digest of some local days, as far as `audience` may see, with the ledger before them as context."""
        return digest_of(self.ledger, period, wanted=wanted or IncidentFilter(), audience=audience)

    def background(self, text: str, *, today: dt.date, audience: Audience) -> Paragraph:
        """The background of a story about what some words describe. Raises DeskError where they cannot be read."""
        return paragraph_of(self.ledger, text, today=today, audience=audience)

    def latest(self, limit: int, *, audience: Audience) -> list[Incident]:
        """The newest records, newest first."""
        return self.ledger.find(IncidentFilter(), audience=audience, limit=limit)

    def show(self, ref: str, *, audience: Audience) -> Incident:
        """One record by its reference. Raises RecordNotFound, also for a record the audience may not see."""
        return self.ledger.get(ref, audience=audience)

    def undo(self, refs: Sequence[str], *, by: str, at: dt.datetime, audience: Audience) -> list[Incident]:
        """Take back what `by` logged: the records are retracted, not deleted. Raises DeskError for somebody else's."""
        kept = [self.ledger.get(ref, audience=audience) for ref in refs]
        for incident in kept:
            if incident.logged_by != by:
                raise DeskError(f"{incident.ref} was logged by somebody else: only they can undo it.")
        return [
            incident
            if incident.status == Status.RETRACTED
            else self.ledger.retract(incident.ref, by=by, at=at, reason="undone by its author", audience=audience)
            for incident in kept
        ]

    def _recall(self, thread: str, at: dt.datetime) -> Question | None:
        state = self.ledger.recall(thread, since=at - THREAD_MEMORY)
        return Question.model_validate_json(state) if state else None


def _more(count: int, noun: str, what: str) -> list[str]:
    return [f"… and {count} more {noun}{'s' * (count > 1)} {what}"] if count > 0 else []


def read_report(text: str, published: dt.date | None) -> Reading:
    """Read a report that somebody handed in, or raise NothingToLog with the sentence that says what to do."""
    if not text.strip():
        raise NothingToLog("There is no text to log: paste the report after `/intercept log`.")
    if len(text) > LONGEST_REPORT:
        raise NothingToLog(
            f"That is {len(text):,} characters; a report may have {LONGEST_REPORT:,}. "
            "Paste the part that tells the incident."
        )
    reading = read(text, published)
    if not any(draft.main for draft in reading.incidents):
        raise NothingToLog(
            "I found no incident in that text, so nothing was logged. Say who flew or sailed what, where and when, "
            "for example: `/intercept log 2x Tu-95, Alaska ADIZ, 20 May 2019, intercepted by 2x F-22, NORAD`."
        )
    return reading


def widen(draft: IncidentDraft) -> IncidentDraft:
    """Add the wider places that follow from a record's own ones, unless the record itself already names wider ones."""
    words = vocabulary()
    if not draft.areas:
        return draft
    inside = set(draft.areas[1:])
    wider = words.lies_in(draft.areas[0])
    if inside & set(wider):
        return draft.model_copy(update={"also_in": []})
    return draft.model_copy(update={"also_in": [name for name in wider if name not in draft.areas]})
