"""Mentions and direct messages: a question, answered in its thread; edited, its answer is edited too."""

from dataclasses import replace

from bot.intent import asks, is_report, tells
from handlers import answers, capture
from handlers.incoming import Payload, Place, message_of
from handlers.views.background import background
from handlers.views.blocks import Message
from handlers.views.help import examples, sentence
from handlers.work import NotYet, Rooms, Work
from store.outbox import UNSENT, Outgoing

IF_REPORT = "If that was a report, log it with `/intercept log` and the same words."
NO_WORDS = "I read words only, not files or pictures: paste the text of the report, or ask in words."


def answered(work: Work) -> list[Outgoing]:
    """Answer a mention or a direct message; one that tells a report becomes drafts."""
    answer = _answer(work)
    if answer is None:
        return capture.of_event(work)
    return [work.say(answer).model_copy(update={"key": _key(work.place, message_of(work.payload))})]


def asked_anew(work: Work) -> list[Outgoing]:
    """A question was edited: its answer becomes the answer to what it says now."""
    if not asked_by(work.rooms, work.place, work.payload):
        return []
    key = _key(work.place, message_of(work.payload))
    state, shown = work.rooms.outbox.state(key), work.rooms.outbox.ts(key)
    if state is None:
        return [] if _was_a_report(work) else answered(work)
    if state in UNSENT:
        raise NotYet  # there is no message yet that could be edited
    answer = _answer(work)
    if answer is None:
        return capture.of_event(work)
    return [work.change(shown, answer)] if shown else []


def _was_a_report(work: Work) -> bool:
    """Whether drafts were made of the message before it was edited: they are looked after elsewhere."""
    place, ts = work.place, str(message_of(work.payload).get("ts"))
    return work.rooms.drafts.of_message(place.team, place.channel, ts) is not None


def asked_by(rooms: Rooms, place: Place, body: Payload) -> bool:
    """Whether an edit changed the words of a question to us; an unfurl, or an edit by a bot, does not.

    A direct message is one in any case; a message of a channel only where it has an answer.
    """
    event = body["event"]
    message, before = event.get("message") or {}, event.get("previous_message") or {}
    if message.get("text") == before.get("text") or message.get("bot_id") or not message.get("user"):
        return False
    return event.get("channel_type") == "im" or rooms.outbox.state(_key(place, message)) is not None


def _key(place: Place, message: Payload) -> str:
    """The name of the answer to a message."""
    return f"answer:{place.team}:{place.channel}:{message.get('ts')}"


def _answer(work: Work) -> Message | None:
    """What is answered; None where the words are no question but a report."""
    text, today, message = work.text, work.today, message_of(work.payload)
    if not text:
        return sentence(NO_WORDS) if message.get("files") or message.get("attachments") else examples()
    verb, _, about = text.partition(" ")
    if verb.lower() == "background":
        return background(work.desk.background(about, today=today, audience=work.audience))
    if tells(text) and is_report(text, work.written):
        return None
    standing = message.get("thread_ts") or message.get("ts")
    thread = f"{work.place.team}:{work.place.channel}:{standing}"
    given = answers.ask(work, text, thread=thread)
    if not given.understood and not asks(text) and is_report(text, work.written):
        given = replace(given, notes=(*given.notes, IF_REPORT))
    return answers.shown(work, given)


THINKERS = {"mention": answered, "direct": answered, "message_changed": asked_anew}
WANTED = {"message_changed": asked_by}
