"""The desk: what the bot can do, in a few verbs that are the same for every surface."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.asking import (
    Answer,
    Choice,
    Declined,
    Found,
    Question,
    compose,
    looser,
    next_questions,
    parse,
    subject_of,
    with_context,
)
from bot.asking.question import SIDED
from bot.digest import Digest, Period
from bot.fetching import PLAIN, Edition, context_of, digest_of
from bot.paragraph import Paragraph, paragraph_of
from bot.reading import Reading, read
from bot.reading.published import stated_day
from bot.verification import verified
from bot.vocabulary import vocabulary
from bot.wording import say_line
from store.errors import DeskError
from store.filters import Audience, IncidentFilter
from store.ledger import Ledger
from store.records import Incident, IncidentDraft, Origin, Source, Status
from store.selected import Selected

THREAD_MEMORY = dt.timedelta(hours=24)
LONGEST_REPORT = 40_000
MOST_HELD = 200  # records of an answer; a message shows few and names no more than this


ASIDES = 2
NEAREST = 50  # records that are looked at for the one nearest to an empty answer


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
            verified(widen(draft).model_copy(update={"sources": [*draft.sources, source]}))
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
        self,
        text: str,
        *,
        today: dt.date,
        at: dt.datetime,
        audience: Audience,
        thread: str | None = None,
        after: str | None = None,
        keep: str | None = None,
        offering: bool = False,
    ) -> Answer:
        """Answer a question about the ledger, leaning on the last question of `thread` where it leans.

        `today` is the asker's local day. `after` names a kept question to lean on in the place of the thread's last;
        `keep` is a name to keep this one under. With `offering` the answer says what may be asked next. What cannot be
        read is declined in the answer, and nothing is raised.
        """
        with self.ledger.store.reading():
            question = parse(text, today, self._recall(after or thread or "", at))
            answer = self.answer(question, audience=audience, most=MOST_HELD)
        if not isinstance(question, Question):
            return answer
        names = [name for name in (thread, keep) if name]
        if names:
            self.ledger.remember(names[0], question.model_dump_json(), at=at, also=names[1:])
        return self._offering(question, answer, today, audience) if offering else answer

    def _offering(self, question: Question, answer: Answer, today: dt.date, audience: Audience) -> Answer:
        """The answer with what may be asked next: where nothing was found, what finds something instead."""
        if answer.total:
            return replace(answer, following=next_questions(question, today))
        with self.ledger.looking(audience=audience) as selected:
            tried = [(choice, _composed(wider, selected, most=0).total) for choice, wider in looser(question)]
        found = tuple(Choice(f"{choice.label} ({total:,})", choice.question) for choice, total in tried if total)
        return replace(answer, following=found)

    def keeps(self, kept: str, *, at: dt.datetime) -> bool:
        """Whether a question is still kept under a name."""
        return self._recall(kept, at) is not None

    def rests_on(self, kept: str, *, at: dt.datetime, audience: Audience) -> list[Incident]:
        """All records that the answer to a kept question rests on now, in its order; none where it is kept no more."""
        question = self._recall(kept, at)
        return list(self.answer(question, audience=audience).records) if question else []

    def answer(self, question: Question | Declined, *, audience: Audience, most: int | None = None) -> Answer:
        """Fetch what a typed question needs, as far as `audience` may see it, and compose the answer.

        It is of one moment of the ledger, and holds at most so many of its records.
        """
        if isinstance(question, Declined):
            return question.answer()
        with self.ledger.looking(audience=audience) as selected:
            rows = tuple(selected(f, lookup, bare=not f.refs) for f, lookup in question.lookups())
            wider = None if any(rows) else question.of_all_variants()
            if wider is None:
                answer = compose(question, _found(question, rows, selected), most=most)
        if wider:
            return self.answer(wider, audience=audience, most=most)
        subject = subject_of(question, answer)
        if subject is None:
            return answer
        return with_context(question, answer, context_of(self.ledger, subject, audience=audience))

    def digest(self, period: Period, *, audience: Audience, edition: Edition = PLAIN) -> Digest:
        """The digest of some local days, as far as `audience` may see, with the ledger before them as context."""
        return digest_of(self.ledger, period, audience=audience, edition=edition)

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
        state = self.ledger.recall(thread, since=at - THREAD_MEMORY) if thread else None
        return Question.model_validate_json(state) if state else None


def _composed(question: Question, selected: Callable[..., Selected], *, most: int) -> Answer:
    """The answer to a question over what a ledger holds, with so many of its records."""
    rows = tuple(selected(wanted, lookup, bare=not wanted.refs) for wanted, lookup in question.lookups())
    return compose(question, _found(question, rows, selected), most=most)


def _found(question: Question, rows: tuple[Selected, ...], selected: Callable[..., Selected]) -> Found:
    """What an answer is made from: the coverage and the nearest records only where it may have to tell of them."""
    empty = question.may_be_empty(rows)
    if not empty and question.op not in SIDED:
        return Found(rows)
    coverage = selected(IncidentFilter()).coverage()
    if not empty:
        return Found(rows, coverage)
    near = [record for wanted, end in question.nearby() for record in selected(wanted).ranked(end, NEAREST)]
    return Found(rows, coverage, tuple(near), selected(question.place()).coverage())


def _more(count: int, noun: str, what: str) -> list[str]:
    return [f"… and {count} more {noun}{'s' * (count > 1)} {what}"] if count > 0 else []


def read_report(text: str, published: dt.date | None, *, day_first: bool | None = None) -> Reading:
    """Read a report that somebody handed in, or raise NothingToLog with the sentence that says what to do.

    `day_first` is how 11/12 is meant where the report does not tell.
    """
    if not text.strip():
        raise NothingToLog("There is no text to log: paste the report after `/intercept log`.")
    if len(text) > LONGEST_REPORT:
        raise NothingToLog(
            f"That is {len(text):,} characters; a report may have {LONGEST_REPORT:,}. "
            "Paste the part that tells the incident."
        )
    reading = read(text, published, day_first=day_first)
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
