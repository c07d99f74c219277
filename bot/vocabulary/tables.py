"""Reading the data files quickly: most of their lines are `key = value` with a value that is JSON as well as TOML.

The standard library's TOML is written in Python and takes a fifth of a second for these files; its JSON takes a
hundredth. A table with anything else in it (a table inside a line, an array over several lines) is left to `tomllib`,
and so is every file with a mistake, so that the error is TOML's own. A test holds both to the same result.
"""

import json
import re
import tomllib
from typing import Any

_HEADING = re.compile(r"^\[\[(\w+)\]\]\n", re.MULTILINE)
_LONG_STRING = re.compile("\"{3}|'{3}")
_LINE = re.compile(r'(\w+) = ((?:["\[\d-]|true$|false$).*)')


def parse(text: str) -> dict[str, Any]:
    """The tables of a file as `tomllib.loads` gives them. Raises tomllib.TOMLDecodeError."""
    if _LONG_STRING.search(text):
        return tomllib.loads(text)
    first, *pieces = _HEADING.split(text)
    try:
        content = tomllib.loads(first)
        written = [_as_json(body) for body in pieces[1::2]]
        rows = json.loads(f"[{','.join(body or 'null' for body in written)}]")
        for name, body, row in zip(pieces[::2], pieces[1::2], rows, strict=True):
            content.setdefault(name, []).append(tomllib.loads(body) if row is None else row)
    except (ValueError, AttributeError):
        return tomllib.loads(text)
    return content


def _as_json(body: str) -> str | None:
    """The lines of a table as an object of JSON, or None where they are not all plain."""
    fields: dict[str, str] = {}
    if body.startswith("[") or "\n[" in body:
        raise ValueError("a table of another sort begins here")
    for line in body.splitlines():
        plain = _LINE.fullmatch(line)
        if plain and plain[1] not in fields:
            fields[plain[1]] = plain[2]
        elif line and not line.startswith("#"):
            return None
    return "{" + ",".join([f'"{key}":{value}' for key, value in fields.items()]) + "}"
