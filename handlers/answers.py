"""Questions and their answers: asked in words or by a button of an answer, judged, and sent as a file."""

from dataclasses import replace
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.asking import Answer
from bot.sheet import csv_text
from handlers import ids
from handlers.incoming import carried
from handlers.views.answer import answer as answer_message
from handlers.views.answer import verdict_kept
from handlers.views.blocks import Message
from handlers.views.help import sentence
from handlers.work import HERE, Work
from store.errors import DeskError
from store.outbox import Outgoing

GONE = "This answer is from more than a day ago, or from another channel: ask the question again."
NO_FILES = (
    "I may not send files here: whoever runs the app can grant files:write and install it again. "
    "Until then `intercept export` on the command line writes the same sheet."
)
UNSURE = (
    "Slack has not told me whether this channel is shared with another organisation, so only what was logged here "
    "counts. Mention me here once, or have `groups:read` granted, and I use the workspace's records too."
)
FILES = "files:write"


def ask(work: Work, text: str, *, thread: str, after: str = "") -> Answer:
    """The answer to a question that somebody asks, kept under its id for the buttons of the answer.

    `thread` is the conversation that it belongs to; `after` the id of the question it leans on, if not its last.
    """
    leaning = _kept(work, after) if after else None
    given: dict[str, Any] = {"today": work.today, "at": work.now, "audience": work.audience, "thread": thread}
    return work.desk.ask(text, **given, after=leaning, keep=_kept(work, _id(work)), offering=True)


def shown(work: Work, given: Answer) -> Message:
    """An answer as a message, with buttons for what may be asked next."""
    if not given.understood:
        return answer_message(given)
    if work.unsure:
        given = replace(given, notes=(*given.notes, UNSURE))
    return answer_message(given, question=_id(work), following=given.following)


def asked_by_button(work: Work) -> list[Outgoing]:
    """Ask what a button of an answer says: in the answer's thread, or for one person where only they saw it."""
    leaning, _, text = work.action["value"].partition("|")
    held = work.payload.get("container") or {}
    if leaning and not work.desk.keeps(_kept(work, leaning), at=work.now):
        raise DeskError(GONE)
    thread = work.thread or (held.get("message_ts") if work.settings.reply == "thread" else None)
    conversation = f"{work.place.team}:{work.place.channel}:{thread or work.place.user}"
    answer = shown(work, ask(work, text, thread=conversation, after=leaning))
    if held.get("is_ephemeral"):
        return [work.respond(answer, replace=False)]
    return [work.say(answer, thread=HERE if thread == work.thread else thread)]


def judged(work: Work) -> list[Outgoing]:
    """Keep whether an answer was right: the question's id and the verdict, and nothing else."""
    question, _, verdict = work.action["value"].partition(":")
    work.rooms.feedback.keep(work.place.team, question, verdict, at=work.now)
    return [work.respond(verdict_kept(question, good=verdict == "good"), replace=False)]


def filed(work: Work) -> list[Outgoing]:
    """Send all records that an answer rests on as a sheet, to where the answer stands."""
    if FILES not in work.fetched["scopes"]:
        raise DeskError(NO_FILES)
    records = work.desk.rests_on(_kept(work, work.action["value"]), at=work.now, audience=work.audience)
    if not records:
        raise DeskError(GONE)
    place = carried(work.payload)
    upload: dict[str, Any] = {
        "channel": work.place.channel,
        "thread_ts": place.get("thread") or place.get("ts"),
        "content": csv_text(records),
        "filename": f"intercepts-{work.today}.csv",
        "title": f"{len(records):,} records, {work.today}",
    }
    told = sentence(f"All {len(records):,} records go into the thread of the answer as a sheet.")
    return [work.call("files.upload_v2", upload), work.say(told, to=work.place.user)]


async def scopes(client: AsyncWebClient, work: Work) -> dict[str, Any]:
    """What the app may do in this workspace."""
    try:
        granted = (await client.auth_test()).headers.get("x-oauth-scopes", "")
    except SlackApiError:
        granted = ""
    return {"scopes": {scope.strip() for scope in granted.split(",")}}


def _id(work: Work) -> str:
    return f"Q-{work.delivery.id}"


def _kept(work: Work, question: str) -> str:
    """Where a question is kept: with the channel, so that no other one can ask for it."""
    return f"{work.place.team}:{work.place.channel}:{question}"


ASKS = (ids.ASK_1, ids.ASK_2, ids.ASK_3, ids.ASK_4, ids.ASK_5)
THINKERS = {
    **{f"action:{name}": asked_by_button for name in ASKS},
    f"action:{ids.VERDICT}": judged,
    f"action:{ids.PAGES_FILE}": filed,
}
FETCHERS = {f"action:{ids.PAGES_FILE}": scopes}
