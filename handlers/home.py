"""The home tab: what a user may see, with each button a command as well; and what the messages tab suggests."""

from collections.abc import Callable
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from handlers import answers, ids
from handlers.modals.opening import Opener
from handlers.showing import shown
from handlers.views.blocks import Block, Message
from handlers.views.help import help_page
from handlers.views.home import SHOWN, Overview, drafts_page, home_message, home_view, subscriptions_page
from handlers.views.modal import modal
from handlers.views.record import records
from handlers.views.tables import without_tables
from handlers.work import Work
from store.filters import IncidentFilter
from store.inbox import InboxState
from store.outbox import Outgoing
from store.records import Verification

PROMPTS = (
    ("Last Tu-95 near Alaska", "last Tu-95 near Alaska"),
    ("This week", "list records of this week"),
    ("What is in dispute", "list disputed records"),
    ("Busiest month", "which month had the most incidents?"),
)
SUGGESTING = "assistant:write"
LISTED = 20
NEWEST = IncidentFilter()
UNREVIEWED = IncidentFilter(verifications=(Verification.UNVERIFIED,))
DISPUTED = IncidentFilter(verifications=(Verification.DISPUTED,))

Page = Callable[[Work, str], Message]
"""A page that a button of the home tab opens, with the words after its verb."""


def came(work: Work) -> list[Outgoing]:
    """Somebody opened the app: their home tab is drawn, or their messages tab gets questions to try."""
    if work.event.get("tab") == "home":
        return _published(work)
    return _suggested(work) if SUGGESTING in work.fetched.get("scopes", ()) else []


def refreshed(work: Work) -> list[Outgoing]:
    """Draw the home tab again; where the button stands in a message, show the same beside it."""
    if (work.payload.get("view") or {}).get("type") == "home":
        return _published(work)
    return [work.respond(home_message(overview(work)), replace=False)]


def overview(work: Work) -> Overview:
    """What the home tab shows: only what may be seen where it is shown."""
    ledger, rooms, place, audience = work.desk.ledger, work.rooms, work.place, work.audience

    def some(wanted: IncidentFilter) -> tuple[Any, ...]:
        return tuple(ledger.find(wanted, audience=audience, limit=SHOWN, order="logged"))

    own = [one for one in rooms.subscriptions.of_team(place.team) if one.owner == place.user]
    return Overview(
        records=ledger.count(NEWEST, audience=audience),
        latest=some(NEWEST),
        unreviewed=ledger.count(UNREVIEWED, audience=audience),
        review=some(UNREVIEWED),
        disputed=ledger.count(DISPUTED, audience=audience),
        conflicts=some(DISPUTED),
        drafts=tuple(rooms.drafts.mine(place.team, place.user, audience=audience, limit=SHOWN)),
        subscriptions=tuple(own[:SHOWN]),
        waiting=rooms.inbox.counts().get(InboxState.WAITING, 0),
        held_back=len(rooms.outbox.parked(place.team)),
    )


def opened(work: Work) -> Block:
    """What a button of the home tab shows, in a modal."""
    verb, _, rest = work.action["value"].partition(" ")
    page = PAGES[verb](work, rest)
    return modal(TITLES[verb], without_tables(page["blocks"]))


async def scopes(client: AsyncWebClient, work: Work) -> dict[str, Any]:
    """What the app may do, where the messages tab was opened."""
    return {} if work.event.get("tab") == "home" else await answers.scopes(client, work)


def _published(work: Work) -> list[Outgoing]:
    view = home_view(overview(work), channel=work.place.channel)
    return [work.call("views.publish", {"user_id": work.place.user, "view": view})]


def _suggested(work: Work) -> list[Outgoing]:
    prompts = [{"title": title, "message": question} for title, question in PROMPTS]
    asked = {"channel_id": work.place.channel, "title": "Ask the ledger", "prompts": prompts}
    return [work.call("assistant.threads.setSuggestedPrompts", asked)]


def _latest(work: Work, _: str) -> Message:
    newest = work.desk.latest(LISTED, audience=work.audience)
    return records(newest, title=f"The newest {len(newest)} records", empty="The ledger holds no record for you yet.")


def _record(work: Work, ref: str) -> Message:
    return shown(work, work.desk.show(ref, audience=work.audience))


def _review(work: Work, _: str) -> Message:
    return _listed(work, UNREVIEWED, "to review: nobody has said yet how well it is borne out")


def _conflicts(work: Work, _: str) -> Message:
    return _listed(work, DISPUTED, "in dispute")


def _drafts(work: Work, _: str) -> Message:
    place = work.place
    return drafts_page(work.rooms.drafts.mine(place.team, place.user, audience=work.audience, limit=LISTED))


def _subscriptions(work: Work, _: str) -> Message:
    place = work.place
    return subscriptions_page([s for s in work.rooms.subscriptions.of_team(place.team) if s.owner == place.user])


def _home(work: Work, _: str) -> Message:
    return home_message(overview(work))


def _listed(work: Work, wanted: IncidentFilter, what: str) -> Message:
    total = work.desk.ledger.count(wanted, audience=work.audience)
    found = work.desk.ledger.find(wanted, audience=work.audience, limit=LISTED, order="logged")
    more = f", the newest {len(found)}" if total > len(found) else ""
    title = f"{total:,} record{'s' * (total != 1)} {what}{more}"
    return records(found, title=title, empty=f"No records {what}.")


def _told(page: Page) -> Callable[[Work, str], list[Outgoing]]:
    """The command that shows a page, to the one who asks."""
    return lambda work, words: [work.say(page(work, words), to=work.place.user)]


OWN: dict[str, Page] = {
    "home": _home,
    "review": _review,
    "conflicts": _conflicts,
    "drafts": _drafts,
    "subscriptions": _subscriptions,
}
PAGES: dict[str, Page] = {**OWN, "list": _latest, "show": _record, "help": lambda _work, _words: help_page()}
TITLES = {
    "home": "Intercept Desk",
    "review": "Needs review",
    "conflicts": "In dispute",
    "drafts": "My drafts",
    "subscriptions": "My subscriptions",
    "list": "Latest records",
    "show": "Record",
    "help": "Help",
}
COMMANDS = {verb: _told(page) for verb, page in OWN.items()}
THINKERS = {"home": came, f"action:{ids.HOME_REFRESH}": refreshed}
OPENERS = {f"action:{ids.HOME_RUN}": Opener("Intercept Desk", opened)}
FETCHERS = {"home": scopes}
