"""Words as they are typed, in a chat, on a phone, pasted from a page, made plain before they are read."""

import re

from bot.subscribing.refusal import NotUnderstood

_FOLDS = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u2002\u2003\u2009\u200a\u202f\u3000", " "),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff", ""),
        **dict.fromkeys('“”„«»"`*~•', " "),
        **dict.fromkeys("‘’´", "'"),
        **dict.fromkeys("–—−‑‐―", "-"),
    }
)
_ENTITY = re.compile(r"<([#@!])[^<>|]*(?:\|([^<>]*))?>")
_ELSEWHERE = re.compile(r"(?<!\S)#(?P<name>[\w-]+)|(?<!\S)@(?P<who>[a-z][\w.-]*)", re.IGNORECASE)
_LONE = re.compile(r"(?<!\S)[-_:;,.|>]+(?!\S)|(?<!\w)_+|_+(?!\w)")
_SPELT_OUT = (
    (re.compile(r"(?<=\d) in the morning\b", re.IGNORECASE), "am"),
    (re.compile(r"(?<=\d) in the (?:afternoon|evening)\b", re.IGNORECASE), "pm"),
    (re.compile(r"(?<![\w.-])(\d+) ?\+(?!\S)"), r"\1 or more"),
)
_ENDS = re.compile(r"[,;.!?]+(?=\s|$)")
_OPENERS = (
    "please|pls|hi|hey|watch|can you|could you|i want|i'd like|we want|send|post|give|make|create|add|new|set up"
    "|subscribe|me|us|this channel|the channel|to|a|an|the|digests?|briefings?|summary|alerts?|alert me|notify me"
    "|tell me|tell us|out|when|if|there is|there are|of|on|at(?! least| most)|in|and|for|about|only"
)
_OPENING = re.compile(rf"^(?:(?:{_OPENERS})(?!\S)\s*)+", re.IGNORECASE)
_CLOSING = re.compile(r"(?:(?<!\S)(?:please|pls|thanks|thank you|and|on|at|in|of|to|for|the|a)\s*)+$", re.IGNORECASE)


def plainly(words: str) -> str:
    """The words on one line, without quotes, marks and dashes that stand alone.

    Raises NotUnderstood where they name a channel or a person: a subscription is told where it is asked for.
    """
    text = _ENTITY.sub(lambda found: f" {'#' if found[1] == '#' else '@'}{found[2] or 'them'} ", words)
    text = " ".join(text.translate(_FOLDS).split())
    for short, long in _SPELT_OUT:
        text = short.sub(long, text)
    if elsewhere := _ELSEWHERE.search(text):
        if elsewhere["name"]:
            raise NotUnderstood(
                f"What is subscribed to comes to the channel where it is asked for: write this in #{elsewhere['name']}."
            )
        raise NotUnderstood(f"Nobody is mentioned by what comes by itself: leave out @{elsewhere['who']}.")
    return " ".join(_ENDS.sub(" ", _LONE.sub(" ", text)).split())


def without_manners(text: str) -> str:
    """What is left of words about something once openings such as `send me a digest` and loose ends are gone."""
    text = _LONE.sub(" ", text)
    return " ".join(_CLOSING.sub("", _OPENING.sub("", " ".join(text.split()))).split())
