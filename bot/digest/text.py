"""A digest as complete plain text, for terminals, screen readers and notifications, as Markdown, and as HTML."""

import html
import re

from bot.digest.model import Digest, Unit
from bot.digest.outline import Part, outline, say_statement
from bot.wording import say_line, say_record, say_source, say_standing
from store.records import Incident

__all__ = ["addresses_of", "digest_html", "digest_markdown", "digest_text", "escaped", "part_text", "say_statement"]

MARKDOWN_SIGNS = re.compile(r"([\\`*_\[\]<>#|~])")
WEB_ADDRESS = re.compile(r"https?://[^\s<>()\[\]\\\"]+")
END = "</body>\n</html>"
LOOKS = "body{font:16px/1.5 sans-serif;max-width:44em;margin:auto;padding:1em}h2{font-size:1.1em}"


def digest_text(digest: Digest) -> str:
    """The whole digest in plain text; every figure with the references it rests on."""
    parts = [part_text(part, digest.unit) for part in outline(digest)]
    return "\n\n".join([digest.title, digest.lead, *parts]) + "\n"


def part_text(part: Part, unit: Unit) -> str:
    """One part in plain text, a line for each row."""
    lines = [f"- {row}" for row in part.rows]
    lines += [f"- {say_record(record, unit)}{_plain_links(record)}" for record in part.records]
    return "\n".join([part.heading, *lines, *([f"- {part.rest}"] if part.rest else [])])


def digest_markdown(digest: Digest) -> str:
    """The same as Markdown, every stored word escaped; only http and https addresses become links."""
    parts = [f"# {escaped(digest.title)}", escaped(digest.lead)]
    for part in outline(digest):
        lines = [f"- {escaped(row)}" for row in part.rows]
        lines += [
            f"- **{escaped(r.name)}** {escaped(say_line(r, digest.unit))} ({_linked_source(r)})" for r in part.records
        ]
        lines += [f"- {part.rest}"] if part.rest else []
        parts.append("\n".join([f"## {escaped(part.heading)}", "", *lines]))
    return "\n\n".join(parts) + "\n"


def digest_html(digest: Digest) -> str:
    """The same as one page of HTML for e-mail, every stored word escaped; nothing in it is loaded from elsewhere."""
    title = html.escape(digest.title)
    body = [f"<h1>{title}</h1>", f"<p>{html.escape(digest.lead)}</p>"]
    for part in outline(digest):
        rows = [html.escape(row) for row in part.rows]
        rows += [
            f"<strong>{html.escape(r.name)}</strong> {html.escape(say_line(r, digest.unit))} ({_html_source(r)})"
            for r in part.records
        ]
        rows += [part.rest] if part.rest else []
        items = "\n".join(f"<li>{row}</li>" for row in rows)
        body.append(f"<h2>{html.escape(part.heading)}</h2>\n<ul>\n{items}\n</ul>")
    head = f'<meta charset="utf-8">\n<title>{title}</title>\n<style>{LOOKS}</style>'
    return "\n".join(["<!doctype html>", '<html lang="en">', "<head>", head, "</head>", "<body>", *body, END]) + "\n"


def escaped(words: str) -> str:
    """Text of people made safe inside one line of Markdown."""
    return MARKDOWN_SIGNS.sub(r"\\\1", " ".join(words.split()))


def addresses_of(record: Incident) -> list[str]:
    """The web addresses of a record's sources, each once."""
    urls = [source.url for source in record.sources if source.url and WEB_ADDRESS.fullmatch(source.url)]
    return list(dict.fromkeys(urls))


def _plain_links(record: Incident) -> str:
    return "".join(f" {url}" for url in addresses_of(record) if url not in say_source(record))


def _names(record: Incident) -> list[str]:
    """Who says so, without the addresses."""
    links = addresses_of(record)
    return [name for name in say_source(record).split(", ") if name not in links]


def _linked_source(record: Incident) -> str:
    """Who says so, the addresses as links in angle brackets, which Markdown shows as they are, and its standing."""
    said = ", ".join([*map(escaped, _names(record)), *(f"<{url}>" for url in addresses_of(record))])
    return f"{said}; {escaped(say_standing(record))}"


def _html_source(record: Incident) -> str:
    links = [f'<a href="{html.escape(url)}">{html.escape(url)}</a>' for url in addresses_of(record)]
    return f"{', '.join([*map(html.escape, _names(record)), *links])}; {html.escape(say_standing(record))}"
