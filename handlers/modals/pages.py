"""Show all: a modal with every record that an answer rests on, page by page."""

import json
from collections.abc import Sequence

from handlers import ids
from handlers.incoming import carried
from handlers.modals.opening import Opener
from handlers.views.blocks import Block
from handlers.views.pages import PER_PAGE, pages
from handlers.work import Work
from store.filters import IncidentFilter
from store.outbox import Outgoing
from store.records import Incident, Status


def show_all(work: Work) -> Block:
    """The first page of the records that an answer rests on, in its order."""
    total, listed, *rest = work.action["value"].split(":")
    return _page(work, listed.split(","), int(total), 0, rest[0] if rest else "")


def turned(work: Work) -> list[Outgoing]:
    """Another page in the place of the one at hand."""
    held, view = carried(work.payload), work.payload["view"]
    page = _page(work, held["refs"].split(","), held["total"], int(work.action["value"]), held["question"])
    metadata = json.dumps({**held, **json.loads(page["private_metadata"])})
    return [work.call("views.update", {"view_id": view["id"], "view": page | {"private_metadata": metadata}})]


def _page(work: Work, refs: Sequence[str], total: int, page: int, question: str) -> Block:
    wanted = refs[page * PER_PAGE : (page + 1) * PER_PAGE]
    return pages(_found(work, wanted), refs=refs, total=total, page=page, question=question)


def _found(work: Work, refs: Sequence[str]) -> list[Incident]:
    """The records of some references that may be seen here, in their order; retracted ones say so themselves."""
    wanted = IncidentFilter(refs=tuple(refs), statuses=tuple(Status))
    found = work.desk.ledger.find(wanted, audience=work.audience)
    return sorted(found, key=lambda incident: refs.index(incident.ref))


OPENERS = {f"action:{ids.SHOW_ALL}": Opener("All records", show_all)}
THINKERS = {f"action:{ids.PAGE_BACK}": turned, f"action:{ids.PAGE_NEXT}": turned}
