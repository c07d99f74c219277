"""The home tab, and the lists that it opens: each is a message too, for the command that shows the same."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from bot.subscribing import say_subscription
from bot.wording import say_line
from handlers import ids
from handlers.views.blocks import (
    Block,
    Message,
    actions,
    button,
    clip,
    context,
    fitting,
    header,
    lines,
    message,
    safe,
    section,
)
from handlers.views.record import ROW, record_line
from store.drafts import DraftCard, ItemState
from store.records import Incident
from store.subscriptions import Subscription

HOME_BLOCKS = 100
HOME_ROOM = 60_000
SHOWN = 5
LINE_LIMIT = ROW


@dataclass(frozen=True, slots=True)
class Overview:
    """What the home tab shows to one user: some of each, with how many there are in all.

    `waiting` are deliveries that nobody has worked on yet, `held_back` channels that take no messages.
    """

    records: int
    latest: tuple[Incident, ...]
    unreviewed: int
    review: tuple[Incident, ...]
    disputed: int
    conflicts: tuple[Incident, ...]
    drafts: tuple[DraftCard, ...]
    subscriptions: tuple[Subscription, ...]
    waiting: int
    held_back: int


def home_view(given: Overview, *, channel: str) -> Block:
    """The home tab; it carries the direct channel with its user, for whom its buttons act."""
    blocks = fitting(_blocks(given), most=HOME_BLOCKS, room=HOME_ROOM)
    return {"type": "home", "blocks": blocks, "private_metadata": json.dumps({"channel": channel})}


def home_message(given: Overview) -> Message:
    """The same as a message."""
    text = [_health(given)]
    for title, rows, _ in _parts(given):
        text += [f"{title}:", *rows] if rows else [f"{title}: none"]
    return message("\n".join(text), _blocks(given))


def drafts_page(drafts: Sequence[DraftCard]) -> Message:
    """The draft cards that wait for somebody."""
    rows = [draft_line(draft) for draft in drafts]
    title = "Drafts of yours that wait to be saved" if rows else "No draft of yours waits to be saved."
    return message("\n".join([title, *rows]), [section(f"*{title}*" if rows else title), section(lines(rows))])


def subscriptions_page(subscriptions: Sequence[Subscription]) -> Message:
    """What somebody subscribed channels to."""
    rows = [subscription_line(one) for one in subscriptions]
    title = "Your subscriptions" if rows else "You have no subscription: `/intercept digest daily 08:00` makes one."
    return message("\n".join([title, *rows]), [section(f"*{title}*" if rows else title), section(lines(rows))])


def draft_line(draft: DraftCard) -> str:
    """A draft card in one line: its id, what it tells, and where its message is."""
    first = next((item.draft for item in draft.items if item.state == ItemState.OPEN), None)
    waits = sum(item.state == ItemState.OPEN for item in draft.items)
    more = f" and {waits - 1} more" if waits > 1 else ""
    return clip(f"*{draft.id}* · {safe(say_line(first)) if first else 'nothing open'}{more}", LINE_LIMIT)


def subscription_line(subscription: Subscription) -> str:
    """A subscription in one line: its id, how it stands, and what it sends."""
    return clip(safe(say_subscription(subscription)), LINE_LIMIT)


def _blocks(given: Overview) -> list[Block]:
    blocks: list[Block] = [header("Intercept Desk"), context(_health(given))]
    for title, rows, command in _parts(given):
        blocks.append(_with_button(f"*{title}*" + ("" if rows else ": none"), "Show all", command, title))
        if command in ("list", "review", "conflicts"):
            records = {"list": given.latest, "review": given.review, "conflicts": given.conflicts}[command]
            pairs = zip(rows, records, strict=True)
            blocks += [_with_button(row, "Show", f"show {one.ref}", one.ref) for row, one in pairs]
        elif rows:
            blocks.append(section(lines(rows)))
    helps = button("Help", ids.HOME_RUN, "help", hint="What I can do, with examples")
    return [*blocks, actions(button("Refresh", ids.HOME_REFRESH, "home", hint="Load this page again"), helps)]


def _parts(given: Overview) -> list[tuple[str, list[str], str]]:
    """Each part of the page: its title, its lines, and the command that shows all of it."""
    return [
        ("Latest records", [_row(one) for one in given.latest], "list"),
        (_counted("Needs review", given.unreviewed), [_row(one) for one in given.review], "review"),
        (_counted("In dispute", given.disputed), [_row(one) for one in given.conflicts], "conflicts"),
        ("My drafts", [draft_line(one) for one in given.drafts], "drafts"),
        ("My subscriptions", [subscription_line(one) for one in given.subscriptions], "subscriptions"),
    ]


def _row(incident: Incident) -> str:
    return clip(record_line(incident), LINE_LIMIT)


def _counted(title: str, count: int) -> str:
    return f"{title} ({count:,})" if count else title


def _health(given: Overview) -> str:
    kept = f"{given.records:,} record{'s' * (given.records != 1)} that you may see here"
    if given.held_back:
        channels = f"{given.held_back} channel{'s' * (given.held_back > 1)}"
        return f"{kept} · I cannot post in {channels}: write `/intercept doctor` there"
    waits = f"{given.waiting} request{'s' * (given.waiting != 1)} under way" if given.waiting else "nothing waits"
    return f"{kept} · all is well, {waits}"


def _with_button(markup: str, label: str, command: str, about: str) -> Block:
    hint = f"{label}: {about}"
    return section(markup) | {"accessory": button(label, ids.HOME_RUN, command, hint=hint)}
