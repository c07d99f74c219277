"""Days written in another language: the only place where dateparser is asked, and on the isolated month only.

Searched in running text it reads "Su-24" as the 24th and "Tu-95" as 1995. It is slow to load and slow to answer, so it is
asked once for each name of a month that its own data knows.
"""

import functools
import importlib
import re

from bot.reading.days import Base, DateRule, Days, make_day, one

FOREIGN = re.compile(
    r"(?<![\w/-])(?P<day>[0-3]?\d)\.?\s(?:de\s)?(?P<name>[^\W\d_]{3,12})\.?\s(?:de\s)?(?P<year>(?:19|20)\d\d)(?!\w)"
)
LANGUAGES = ("de", "es", "fr", "it", "nl", "pl", "pt", "ru", "uk", "fi", "sv", "nb", "da", "et", "lv", "lt", "tr", "ro")
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
# What the names of months begin with in these languages: without one of them dateparser need not be loaded.
STARTS = frozenset(
    """
    abr ago aoû apr ara aug avr ağu bal bir cze dec des det dez dic déc eki elo ene eyl feb fev fév geg gen giu gru haz
    hei hel huh ian iul iun jaa jan jou jui jul jun juu jän jūl jūn kas kes kov kwi lap lie lip lis lok lug lut maa mag
    mai maj mar may mei mrt mrz mär nis noi nov oca oct okt ott out paz paź rug sau sep set sie spa sty syy tam tem tou
    vas vee wrz şub авг апр бер вер гру дек жов июл июн кві лип лис лют май мар мая ноя окт сен сер січ тра фев чер янв
    """.split()  # noqa: SIM905 - a hundred beginnings read better as a paragraph than as a column
)


@functools.cache
def _languages() -> dict[str, str]:
    """The names of months that dateparser's data knows, each with one of its languages."""
    found: dict[str, str] = {}
    for language in LANGUAGES:
        words = importlib.import_module(f"dateparser.data.date_translation_data.{language}").info
        for month in MONTHS:
            for name in words[month]:
                found.setdefault(name.lower().rstrip("."), language)
    return found


@functools.cache
def _month(name: str, language: str) -> int | None:
    import dateparser  # a quarter of a second to load, and few reports need it

    read = dateparser.parse(f"1 {name} 2000", languages=[language], settings={"DATE_ORDER": "DMY"})
    return read.month if read else None


def _foreign(match: re.Match[str], base: Base) -> Days | None:
    name = match["name"].lower()
    if name[:3] not in STARTS or name not in _languages():
        return None
    month = _month(name, _languages()[name])
    found = make_day(int(match["year"]), month, int(match["day"])) if month else None
    return one(found) if found else None


FOREIGN_RULE = DateRule(
    "day in another language",
    FOREIGN,
    _foreign,
    (
        ("21. März 2016", "2016-03-21", "2016-03-21"),
        ("21 марта 2016", "2016-03-21", "2016-03-21"),
        ("3 de abril de 2016", "2016-04-03", "2016-04-03"),
        ("9 maaliskuuta 2016", "2016-03-09", "2016-03-09"),
        ("4 août 2016", "2016-08-04", "2016-08-04"),
    ),
    ("24 jets 2016", "on 3 bombers 2015", "45 mars 2016", "23 marines 2014", "23 similar 2014"),
)
