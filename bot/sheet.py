"""Records as a sheet: comma-separated values that a spreadsheet opens and never runs."""

import csv
import io
from collections.abc import Sequence

from bot.wording import say_platforms
from store.records import Incident, Side, iso_days

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def csv_text(records: Sequence[Incident]) -> str:
    """Records as comma-separated values with a heading; no cell can start a spreadsheet formula."""
    file = io.StringIO()
    writer: csv.DictWriter[str] | None = None
    for record in records:
        row = csv_row(record)
        if writer is None:
            writer = csv.DictWriter(file, list(row))
            writer.writeheader()
        writer.writerow({name: safe_cell(value) for name, value in row.items()})
    return file.getvalue()


def safe_cell(value: object) -> object:
    """A cell that a spreadsheet does not run: text that would start a formula gets an apostrophe."""
    if isinstance(value, str) and value.lstrip().startswith(FORMULA_STARTS):
        return "'" + value
    return value


def csv_row(record: Incident) -> dict[str, object]:
    """A record as one flat row; several values of a field are joined by a semicolon."""
    first, last = iso_days(record)
    near = record.distance
    return {
        "ref": record.name,
        "logged_as": record.ref,
        "date": first,
        "date_end": last,
        "kind": record.kind.value,
        "response": record.response.value,
        "actors": ";".join(record.actors),
        "responders": ";".join(record.responders),
        "acting_platforms": say_platforms(record, Side.ACTOR),
        "other_platforms": say_platforms(record, Side.RESPONDER),
        "aircraft_counted": record.aircraft(),
        "areas": ";".join(record.areas),
        "distance": near.value if near else None,
        "distance_unit": near.unit if near else None,
        "distance_from": near.origin if near else None,
        "distance_km": round(near.km, 3) if near else None,
        "reported_by": ";".join(record.reported_by),
        "outlets": ";".join(source.outlet for source in record.sources if source.outlet),
        "links": ";".join(source.url for source in record.sources if source.url),
        "summary": record.summary,
    }
