"""What is notable: told cases, and every sentence against brute force over generated ledgers."""

import datetime as dt
import re
from collections.abc import Sequence

from hypothesis import given, settings

from bot.context import Past, Statement, Topic
from bot.context import notable as notable_of
from bot.context.counting import acting_platforms, aircraft_of
from bot.context.past import LONGEST_RUN, days_of
from bot.context.places import places_of
from bot.context.runs import ordinal, stretch_around
from store.records import Bound, Incident, Kind, Precision
from tests.digest.making import LEDGERS, START, record

DAY = dt.timedelta(days=1)
STATES = {"Russian": "RU", "Chinese": "CN"}


def notable(news: Sequence[Incident], history: Sequence[Incident] = ()) -> tuple[Statement, ...]:
    return notable_of(Past.of(news, history))


def texts(news: Sequence[Incident], history: Sequence[Incident] = ()) -> list[str]:
    return [statement.text for statement in notable(news, history)]


def test_one_flight_a_day_is_counted_as_flights() -> None:
    history = [record(f"2017-04-{day}") for day in (17, 18, 19)]
    news = [record("2017-04-20")]
    [run] = [s for s in notable(news, history) if "many days" in s.text]
    assert run.text == "Fourth Russian flight near Alaska in as many days (17–20 Apr 2017)."
    assert run.refs == tuple(r.name for r in [*history, *news])


def test_two_flights_on_a_day_make_a_run_of_days() -> None:
    history = [record("2017-04-18"), record("2017-04-18"), record("2017-04-19")]
    assert "Third day in a row with a Russian record near Alaska (18–20 Apr 2017)." in texts(
        [record("2017-04-20")], history
    )


def test_a_run_is_followed_back_for_sixty_days_and_said_to_be_as_long_at_least() -> None:
    days = [dt.date(2017, 4, 20) - n * DAY for n in range(80)]
    [run] = [s for s in notable([record(days[0])], [record(day) for day in days[1:]]) if s.kind == Topic.RUN]
    assert run.text == (
        "Russian records near Alaska on every day of 61 or more in a row (19 Feb – 20 Apr 2017 and perhaps before)."
    )
    assert len(run.refs) == LONGEST_RUN.days + 1


def test_ships_are_no_flights() -> None:
    news = [record(f"2017-04-{day}", kind=Kind.NAVAL_PRESENCE, platforms=[("warship", 1)]) for day in (19, 20)]
    assert "Second Russian record near Alaska in as many days (19–20 Apr 2017)." in texts(news)


def test_one_record_of_several_days_is_no_run() -> None:
    assert texts([record("2017-04-18", "2017-04-20")]) == []


def test_a_run_is_told_for_the_most_specific_place_and_once_for_joint_flights() -> None:
    joint = [record(f"2017-04-{day}", actors=("RU", "CN"), areas=("Bering Sea", "Alaska")) for day in (19, 20)]
    assert texts(joint) == ["Second Russian-Chinese flight near the Bering Sea in as many days (19–20 Apr 2017)."]


def test_a_wider_place_is_told_where_its_run_is_longer() -> None:
    history = [record("2017-04-18")]
    news = [record(f"2017-04-{day}", areas=("Bering Sea",), also_in=("Alaska",)) for day in (19, 20)]
    assert "Third Russian flight near Alaska in as many days (18–20 Apr 2017)." in texts(news, history)


def test_the_first_since_names_the_record_before_and_the_start_of_the_ledger() -> None:
    other = record("2001-04-01", areas=("Hainan",))
    before = record("2015-07-04", areas=("California",))
    new = record("2017-04-20", areas=("California",))
    [first] = notable([new], [other, before])
    assert first.text == "First record naming Tu-95 near California since 4 Jul 2015 (ledger from 1 Apr 2001)."
    assert first.refs == (new.name, before.name)


def test_a_first_without_a_record_before_names_the_start_of_the_ledger() -> None:
    assert texts([record("2017-04-20", areas=("California",))], [record("2015-07-04")]) == [
        "First record naming Tu-95 near California in this ledger, which starts on 4 Jul 2015."
    ]


def test_nothing_is_a_first_in_a_ledger_that_starts_with_it_nor_soon_after_another() -> None:
    assert texts([record("2017-04-20")]) == []
    assert texts([record("2017-04-20")], [record("2017-04-01")]) == []


def test_a_generic_word_is_no_first() -> None:
    new = record("2017-04-20", platforms=[("bomber", 2)])
    assert texts([new], [record("2015-07-04")]) == []


def test_a_record_of_unknown_day_silences_a_first() -> None:
    start = record("2001-01-01", areas=("Hainan",))
    new = record("2017-04-20")
    assert texts([new], [start, record(None)]) == []
    month = record("2017-04-01", "2017-04-30", precision=Precision.MONTH)
    assert texts([new], [start, month]) == []


def test_the_largest_formation_says_its_number_and_since_when() -> None:
    history = [record("2014-10-29", platforms=[("Tu-95", 8)]), record("2016-05-01"), record("2016-12-01")]
    assert (
        "Largest Russian formation in one record near Alaska since 29 Oct 2014 (ledger from 29 Oct 2014): "
        "7 aircraft, of the records with a full count."
        in texts([record("2017-04-20", platforms=[("Tu-95", 4), ("Su-35", 3)])], history)
    )


def test_it_is_said_that_records_without_a_count_are_set_aside() -> None:
    history = [record("2016-05-01"), record("2016-12-01", platforms=[("Tu-95", None)])]
    [largest] = [t for t in texts([record("2017-04-20", platforms=[("Tu-95", 6)])], history) if "Largest" in t]
    assert largest.endswith(": 6 aircraft, of the records with a full count.")


