"""The log never shows a token or a password, in whatever it is told to write."""

import logging
import sys

from bot.logs import Masking


def formatted(message: str, *args: object, error: BaseException | None = None) -> str:
    info = (type(error), error, None) if error else None
    record = logging.LogRecord("bot", logging.INFO, __file__, 1, message, args, info)
    return Masking("%(message)s").format(record)


def test_tokens_tickets_and_passwords_are_masked() -> None:
    for secret in ("xoxb-1-2-hush", "xapp-1-A0-hush", "xoxp-hush"):
        assert formatted("token %s refused", secret) == "token *** refused"
    assert "hush" not in formatted("wss://wss.example/link/?ticket=hush-hush&app_id=1")
    assert "hush" not in formatted("cannot open postgresql://desk:hush@db/desk")


def test_what_an_error_says_is_masked_too() -> None:
    try:
        raise ValueError("bad xoxb-hush")
    except ValueError:
        record = logging.LogRecord("bot", logging.ERROR, __file__, 1, "it broke", (), sys.exc_info())
    text = Masking("%(message)s").format(record)
    assert "Traceback" in text
    assert "hush" not in text


def test_a_named_secret_is_masked_whatever_it_looks_like_and_a_rotated_token_is_too() -> None:
    record = logging.LogRecord("bot", logging.INFO, __file__, 1, "8f742231 and xoxe.xoxb-1-hush xoxe-1-hush", (), None)
    text = Masking("%(message)s", secrets=("", "8f74", "8f742231")).format(record)
    assert text == "*** and xoxe.*** ***"
