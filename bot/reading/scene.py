"""One sentence as a scene: which craft, whose, how many, what was done, when, where, how near."""

from dataclasses import dataclass, field

from bot.reading.days import DateMention
from bot.reading.index import Words
from bot.reading.layout import Part
from bot.reading.numbers import Count
from bot.reading.rules.acts import Act
from bot.reading.spans import Found
from bot.vocabulary import Force, Mention, State
from store.records import Distance


@dataclass(slots=True)
class Craft:
    """A platform in a scene. `states` own it; `lean` above zero makes it the actor's, below zero the responder's.

    `met` comes from meeting and intercepting: it turns round where the intercept itself was the danger, for then the
    interceptor is the actor. `came` comes from flying and approaching, which in such a case both did, and `sent` from
    being launched, which then says nothing; `neared`, from flying close to another craft, counts in such a case alone.
    `again` is one that "the" points back to, `unknown` one that the report calls unidentified; `note` says what was
    assumed of it.
    """

    mention: Mention
    type: str
    generic: bool
    states: tuple[str, ...]
    count: Count | None
    guessed_state: bool = False
    from_base: bool = False
    definite: bool = False
    again: bool = False
    unknown: bool = False
    note: str = ""
    lean: float = 0.0
    met: float = 0.0
    came: float = 0.0
    sent: float = 0.0
    neared: float = 0.0
    dropped: bool = False


@dataclass(slots=True)
class Party:
    """A state, force or people named by itself."""

    mention: Mention
    states: tuple[str, ...]
    lean: float = 0.0
    met: float = 0.0
    came: float = 0.0
    sent: float = 0.0
    neared: float = 0.0
    place_only: bool = False


@dataclass(slots=True)
class Deed:
    """An act in a scene with what stands before it: denied, imagined or habitual."""

    act: Act
    start: int
    end: int
    denied: bool = False
    imagined: bool = False


@dataclass(slots=True)
class Scene:
    """A sentence (or a clause of its own day) with everything found in it; `seen` are its words, to look for more."""

    start: int
    end: int
    part: Part
    paragraph: int
    text: str
    seen: Words
    crafts: list[Craft] = field(default_factory=list)
    parties: list[Party] = field(default_factory=list)
    places: list[Mention] = field(default_factory=list)
    forces: list[Mention] = field(default_factory=list)
    dates: list[DateMention] = field(default_factory=list)
    said_on: list[DateMention] = field(default_factory=list)
    deeds: list[Deed] = field(default_factory=list)
    distances: list[Found[Distance]] = field(default_factory=list)
    habitual: bool = False

    @property
    def words(self) -> str:
        """The sentence itself."""
        return self.seen.text

    def did(self, *acts: Act) -> bool:
        """Whether one of the acts was done, neither denied nor imagined."""
        for deed in self.deeds:  # noqa: SIM110 - asked thousands of times of one page: a generator takes twice as long
            if deed.act in acts and not deed.denied and not deed.imagined:
                return True
        return False


def states_of(mention: Mention) -> tuple[str, ...]:
    """The states that a mention of a state or force stands for."""
    if isinstance(mention.entry, State):
        return (mention.entry.code,)
    return mention.entry.states if isinstance(mention.entry, Force) else ()
