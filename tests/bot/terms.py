"""Subscriptions of every kind with any terms, for tests of how they are written, read and shown."""

import datetime as dt

from hypothesis import strategies as st

from bot.subscribing import tidied, wanted
from store.subscriptions import SubscriptionKind, Terms

TODAY = dt.date(2026, 11, 22)
ABOUT = (
    "", "near Alaska", "Tu-160 within 100 nm of the United Kingdom", "bombers", "Russian or Chinese near Japan",
    "intercepted", "unverified", "not Russian", "Tu-95MS", "with at least 10 aircraft near Taiwan", "since 2020",
    "announced by NORAD", "Russia and China together", "unsafe encounters", "F-22 responding", "without Tu-95",
    "met by Japan near Taiwan or Japan", "exactly 2 aircraft", "zone entries near Norway",
)  # fmt: skip
OPTIONS = {
    "at": st.times().map(lambda time: time.replace(second=0, microsecond=0)),
    "zone": st.sampled_from(("UTC", "America/Argentina/Ushuaia", "Etc/GMT+11", "Asia/Kathmandu", "US/Alaska")),
    "unit": st.sampled_from(("mi", "nm", "km")),
}
SURGES = st.one_of(
    st.tuples(st.integers(2, 1000), st.integers(1, 90), st.just(False)),
    st.tuples(st.integers(2, 9), st.integers(1, 30), st.just(True)),
)


def about(words: str) -> dict[str, object]:
    """What some words are about, as terms."""
    return wanted(words, today=TODAY)


@st.composite
def any_terms(draw: st.DrawFn) -> tuple[SubscriptionKind, Terms]:
    """A subscription of any kind with any terms."""
    kind = draw(st.sampled_from(SubscriptionKind))
    own: dict[str, object] = {name: draw(values) for name, values in OPTIONS.items()}
    own |= about(draw(st.sampled_from(ABOUT)))
    if kind == SubscriptionKind.DIGEST:
        own["days"] = draw(st.sampled_from(("daily", "weekdays", "weekly", "monthly")))
        own |= {"weekday": draw(st.integers(0, 6)), "month_day": draw(st.integers(1, 31))}
        own["quiet"] = draw(st.sampled_from(("line", "nothing")))
        own["length"] = draw(st.sampled_from(("headline", "standard", "full")))
    else:
        del own["at"]
    if kind == SubscriptionKind.WATCH:
        own["cap"] = draw(st.integers(1, 100))
    if kind == SubscriptionKind.SURGE:
        number, days, own["times"] = draw(SURGES)
        own["surge"] = (number, days)
    return kind, tidied(Terms.model_validate(own))
