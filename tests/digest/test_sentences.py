"""Every sentence of a digest is worked out again the long way: one that no rule knows fails as a wrong one does."""

import html
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import pytest

from bot.context import Statement, Topic
from bot.digest import Digest, digest_html, digest_markdown, digest_text
from handlers.views.digest import details, digest
from store.database import Store, open_store
from store.records import Incident
from tests.digest.rules import RULES
from tests.digest.sentences import late_of
from tests.digest.words import source_of, theatre, words_of
from tests.digest.worlds import DAY, PERIODS, Told, told_of

SEEDS = range(60)
HEADINGS = {
    "Notable": "notable",
    "Corrected or withdrawn since it was published": "corrections",
    "Needs review": "review",
    "Trends and rankings": "trends",
    "Totals": "totals",
}
LATE = "Late arrivals: earlier events logged since"
MOST_SHOWN = 5
REFS_SHOWN = 12
SAID_OF_RECORDS = frozenset(("a record", "late", "in dispute", "on this day", "rest of a thread"))


@lru_cache(1)
def one_store() -> Store:
    """A ledger in memory that the made-up ones take turns in."""
    return open_store("sqlite://")


@lru_cache(len(SEEDS))
def made(seed: int) -> Told:
    return told_of(one_store(), seed)


@pytest.fixture(scope="module", autouse=True)
def closed() -> Iterator[None]:
    """Close the ledger after the last of these tests."""
    yield
    one_store().close()
    one_store.cache_clear()
    made.cache_clear()


def rule_of(part: str, words: str, told: Told, refs: Sequence[str] = ()) -> str:
    """The one rule that knows a sentence; it is checked by it."""
    known = [(rule, match) for rule in RULES if rule.part == part and (match := rule.reads(words))]
    assert len(known) == 1, f"{part}: {words!r} is known to {[rule.name for rule, _ in known] or 'no rule'}"
    [(rule, match)] = known
    rule.check(match, told, refs)
    return rule.name


def statements_of(made: Digest) -> dict[str, Sequence[Statement]]:
    return {
        "notable": made.notable,
        "corrections": made.corrections,
        "review": made.review,
        "trends": made.trends,
    }


def parts_of(text: str) -> list[tuple[str, list[str]]]:
    """The headings of a digest in plain text with the rows below each."""
    parts = [part.split("\n") for part in text.strip().split("\n\n")[2:]]
    assert all(row.startswith("- ") for _, *rows in parts for row in rows)
    return [(heading, [row.removeprefix("- ") for row in rows]) for heading, *rows in parts]


def recounted(told: Told) -> set[str]:
    """Check every line of a digest's text; gives the kinds of sentence that it had."""
    title, lead, *_ = digest_text(told.digest).split("\n\n")
    kinds = {rule_of("title", title, told), rule_of("lead", lead.strip(), told)}
    told_of_theatres: list[tuple[str, list[str]]] = []
    for heading, rows in parts_of(digest_text(told.digest)):
        part = HEADINGS.get(heading)
        if part is None:
            told_of_theatres.append((heading, rows))
        elif part == "totals":
            kinds |= {rule_of(part, row, told) for row in rows}
        else:
            kinds |= {said_with_refs(part, one, row, told) for one, row in zip_of(part, rows, told)}
    changed = {name for name, [(verb, _)] in told.acts.items() if verb != "noted"}
    assert sorted(name for one in told.digest.corrections for name in one.refs) == sorted(changed)
    return kinds | listed_right(told_of_theatres, told)


def zip_of(part: str, rows: Sequence[str], told: Told) -> Iterator[tuple[Statement, str]]:
    return zip(statements_of(told.digest)[part], rows, strict=True)


def said_with_refs(part: str, one: Statement, row: str, told: Told) -> str:
    """A sentence with the records that it names behind it, of many the first."""
    more = f" and {len(one.refs) - REFS_SHOWN:,} more" if len(one.refs) > REFS_SHOWN else ""
    assert row == f"{one.text} [{', '.join(one.refs[:REFS_SHOWN])}{more}]"
    assert one.refs
    assert len(set(one.refs)) == len(one.refs)
    name = rule_of(part, one.text, told, one.refs)
    [topic] = [rule.topic for rule in RULES if rule.name == name]
    assert topic == one.kind
    return name


