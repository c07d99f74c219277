"""What is told of one record holds against brute force, as it was when it happened."""

from dataclasses import replace

from hypothesis import given, settings

from bot.context import Topic, about
from bot.context.past import coverage_of
from store.records import Incident
from tests.context.test_notable import holds_as_first, holds_as_largest, holds_as_run
from tests.digest.making import LEDGERS, record


def until(one: Incident, ledger: list[Incident]) -> list[Incident]:
    """The records that were there when a record happened, those without a day included."""
    end = one.last_day
    return [r for r in ledger if r is one or r.first_day is None or (end is not None and r.first_day <= end)]


@settings(max_examples=40, deadline=None)
@given(LEDGERS)
def test_every_statement_about_a_record_holds_against_brute_force_over_what_came_before(ledger: list[Incident]) -> None:
    coverage = coverage_of(ledger)
    for one in ledger[:6]:
        before = until(one, ledger)
        by_name = {r.name: r for r in before}
        statements = about(one, [r for r in before if r is not one], coverage=coverage)
        assert len({statement.kind for statement in statements}) == len(statements)
        for statement in statements:
            assert one.name in statement.refs
            assert set(statement.refs) <= set(by_name)
            assert statement.coverage.records == len(ledger)
            if statement.kind == Topic.FIRST:
                holds_as_first(statement, before, by_name)
            elif statement.kind == Topic.LARGEST:
                told = statement.text.removeprefix("At the time: ")
                holds_as_largest(replace(statement, text=told[0].upper() + told[1:]), before, by_name)
            elif statement.kind == Topic.RUN and "or more" not in statement.text:
                holds_as_run(statement, before)


def test_what_a_later_record_may_have_outdone_is_told_as_it_was() -> None:
    old = record("2016-12-01")
    large = record("2017-04-20", platforms=[("Tu-95", 6)])
    later = record("2018-04-20", platforms=[("Tu-95", 9)])
    [told] = [s for s in about(large, [old], coverage=coverage_of([old, large, later])) if s.kind == Topic.LARGEST]
    assert told.text.startswith("At the time: largest Russian formation")
    [newest] = [s for s in about(large, [old], coverage=coverage_of([old, large])) if s.kind == Topic.LARGEST]
    assert newest.text.startswith("Largest Russian formation")
    assert about(later, [old, large], coverage=coverage_of([old, large, later]))[0].coverage.records == 3


def test_the_fourth_flight_in_as_many_days_is_told_of_its_last_record() -> None:
    flights = [record(f"2017-04-{day}") for day in (17, 18, 19, 20)]
    [run, *_] = about(flights[-1], flights[:-1], coverage=coverage_of(flights))
    assert run.text == "Fourth Russian flight near Alaska in as many days (17–20 Apr 2017)."
    assert run.refs == tuple(r.name for r in flights)
