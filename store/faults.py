"""What drivers raise, told as one sentence that names the next action and no secret."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolExhausted

from store.errors import LedgerBusy, LedgerUnreachable, StoreError

CREDENTIALS = re.compile(r"(?<=://)[^/\s]*@")
SECRET_OPTION = re.compile(r"(?i)(password|passfile|sslpassword|sslkey)=[^&\s]*")
UNREACHABLE = ("OperationalError", "InterfaceError")
SENTENCES: tuple[tuple[tuple[str, ...], type[StoreError], str], ...] = (
    (
        ("locked", "busy"),
        LedgerBusy,
        "Another program is writing to the ledger, so nothing was changed: try again in a moment.",
    ),
    (
        ("not a database", "malformed"),
        LedgerUnreachable,
        "{where} is no ledger, or a damaged one: set DATABASE_URL to another file or restore a copy.",
    ),
    (
        ("readonly", "read-only"),
        LedgerUnreachable,
        "{where} cannot be written to: check the rights of the file and its folder.",
    ),
    (
        ("disk is full", "no space"),
        LedgerUnreachable,
        "The disk of {where} is full, so nothing was changed: make room and try again.",
    ),
    (
        ("unable to open",),
        LedgerUnreachable,
        "{where} cannot be opened: check that its folder exists and may be written to.",
    ),
)


@contextmanager
def explaining(url: URL) -> Iterator[None]:
    """Raise a StoreError in the place of whatever the driver of the database at `url` raises inside."""
    try:
        yield
    except DBAPIError as error:
        raise explained(error.orig or error, url, unreachable=type(error).__name__ in UNREACHABLE) from error
    except sqlite3.Error as error:
        raise explained(error, url) from error
    except PoolExhausted as error:
        raise LedgerBusy("Too much is asked of the ledger at once: try again in a moment.") from error
    except OverflowError as error:
        raise StoreError("A number is too large to be kept: correct it and try again.") from error


def explained(error: BaseException, url: URL, *, unreachable: bool = False) -> StoreError:
    """The sentence for one error of a driver; `unreachable` says that it may be about the connection."""
    where = masked(url.render_as_string(hide_password=True))
    said = next(iter(str(error).strip().splitlines()), "") or type(error).__name__
    if url.password:
        said = said.replace(str(url.password), "***")
    for signs, kind, sentence in SENTENCES:
        if any(sign in said.lower() for sign in signs):
            return kind(sentence.format(where=where))
    if unreachable and not isinstance(error, sqlite3.Error):
        return LedgerUnreachable(
            f"{where} does not answer ({said}): check that PostgreSQL runs and that DATABASE_URL is right."
        )
    return StoreError(f"{where} refused that ({said}), so nothing was changed: correct it and try again.")


def masked(url: str) -> str:
    """An address without its user, password and secret options: safe to print and to log.

    >>> masked("postgresql://ann:hush@db.example/desk?sslpassword=x")
    'postgresql://***@db.example/desk?sslpassword=***'
    """
    return SECRET_OPTION.sub(r"\1=***", CREDENTIALS.sub("***@", url))
