"""Records that were just touched: what followers of a piece of work, and the command line, look up about them."""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass

from bot.desk import Desk
from bot.digest import local_day
from handlers.work import Rooms
from store.errors import RecordNotFound
from store.filters import OPERATOR, Audience, IncidentFilter
from store.lookups import Begun, Lookup
from store.records import Incident, Precision, Revision, Status
from store.subscriptions import Subscription

DAY = dt.timedelta(days=1)
LONG_AGO = dt.datetime.min.replace(tzinfo=dt.UTC)
STANDING = {"statuses": (Status.CONFIRMED,)}


@dataclass(frozen=True, slots=True)
class Touch:
    """Records that were logged or changed at `at`, and the desk that they belong to; `mark` names the occasion."""

    desk: Desk
    rooms: Rooms
    refs: tuple[str, ...]
    at: dt.datetime
    mark: str

    def today(self, one: Subscription) -> dt.date:
        """The local day of a subscription."""
        return local_day(self.at, one.zone)

    def recall(self, one: Subscription, name: str) -> str | None:
        """What was kept for a subscription under a name."""
        return self.desk.ledger.recall(_memory(one, name), since=LONG_AGO)

    def remember(self, one: Subscription, name: str, state: object) -> None:
        """Keep something for a subscription under a name, in the place of what was kept there."""
        self.desk.ledger.remember(_memory(one, name), json.dumps(state), at=self.at)

    def entries(self, ref: str) -> list[Revision]:
        """What was done to a record just now."""
        history = self.desk.ledger.history(ref, audience=OPERATOR)
        return [entry for entry in history if entry.at >= self.at] or history[-1:]

    def seen(self, ref: str, audience: Audience) -> Incident | None:
        """A record as it stands; None where it may not be seen."""
        try:
            return self.desk.show(ref, audience=audience)
        except RecordNotFound:
            return None

    def named(self, refs: Sequence[str], audience: Audience) -> list[Incident]:
        """Some records as far as they may be seen, however they stand, the newest first."""
        wanted = IncidentFilter(refs=tuple(refs), statuses=tuple(Status))
        return self.desk.ledger.find(wanted, audience=audience, bare=True) if refs else []

    def matching(self, one: Subscription, audience: Audience) -> list[Incident]:
        """The touched records that a subscription is about, as far as its channel may see them."""
        wanted = one.filter.model_copy(update={**STANDING, "refs": self.refs})
        return self.desk.ledger.find(wanted, audience=audience, bare=True)

    def begun(self, one: Subscription, audience: Audience, last: dt.date, days: int) -> list[Incident]:
        """What a subscription is about and began on the days up to a last one, of the records known to the day."""
        wanted = one.filter.model_copy(update=STANDING)
        began = Begun(precisions=(Precision.DAY,), since=last - (days - 1) * DAY, until=last)
        return self.desk.ledger.find(wanted, audience=audience, lookup=Lookup(begun=(began,)), bare=True)


def _memory(one: Subscription, name: str) -> str:
    return f"{one.team}:alerts:{one.id}:{name}"
