"""Everything that is looked for on a page, in one index: its words are gone through once for all of it."""

from bot.reading import deeds, hearsay, layout, naming, news, staging
from bot.reading.index import Index, Words
from bot.reading.rules.acts import ACTS, HABITUAL
from bot.reading.rules.coordinates import COORDINATES
from bot.reading.rules.dates import FOREIGN, RULES
from bot.reading.rules.distance import DISTANCES
from bot.reading.rules.durations import DURATIONS
from bot.reading.rules.genres import SIGNS

ON_A_PAGE = (
    *(rule.pattern for rule in RULES),
    *(
        layout.CAPTION,
        FOREIGN,
        naming.SHARED,
        naming.PLAN,
        naming.CODE,
        naming.FULL_TITLE,
        naming.SHIP,
        naming.SHIP_BEFORE,
    ),
    *(naming.SHIP_WAS, naming.SHIP_APPOSED, naming.SHIP_LISTED, naming.BARE_SHIP),
)
IN_A_SENTENCE = (
    *(rule.pattern for rules in (ACTS, DISTANCES, DURATIONS, COORDINATES) for rule in rules),
    *(HABITUAL, staging.SINCE, staging.ECHO, staging.FLAG, hearsay.OTHER_ACCOUNT, staging.MEMBER, hearsay.SAID_FALSE),
    *(hearsay.DENIED_REPORT, hearsay.RUMOUR, deeds.IMAGINED),
    *(news.NOT_NEWS, news.RECALLED, news.FUTURE, news.IT_WAS, news.FLIGHTS, news.GENERAL, news.LOOKING_BACK),
)
IN_A_STORY = tuple(sign.pattern for sign in SIGNS)
LOOKED_FOR = Index(ON_A_PAGE, IN_A_SENTENCE, IN_A_STORY)


def words_of(text: str) -> Words:
    """The words of a page, to look for any of that."""
    return Words(text, LOOKED_FOR)
