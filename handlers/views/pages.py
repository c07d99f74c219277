"""All records of an answer in a modal, page by page."""

import json
from collections.abc import Sequence

from handlers import ids
from handlers.views.blocks import Block, actions, button, context, lines, safe, section
from handlers.views.modal import modal
from handlers.views.record import ROW, ROWS, record_line
from store.records import Incident

PER_PAGE = 30
METADATA_LIMIT = 3_000


def pages(incidents: Sequence[Incident], *, refs: Sequence[str], total: int, page: int, question: str) -> Block:
    """One page of the records of an answer; the page, and what turns it, is carried by the view.

    `incidents` are those of the page, `refs` all that can be turned to, `total` how many the answer rests on.
    """
    pages_there = max(1, -(-len(refs) // PER_PAGE))
    first = page * PER_PAGE + 1
    rows = [f"• {record_line(incident)}" for incident in incidents]
    title = f"Records {first:,} to {first + len(refs[first - 1 : first - 1 + PER_PAGE]) - 1:,} of {total:,}"
    turns = [
        button(label, action, str(to), hint=f"{label} page of the records")
        for label, action, to in (("Back", ids.PAGE_BACK, page - 1), ("Next", ids.PAGE_NEXT, page + 1))
        if 0 <= to < pages_there
    ]
    if question:
        turns.append(button("Send as a sheet", ids.PAGES_FILE, question, hint="Send all records as a CSV file"))
    missing = min(PER_PAGE, len(refs) - first + 1) - len(incidents)
    notes = [
        *([f"{missing} of this page are no longer in the ledger, or not for this channel."] if missing > 0 else []),
        *([f"The first {len(refs):,} can be turned to; the sheet has all {total:,}."] if len(refs) < total else []),
    ]
    blocks = [
        section(f"*{title}*"),
        *(section(lines(rows[start : start + ROWS], each=ROW)) for start in range(0, len(rows), ROWS)),
        *([context(*map(safe, notes))] if notes else []),
        *([actions(*turns)] if turns else []),
    ]
    kept = json.dumps({"refs": ",".join(refs), "total": total, "question": question})
    return modal("All records", blocks, private_metadata=kept)
