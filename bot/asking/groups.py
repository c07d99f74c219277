"""Words for what records are tallied by."""

from bot.asking.question import Group

GROUP_WORDS: dict[str, Group | str] = {
    "year": Group.YEAR, "years": Group.YEAR, "yearly": Group.YEAR, "annual": Group.YEAR, "annually": Group.YEAR,
    "quarter": Group.QUARTER, "quarters": Group.QUARTER, "quarterly": Group.QUARTER,
    "week": Group.WEEK, "weeks": Group.WEEK, "weekly": Group.WEEK,
    "month": Group.MONTH, "months": Group.MONTH, "monthly": Group.MONTH,
    "day": Group.DAY, "days": Group.DAY, "daily": Group.DAY, "date": Group.DAY, "dates": Group.DAY,
    "weekday": Group.WEEKDAY, "weekdays": Group.WEEKDAY,
    "type": Group.TYPE, "types": Group.TYPE, "model": Group.TYPE, "models": Group.TYPE,
    "area": Group.AREA, "areas": Group.AREA, "place": Group.AREA, "places": Group.AREA, "location": Group.AREA,
    "locations": Group.AREA, "region": Group.AREA, "regions": Group.AREA, "spot": Group.AREA, "hotspot": Group.AREA,
    "where": Group.AREA, "when": Group.MONTH,
    "actor": Group.ACTOR, "actors": Group.ACTOR, "intruder": Group.ACTOR,
    "responder": Group.RESPONDER, "responders": Group.RESPONDER,
    "country": "country", "countries": "country", "nation": "country", "nations": "country", "state": "country",
    "states": "country",
    "nationality": Group.ACTOR, "who": "country",
    "kind": Group.KIND, "kinds": Group.KIND, "category": Group.KIND, "categories": Group.KIND,
    "response": Group.RESPONSE, "responses": Group.RESPONSE, "reaction": Group.RESPONSE, "reactions": Group.RESPONSE,
    "outcome": Group.RESPONSE, "outcomes": Group.RESPONSE,
    "source": Group.REPORTER, "sources": Group.REPORTER, "reporter": Group.REPORTER, "announcer": Group.REPORTER,
    "outlet": Group.OUTLET, "outlets": Group.OUTLET, "newspaper": Group.OUTLET, "newspapers": Group.OUTLET,
    "publication": Group.OUTLET, "publications": Group.OUTLET, "command": Group.REPORTER, "commands": Group.REPORTER,
    "announcers": Group.REPORTER, "reporters": Group.REPORTER,
}  # fmt: skip
"""Words for what a tally is by; "country" is decided by the verb: who flew, or who reacted."""


COMPOUND_GROUPS: tuple[tuple[str, Group], ...] = (
    ("days? of the week", Group.WEEKDAY),
    ("week days?", Group.WEEKDAY),
    ("kinds?|types?|sorts?|category|categories of ( <NOUN> )", Group.KIND),
    ("incident|encounter|event kinds?|types?|category|categories", Group.KIND),
    ("types?|kinds?|sorts?|models?|class|make of <AIR>|bird|platform", Group.TYPE),
    ("<AIR>|platform types?|models?|kinds?", Group.TYPE),
    ("calendar years?", Group.YEAR),
    ("news|media outlets?|organisations?|organizations?|agency|agencies", Group.OUTLET),
    (
        "( responding|reacting|intercepting|scrambling|responder ) country|countries|nation|nations|state|states|side",
        Group.RESPONDER,
    ),
    ("( flying|intruding|acting|actor ) country|countries|nation|nations|state|states|side", Group.ACTOR),
    ("who ( has|have )? <Y>", Group.RESPONDER),
)
"""Several words for one thing to tally by; folded into one token only where a tally is asked."""
