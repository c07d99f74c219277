"""Words of questions: those known to carry no meaning, nouns for any record, numbers, and questions that work."""

EXAMPLES = (
    "last Tu-95 near Alaska",
    "how many intercepts near Japan in 2024?",
    "list Chinese flights near Taiwan since June",
)


def word_set(text: str) -> frozenset[str]:
    """The words of a text as a set; keeps long lists of words readable."""
    return frozenset(text.split())


NOUNS = word_set(
    """
    incident incidents encounter encounters flight flights event events record records report reports sortie sorties
    case cases occurrence occurrences episode episodes sighting sightings visit visits appearance appearances mission
    missions flyby flybys time times occasion occasions one ones entries activity activities contact contacts item items
    happening happenings overflight overflights flypast pass passes trip trips anything something things thing stuff
    everything whatever approach approaches show instances instance group groups formation formations package packages
    """
)
"""Nouns that stand for any record."""

STOP = NOUNS | word_set(
    """
    a an the this that these those which what is are was were be been being am do does did has have had having
    of in on at to for with into off near over around about above along by from towards toward and or as
    i we you me my our your they them their he his she her its it bot
    team folks guys mate mates everyone sorry bother asap urgent urgently fyi btw cheers ta thx ty tnx tia hmm err
    please pls plz thanks thank hi hey hello kindly quick quickly question wondering wonder
    tell give show list find get got pull look see know remind want need let check
    there here so ok okay well um uh just also even actually really exactly again yet still already now then
    ever history total altogether overall date all any some every full whole entire
    come came comes coming fly flew flown flying flies go gone went going show shows shown showed turn turned
    appear appeared appearing happen happened happening occur occurred take took taken place
    log logged logs recorded seen spotted sighted observed reported noted listed registered documented
    desk ledger database books file files held kept hold
    aircraft plane planes jet jets airplane airplanes airframe airframes warplane warplanes helo helos
    military coast coasts coastline shore shores vicinity area areas region waters skies airspace
    involving involve involved including include included featuring saw seeing made make making
    's s d ll ve re m whether if yes such kind type sort number numbers amount
    inclusive involvement
    reach reached getting gets actual during while round across via
    """
)
"""Words that may stand in a question without changing what is asked. Never a negation, a limit, a rank or a measure."""

PLACE_WORDS = (
    "near|off|over|around|in|at|to|toward|towards|outside|inside|into|along|above|past|beside|approaching|across"
)
"""Prepositions before a place."""

NUMBER_WORDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "fifty": 50, "hundred": 100, "dozen": 12,
}  # fmt: skip

GRAMMAR_WORDS = word_set(
    """
    first latest newest oldest earliest recent closest nearest furthest farthest largest biggest smallest busiest
    quietest rarest flights flight incidents incident encounters encounter intercept intercepts intercepted
    interception scrambled scramble monitored tracked shadowed protested airspace violation violations violated unsafe
    patrol patrols aircraft planes fighters bombers reported percentage percent share since before after between
    during consecutive streak weekday month months years year response responded reacted country countries
    around against compared
    compare versus sightings sighting joint together without except outside excluding formation number
    """
)
"""Words that a misspelt one may be read as, beside the names of the vocabulary."""
