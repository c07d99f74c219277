"""What is written about the project is true of it: commands, settings, version, locks."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from bot.cli.commands import app
from bot.configuring import SETTINGS, Setting
from bot.settings import Settings
from handlers.views.help import COMMANDS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands() -> list[str]:
    """The names of all commands of the command line."""
    named = [(c.name or c.callback.__name__.rstrip("_")) for c in app.registered_commands if c.callback]
    return [*named, *(g.name for g in app.registered_groups if g.name)]


@pytest.mark.parametrize("name", commands())
def test_the_readme_names_every_command(name: str) -> None:
    assert f"`intercept {name}`" in README


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_the_readme_names_every_slash_command(name: str) -> None:
    assert re.search(rf"`/intercept {name}\b", README)


def test_the_readme_names_no_command_that_is_not_there() -> None:
    assert set(re.findall(r"^\| `intercept (\w+)`", README, re.MULTILINE)) == set(commands())


@pytest.mark.parametrize("field", sorted(Settings.model_fields))
def test_the_example_of_settings_names_every_setting_with_a_comment(field: str) -> None:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    at = next(n for n, line in enumerate(lines) if re.match(rf"(?:# )?{field.upper()}=", line))
    assert lines[at - 1].startswith("# ")


def test_the_changelog_tells_of_this_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert f"## [{version}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    reasons = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("## Dependencies")[1]
    missing = [d for d in project["dependencies"] if re.split(r"[><=\[;]", d)[0] not in reasons]
    assert missing == []


def test_the_lock_files_hold_names_versions_and_hashes_only() -> None:
    guard = [sys.executable, ".ci/guard_locks.py", "requirements.lock", "requirements-dev.lock"]
    assert subprocess.run(guard, cwd=ROOT, check=False).returncode == 0  # noqa: S603 - our own script


def test_pictures_that_the_readme_shows_are_there() -> None:
    for path in re.findall(r"\]\((docs/[^)]+)\)", README):
        assert (ROOT / path).is_file()


SLACK = (ROOT / "docs" / "slack.md").read_text(encoding="utf-8")
COMPLAINTS = re.findall(r"^\| (\d+) \| (.+?) \| (.+?) \|$", SLACK, re.MULTILINE)


def test_every_complaint_about_others_bots_has_its_row() -> None:
    assert [int(number) for number, _, _ in COMPLAINTS] == list(range(1, 33))


@pytest.mark.parametrize(("number", "held_by"), [(number, held_by) for number, _, held_by in COMPLAINTS])
def test_a_complaint_is_held_by_tests_that_exist_or_does_not_apply(number: str, held_by: str) -> None:
    tests = re.findall(r"`(tests/[\w/.]+)::(\w+)`", held_by)
    assert tests or held_by.startswith("does not apply: "), number
    for file, name in tests:
        assert re.search(rf"^(?:async )?def {name}\(", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE), name


def test_pictures_that_the_page_on_slack_shows_are_there() -> None:
    for path in re.findall(r"\]\((pictures/[^)]+)\)", SLACK):
        assert (ROOT / "docs" / path).is_file()


def test_every_picture_is_shown_on_a_page() -> None:
    pages = README + "".join(page.read_text(encoding="utf-8") for page in (ROOT / "docs").glob("*.md"))
    orphans = [path.name for path in (ROOT / "docs" / "pictures").iterdir() if f"pictures/{path.name})" not in pages]
    assert orphans == []


@pytest.mark.parametrize("one", SETTINGS, ids=lambda one: one.word)
def test_the_page_on_slack_names_every_setting_of_a_channel(one: Setting) -> None:
    assert f"`/intercept settings {one.word} " in SLACK
