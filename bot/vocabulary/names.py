"""Names: every way of writing an entry, its plural, and how its words hang together."""

import functools
import itertools
from dataclasses import dataclass, replace

from bot.vocabulary.entries import Aircraft, Entry, State, Vessel
from bot.vocabulary.folding import TOKEN, fold


@dataclass(frozen=True, slots=True)
class Name:
    """One way of writing an entry. `entry` None: a maker's name or a decoy, which is no mention by itself.

    `form` is name, alias, nickname, shared, adjective, people, metonym, designation, rule, maker or decoy.
    """

    words: str
    entry: Entry | None
    form: str = "name"
    variant: str | None = None
    plural: bool = False


def names_of(entry: Entry) -> list[Name]:
    """Every way of writing an entry that the data gives."""
    names = [Name(entry.name, entry)]
    names += [Name(alias, entry, form="alias") for alias in entry.aliases]
    if isinstance(entry, Aircraft):
        names = [name for name in names if name.words not in entry.nicknames]
        names += [Name(variant, entry, variant=variant) for variant in entry.variants]
        names += [Name(words, entry, form="alias", variant=variant) for words, variant in entry.called]
        names += [Name(nickname, entry, form="nickname") for nickname in entry.nicknames]
    if isinstance(entry, State):
        names += [Name(words, entry, form="adjective") for words in (entry.adjective, *entry.adjectives)]
        names += [Name(words, entry, form="people") for words in entry.people]
        names += [Name(words, entry, form="metonym") for words in entry.metonyms]
    if isinstance(entry, Vessel) and entry.shared:
        names = [replace(name, form="shared") for name in names]
    return names


def plural_of(words: str) -> str | None:
    """The plural of a name that ends in a letter: "Blackjacks", "spy planes"; None where it has none."""
    if not words[-1].isalpha() or words.endswith("craft"):
        return None
    if words[-1].isupper():
        return words + "s"
    if words[-1] == "s" and words[-2] != "s":
        return None
    if words.endswith("y") and words[-2] not in "aeiou":
        return words[:-1] + "ies"
    if words.endswith(("ss", "ch", "sh", "x", "z")):
        return words + "es"
    return words + "s"


def tokens_of(words: str) -> list[str]:
    """The folded tokens of a name."""
    return TOKEN.findall(words.lower() if words.isascii() else fold(words).folded)


def gap_of(between: str) -> str:
    """What stands between two tokens, as far as it matters: a space, nothing, or the signs themselves."""
    signs = "".join(between.split())
    if signs:
        return signs
    return " " if between else ""


@functools.cache
def gaps_of(words: str) -> tuple[str, ...]:
    """What stands between the tokens of a name."""
    folded = fold(words).folded
    spans = [match.span() for match in TOKEN.finditer(folded)]
    return tuple(gap_of(folded[left[1] : right[0]]) for left, right in itertools.pairwise(spans))
