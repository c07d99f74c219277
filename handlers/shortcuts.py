"""What is done with a message of the channel: log it as an incident, or check it against the ledger."""

from bot.capture import Told
from bot.checking import check
from handlers import ids
from handlers.capture import drafted, fetch_permalink, no_words, source_of, thread_under
from handlers.incoming import message_of
from handlers.views.drafts import checked
from handlers.work import Work
from store.errors import DeskError
from store.outbox import Outgoing


def log_message(work: Work) -> list[Outgoing]:
    """“Log as incident”: the card of its drafts in its thread; used again, what it became before."""
    message = message_of(work.payload)
    if not work.text:
        return no_words(work)
    return drafted(work, work.text, message=source_of(work, message), thread=thread_under(message))


def check_message(work: Work) -> list[Outgoing]:
    """“Check against the ledger”: for who asked, what of the message is in the ledger and what differs."""
    if not work.text:
        return no_words(work)
    return _checked(work, work.text)


def check_text(work: Work, text: str) -> list[Outgoing]:
    """`/intercept check …`: the same for words typed or pasted."""
    if not text:
        raise DeskError("Say what to check: `/intercept check` and the text of the report.")
    return _checked(work, text)


def _checked(work: Work, text: str) -> list[Outgoing]:
    found = check(work.desk.ledger, Told(text, work.written, day_first=work.settings.day_first), audience=work.audience)
    return [work.say(checked(found), to=work.place.user)]


COMMANDS = {"check": check_text}
THINKERS = {f"shortcut:{ids.LOG_MESSAGE}": log_message, f"shortcut:{ids.CHECK_MESSAGE}": check_message}
FETCHERS = {f"shortcut:{ids.LOG_MESSAGE}": fetch_permalink}
