"""Scheduled work at the command line: what is due, under way, failed or parked; try again, or skip."""

from bot.app import now, open_desk
from bot.cli.door import CommandError
from bot.cli.terminal import Screen, write_json
from bot.desk import Desk
from bot.jobs.runs import Runs
from bot.jobs.told import next_of, run_line, standing
from bot.subscribing import say_subscription
from handlers.work import Rooms
from store.subscriptions import SubscriptionKind


def listed(*, as_json: bool, database: str | None) -> None:
    """Print what is scheduled, what is under way, failed or parked, and how many messages wait."""
    desk = open_desk(database)
    rooms = Rooms.over(desk.ledger.store)
    scheduled = [(one, next_of(one, now())) for one in rooms.subscriptions.active(SubscriptionKind.DIGEST)]
    rows = _open_runs(desk, rooms)
    parked, counts = rooms.outbox.parked(), {state.value: n for state, n in rooms.outbox.counts().items()}
    if as_json:
        write_json(
            {
                "scheduled": [{"id": one.id, "next": at.isoformat() if at else None} for one, at in scheduled],
                "runs": [{"key": key, "state": state} for key, state, _ in rows],
                "parked": [one.model_dump(mode="json") for one in parked],
                "outbox": counts,
            }
        )
        return
    lines = [f"{at:%Y-%m-%d %H:%M} UTC  {say_subscription(one)}" for one, at in scheduled if at]
    screen = Screen()
    screen.write("Scheduled:\n" + ("\n".join(sorted(lines)) or "nothing"))
    screen.write("Under way or failed:\n" + ("\n".join(line for _, _, line in rows) or "nothing"))
    screen.write(
        "Parked channels:\n" + ("\n".join(f"{p.channel}: {p.reason}, {p.waiting} wait" for p in parked) or "none")
    )
    screen.write("Messages: " + (", ".join(f"{n} {state}" for state, n in sorted(counts.items())) or "none"))


def _open_runs(desk: Desk, rooms: Rooms) -> list[tuple[str, str, str]]:
    """The runs that are not done: key, state, and the line that tells of it."""
    runs, found = Runs(desk, rooms, now=now), []
    reasons = {(one.team, one.channel): one.reason for one in rooms.outbox.parked()}
    for run in desk.ledger.unposted():
        state = rooms.outbox.state(runs.posting(run.key, failed=True))
        parked = reasons.get((run.team, run.channel), "")
        found.append((run.key, standing(run, state, parked=parked), run_line(run, state, parked=parked)))
    return found


def retry(key: str, *, database: str | None) -> None:
    """Let a digest that failed be made and posted anew, and a parked channel take messages again. Raises DeskError."""
    desk = open_desk(database)
    rooms = Rooms.over(desk.ledger.store)
    run = desk.ledger.digest_run(key)
    if run is None:
        raise CommandError(f"There is no run {key!r}: see `intercept jobs list`.")
    with desk.ledger.store.writing():
        freed = rooms.outbox.unpark(run.team, run.channel)
        if not freed and not key.startswith("digest:"):
            raise CommandError(f"{key} was asked for at once: ask anew with `intercept subscriptions now`.")
        if not freed and not Runs(desk, rooms, now=now).retry(key, now=now()):
            raise CommandError(f"{key} went out already: nothing is to be tried again.")
    what = f"{run.channel} takes messages again" if freed else f"{key} is made anew as soon as a bot runs"
    Screen().write(f"{what}.")


def skip(key: str, *, database: str | None) -> None:
    """Give a digest up that is not out yet. Raises DeskError."""
    desk = open_desk(database)
    run = desk.ledger.digest_run(key)
    if run is None:
        raise CommandError(f"There is no run {key!r}: see `intercept jobs list`.")
    if run.posted_at:
        raise CommandError(f"{key} is done ({standing(run)}): there is nothing to skip.")
    rooms = Rooms.over(desk.ledger.store)
    with desk.ledger.store.writing():
        rooms.outbox.give_up(Runs(desk, rooms, now=now).posting(key), "skipped by the operator", at=now())
        desk.ledger.skip_digest(key, at=now())
    Screen().write(f"{key} is skipped.")
