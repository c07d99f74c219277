"""The platforms of a sentence: type, whose and how many."""

import re

from bot.reading.days import DateMention
from bot.reading.numbers import Count, count_before, whole_number
from bot.reading.owners import TWO_OWNERS, owners_of, state_of_base
from bot.reading.scene import Craft, states_of
from bot.vocabulary import Aircraft, Force, Generic, Mention, State, Vessel
from store.records import Bound

NO_CRAFT = frozenset({"missile"})
# A missile is a platform where its launch is the news, not where a ship or an aircraft carries it.
WEAPON_ITSELF = re.compile(
    r"\b(?:fir(?:ed|es|ing)|launch(?:ed|es|ing)?|test[- ]?(?:fired|launched|firing)|lobb(?:ed|ing)|tested)\s(?:\S+"
    r" ){0,8}?"
    r"(?:missiles?|projectiles?|rockets?)\b(?! (?:defen[cs]e|carrier|destroyer|frigate|cruiser|boat|submarine|at"
    r"|from (?:an?|its) (?:jet|F-)))",
    re.IGNORECASE,
)


NOT_THE_CRAFT = re.compile(
    r"\b(?:copy|copies|clone|version|replica|picture|photo) of (?:the |an? )?(?:\w+ )?$|\b(?:no|any) (?:\w+ )?$"
    r"|\b(?:damage|harm|risk|danger|threat|hazard|notice|injury) (?:to|for) (?:\w+ (?:or|and) )?$"
    r"|\bwhether (?:it|this|that|they) (?:was|were|is|are|had been) (?:an? |the )?(?:\w+ )?$"
    r"|\bthe (?:rest|others|remainder),? (?:among them|among which|including) (?:an? |one )?(?:\w+ )?$"
    r"|\b(?:from|after) (?:a|the|its|his|their) (?:search|hunt) for (?:an? |the )?(?:[\w-]+ )?$"
    r"|\b(?:to|can|could|and) (?:find|hunt|detect|track|kill|seek|sink|chase) (?:enemy |foreign |down )?$"
    r"|\b(?:play(?:ed|ing|s) the (?:part|role)s? of|in the (?:part|role)s? of|(?:pos|act)(?:ed|ing) as"
    r"|st(?:ood|anding) in for|simulat(?:ed|ing)|mimick(?:ed|ing)|pretend(?:ed|ing) to be)"
    r" (?:an? |the |two |three )?(?:[\w-]+ ){0,2}$"
    r"|\b(?:similar to|modelled on|modeled on|resembling|successor to) (?:the |an? )?(?:\w+ )?$",
    re.IGNORECASE,
)
TIMES_AFTER = re.compile(r"\s?(?:ASW|EW|AEW|AEW&C|RECCE)?\s?\(?[xX×*]\s?(\d{1,3})\b")
IN_ALL = re.compile(
    r",? (?:planes|aircraft|jets|altogether|in number)?,? ?(\d{1,3}|[a-z]+(?:-[a-z]+)?)"
    r"(?: altogether| in number| in all)\b"
)
# The "ship" of a "two-ship formation of Su-35s" sails nowhere.
FORMATION = re.compile(r"\b(?:two|three|four|six|eight|[2-8])-$", re.IGNORECASE)
# "Two of the jets were MiG-29s", "the other three appeared to be MiG-23s"
PART_WERE = re.compile(
    r"\b(?:(?P<n>\w+) of (?:the|these|those|them)\b[^.;,]{0,24}?|[Tt]he other (?P<rest>\w+))\s(?:was|were|are|is"
    r"|appeared to be|seemed to be)\s(?:reportedly\s|(?:identified|described) as\s|(?:said|believed|thought) to be\s)?"
    r"(?:(?!and|or|with|not|no)[\w-]+\s){0,2}$"
)
LONGEST_PART = 80
UNIDENTIFIED = re.compile(r"\b(?:unidentified|unknown|unmarked)\s(?:[\w-]+\s){0,2}$", re.IGNORECASE)
# "A submarine hunter", "a ship-killing missile": what it is for.
HUNTER = re.compile(
    r"[ -](?:hunt(?:ers?|ing)|kill(?:ers?|ing)|chas(?:ers?|ing)|spotters?|detection"
    r"|cables?|pens?|bases?|(?:ice )?camps?)\b",
    re.IGNORECASE,
)
# "An Altay-class oiler": another ship than the Altay.
OF_ITS_CLASS = re.compile(r"[- ](?:[IV]{1,3}[- ])?class\b", re.IGNORECASE)
THE = re.compile(
    r"\bthe\s(?:(?!(?:sent|put|met|saw|flew|had|has|have|used|launched|deployed|dispatched|scrambled|detected|spotted|tracked)\b)"
    r"[\w-]+\s){0,2}$",
    re.IGNORECASE,
)
PLURAL_NOUN = re.compile(
    r"\s(?:[\w-]+\s){0,2}(?:planes|jets|fighters|bombers|interceptors|drones|helicopters|tankers|warplanes|transports"
    r"|gunships|crews|pilots|airliners|carriers|boats|ships|destroyers|frigates|submarines)\b"
)
PAIR_AFTER = re.compile(r"\s(?:pair|duo)\b")
AN_AND_COMMA = re.compile(r"\b(an?)\s[\w-]+,\s(?:[\w-]+,?\s){0,4}$", re.IGNORECASE)
ITS_OWN = re.compile(r"\b(?:its|her)\s(?:own\s|embarked\s)?$", re.IGNORECASE)
OF_ITS = re.compile(
    r"\b(?P<count>one|two|three|four|five|six)\sof\s(?:its|his|their|our)\s(?:[\w-]+\s){0,3}$", re.IGNORECASE
)
ITS = re.compile(r"\b(?:its|their)\s(?:(?!and|or|the)[\w-]+\s){0,3}$", re.IGNORECASE)
# What stands between a state and "its frigate": a comma, or a verb of saying or sending.
SPEAKS = re.compile(
    r"(?:,|\s(?:said|says|reported|announced|confirmed|claimed|sent|scrambled|launched|dispatched|deployed|put up"
    r"|lost|complained)\b[^,;:]{0,20})\s*(?:that\s)?(?:one of\s)?$",
)
# "Berlin accused China's navy of aiming a laser at one of its …", "Canberra says that a jet flew too close to its …"
# "A B-52 stands at Andersen": it took no part.
AT_REST = re.compile(
    r"\s(?:bombers?\s|fighters?\s|jets?\s|aircraft\s)?(?:(?:stands?|sits?|(?:is|are)\s(?:now\s|currently\s|also\s)?(?:based|stationed|parked))"
    r"\s(?:at|in|on|there|near)|(?:was|were|stood|remained|stayed)\s(?:also\s)?(?:on\s(?:high\s)?alert|on\sstandby|ready)(?=\s(?:at|in)\b|[.;]))"
)
COMPLAINS = re.compile(
    r"\s(?:has\s|have\s|had\s)?(?:accus(?:ed|es)|said|says|reported|complain(?:ed|s)|alleg(?:ed|es)|claim(?:ed|s)|charged)\b"
)
SUFFERING = re.compile(r"\b(?:at|near|over|past|into|around|to|towards?|with|of)\s(?:one of\s)?$")
ABOARD = re.compile(
    r"\b(?:from|aboard|on board|off the|embarked (?:on|in)|based on|flying off|(?:to land|landing) (?:back )?on"
    r"|recovered (?:to|aboard|on)|back (?:to|on|aboard))\s(?:the\s)?$",
    re.IGNORECASE,
)


