"""The history of a record: who did what, when, what changed from what to what, and why."""

from collections.abc import Mapping, Sequence

from bot.comparing import say_changes
from handlers.views.blocks import Block, Message, clip, context, lines, message, safe, section
from handlers.views.modal import modal
from store.records import Incident, Revision

SHOWN = 15
LONGEST_ENTRY = 900


def history(incident: Incident, entries: Sequence[Revision], names: Mapping[str, str]) -> Message:
    """The history as a message, the newest entry first."""
    shown = list(reversed(entries))[:SHOWN]
    title = f"History of {incident.name}"
    told = [_entry(entry, names) for entry in shown]
    earlier = f"… and {len(entries) - SHOWN} earlier entries" if len(entries) > SHOWN else ""
    blocks = [section(f"*{safe(title)}*"), *(section(clip(one, LONGEST_ENTRY)) for one in told), context(earlier)]
    return message("\n".join([safe(title), *told, earlier]), blocks)


def history_view(incident: Incident, entries: Sequence[Revision], names: Mapping[str, str]) -> Block:
    """The same as a modal."""
    return modal(f"History {incident.ref}", history(incident, entries, names)["blocks"])


def _entry(entry: Revision, names: Mapping[str, str]) -> str:
    """One entry: its head, what changed, why. The instant is shown in each reader's own zone."""
    at = entry.at
    when = f"<!date^{int(at.timestamp())}^{{date_short_pretty}} {{time}}|{at:%Y-%m-%d %H:%M} UTC>"
    who = f" by {safe(names.get(entry.by, entry.by))}" if entry.by else ""
    head = f"*{entry.version}. {safe(entry.action)}*{who} · {when}"
    changed = [f"• {safe(line)}" for line in say_changes(entry.changes)]
    why = [f"_{safe(entry.reason)}_"] if entry.reason.strip() else []
    return lines([head, *changed, *why], limit=LONGEST_ENTRY, each=260)
