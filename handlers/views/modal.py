"""A modal's frame: title, what it holds, and its buttons."""

from typing import Any

from handlers.views.blocks import Block, plain, safe, section, words_only

TITLE_LIMIT = 24


def modal(title: str, blocks: list[Block], *, submit: str = "", callback_id: str = "", **more: Any) -> Block:
    """A modal; its title is cleaned and cut to what Slack takes. With `submit` it can be sent in."""
    words = " ".join(plain(title).split()) or "Intercept Desk"
    view: Block = {
        "type": "modal",
        "title": words_only(words[:TITLE_LIMIT]),
        "close": words_only("Cancel" if submit else "Close"),
        "blocks": blocks,
        **more,
    }
    if submit:
        view |= {"submit": words_only(submit[:TITLE_LIMIT]), "callback_id": callback_id}
    return view


def told(title: str, words: str) -> Block:
    """A modal that says one sentence of our own or of an error, escaped."""
    return modal(title, [section(safe(words))])
