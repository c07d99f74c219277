"""Loading the vocabulary from its TOML files, with an error that names the file and the entry."""

import functools
import tomllib
from collections.abc import Mapping
from importlib import resources
from typing import Any

from bot.vocabulary.entries import ROLES, Aircraft, Entry, Force, Generic, Outlet, Place, State, Vessel
from bot.vocabulary.lexicon import Vocabulary
from bot.vocabulary.tables import parse

_FILES: dict[str, dict[str, type[Entry]]] = {
    "aircraft": {"aircraft": Aircraft, "generic": Generic},
    "vessels": {"vessel": Vessel, "generic": Generic},
    "places": {"place": Place},
    "states": {"state": State},
    "forces": {"force": Force},
    "outlets": {"outlet": Outlet},
}
"""Each file, and which entries its tables become."""


class BadVocabulary(ValueError):
    """A data file that cannot be used; the sentence names the file and the entry."""


@functools.cache
def vocabulary() -> Vocabulary:
    """The vocabulary of the desk, read once from the package's data files. Raises BadVocabulary."""
    return load({name: _packaged(name) for name in _FILES})


def load(files: Mapping[str, str]) -> Vocabulary:
    """A vocabulary from the text of its TOML files by name (`aircraft`, ...). Raises BadVocabulary."""
    kinds: dict[type[Entry], dict[str, Any]] = {kind: {} for tables in _FILES.values() for kind in tables.values()}
    makers: list[str] = []
    decoys: list[str] = []
    for name, text in files.items():
        try:
            content = parse(text)
        except tomllib.TOMLDecodeError as wrong:
            raise BadVocabulary(f"{name}.toml is no valid TOML: {wrong}") from wrong
        makers += content.pop("makers", [])
        decoys += content.pop("decoys", [])
        for table, rows in content.items():
            kind = _FILES[name].get(table)
            if kind is None:
                raise BadVocabulary(f"{name}.toml has a table [{table}]; it may have {', '.join(_FILES[name])}")
            for row in rows:
                _add(kinds[kind], kind, row, name)
    return Vocabulary(
        aircraft=kinds[Aircraft],
        vessels=kinds[Vessel],
        generics=kinds[Generic],
        places=kinds[Place],
        states=kinds[State],
        forces=kinds[Force],
        outlets=kinds[Outlet],
        makers=tuple(makers),
        decoys=tuple(decoys),
    )


def _packaged(name: str) -> str:
    file = resources.files(__package__) / f"{name}.toml"
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError as missing:
        raise BadVocabulary(f"{name}.toml is missing from the package: install Intercept Desk again") from missing


def _add(entries: dict[str, Any], kind: type[Entry], row: dict[str, Any], file: str) -> None:
    key = row.get("code") if kind is State else row.get("name")
    if not isinstance(key, str) or not key:
        raise BadVocabulary(f"{file}.toml: an entry has no {'code' if kind is State else 'name'}: {row}")
    if key in entries:
        raise BadVocabulary(f"{file}.toml names {key} twice")
    try:
        entries[key] = kind(**{field: _frozen(value) for field, value in row.items()})
    except TypeError as wrong:
        raise BadVocabulary(f"{file}.toml, {key}: {wrong}") from wrong
    if kind is Aircraft and row.get("role") not in ROLES:
        raise BadVocabulary(f"{file}.toml, {key}: role {row.get('role')!r} is none of {', '.join(ROLES)}")


def _frozen(value: Any) -> Any:
    """Arrays as tuples and tables as tuples of pairs, so that entries are hashable."""
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, dict):
        return tuple(value.items())
    return value
