"""The background paragraph as a message: each sentence with the records it rests on, and how the words were read."""

from bot.paragraph import Paragraph, say_sentence
from handlers.views.blocks import Message, context, lines, message, safe, section


def background(given: Paragraph) -> Message:
    """The paragraph to lift, then the same sentence by sentence with references."""
    rows = [f"• {safe(say_sentence(sentence))}" for sentence in given.sentences]
    read_as = f"Read as: {safe(given.read_as)}"
    return message(
        "\n".join([*rows, read_as]),
        [section(safe(given.text)), section(lines(["*Sentence by sentence*", *rows], each=600)), context(read_as)],
    )
