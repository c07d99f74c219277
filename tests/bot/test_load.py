"""Two replicas in HTTP mode on one PostgreSQL share the work: nothing is lost, nothing doubled. Nothing is timed."""

import pytest

from benchmarks.load import LONGEST_ACK, PROMPT, Played, climb, play
from store.database import upgrade


@pytest.mark.parametrize("oauth", [False, True], ids=["one workspace", "two workspaces"])
async def test_two_replicas_answer_everything_once(empty_postgres: str, oauth: bool) -> None:
    upgrade(empty_postgres)
    played = await play(empty_postgres, rate=20, seconds=4, oauth=oauth)
    assert played.whole, played
    assert played.waiting == 0


@pytest.mark.parametrize(
    ("prompt", "taken", "told"), [(30, 100, ("30/s", "100/s")), (7, 7, ("6.875/s", "6.875/s")), (1, 1, ("0/s", "0/s"))]
)
def test_the_highest_rates_are_found_by_doubling_and_halving(
    prompt: float, taken: float, told: tuple[str, str]
) -> None:
    rates: list[float] = []

    def rung(rate: float) -> Played:
        rates.append(rate)
        ack = 0.1 if rate <= taken else LONGEST_ACK + 1
        after = 1.0 if rate <= prompt else PROMPT + 1
        return Played(
            sent=1, rate=rate, acks=(ack,), unacked=0, lost=0, doubled=0, drafts_wrong=0, waiting=0, last_answer=after
        )

    found = climb(rung)
    held, kept = found.split(". Acknowledged")
    assert held.endswith(f": {told[0]}")
    assert f": {told[1]}." in kept
    assert len(rates) == len(set(rates)) <= 12