def find_craft(
    text: str, start: int, end: int, floor: int, mention: Mention, inside: list[Mention], named: set[str]
) -> Craft | None:
    """The craft that a mention in text[start:end] stands for, with whose it is and how many.

    `floor` is where the craft before it ends, `inside` are the mentions of the sentence and `named` the states of the
    whole text. None where the words name no craft that takes part: a missile on a wing, a base, a carrier flown from.
    """
    entry = mention.entry
    if not isinstance(entry, Aircraft | Vessel | Generic) or not _takes_part(text, start, end, floor, mention):
        return None
    count = _count(text, start, floor, end, mention, inside)
    left = count.start if count else max(floor, mention.start - 60)
    states = owners_of(text, floor, left, end, mention, inside)
    states = states or _of_the_speaker(text, start, floor, mention, inside)
    unknown = not states and UNIDENTIFIED.search(text[max(floor, mention.start - 40) : mention.start]) is not None
    both = TWO_OWNERS.search(text[floor : mention.start])
    if both and (one := whole_number(both["one"])) is not None and (two := whole_number(both["two"])) is not None:
        named_here = {m.words: states_of(m) for m in inside}
        states = tuple(dict.fromkeys(named_here.get(both["first"], ()) + named_here.get(both["second"], ())))
        count = Count(one + two, Bound.EXACT, floor + both.start(), mention.start)
    based: tuple[str, ...] = ()
    guessed: tuple[str, ...] = ()
    if not states and not unknown and not isinstance(entry, Generic):
        based = state_of_base(text, mention, end, inside)
        guessed = () if based else _operator(entry, named)
    return Craft(
        mention,
        entry.name,
        isinstance(entry, Generic),
        states or based or guessed,
        count,
        guessed_state=bool(guessed),
        from_base=bool(based),
        definite=count is None and _is_definite(text, _start_of_title(floor, mention, inside), mention),
        unknown=unknown,
        again=bool(THE.search(text[max(floor, mention.start - 40) : mention.start])),
    )


def forget_days(crafts: list[Craft], dates: list[DateMention]) -> None:
    """Take back counts that are part of a date: "181412Z MAY 24 PLAN FRIGATE"."""
    for craft in crafts:
        if craft.count and any(d.start <= craft.count.start < d.end for d in dates):
            craft.count = None


def _start_of_title(floor: int, mention: Mention, inside: list[Mention]) -> int:
    """Where the words before a type begin that only say what it is: "the fighter Su-27"."""
    title = next((m for m in inside if m.end == floor and isinstance(m.entry, Generic)), None)
    return title.start - 12 if title and mention.start - floor <= 1 else floor


