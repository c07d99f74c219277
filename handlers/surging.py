"""When many are a surge: the sentence of one, and for how long it goes on. Plain numbers and days in and out."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Self

from sqlmodel import SQLModel

from bot.wording import say_interval
from store.records import FROZEN

DAY = dt.timedelta(days=1)
LOOK_BACK = 90  # days that tell what is usual
FEWEST_WINDOWS = 3
FEWEST_USUAL = 3  # records in the days before; fewer tell nothing
FEWEST = 2


class Episode(SQLModel):
    """A surge that was told: the day on which it began, the last on which it was seen, and its records."""

    model_config = FROZEN

    began: dt.date | None = None
    seen: dt.date | None = None
    refs: tuple[str, ...] = ()

    def going_on(self, today: dt.date, days: int, refs: Sequence[str]) -> Self:
        """The same one, seen today too; another one where it was last seen before the days that are counted."""
        if self.seen is None or self.seen < today - (days - 1) * DAY:
            return type(self)(began=today, seen=today, refs=tuple(refs))
        known = tuple(dict.fromkeys((*self.refs, *refs)))
        return self.model_copy(update={"seen": today, "refs": known})


def surge_words(
    now: int,
    number: int,
    days: int,
    last: dt.date,
    *,
    about: str,
    before: Callable[[dt.date, dt.date], int | None] | None,
) -> str | None:
    """The sentence of a surge of `now` incidents in the `days` up to `last`; None where that is none.

    It is one from `number` on; with `before`, which counts between two days, from so many times what was usual in the
    90 days before. Where that gives None, or too few, nobody can tell what is usual.
    """
    first = last - (days - 1) * DAY
    words = _counted(now, days, last, about)
    if before is None:
        return f"{words}: alert at {number:,}" if now >= number else None
    windows = LOOK_BACK // days
    earlier = before(first - windows * days * DAY, first - DAY) if windows >= FEWEST_WINDOWS else None
    if earlier is None or earlier < FEWEST_USUAL:
        return None
    usual = earlier / windows
    if now < number * usual or now < FEWEST:
        return None
    return (
        f"{words}: {now / usual:.1f} times the usual "
        f"({usual:.1f} in {days} days on average over the {windows * days} days before)"
    )


def no_surge_words(now: int, days: int, last: dt.date, *, about: str) -> str:
    """The sentence in the place of a surge whose records were taken back, so that too few are left."""
    return f"No longer a surge: {_counted(now, days, last, about)} left on record, others were corrected or withdrawn"


def _counted(now: int, days: int, last: dt.date, about: str) -> str:
    """`3 incidents near Alaska in 7 days (16–22 Nov 2026)`."""
    span = f"in {days} days" if days != 1 else "in a day"
    what = f"{now:,} incident{'s' * (now != 1)}" if now else "no incident"
    first = last - (days - 1) * DAY
    return " ".join(filter(None, [what, about, span, f"({say_interval(first, last)})"]))
