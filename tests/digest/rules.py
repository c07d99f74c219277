"""Every kind of sentence that a digest can say: where it stands, how it reads, and what works it out again."""

import re
from dataclasses import dataclass
from re import Match

from bot.context import Topic
from store.records import Kind
from tests.digest import claims, sentences
from tests.digest.sentences import AIRCRAFT, SHIPS, Check
from tests.digest.words import STATES, days_words


@dataclass(frozen=True)
class Rule:
    """A kind of sentence: where it stands, how it reads, what it is about, and how to work it out again."""

    name: str
    part: str
    pattern: str
    check: Check
    topic: Topic | None = None

    def reads(self, line: str) -> Match[str] | None:
        return re.fullmatch(self.pattern, line)


PLACE = r"near (?:the )?(?P<place>.+?)"
REACH = (
    r"(?: in this ledger, which starts on (?P<start>[^:.]+)| since (?P<since>[^(]+) \(ledger from (?P<start2>[^)]+)\))"
)
WHOSE = r"(?P<whose>[\w-]+)"
UNUSUAL = r"(?P<words>(?:about |far |more than |above |below )[\w ]+)"
ALL = (*claims.FLOWN, Kind.UNSAFE_ENCOUNTER)


CLAIMS = (
    (
        "run of flights",
        "notable",
        rf"(?P<nth>\w+) {WHOSE} (?P<what>flight|record) {PLACE} in as many days \((?P<window>.+)\)\.",
        claims.run,
        Topic.RUN,
    ),
    (
        "run of days",
        "notable",
        rf"(?P<nth>\w+) day in a row with an? {WHOSE} record {PLACE} \((?P<window>.+)\)\.",
        claims.run,
        Topic.RUN,
    ),
    (
        "run that may be longer",
        "notable",
        rf"{WHOSE} records {PLACE} on every day of (?P<number>\d+) or more in a row "
        r"\((?P<window>.+) and perhaps before\)\.",
        claims.open_run,
        Topic.RUN,
    ),
    (
        "first",
        "notable",
        rf"First record naming (?P<types>.+) {PLACE}{REACH}\.",
        claims.started(claims.first),
        Topic.FIRST,
    ),
    (
        "largest",
        "notable",
        rf"Largest {WHOSE} formation in one record {PLACE}{REACH}: (?P<value>.+ aircraft), "
        r"of the records with a full count\.",
        claims.started(claims.best(claims.size, ALL)),
        Topic.LARGEST,
    ),
    (
        "closest approach",
        "notable",
        rf"Closest {WHOSE} approach to (?P<origin>\w+)(?: {PLACE})?{REACH}: (?P<value>.+), "
        r"of the records with a distance\.",
        claims.started(claims.best(claims.closeness, claims.FLOWN)),
        Topic.CLOSEST,
    ),
    (
        "closest encounter",
        "notable",
        rf"Closest {WHOSE} unsafe encounter {PLACE}{REACH}: (?P<value>.+), of the records with a distance\.",
        claims.started(claims.best(claims.closeness, (Kind.UNSAFE_ENCOUNTER,))),
        Topic.CLOSEST,
    ),
    (
        "longest",
        "notable",
        rf"Longest {WHOSE} encounter {PLACE}{REACH}: (?P<value>.+ minutes), of the records with a duration\.",
        claims.started(claims.best(lambda r, _: r.duration_minutes, ALL)),
        Topic.LONGEST,
    ),
    (
        "against the 90 days before",
        "notable",
        rf"{WHOSE} records {PLACE}: (?P<now>[\d,]+) in (?:one day|\d+ days) \((?P<window>[^)]+)\), {UNUSUAL} "
        r"\((?P<mean>[\d.]+) in (?:one day|\d+ days) on average over the (?P<before>\d+) days before\)\.",
        claims.norm,
        Topic.NORM,
    ),
    (
        "against earlier years",
        "notable",
        rf"{WHOSE} records {PLACE} on (?P<window>[^:]+): (?P<now>[\d,]+), {UNUSUAL} for these days "
        r"\((?P<mean>[\d.]+) on average in (?P<from>\d+)–(?P<to>\d+)\)\.",
        claims.norm_of_years,
        Topic.NORM,
    ),
    (
        "share of the year",
        "notable",
        rf"{WHOSE} records {PLACE} so far in (?P<year>\d+), to (?P<to>[^:]+): (?P<whole>[\d,]+), "
        r"of which (?P<part>[\d,]+) \((?P<percent>\d+) %\) on (?P<window>.+)\.",
        claims.share,
        Topic.SHARE,
    ),
    (
        "followed",
        "notable",
        r"An? (?P<a>[\w-]+) flight (?P<at>near .+?|at a place not given) \(.+? responding, (?P<on>[^)]+)\) "
        r"was followed (?P<gap>one day|two days|three days) later by "
        r"an? (?P<b>[\w-]+) flight (?P<bt>near .+?|at a place not given) \(.+? responding, (?P<bn>[^)]+)\)\.",
        claims.followed,
        Topic.FOLLOWED,
    ),
    (
        "elsewhere",
        "notable",
        r"A formation of the same make-up, (?P<who>.+?), was on record near (?:the )?(?P<at>.+?) \((?P<on>[^)]+)\) "
        r"before (?:the )?(?P<bt>.+?) \((?P<bn>[^)]+)\)\.",
        claims.elsewhere,
        Topic.ELSEWHERE,
    ),
)

