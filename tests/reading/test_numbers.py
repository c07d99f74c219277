"""Counts before a platform."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.numbers import count_before, whole_number
from store.records import Bound


@pytest.mark.parametrize(
    ("text", "count", "bound"),
    [
        ("Two Russian Air Force @", 2, Bound.EXACT),
        ("a pair of @", 2, Bound.EXACT),
        ("half a dozen Chinese @", 6, Bound.EXACT),
        ("at least four armed @", 4, Bound.AT_LEAST),
        ("as many as 38 Chinese military @", 38, Bound.EXACT),
        ("about a dozen @", 12, Bound.ABOUT),
        ("2x @", 2, Bound.EXACT),
        ("twenty-one long-range @", 21, Bound.EXACT),
        ("an @", 1, Bound.EXACT),
        ("a lone @", 1, Bound.EXACT),
    ],
)
def test_a_count_is_read_back_over_what_stands_between(text: str, count: int, bound: Bound) -> None:
    found = count_before(text, 0, text.index("@"), singular=True)
    assert found is not None
    assert (found.value, found.bound) == (count, bound)


@pytest.mark.parametrize(
    "text",
    [
        "the @",
        "In 2019 officials saw the @",
        "it flew 20 miles from a base with @",
        "four Chinese ships and Russian @",
        "Flight 12, @",
    ],
)
def test_other_numbers_do_not_count_the_platform(text: str) -> None:
    assert count_before(text, 0, text.index("@"), singular=True) is None


def test_more_of_them_add_up() -> None:
    found = count_before("10 more @", 0, 8, singular=False)
    assert found is not None
    assert found.more


@given(st.integers(0, 99_999))
def test_digits_are_read_with_and_without_commas(number: int) -> None:
    assert whole_number(str(number)) == whole_number(f"{number:,}") == number
