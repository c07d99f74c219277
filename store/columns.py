"""Column types that make SQLite and PostgreSQL keep the same values: instants, text, addresses."""

import datetime as dt
import hashlib

from sqlalchemy import DateTime, Dialect, Text
from sqlalchemy.types import TypeDecorator

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


class UtcInstant(TypeDecorator[dt.datetime]):
    """An aware instant, kept and given back in UTC; SQLite alone would drop the zone. Refuses naive times."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """To UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value.isoformat()} has no time zone: give an aware instant")
        return value.astimezone(dt.UTC)

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Aware in UTC, whatever the driver made of it."""
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


class PlainText(TypeDecorator[str]):
    """Text as people paste it; what no database holds (NUL, half a surrogate pair) becomes U+FFFD."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Replace only what could not be kept."""
        return None if value is None else storable(value)


def storable(text: str) -> str:
    """The text with what PostgreSQL refuses (NUL) or nobody can encode (half a surrogate pair) as U+FFFD.

    >>> storable("a\\x00b")
    'a\N{REPLACEMENT CHARACTER}b'
    """
    text = text.replace("\0", REPLACEMENT)
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def words_key(words: str) -> str:
    """A short key by which an address or a text is found again, however long it is; white space does not count."""
    return hashlib.sha256(" ".join(storable(words).split()).encode()).hexdigest()
