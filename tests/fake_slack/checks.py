"""The small checks that Block Kit is made of, in the words and pointers of Slack's own complaints."""

from collections.abc import Iterable
from typing import Any

from tests.fake_slack.state import Json


class Check:
    """Gathers what is wrong with one payload, each with the JSON pointer of the place."""

    def __init__(self) -> None:
        self.complaints: list[str] = []

    def say(self, at: str, words: str) -> None:
        """One more thing that is wrong, at a JSON pointer."""
        self.complaints.append(f"{words} [json-pointer:{at}]")

    def is_object(self, value: object, at: str) -> bool:
        """Whether the value is an object; complains if not."""
        if not isinstance(value, dict):
            self.say(at, "must provide an object")
            return False
        return True

    def keys(self, value: Json, at: str, *, needs: Iterable[str] = (), allows: Iterable[str] = ()) -> None:
        """Required fields are there, and no field is there that Slack does not know."""
        needs = set(needs)
        for name in sorted(needs - value.keys()):
            self.say(at, f"missing required field: {name}")
        for name in sorted(value.keys() - needs - set(allows)):
            self.say(at, f"invalid additional property: {name}")

    def string(self, value: object, at: str, *, most: int, least: int = 1) -> None:
        """A string between two lengths, in characters."""
        if not isinstance(value, str):
            self.say(at, "must provide a string")
        elif len(value) > most:
            self.say(at, f"must be less than {most + 1} characters")
        elif len(value) < least:
            self.say(at, f"must be more than {least - 1} characters")

    def optional_string(self, value: Json, name: str, at: str, *, most: int, least: int = 1) -> None:
        """A string field that may be missing."""
        if name in value:
            self.string(value[name], f"{at}/{name}", most=most, least=least)

    def items(self, value: object, at: str, *, most: int, least: int = 1) -> list[Any]:
        """A list between two lengths; gives its items, or none where it is no list."""
        if not isinstance(value, list):
            self.say(at, "must provide an array")
            return []
        if len(value) > most:
            self.say(at, f"no more than {most} items allowed")
        if len(value) < least:
            self.say(at, f"no fewer than {least} items allowed")
        return value

    def one_of(self, value: object, at: str, allowed: Iterable[str]) -> None:
        """A string out of a fixed set."""
        if not isinstance(value, str) or value not in set(allowed):
            self.say(at, f"must be a valid enum value: {', '.join(sorted(allowed))}")

    def address(self, value: object, at: str) -> None:
        """A web address of at most 3,000 characters."""
        self.string(value, at, most=3000)
        if isinstance(value, str) and not value.startswith(("https://", "http://", "mailto:", "tel:", "slack:")):
            self.say(at, "must be a valid URL")

    def text(self, value: object, at: str, *, most: int, plain: bool = False) -> None:
        """A text object: plain_text or mrkdwn, never empty."""
        if not isinstance(value, dict):
            self.say(at, "must provide an object")
            return
        kind = value.get("type")
        self.one_of(kind, f"{at}/type", ["plain_text"] if plain else ["plain_text", "mrkdwn"])
        self.keys(value, at, needs=["type", "text"], allows=["emoji" if kind == "plain_text" else "verbatim"])
        if "text" in value:
            self.string(value["text"], f"{at}/text", most=most)

    def optional_text(self, value: Json, name: str, at: str, *, most: int, plain: bool = True) -> None:
        """A text object field that may be missing."""
        if name in value:
            self.text(value[name], f"{at}/{name}", most=most, plain=plain)

    def unique(self, values: Iterable[tuple[object, str]], what: str) -> None:
        """No value twice among (value, pointer) pairs."""
        seen: set[object] = set()
        for value, at in values:
            if isinstance(value, str) and value in seen:
                self.say(at, f'`{what}` "{value}" already exists')
            seen.add(str(value))
