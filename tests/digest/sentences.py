"""Every kind of sentence that a digest can say, each with a rule that works it out again from the records alone.

The rules count and compare one record after the other, with words of their own: none calls what it checks.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from re import Match
from zoneinfo import ZoneInfo

from store.records import Bound, Incident, Kind, Platform, Precision
from tests.digest.clauses import clause_of
from tests.digest.words import ADJECTIVES, RESPONSES, STATES, days_words, theatre, window, words_of
from tests.digest.worlds import DAY, Told

Refs = Sequence[str]
Check = Callable[[Match[str], Told, Refs], None]

SHIPS = frozenset(("warship", "destroyer"))
AIRCRAFT = frozenset(("Tu-95", "Tu-160", "H-6", "Su-35", "B-52", "A-50", "bomber"))


def titled(match: Match[str], told: Told, _: Refs) -> None:
    first, last = told.period.first, told.period.last
    whole_month = first.day == 1 and (last + DAY).day == 1 and last - first < 31 * DAY
    kinds = [(whole_month, "Monthly digest"), (first == last, "Daily digest")]
    kinds += [(last - first == 6 * DAY and first.isoweekday() == 1, "Weekly digest"), (True, "Digest")]
    assert match["kind"] == next(words for holds, words in kinds if holds)
    assert match["days"].endswith(f"{last:%a} {last.day} {last:%b %Y}")
    assert first == last or match["days"].startswith(f"{first:%a} {first.day}")
    assert match["zone"] == told.period.zone
    minutes = {_offset(day, told.period.zone) for day in (first, last)}
    assert {60 * int(h) + int(m or 0) for h, m in re.findall(r"UTC([+-]\d+)(?::(\d\d))?", match["offset"])} == minutes


def _offset(day: dt.date, zone: str) -> int:
    noon = dt.datetime.combine(day, dt.time(12), ZoneInfo(zone))
    return int((noon.utcoffset() or dt.timedelta()).total_seconds()) // 60


def quiet(match: Match[str], told: Told, _: Refs) -> None:
    assert not told.news
    assert match["about"] == (f" of incidents {told.edition.about}" if told.edition.about else "")
    assert bool(match["of_these"]) == bool(told.edition.about)
    held_is(match["held"], told)


def silent(match: Match[str], told: Told, _: Refs) -> None:
    assert not told.news
    assert not [r for r in told.earlier if r.first_day]
    assert (match["what"] == "none of these") == bool(told.edition.about)


def held_is(words: str, told: Told) -> None:
    """Whether `12 records before it, 1 Jan 2020 to 3 May 2024` is what was on record before the period."""
    first = min(r.first_day for r in told.earlier if r.first_day)
    last = max(r.last_day for r in told.earlier if r.last_day)
    number = len(told.earlier)
    assert words.startswith(f"{number} record{'s' * (number != 1)}")
    assert words.endswith(days_words(first) if first == last else f"{days_words(first)} to {days_words(last)}")


def single(match: Match[str], told: Told, _: Refs) -> None:
    [one] = told.news
    days = "" if told.period.first == told.period.last else f"{words_of(one).days}, "
    assert match["what"] == f"{days}{clause_of(one)}"
    assert match["about"] == (f" {told.edition.about}" if told.edition.about else "")


def several(match: Match[str], told: Told, _: Refs) -> None:
    news = told.news
    assert int(match["number"].replace(",", "")) == len(news) > 1
    assert match["about"] == (f" {told.edition.about}" if told.edition.about else "")
    whose = Counter("-".join(ADJECTIVES[code] for code in r.actors) or "of unnamed actors" for r in news)
    if match["all"]:
        assert whose == {match["all"]: len(news)}
    else:
        assert numbered(match["whose"]) == whose
    done = Counter(RESPONSES[r.response][0] for r in news)
    told_done = numbered(match["done"]) or Counter({match["done"].removeprefix("all "): len(news)})
    assert told_done == done
    where = Counter(theatre(r) for r in news)
    if match["place"]:
        assert where[match["place"]] == max(where.values()) == int(match["most"] or len(news))
        assert bool(match["most"]) == (len(where) > 1)
    else:
        assert max(where.values()) == 1 or where["Elsewhere"] == max(where.values())


def numbered(words: str) -> Counter[str]:
    """The numbers of `3 Russian, 2 Chinese and 1 of unnamed actors`."""
    found = re.findall(r"(?:^|, | and )([\d,]+) (.+?)(?=$|, [\d,]+ | and \d)", words)
    return Counter({name: int(number.replace(",", "")) for number, name in found})


def withdrawn(match: Match[str], told: Told, refs: Refs) -> None:
    one = said_of(told, refs, "retracted", match["why"])
    assert one.status == "retracted"
    assert match["line"] == words_of(one, told.edition.unit).line


def disputed(match: Match[str], told: Told, refs: Refs) -> None:
    one = said_of(told, refs, "disputed", match["why"])
    assert match["line"] == words_of(one, told.edition.unit).line


def corrected(match: Match[str], told: Told, refs: Refs) -> None:
    one = said_of(told, refs, "corrected", None)
    assert set(match["fields"].split(", ")) <= {"response", "place"}
    assert match["line"] == words_of(one, told.edition.unit).line


def restored(match: Match[str], told: Told, refs: Refs) -> None:
    assert said_of(told, refs, "restored", None).status == "confirmed"


def merged(match: Match[str], told: Told, refs: Refs) -> None:
    one = said_of(told, refs, "merged", None)
    assert (one.status, one.merged_into) == ("merged", match["keep"])


def said_of(told: Told, refs: Refs, verb: str, why: str | None) -> Incident:
    """The record that a correction is about, with what was done to it and why."""
    [name] = refs
    assert name in told.edition.told
    [(done, reason)] = told.acts[name]
    assert done == verb
    assert why is None or why == reason.rstrip(".")
    return told.named(name)


def unverified(match: Match[str], told: Told, refs: Refs) -> None:
    every = [*told.news, *late_of(told)]
    share_is(match, [r for r in every if r.verification == "unverified"], every, refs)


def undated(match: Match[str], told: Told, refs: Refs) -> None:
    some = [r for r in told.seen if r.first_day is None and is_new_here(r, told)]
    assert sorted(refs) == sorted(r.name for r in some)
    assert int(match["number"]) == len(some)


def share_is(match: Match[str], some: Sequence[Incident], every: Sequence[Incident], refs: Refs) -> None:
    assert sorted(refs) == sorted(r.name for r in some)
    number, whole = match["number"], int(match["every"] or match["whole"] or 1)
    assert whole == len(every)
    assert int(number or whole) == len(some)


def is_new_here(r: Incident, told: Told) -> bool:
    """Whether a record was logged here since the last digest, or in the period where there is none."""
    edition, zone = told.edition, ZoneInfo(told.period.zone)
    start, end = (dt.datetime.combine(day, dt.time(), zone) for day in (told.period.first, told.period.last + DAY))
    new = r.logged_at >= edition.told_at if edition.told_at else start <= r.logged_at <= end
    return new and r.outside_ref is None and r.name not in edition.told


def late_of(told: Told) -> list[Incident]:
    """Events of before the period that were logged here since the last digest."""
    return [
        r
        for r in told.seen
        if r.first_day
        and r.last_day
        and is_new_here(r, told)
        and r.ref not in {one.ref for one in told.news}
        and (r.first_day if r.precision == Precision.DAY else r.last_day) < told.period.first
    ]


def trend(match: Match[str], told: Told, refs: Refs) -> None:
    days = told.period.days
    first, last = told.period.first - days * DAY, told.period.first - DAY
    now = [r for r in told.news if r.first_day and r.first_day >= told.period.first]
    before = [r for r in told.seen if r.first_day and first <= r.first_day <= last and _inside(r, first, last)]
    assert int(match["now"].replace(",", "")) == len(now)
    assert {int(number) for number in re.findall(r"(\d+) days", match[0])} == {days}
    assert window(first, last) in match[0]
    assert set(refs) >= {r.name for r in now}
    assert set(refs) - {r.name for r in now} <= {r.name for r in before}
    change = len(now) - len(before)
    if not before:
        assert match["none"]
        return
    assert int(match["before"].replace(",", "")) == len(before)
    assert bool(match["same"]) == (not change)
    assert not change or (int(match["change"]), match["way"]) == (abs(change), "more" if change > 0 else "fewer")


def _inside(r: Incident, first: dt.date, last: dt.date) -> bool:
    return r.precision == Precision.DAY or bool(r.last_day and r.last_day <= last)


def ranking(names: Callable[[Incident], Iterable[str]]) -> Check:
    def check(match: Match[str], told: Told, refs: Refs) -> None:
        counts = Counter(name for r in told.news for name in set(names(r)))
        found = re.findall(r"(?:^|, | and )(.+?) \(([\d,]+)\)", match["list"])
        ranked = {name: int(number.replace(",", "")) for name, number in found}
        assert 0 < len(ranked) <= 3
        assert ranked == {name: counts[name] for name in ranked}
        assert all(number < min(ranked.values()) for name, number in counts.items() if name not in ranked)
        assert sorted(refs) == sorted(r.name for r in told.news if set(names(r)) & set(ranked))

    return check


def total(match: Match[str], told: Told, _: Refs) -> None:
    assert int(match["number"].replace(",", "")) == len(told.news)


def counted(kinds: frozenset[str], *, flying: bool) -> Check:
    def check(match: Match[str], told: Told, _: Refs) -> None:
        some = [(r, _own(r, kinds)) for r in told.news]
        assert int(match["number"].replace(",", "")) == sum(p.count or 0 for _, own in some for p in own)
        open_ones = [r for r, own in some if any(p.count is None for p in own) or (flying and _names_none(r))]
        assert int(match["missing"] or 0) == len(open_ones)
        assert int(match["whole"] or len(told.news)) == len(told.news)
        claims = {p.bound for _, own in some for p in own if p.count is not None} - {Bound.EXACT}
        words = {Bound.AT_LEAST: "at least ", Bound.ABOUT: "about ", Bound.AT_MOST: "at most "}
        assert match["bound"] == ("" if not claims else words[claims.pop()] if len(claims) == 1 else "about ")

    return check


def _own(r: Incident, kinds: frozenset[str]) -> list[Platform]:
    return [p for p in r.platforms if p.side == "actor" and p.type in kinds]


def _names_none(r: Incident) -> bool:
    return r.kind != Kind.NAVAL_PRESENCE and not [p for p in r.platforms if p.side == "actor"]


def by_actor(match: Match[str], told: Told, _: Refs) -> None:
    each = Counter(STATES[code] for r in told.news for code in r.actors)
    listed_is(match["list"], each, none="none named")
    assert int(match["joint"] or 0) == sum(len(r.actors) > 1 for r in told.news)


def by_response(match: Match[str], told: Told, _: Refs) -> None:
    listed_is(match["list"], Counter(RESPONSES[r.response][1] for r in told.news))


def listed_is(words: str, counts: Counter[str], none: str = "") -> None:
    if not counts:
        assert words == none
        return
    found = re.findall(r"(.+?) ([\d,]+)(?:, |$)", words)
    assert Counter({name: int(number.replace(",", "")) for name, number in found}) == counts


def compared(match: Match[str], told: Told, _: Refs) -> None:
    if match["none"]:
        assert not [r for r in told.earlier if r.first_day]
    else:
        held_is(match["held"], told)
