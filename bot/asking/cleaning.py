"""A message as a question: without markup, greetings and thanks, and with a phone's shorthand written out."""

import re

_FOLDS = str.maketrans({"’": "'", "‘": "'", "‑": "-", "–": "-", "—": "-", "\u00a0": " ", "“": '"', "”": '"'})
_AMERICAN = re.compile(
    r"(?<=\bthe )us\b|\bus(?= (?:flights?|planes?|jets?|aircraft|fighters?|bombers?|drones?|navy|air force|military"
    r"|forces?|intercepts?|scrambles?|protests?|[a-z]{1,3}-?\d))",
    re.IGNORECASE,
)
_SHORT = {
    "lst": "last", "nr": "near", "abt": "about", "yr": "year", "yrs": "years", "mth": "month", "mths": "months",
    "wk": "week", "wks": "weeks", "yday": "yesterday", "2day": "today", "btwn": "between", "wht": "what", "wat": "what",
    "whn": "when", "whr": "where", "incl": "including", "excl": "excluding", "acft": "aircraft", "a/c": "aircraft",
    "intcpt": "intercept", "intcpts": "intercepts", "jpn": "Japan", "twn": "Taiwan", "prc": "China", "b4": "before",
    "w/o": "without", "w/": "with", "hw": "how",
}  # fmt: skip
_SHORTHAND = re.compile(
    r"(?<![\w/])(?:" + "|".join(map(re.escape, _SHORT)) + r")(?![\w/]|[- ]?\d)(?:\.(?=\s\S))?", re.IGNORECASE
)
_ORDINALS = {"2": "second", "3": "third", "4": "fourth", "5": "fifth"}
_ORDINAL = re.compile(
    r"\b([2-5])(?:nd|rd|th)(?=[ -](?:to[ -])?(?:last|latest|newest|oldest|first|largest|biggest|smallest|closest"
    r"|nearest|furthest)\b)",
    re.IGNORECASE,
)
_WHO = r"(?: (?:team|all|everyone|folks|guys|mates?|desk|there|bot|again))*"
_LAST_ONE = re.compile(
    r"\bthis (week|month|quarter|year) (?:vs?\.?|versus|against|compared (?:with|to)) last\b(?=\W*$)", re.IGNORECASE
)
"""`this year vs last`: the unit is named once."""
_SENT_UP = re.compile(
    r"\b(sent|sends?) ((?!up\b)\S+(?: (?!up\b)\S+){0,2}) up(?= (?:against|for|after|to meet)\b)", re.IGNORECASE
)
_AIRBORNE = re.compile(
    r"\b((?:have|has|had) (?:(?!(?:flight|incident|encounter|intercept|scramble|number)s?\b)\S+ ){1,3})"
    r"gone up(?= (?:for|against|after|to meet) (?!(?:the |a |these )?(?:last|past|year|month|week|\d|several)))",
    re.IGNORECASE,
)
"""`have F-22s gone up for Tu-95s`: they flew; `have Russian flights gone up` asks about a change."""
_GREETING = re.compile(
    rf"^(?:(?:please|pls|plz|hey|hi|hello|bot|sorry(?: to (?:bother|trouble|disturb|ask))?(?: you| u)?"
    rf"|(?:good )?(?:morning|afternoon|evening)(?= (?:team|all|everyone|folks|guys)| ?[,:!-])"
    rf"|(?:a )?quick (?:one|q\b|question)){_WHO}\b[ ,:!.–-]*)+",
    re.IGNORECASE,
)
_PARTING = re.compile(
    r"[ ,.!?–-]+(?:(?:pls|plz|please|thx|ty|tnx|tia|ta|cheers|thanks|thank you|asap)"
    rf"(?: (?:a lot|so much|in advance))?{_WHO}[ ,.!?]*)+$",
    re.IGNORECASE,
)


def clean(text: str) -> str:
    """A question without Slack's markup, addresses of users and doubled spaces."""
    text = re.sub(r"<@[^>]*>|<!?[a-z]+\^[^>]*>", " ", text)
    text = re.sub(r"<([#!])[^>|]*\|?([^>]*)>", r" \2 ", text)
    text = re.sub(r"\b(?:no|nr)\.? of\b", "number of", text, flags=re.IGNORECASE)
    text = re.sub(r"^hm (?=\w)", "how many ", text, flags=re.IGNORECASE)
    text = re.sub(r"\b(list|show|give|count) (?:me )?['’]?em\b", r"\1 them", text, flags=re.IGNORECASE)
    text = _SHORTHAND.sub(lambda m: _SHORT[m[0].lower().rstrip(".")], text)
    text = re.sub(r"\b(what|who|where|when|how)s\b", r"\1's", text, flags=re.IGNORECASE)
    text = re.sub(r"\b(?:sino-russian|russo-chinese|sino-soviet)\b", "Chinese-Russian", text, flags=re.IGNORECASE)
    text = _LAST_ONE.sub(r"\g<0> \1", text)
    text = _SENT_UP.sub(r"\1 up \2", text)
    text = re.sub(r"\b(?:use|uses|used)(?= against\b)", "send up", text, flags=re.IGNORECASE)
    text = re.sub(r"\ball (?:together(?=\W*$)|told\b)", "altogether", text, flags=re.IGNORECASE)
    text = _AIRBORNE.sub(r"\1been sent up", text)
    text = re.sub(r"\bmost recent(?:ly)?\b", "latest", text, flags=re.IGNORECASE)
    text = _ORDINAL.sub(lambda m: _ORDINALS[m[1]], text)
    text = re.sub(r"[*_~`]+", " ", text).translate(_FOLDS)
    text = _AMERICAN.sub("US", " ".join(text.replace('"', " ").split()))
    return _PARTING.sub(_mark, _GREETING.sub("", text))


def _mark(m: re.Match[str]) -> str:
    """What stays of parting words: the question mark before them."""
    return "?" if "?" in m[0] else ""