def _of_the_speaker(text: str, start: int, floor: int, mention: Mention, inside: list[Mention]) -> tuple[str, ...]:
    """Whose "its frigate" is: the state or force that the clause is about, "according to the navy, its frigate …"."""
    its = ITS.search(text[max(floor, mention.start - 40) : mention.start])
    if its is None:
        return ()
    at = max(floor, mention.start - 40) + its.start()
    if theirs := _of_the_accuser(text, start, at, inside):
        return theirs
    named = [m for m in inside if isinstance(m.entry, State | Force) and start <= m.start and m.end <= at]
    if not named or any(
        named[-1].end <= m.start < at for m in inside if isinstance(m.entry, Aircraft | Vessel | Generic)
    ):
        return ()
    states = states_of(named[-1])
    return states if len(states) == 1 and SPEAKS.match(text[named[-1].end : at]) else ()


def _of_the_accuser(text: str, start: int, at: int, inside: list[Mention]) -> tuple[str, ...]:
    """Whose "its" is at the end of a complaint: "Canberra said a ship had pointed a laser at one of its P-8s"."""
    if not SUFFERING.search(text[start:at]):
        return ()
    named = (m for m in inside if isinstance(m.entry, State | Force) and start <= m.start and m.end <= at)
    accuser = next((m for m in named if COMPLAINS.match(text, m.end)), None)
    states = states_of(accuser) if accuser else ()
    return states if len(states) == 1 else ()


def _takes_part(text: str, start: int, end: int, floor: int, mention: Mention) -> bool:
    entry = mention.entry
    if isinstance(entry, Generic) and entry.name in NO_CRAFT and not WEAPON_ITSELF.search(text[floor:end]):
        return False
    if FORMATION.search(text, max(start, mention.start - 8), mention.start):
        return False
    if NOT_THE_CRAFT.search(text[max(start, mention.start - 40) : mention.start]):
        return False
    if isinstance(entry, Vessel) and entry.name.startswith("hull ") and text[max(start, mention.start - 1)] == "(":
        return False
    if isinstance(entry, Vessel) and ABOARD.search(text[max(start, mention.start - 28) : mention.start]):
        return False
    if HUNTER.match(text, mention.end) or (isinstance(entry, Vessel) and OF_ITS_CLASS.match(text, mention.end)):
        return False
    if AT_REST.match(text, mention.end):
        return False
    return not re.match(r"\s(?:air ?)?(?:base|field)\b", text[mention.end : mention.end + 10])


def _count(text: str, start: int, floor: int, end: int, mention: Mention, inside: list[Mention]) -> Count | None:
    """How many: said before the craft, else right behind it ("J-16 x2", "a MiG-29 pair", "drones, 12 in all")."""
    singular = not mention.plural
    spans = [(m.start, m.end) for m in inside if isinstance(m.entry, State | Force)]
    if singular and (pair := PAIR_AFTER.match(text[mention.end : end])):
        return Count(2, Bound.EXACT, mention.start, mention.end + pair.end())
    count = count_before(text, floor, mention.start, singular=singular, owners=spans)
    if count is not None:
        return count
    begun = max(start, mention.start - LONGEST_PART)
    if (part := PART_WERE.search(text, begun, mention.start)) and (
        of_them := whole_number(part["n"] or part["rest"])
    ) is not None:
        return Count(of_them, Bound.EXACT, part.start(), mention.start)
    after = text[mention.end : end]
    for pattern in (TIMES_AFTER, IN_ALL):
        if (number := pattern.match(after)) and (value := whole_number(number.group(1))) is not None:
            return Count(value, Bound.EXACT, mention.end, mention.end + number.end())
    if of_its := OF_ITS.search(text[max(floor, mention.start - 40) : mention.start]):
        number_of = whole_number(of_its["count"])
        if number_of is not None:
            return Count(number_of, Bound.EXACT, max(floor, mention.start - 40) + of_its.start(), mention.start)
    begin = max(floor, mention.start - 60)
    if singular and isinstance(mention.entry, Generic) and (its := ITS_OWN.search(text[begin : mention.start])):
        return Count(1, Bound.EXACT, begin + its.start(), mention.start)
    if singular and (one := AN_AND_COMMA.search(text[begin : mention.start])):
        return Count(1, Bound.EXACT, begin + one.start(1), mention.start)
    return None


def _operator(entry: Aircraft | Vessel, named: set[str]) -> tuple[str, ...]:
    """The one state that flies or sails the type, or the one of them that the text names."""
    if isinstance(entry, Vessel) and entry.hull == "HMS" and "SE" in named and "GB" not in named:
        return ("SE",)
    known = entry.operators if len(entry.operators) == 1 else tuple(o for o in entry.operators if o in named)
    return known if len(known) == 1 else ()


def _is_definite(text: str, floor: int, mention: Mention) -> bool:
    """Whether it is "the Su-27", one that was named before."""
    before, after = text[max(floor, mention.start - 40) : mention.start], text[mention.end : mention.end + 32]
    return not mention.plural and bool(THE.search(before)) and not PLURAL_NOUN.match(after)