def listed_right(parts: Sequence[tuple[str, list[str]]], told: Told) -> set[str]:
    """Check the records that stand below theatres and the like: which, in what order, and what is said of each."""
    if told.edition.length == "headline":
        assert not parts
        return set()
    groups: dict[str, list[Incident]] = {}
    for one in told.news:
        groups.setdefault(theatre(one), []).append(one)
    wanted = [(name, some, "a record") for name, some in sorted(groups.items(), key=lambda g: (-len(g[1]), g[0]))]
    wanted += [(LATE, late_of(told), "late")]
    disputed = [r for r in told.seen if r.verification == "disputed"]
    wanted += [("In dispute", newest(disputed)[:MOST_SHOWN], "in dispute")]
    day = told.period.last + DAY
    same = [r for r in told.seen if r.precision == "day" and r.first_day and r.first_day < day]
    same = [r for r in same if r.first_day and (r.first_day.month, r.first_day.day) == (day.month, day.day)]
    wanted += [(f"On this day, {day.day} {day:%b}", newest(same)[:MOST_SHOWN], "on this day")]
    wanted = [(title, newest(some), kind) for title, some, kind in wanted if some]
    assert [heading for heading, _ in parts] == [f"{title} ({len(some)})" for title, some, _ in wanted]
    for (_, rows), (_, some, _) in zip(parts, wanted, strict=True):
        assert rows == [line_of(one, told.edition.unit) for one in some]
    return {kind for _, _, kind in wanted}


def newest(records: Sequence[Incident]) -> list[Incident]:
    """Records the newest first, as a desk reads them."""

    def key(r: Incident) -> tuple[str, str, int, str]:
        return str(r.last_day or ""), str(r.first_day or ""), len(r.ref), r.ref

    return sorted(records, key=key, reverse=True)


def line_of(one: Incident, unit: str) -> str:
    """A record in a line, with the addresses that do not stand in it yet."""
    urls = [s.url for s in one.sources if s.url and s.url not in source_of(one)]
    return " ".join([f"{one.name}: {words_of(one, unit).line} [{source_of(one)}]", *dict.fromkeys(urls)])


@pytest.mark.parametrize("seed", SEEDS)
def test_every_sentence_of_a_digest_is_what_brute_force_makes_of_the_ledger(seed: int) -> None:
    recounted(made(seed))


@pytest.mark.parametrize("seed", SEEDS)
def test_every_edition_says_what_the_text_says(seed: int) -> None:
    told = made(seed)
    rows = [row for _, rows in parts_of(digest_text(told.digest)) for row in rows]
    for edition in (plain_of_markdown(digest_markdown(told.digest)), plain_of_html(digest_html(told.digest))):
        assert edition[:2] == digest_text(told.digest).split("\n\n")[:2] or edition[1] == told.digest.lead
        assert len(edition) - 2 == len(rows)
        for said, row in zip(edition[2:], rows, strict=True):
            words = set(re.findall(r"\w+", re.sub(r"https?://\S+|[\[\]();]|: ", " ", row)))
            assert words - set(re.findall(r"\w+", said)) <= standing_words(told)


def standing_words(told: Told) -> set[str]:
    """What the text says of a record's standing, which the other editions leave to the part that it stands in."""
    return {word for r in told.every for word in r.verification.split("_")}


def plain_of_markdown(page: str) -> list[str]:
    lines = [line for line in page.splitlines() if line and not line.startswith("## ")]
    return [re.sub(r"\\(.)", r"\1", line.removeprefix("# ").removeprefix("- ")) for line in lines]


def plain_of_html(page: str) -> list[str]:
    found = re.findall(r"<(h1|p|li)>(.*?)</\1>", page, re.DOTALL)
    return [html.unescape(re.sub(r"<[^>]+>", "", words)) for _, words in found]


@pytest.mark.parametrize("seed", SEEDS)
def test_message_and_thread_say_the_same_and_count_what_they_leave_out(seed: int) -> None:
    told = made(seed)
    message = digest(told.digest, subscription="S-1")
    assert len(message["blocks"]) <= 6
    said = [html.unescape(one["text"]) for one in (message, *details(told.digest))]
    lines = [line for text in said for line in text.split("\n") if line]
    known = set(digest_text(told.digest).split("\n"))
    bullets = [line for line in lines if line.startswith("- ")]
    assert set(bullets) <= known
    told_records = {line for line in known if re.match(r"- (?:INT-|D)\d+: ", line)}
    if told.edition.length != "headline":
        assert told_records <= set(bullets)
    for line in lines:
        rest = re.fullmatch(r"In the thread: (.+)\.", line)
        if rest:
            found = re.findall(r"(?:^|, )([\d,]+) (more record|in dispute|on this day)", rest[1])
            counts = {what: int(number) for number, what in found}
            assert counts.get("in dispute", 0) == len(told.digest.disputed)
            assert counts.get("on this day", 0) == len(told.digest.on_this_day)
            shown = [row for row in said[0].split("\n") if re.match(r"- (?:INT-|D)\d+: ", row)]
            assert counts.get("more record", 0) == len(told.news) + len(late_of(told)) - len(shown)


def test_every_kind_of_sentence_comes_about_and_every_topic_has_a_rule() -> None:
    seen: set[str] = set()
    for seed in SEEDS:
        seen |= recounted(made(seed))
    missing = ({rule.name for rule in RULES} | SAID_OF_RECORDS - {"rest of a thread"}) - seen
    assert not missing
    assert {rule.topic for rule in RULES if rule.topic} == set(Topic)
    assert len({told.digest.title for told in map(made, SEEDS)}) == len(PERIODS)
