"""What can be asked: every operation with its wordings and with questions that prove it. `help` lists the examples."""

from bot.asking.forms.form import Form
from bot.asking.forms.plain import PLAIN
from bot.asking.forms.ranks import RANKS
from bot.asking.forms.spells import SPELLS

__all__ = ["FORMS", "Form", "examples"]

# The order decides: a tally or a rank is looked for before the plain words ("how many", "last", "which") inside it.
FORMS: tuple[Form, ...] = (*SPELLS, *RANKS, *PLAIN)


def examples() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Every operation with questions that show it, for the help text: (("newest", ("last Tu-95 near Alaska",)), …)."""
    return tuple((form.op.value, form.reads) for form in FORMS)
