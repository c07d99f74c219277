"""The log: lines on standard error, with tokens and passwords masked whatever wrote them."""

import logging
import re

from store.database import masked

_SECRET = re.compile(r"\b(?:xox[a-z]|xapp)-[\w-]+|(?<=ticket=)[\w-]+")
_CHATTY = ("slack_bolt", "slack_sdk", "dbos", "alembic", "aiohttp.access")


class Masking(logging.Formatter):
    """Formats a record as ever and masks what must not be read, in the message as in a traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """The line without secrets."""
        return _SECRET.sub("***", masked(super().format(record)))


def log_to_stderr(level: str) -> None:
    """Log from `level` (DEBUG, INFO, WARNING, ERROR) on; libraries only from WARNING on, except when debugging."""
    handler = logging.StreamHandler()
    handler.setFormatter(Masking("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.DEBUG if level == "DEBUG" else logging.WARNING)
