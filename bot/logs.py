"""The log: lines on standard error, with tokens and passwords masked whatever wrote them."""

import logging
import re
from collections.abc import Iterable

from store.database import masked

_SECRET = re.compile(r"\b(?:xox[a-z]|xapp)-[\w-]+|(?<=ticket=)[\w-]+")
_CHATTY = ("slack_bolt", "slack_sdk", "dbos", "alembic", "aiohttp.access")


class Masking(logging.Formatter):
    """Formats a record as ever and masks what must not be read, in the message as in a traceback.

    That are tokens, whatever they look like exactly, passwords in addresses, and the `secrets` that are named.
    """

    def __init__(self, layout: str, *, secrets: Iterable[str] = ()) -> None:
        super().__init__(layout)
        self._secrets = tuple(sorted(filter(None, secrets), key=len, reverse=True))

    def format(self, record: logging.LogRecord) -> str:
        """The line without secrets."""
        line = _SECRET.sub("***", masked(super().format(record)))
        for secret in self._secrets:
            line = line.replace(secret, "***")
        return line


def log_to_stderr(level: str, *, secrets: Iterable[str] = ()) -> None:
    """Log from `level` (DEBUG, INFO, WARNING, ERROR) on; libraries only from WARNING on, when debugging from INFO on.

    `secrets` are masked wherever they turn up.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(Masking("%(asctime)s %(levelname)s %(name)s: %(message)s", secrets=secrets))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _CHATTY:
        # their DEBUG lines hold whole messages, and what is said in private is in no log
        logging.getLogger(name).setLevel(logging.INFO if level == "DEBUG" else logging.WARNING)
