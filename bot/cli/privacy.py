"""What the command line hands on: nothing of private channels, unless the operator says so."""

import typer

from bot.desk import Desk
from store.filters import OPERATOR, SHAREABLE, Audience, IncidentFilter
from store.records import Status

EVERY = IncidentFilter(statuses=tuple(Status))


def readers(*, private: bool) -> Audience:
    """For whom an export, a digest or a background is written: for anybody, or for who may see all."""
    return OPERATOR if private else SHAREABLE


def tell_left_out(desk: Desk, *, private: bool) -> None:
    """Say on standard error how many records of private channels were left out, where there are any."""
    if private:
        return
    left_out = desk.ledger.count(EVERY, audience=OPERATOR) - desk.ledger.count(EVERY, audience=SHAREABLE)
    if left_out:
        records = f"{left_out:,} record{'s' * (left_out != 1)}"
        typer.echo(f"Left out: {records} of private channels. To take them in too, add --private.", err=True)
