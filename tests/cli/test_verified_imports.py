"""An imported record is called what its announcers make it, not unverified because nobody looked at it here."""

import json
from pathlib import Path

from typer.testing import CliRunner

from bot.cli.commands import app

RECORD = {
    "ref": "V1",
    "date": "2021-03-04",
    "kind": "patrol",
    "response": "intercepted",
    "actors": ["RU"],
    "responders": ["US"],
    "platforms": [{"type": "Tu-95", "count": 2, "side": "actor"}],
    "areas": ["Alaska"],
}


def test_what_a_command_announced_is_official_and_what_nobody_did_is_not(tmp_path: Path) -> None:
    told = {**RECORD, "reported_by": ["NORAD"]}
    untold = {**RECORD, "ref": "V2", "reported_by": []}
    (tmp_path / "in.jsonl").write_text(f"{json.dumps(told)}\n{json.dumps(untold)}\n")
    database = f"sqlite:///{tmp_path / 'ledger.db'}"
    brought = CliRunner().invoke(app, ["import", str(tmp_path / "in.jsonl"), "--database", database])
    assert brought.exit_code == 0, brought.output
    listed = CliRunner().invoke(app, ["ask", "official Tu-95 flights near Alaska", "--database", database]).output
    assert "V1" in listed
    assert "V2" not in listed.replace("V1", "")
