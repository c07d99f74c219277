"""Two replicas in HTTP mode on one PostgreSQL share the work: nothing is lost, nothing doubled. Nothing is timed."""

from benchmarks.load import play
from store.database import upgrade


async def test_two_replicas_answer_everything_once(empty_postgres: str) -> None:
    upgrade(empty_postgres)
    played = await play(empty_postgres, rate=20, seconds=5)
    assert played.whole, played
