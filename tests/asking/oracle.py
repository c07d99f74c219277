"""Right answers worked out by plain loops over records in the outside form; knows nothing of the code that it checks.

A question's `oracle` is `{"op", "where", …}`; `right` gives the value and the references that the answer rests on.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from statistics import mean, median
from typing import Any

Row = dict[str, Any]
KM = {"km": 1.0, "nm": 1.852, "mi": 1.609344, "m": 0.001, "ft": 0.0003048}


def span(row: Row) -> tuple[dt.date, dt.date] | None:
    """First and last day of a record; a month and a year are all their days."""
    if row["date"] is None:
        return None
    first = row["date"]
    if len(first) == 4:
        return dt.date(int(first), 1, 1), dt.date(int(first), 12, 31)
    if len(first) == 7:
        year, month = int(first[:4]), int(first[5:])
        after = dt.date(year + month // 12, month % 12 + 1, 1)
        return dt.date(year, month, 1), after - dt.timedelta(days=1)
    return dt.date.fromisoformat(first), dt.date.fromisoformat(row["date_end"] or first)


def exact(row: Row) -> dt.date | None:
    """The first day of a record whose day is known."""
    return dt.date.fromisoformat(row["date"]) if row["date"] and len(row["date"]) == 10 else None


def km(row: Row) -> float | None:
    """How close it came."""
    return row["distance"]["value"] * KM[row["distance"]["unit"]] if row["distance"] else None


def size(row: Row, side: str = "actor", types: list[str] | None = None) -> int:
    """Counted aircraft of one side."""
    total = 0
    for platform in row["platforms"]:
        if platform["side"] == side and (not types or platform["type"] in types):
            total += platform["count"] or 0
    return total


def fits(row: Row, where: Row) -> bool:
    """Whether a record meets every condition."""
    side = where.get("side", "actor")
    mine = {p["type"] for p in row["platforms"] if side in ("any", p["side"])}
    met = {p["type"] for p in row["platforms"] if p["side"] == "responder"}
    days, day = span(row), exact(row)
    since = dt.date.fromisoformat(where["from"]) if "from" in where else None
    until = dt.date.fromisoformat(where["to"]) if "to" in where else None
    if (since or until) and days is None:
        return False
    if days is not None:
        loose = day is not None
        if since and (days[1] if loose else days[0]) < since:
            return False
        if until and (days[0] if loose else days[1]) > until:
            return False
    if row.get("status", "confirmed") not in where.get("status", ["confirmed"]):
        return False
    checks: dict[str, Callable[[Any], Any]] = {
        "verifications": lambda v: row["verification"] in v,
        "verifications_not": lambda v: row["verification"] not in v,
        "types_each": lambda v: set(v) <= {p["type"] for p in row["platforms"]},
        "types": lambda v: mine & set(v), "types_not": lambda v: not {p["type"] for p in row["platforms"]} & set(v),
        "met_by": lambda v: met & set(v), "actors": lambda v: set(row["actors"]) & set(v),
        "actors_all": lambda v: set(v) <= set(row["actors"]), "actors_not": lambda v: not set(row["actors"]) & set(v),
        "responders": lambda v: set(row["responders"]) & set(v), "areas": lambda v: set(row["areas"]) & set(v),
        "areas_not": lambda v: not set(row["areas"]) & set(v), "kinds": lambda v: row["kind"] in v,
        "kinds_not": lambda v: row["kind"] not in v, "responses": lambda v: row["response"] in v,
        "responses_not": lambda v: row["response"] not in v, "reported_by": lambda v: set(row["reported_by"]) & set(v),
        "not_reported_by": lambda v: not set(row["reported_by"]) & set(v),
        "min": lambda v: size(row, side, where.get("of")) >= v, "max": lambda v: size(row, side, where.get("of")) <= v,
        "within_km": lambda v: km(row) is not None and km(row) <= v,
        "not": lambda v: not fits(row, v),
        "weekdays": lambda v: day is not None and day.weekday() in v,
        "day": lambda v: day is not None and day.day == v,
        "months": lambda v: row["date"] is not None and len(row["date"]) >= 7 and int(row["date"][5:7]) in v,
    }  # fmt: skip
    return all(check(where[name]) for name, check in checks.items() if name in where)


def keys(row: Row, group: str, side: str = "actor") -> list[str]:
    """What a record counts under."""
    day = exact(row)
    if group == "year":
        return [row["date"][:4]] if row["date"] else []
    if group in ("month", "quarter"):
        if row["date"] is None or len(row["date"]) < 7:
            return []
        return [row["date"][:7] if group == "month" else f"{row['date'][:4]}-Q{(int(row['date'][5:7]) + 2) // 3}"]
    if group in ("day", "weekday", "week"):
        if day is None:
            return []
        if group == "week":
            return [f"{day.isocalendar()[0]}-W{day.isocalendar()[1]:02d}"]
        return [row["date"] if group == "day" else day.strftime("%A")]
    if group == "type":
        return sorted({p["type"] for p in row["platforms"] if p["side"] == side})
    if group in ("kind", "response"):
        return [row[group]]
    return list(row[{"area": "areas", "actor": "actors", "responder": "responders", "reporter": "reported_by"}[group]])


def tallied(rows: list[Row], group: str, side: str = "actor") -> dict[str, int]:
    """Records per key."""
    return dict(Counter(key for row in rows for key in keys(row, group, side)))


def runs(rows: list[Row]) -> list[tuple[dt.date, dt.date]]:
    """Every run of consecutive days with a record of exact date."""
    days = sorted({day for row in rows if (day := exact(row))})
    found: list[tuple[dt.date, dt.date]] = []
    for day in days:
        if found and day - found[-1][1] == dt.timedelta(days=1):
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found


def right(ledger: list[Row], oracle: Row, now: dt.date) -> tuple[Any, set[str] | None]:
    """The value (or None where any will do) and the references (or None) of the right answer."""
    where = oracle.get("where", {})
    rows = [row for row in ledger if fits(row, where)]
    value, refs = _OPS[oracle["op"]](ledger, rows, oracle, now)
    return value, refs


def _refs(rows: list[Row]) -> set[str]:
    return {row["ref"] for row in rows}


def _edge(ledger: list[Row], rows: list[Row], oracle: Row, now: dt.date) -> tuple[Any, set[str] | None]:
    """The newest or oldest: the references of which the first must be one."""
    dated = [row for row in rows if row["date"]]
    newest = oracle["op"] == "newest"
    ranked = sorted(dated, key=lambda row: (span(row) or (now, now))[1 if newest else 0], reverse=newest)
    place = oracle.get("skip", 0)
    if len(ranked) <= place:
        return None, set()
    index = 1 if newest else 0
    edge = (span(ranked[place]) or (now, now))[index]
    return None, _refs([row for row in ranked if (span(row) or (now, now))[index] == edge])


def _far(ledger: list[Row], rows: list[Row], oracle: Row, now: dt.date) -> tuple[Any, set[str] | None]:
    placed = [(km(row) or 0.0, row) for row in rows if km(row) is not None]
    if not placed:
        return None, set()
    edge = (min if oracle["op"] == "closest" else max)(far for far, _ in placed)
    return round(edge, 3), _refs([row for far, row in placed if abs(far - edge) < 0.001])


def _size(ledger: list[Row], rows: list[Row], oracle: Row, now: dt.date) -> tuple[Any, set[str] | None]:
    sized = [(size(row), row) for row in rows if size(row)]
    if not sized:
        return None, set()
    edge = sorted((number for number, _ in sized), reverse=oracle["op"] == "largest")[oracle.get("skip", 0)]
    return edge, _refs([row for number, row in sized if number == edge])


def _rank(ledger: list[Row], rows: list[Row], oracle: Row, now: dt.date) -> tuple[Any, set[str] | None]:
    counts = tallied(rows, oracle["group"], oracle.get("counted_side", "actor"))
    edge = (max if oracle["op"] == "most" else min)(counts.values(), default=0)
    return {key for key, number in counts.items() if number == edge}, None


def _top(ledger: list[Row], rows: list[Row], oracle: Row, now: dt.date) -> tuple[Any, set[str] | None]:
    counts = tallied(rows, oracle["group"])
    return sorted(counts.values(), reverse=True)[: oracle["n"]], None


def _gap(ledger: list[Row], rows: list[Row], oracle: Row, now: dt.date) -> tuple[Any, set[str] | None]:
    spans = sorted((span(row) or (now, now)) for row in rows if exact(row))
    best, reach = None, spans[0][1] if spans else now
    for first, last in spans[1:]:
        best = max(best or 0, (first - reach).days, 0)
        reach = max(reach, last)
    return best, None


def _average(ledger: list[Row], rows: list[Row], oracle: Row, now: dt.date) -> tuple[Any, set[str] | None]:
    if "group" not in oracle:
        sized = [(size(row, oracle.get("counted_side", "actor"), oracle.get("of")), row) for row in rows]
        numbers = [number for number, _ in sized if number]
        return {"mean": round(mean(numbers), 2), "median": median(numbers)}, _refs([row for n, row in sized if n])
    counts = tallied(rows, oracle["group"])
    first = dt.date.fromisoformat(oracle["where"]["from"])
    last = min(dt.date.fromisoformat(oracle["where"].get("to", now.isoformat())), now)
    bins: list[str] = []
    day = first
    while day <= last:
        key = keys({"date": day.isoformat(), "date_end": None}, oracle["group"])[0]
        if key not in bins:
            bins.append(key)
        day += dt.timedelta(days=1)
    numbers = [counts.get(key, 0) for key in bins]
    return {"mean": round(mean(numbers), 2), "median": median(numbers)}, None


def _sides(ledger: list[Row], rows: list[Row], oracle: Row, now: dt.date) -> tuple[Any, set[str] | None]:
    shared = oracle.get("where", {})
    return [len([row for row in ledger if fits(row, {**shared, **side})]) for side in oracle["sides"]], None


def _sets(ledger: list[Row], rows: list[Row], oracle: Row, now: dt.date) -> tuple[Any, set[str] | None]:
    shared, side = oracle.get("where", {}), oracle.get("counted_side", "actor")
    one, other = (
        {key for row in ledger if fits(row, {**shared, **conditions}) for key in keys(row, oracle["group"], side)}
        for conditions in oracle["sides"]
    )
    names = one - other if oracle["op"] == "only" else one & other
    return {name for name in names if name in oracle.get("among", names)}, None


def _next(ledger: list[Row], rows: list[Row], oracle: Row, now: dt.date) -> tuple[Any, set[str] | None]:
    anchor = span(next(row for row in ledger if row["ref"] == oracle["ref"]))
    if anchor is None:
        return None, set()
    best: list[Row] = []
    for row in rows:
        days = span(row)
        if days is None or row["ref"] == oracle["ref"]:
            continue
        if oracle["op"] == "after" and days[0] > anchor[1]:
            best.append(row)
        if oracle["op"] == "before" and days[1] < anchor[0]:
            best.append(row)
    starts = [(span(row) or (now, now))[0] for row in best]
    edge = (min if oracle["op"] == "after" else max)(starts, default=None)
    return None, _refs([row for row, start in zip(best, starts, strict=True) if start == edge])


def _between(ledger: list[Row], rows: list[Row], oracle: Row, now: dt.date) -> tuple[Any, set[str] | None]:
    """Days from the end of the earlier of two records to the beginning of the later one."""
    two = sorted((span(row) or (now, now), row["ref"]) for row in ledger if row["ref"] in oracle["refs"])
    return max((two[1][0][0] - two[0][0][1]).days, 0), {ref for _, ref in two}


def _now_running(ledger: list[Row], rows: list[Row], oracle: Row, now: dt.date) -> tuple[Any, set[str] | None]:
    last = [(first, end) for first, end in runs(rows) if (now - end).days in (0, 1)]
    return ((last[-1][1] - last[-1][0]).days + 1 if last else 0), None


def _share(ledger: list[Row], rows: list[Row], oracle: Row, now: dt.date) -> tuple[Any, set[str] | None]:
    part = [row for row in rows if fits(row, {**oracle.get("where", {}), **oracle["part"]})]
    return round(100 * len(part) / len(rows), 1), _refs(part)


def _trend(ledger: list[Row], rows: list[Row], oracle: Row, now: dt.date) -> tuple[Any, set[str] | None]:
    return tallied(rows, "year"), _refs(rows)


_OPS: dict[str, Any] = {
    "newest": _edge, "oldest": _edge, "closest": _far, "furthest": _far, "largest": _size, "smallest": _size,
    "list": lambda ledger, rows, oracle, now: (len(rows), _refs(rows)),
    "count": lambda ledger, rows, oracle, now: (len(rows), _refs(rows)),
    "exists": lambda ledger, rows, oracle, now: (bool(rows), _refs(rows)),
    "aircraft": lambda ledger, rows, oracle, now: (
        sum(size(row, oracle.get("counted_side", "actor"), oracle.get("of")) for row in rows), _refs(rows)),
    "most": _rank, "least": _rank, "top": _top,
    "by": lambda ledger, rows, oracle, now: (tallied(rows, oracle["group"], oracle.get("counted_side", "actor")), None),
    "compare": _sides, "change": _sides, "only": _sets, "both": _sets, "share": _share, "trend": _trend,
    "days_since": lambda ledger, rows, oracle, now: (
        min((now - days[1]).days for row in rows if (days := span(row))), None),
    "streak": lambda ledger, rows, oracle, now: (max(((b - a).days + 1 for a, b in runs(rows)), default=0), None),
    "between": _between,
    "current_streak": _now_running, "gap": _gap, "average": _average, "before": _next, "after": _next,
    "distinct": lambda ledger, rows, oracle, now: (
        len(tallied(rows, oracle["group"], oracle.get("counted_side", "actor"))), None),
    "decline": lambda ledger, rows, oracle, now: (None, set()),
}  # fmt: skip
