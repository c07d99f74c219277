"""How well a report bears a record out, by who is named in it: a force or ministry, some outlets, or nobody."""

from collections.abc import Iterable

from bot.vocabulary import Entry, Force, State, vocabulary
from store.records import IncidentDraft, Verification

UNNAMED = ("officials", "official", "sources")  # "U.S. defense officials" put no name to what they say


def verify(draft: IncidentDraft) -> Verification:
    """What a draft deserves to be called until somebody looks at it.

    Official where a force, command or ministry announced it; else by the number of outlets and unnamed officials.
    """
    if any(_is_official(name) for name in draft.reported_by):
        return Verification.OFFICIAL
    outlets = {source.outlet.casefold() for source in draft.sources if source.outlet}
    tellers = outlets | {_canonical(name) for name in draft.reported_by}
    if len(tellers) > 1:
        return Verification.SEVERAL_SOURCES
    return Verification.SINGLE_SOURCE if tellers else Verification.UNVERIFIED


def verified(draft: IncidentDraft) -> IncidentDraft:
    """A draft that is called what it deserves."""
    return draft.model_copy(update={"verification": verify(draft)})


def _is_official(name: str) -> bool:
    unnamed = name.split()[-1].lower() in UNNAMED if name.split() else True
    return not unnamed and any(isinstance(entry, Force | State) for entry in _entries(name))


def _canonical(name: str) -> str:
    entry = next(iter(_entries(name)), None)
    return (entry.name if entry else name).casefold()


def _entries(name: str) -> Iterable[Entry]:
    """What a name means to the vocabulary, where it is all of the name."""
    words = vocabulary()
    if state := words.states.get(name):
        return [state]
    return [one.entry for one in words.find(name, telegraphic=True) if one.words == name]