def test_a_count_that_may_have_been_larger_silences_the_largest() -> None:
    history = [record("2016-12-01", platforms=[("Tu-95", 5)], bound=Bound.AT_LEAST)]
    assert not any("Largest" in t for t in texts([record("2017-04-20", platforms=[("Tu-95", 6)])], history))
    about = record("2017-04-20", platforms=[("Tu-95", 60)], bound=Bound.ABOUT)
    assert not any("Largest" in t for t in texts([about], [record("2016-12-01")]))


def test_a_joint_formation_that_was_larger_silences_the_largest_of_one_state() -> None:
    joint = record("2016-12-01", actors=("RU", "CN"), platforms=[("Tu-95", 9)])
    assert not any("Largest" in t for t in texts([record("2017-04-20", platforms=[("Tu-95", 6)])], [joint]))


def test_ordinals_read_as_people_write_them() -> None:
    assert [ordinal(n) for n in (4, 10, 11, 12, 13, 21, 22, 23, 101, 111)] == (
        ["Fourth", "Tenth", "11th", "12th", "13th", "21st", "22nd", "23rd", "101st", "111th"]
    )


@settings(max_examples=80)
@given(LEDGERS)
def test_a_stretch_is_what_a_walk_over_all_days_finds(ledger: list[Incident]) -> None:
    days = {day for one in ledger for day in days_of(one)}
    for day in days:
        first, last = stretch_around(day, days.__contains__)
        assert all(first + n * DAY in days for n in range((last - first).days + 1))
        assert first - DAY not in days
        assert last + DAY not in days


@settings(max_examples=60, deadline=None)
@given(LEDGERS)
def test_every_run_first_and_largest_holds_against_brute_force(ledger: list[Incident]) -> None:
    border = START + 60 * DAY
    news = [r for r in ledger if r.first_day and r.last_day and r.last_day >= border]
    history = [r for r in ledger if r not in news]
    by_name = {r.name: r for r in ledger}
    for statement in notable(news, history):
        assert set(statement.refs) <= set(by_name)
        assert any(by_name[name] in news for name in statement.refs)
        assert statement.coverage.records == len(ledger)
        if statement.kind == Topic.FIRST:
            holds_as_first(statement, ledger, by_name)
        elif statement.kind == Topic.LARGEST:
            holds_as_largest(statement, ledger, by_name)
        elif statement.kind == Topic.RUN and "or more" not in statement.text:
            holds_as_run(statement, ledger)


def holds_as_run(statement: Statement, ledger: list[Incident]) -> None:
    match = re.match(r"(\w+) (?:day in a row with a )?([\w-]+) (\w+) near (?:the )?(.+?) (?:in as|\()", statement.text)
    assert match
    actors = {STATES[word] for word in match[2].split("-")}
    there = [r for r in ledger if actors <= set(r.actors) and match[4] in places_of(r)]
    members = [r for r in there if r.name in statement.refs]
    days = {day for r in members for day in days_of(r)}
    assert len(members) == len(statement.refs)
    assert match[1] == ordinal(len(days))
    assert (max(days) - min(days)).days + 1 == len(days)
    assert {r.name for r in there if days & set(days_of(r))} == set(statement.refs)
    assert not any({min(days) - DAY, max(days) + DAY} & set(days_of(r)) for r in there)
    if "in as many days" in statement.text:
        assert len(days) == len(members)
    if match[3] == "flight":
        assert all("warship" not in [p.type for p in acting_platforms(r)] for r in members)


def holds_as_first(statement: Statement, ledger: list[Incident], by_name: dict[str, Incident]) -> None:
    match = re.match(r"First record naming (.+) near (?:the )?(.+?) (?:since|in this ledger)", statement.text)
    assert match
    claimed = by_name[statement.refs[0]]
    assert claimed.first_day
    for kind in match[1].split(" and "):
        same = [r for r in ledger if match[2] in places_of(r) and any(p.type == kind for p in acting_platforms(r))]
        assert all(r.first_day for r in same)
        earlier = [r for r in same if r.first_day and r.first_day < claimed.first_day]
        if "since" in statement.text:
            last = by_name[statement.refs[-1]]
            assert last in earlier
            assert all(r.last_day and last.last_day and r.last_day <= last.last_day for r in earlier)
            assert last.last_day and claimed.first_day - last.last_day >= dt.timedelta(days=30)
        else:
            assert not earlier
            assert min(r.first_day for r in ledger if r.first_day) < claimed.first_day


def holds_as_largest(statement: Statement, ledger: list[Incident], by_name: dict[str, Incident]) -> None:
    match = re.match(
        r"Largest ([\w-]+) .* near (?:the )?(.+?) (?:since|in this).*: (?:at least )?(\d+) aircraft",
        statement.text,
    )
    assert match
    actors, number = {STATES[word] for word in match[1].split("-")}, int(match[3])
    claimed = by_name[statement.refs[0]]
    assert set(claimed.actors) == actors
    assert aircraft_of(claimed).number == number
    last = by_name[statement.refs[1]] if len(statement.refs) > 1 else None
    for other in ledger:
        if other is claimed or match[2] not in places_of(other) or not actors & set(other.actors):
            continue
        if other.kind == Kind.EXERCISE or not other.first_day or other.first_day > (claimed.last_day or START):
            continue
        if last and other.last_day and last.last_day and other.last_day <= last.last_day:
            continue
        assert aircraft_of(other).number < number
    if last:
        assert aircraft_of(last).number >= number
        assert set(last.actors) == actors
