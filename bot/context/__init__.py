"""Context: what makes records notable, as computed sentences that name their records and the coverage they rest on."""

from bot.context.around import about
from bot.context.background import Sentence, background
from bot.context.model import Statement, Topic
from bot.context.needs import Need, needs
from bot.context.norms import Usual, pairs_of, spans_of, usual_of
from bot.context.notable import foremost, notable
from bot.context.past import Past, floor_of

__all__ = [
    "Need",
    "Past",
    "Sentence",
    "Statement",
    "Topic",
    "Usual",
    "about",
    "background",
    "floor_of",
    "foremost",
    "needs",
    "notable",
    "pairs_of",
    "spans_of",
    "usual_of",
]
