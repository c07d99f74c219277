"""A digest as a message: its window as the title, the lead, incidents by theatre, what is notable, totals."""

from bot.digest import Digest, digest_text
from handlers.views.blocks import Block, Message, context, header, lines, message, safe, section
from handlers.views.record import record_line

PER_THEATRE = 10


def digest(made: Digest) -> Message:
    """The whole digest; a quiet one is its title and one line."""
    blocks: list[Block] = [header(made.title), section(safe(made.lead))]
    for theatre in made.sections:
        rows = [record_line(incident) for incident in theatre.incidents[:PER_THEATRE]]
        hidden = len(theatre.incidents) - PER_THEATRE
        more = [f"… and {hidden} more: ask me for them by place and day"] if hidden > 0 else []
        blocks.append(section(lines([f"*{safe(theatre.theatre)}*", *rows, *more], each=260)))
    if made.notable:
        blocks.append(section(lines(["*Notable*", *(f"• {safe(one.text)}" for one in made.notable)])))
    blocks.append(context(*(safe(total) for total in made.totals)))
    return message(safe(digest_text(made)), blocks)
