"""The quick way of reading the data files gives what TOML gives, and its errors."""

import tomllib
from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.vocabulary.tables import parse

FILES = sorted(file.name for file in resources.files("bot.vocabulary").iterdir() if file.name.endswith(".toml"))
LINES = (
    "[[place]]", "[[state]]", "[place]",
    'name = "Kiska"', 'name = "a \\"quoted\\" name"', "aliases = [\"x\", 'y']", "lat = -12.5",
    "near = true", "other = [", '  "more",', "]", "# said", "", 'called = { "A" = "B" }', "big = 1_000",
    "day = 2020-01-01",
    "nothing = null", "place = 3", "odd", "name = 'plain'", 'far = [1, 2.5]  # degrees', 'long = """', "[[place.base]]",
)  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_every_data_file_reads_as_toml_reads_it(name: str) -> None:
    text = (resources.files("bot.vocabulary") / name).read_text("utf-8")
    assert parse(text) == tomllib.loads(text)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=10).map("\n".join))
def test_what_is_toml_reads_alike(text: str) -> None:
    try:
        expected = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    assert parse(text) == expected


@pytest.mark.parametrize(
    "text", ['[[place]]\nname = "a\n', "[[place]]\nname = 'a'\nname = 'b'\n", '[[place]]\nx = "a"\nx = "b"\n', "[[a\n"]
)
def test_a_mistake_is_told_as_toml_tells_it(text: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError):
        parse(text)