OF = (
    r"(?:The one record is|All (?P<every>[\d,]+) records are"
    r"|(?P<number>[\d,]+) of (?P<whole>[\d,]+) records (?:is|are))"
)
WHY = r"(?: \((?P<why>.*?)\))?"
HEAD = r"(?P<now>[\d,]+) incidents? began in these \d+ days, "
WINDOW = r"[^.:]+"
RULES: tuple[Rule, ...] = (
    Rule(
        "title",
        "title",
        r"(?P<kind>\w+(?: digest)?) · (?P<days>.+) · 00:00\W+24:00 (?P<zone>\S+) \((?P<offset>.+)\)",
        sentences.titled,
    ),
    Rule(
        "nothing in the period",
        "lead",
        rf"No record(?P<about>(?: of incidents .+)?) for {WINDOW}\. That does not mean that nothing happened: "
        r"the ledger holds (?P<held>[\d,]+ records?(?P<of_these> of these)? before it, .+)\.",
        sentences.quiet,
    ),
    Rule(
        "nothing at all",
        "lead",
        rf"No record(?: of incidents .+)? for {WINDOW}: the ledger holds (?P<what>none of these|nothing) before it "
        "either, so this says nothing about what happened\\.",
        sentences.silent,
    ),
    Rule(
        "one incident", "lead", rf"One incident(?P<about>.*?) on record for {WINDOW}: (?P<what>.+)\.", sentences.single
    ),
    Rule(
        "several incidents",
        "lead",
        rf"(?P<number>[\d,]+) incidents(?P<about>.*?) on record for {WINDOW}"
        r"(?:, all (?P<all>[^,;]+?)|: (?P<whose>.+?))"
        r"(?:, (?:(?P<most>[\d,]+) of them )?in (?P<place>[^;]+))?; (?P<done>.+)\.",
        sentences.several,
    ),
    *(Rule(*claim) for claim in CLAIMS),
    Rule(
        "withdrawn",
        "corrections",
        rf"Withdrawn since it was published{WHY}\. It said: (?P<line>.+)\.",
        sentences.withdrawn,
        Topic.CORRECTION,
    ),
    Rule(
        "disputed",
        "corrections",
        rf"Disputed since it was published{WHY}: (?P<line>.+)\.",
        sentences.disputed,
        Topic.CORRECTION,
    ),
    Rule(
        "corrected",
        "corrections",
        r"Corrected since it was published \((?P<fields>[^)]+)\); it now says: (?P<line>.+)\.",
        sentences.corrected,
        Topic.CORRECTION,
    ),
    Rule("restored", "corrections", r"Restored since it was withdrawn\.", sentences.restored, Topic.CORRECTION),
    Rule(
        "merged",
        "corrections",
        r"Now a part of (?P<keep>\S+): the two are one event\.",
        sentences.merged,
        Topic.CORRECTION,
    ),
    Rule("unverified", "review", rf"{OF} unverified\.", sentences.unverified, Topic.REVIEW),
    Rule(
        "undated",
        "review",
        r"(?P<number>\d+) records? (?:was|were) logged without a day\.",
        sentences.undated,
        Topic.REVIEW,
    ),
    Rule(
        "against the days before",
        "trends",
        HEAD + r"(?:(?P<none>none on record) for the \d+ days before \(.+\)"
        r"|(?:(?P<same>as many as)|(?P<change>[\d,]+) (?P<way>more|fewer) than) in the \d+ days before "
        r"\((?P<before>[\d,]+) on .+\))\.",
        sentences.trend,
        Topic.TREND,
    ),
    *(
        Rule(title, "trends", rf"{title}: (?P<list>.+)\.", sentences.ranking(names), Topic.RANKING)
        for title, names in (
            ("Most named aircraft and ships", lambda r: [p.type for p in r.platforms if p.side == "actor"]),
            ("Places with the most records", lambda r: r.areas[-1:]),
            ("States with the most records", lambda r: [STATES[code] for code in r.actors]),
            ("Days with the most records", lambda r: [days_words(r.first_day)] if r.precision == "day" else []),
        )
    ),
    Rule("total of incidents", "totals", r"Incidents: (?P<number>[\d,]+)", sentences.total),
    *(
        Rule(
            f"total of {what.lower()}",
            "totals",
            rf"{what} counted on the acting side: (?P<bound>at least |at most |about |)(?P<number>[\d,]+)"
            r"(?: \((?P<missing>[\d,]+) of (?P<whole>[\d,]+) records? without a full count\))?",
            sentences.counted(kinds, flying=kinds is AIRCRAFT),
        )
        for what, kinds in (("Aircraft", AIRCRAFT), ("Ships", SHIPS))
    ),
    Rule(
        "totals by actor",
        "totals",
        r"By actor: (?P<list>.+?)(?: \((?P<joint>[\d,]+) records? joint, counted under each\))?",
        sentences.by_actor,
    ),
    Rule("totals by response", "totals", r"By response: (?P<list>.+)", sentences.by_response),
    Rule(
        "what they are compared with",
        "totals",
        r"Earlier records to compare with: (?:(?P<none>none, so nothing can be called a first)|(?P<held>.+))",
        sentences.compared,
    ),
)
