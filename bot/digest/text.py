"""A digest as complete plain text, for terminals, screen readers and notifications, and as Markdown."""

import re

from bot.context.model import Statement
from bot.digest.model import Digest
from bot.wording import say_line, say_record, say_source
from store.records import Incident

MARKDOWN_SIGNS = re.compile(r"([\\`*_\[\]<>#|~])")
MOST_REFS = 12
WEB_ADDRESS = re.compile(r"https?://[^\s<>()\[\]\\\"]+")


def digest_text(digest: Digest) -> str:
    """The whole digest in plain text; every figure with the references it rests on."""
    parts = [digest.title, digest.lead]
    if digest.notable:
        parts.append("\n".join(["Notable", *(f"- {say_statement(one)}" for one in digest.notable)]))
    for section in digest.sections:
        lines = [f"{section.theatre} ({len(section.incidents)})"]
        lines += [f"- {say_record(record)}{_plain_links(record)}" for record in section.incidents]
        parts.append("\n".join(lines))
    if digest.totals:
        parts.append("\n".join(["Totals", *(f"- {line}" for line in digest.totals)]))
    return "\n\n".join(parts) + "\n"


def say_statement(statement: Statement) -> str:
    """A context sentence with its references: `Fourth day in a row … near Alaska. [D010, D011]`; of many the first."""
    more = len(statement.refs) - MOST_REFS
    rest = f" and {more:,} more" if more > 0 else ""
    return f"{statement.text} [{', '.join(statement.refs[:MOST_REFS])}{rest}]"


def digest_markdown(digest: Digest) -> str:
    """The same as Markdown, every stored word escaped; only http and https addresses become links."""
    parts = [f"# {escaped(digest.title)}", escaped(digest.lead)]
    if digest.notable:
        parts.append("\n".join(["## Notable", "", *(f"- {escaped(say_statement(one))}" for one in digest.notable)]))
    for section in digest.sections:
        lines = [f"## {escaped(section.theatre)} ({len(section.incidents)})", ""]
        lines += [f"- **{escaped(r.name)}** {escaped(say_line(r))} ({_linked_source(r)})" for r in section.incidents]
        parts.append("\n".join(lines))
    if digest.totals:
        parts.append("\n".join(["## Totals", "", *(f"- {escaped(line)}" for line in digest.totals)]))
    return "\n\n".join(parts) + "\n"


def escaped(words: str) -> str:
    """Text of people made safe inside one line of Markdown."""
    return MARKDOWN_SIGNS.sub(r"\\\1", " ".join(words.split()))


def addresses_of(record: Incident) -> list[str]:
    """The web addresses of a record's sources, each once."""
    urls = [source.url for source in record.sources if source.url and WEB_ADDRESS.fullmatch(source.url)]
    return list(dict.fromkeys(urls))


def _plain_links(record: Incident) -> str:
    return "".join(f" {url}" for url in addresses_of(record) if url not in say_source(record))


def _linked_source(record: Incident) -> str:
    """Who says so, and the addresses as links in angle brackets, which Markdown shows as they are."""
    links = addresses_of(record)
    names = [name for name in say_source(record).split(", ") if name not in links]
    return ", ".join([*(escaped(name) for name in names), *(f"<{url}>" for url in links)])
