"""The commands for what comes by itself: subscriptions of channels, and the jobs that post them."""

from typing import Annotated

import typer

from bot.cli.options import AsJson, Database

Team = Annotated[str | None, typer.Option("--team", metavar="ID", help="Only of this workspace.", show_default=False)]
Which = Annotated[str, typer.Argument(metavar="S-3", help="The subscription.")]
Key = Annotated[str, typer.Argument(metavar="KEY", help="The run, as `intercept jobs list` names it.")]
Words = Annotated[
    list[str], typer.Argument(metavar="WORDS", help="As in Slack: daily 08:00 Europe/London near Alaska.")
]

subscriptions = typer.Typer(no_args_is_help=True, help="Digests, watches and surge alerts of channels.")
jobs = typer.Typer(no_args_is_help=True, help="What is scheduled, under way, failed or parked.")


@subscriptions.command("list")
def list_(team: Team = None, as_json: AsJson = False, database: Database = None) -> None:
    """List what each channel is told, and when next.

    Examples:
      intercept subscriptions list
    """
    from bot.cli import subscribing

    subscribing.listed(team=team, as_json=as_json, database=database)


@subscriptions.command()
def add(
    words: Words,
    team: Annotated[str, typer.Option("--team", metavar="ID", help="The workspace (T…).")],
    channel: Annotated[str, typer.Option("--channel", metavar="ID", help="The channel (C…).")],
    watch: Annotated[bool, typer.Option("--watch", help="An alert for each incident, or for a surge.")] = False,
    database: Database = None,
) -> None:
    """Subscribe a channel.

    Examples:
      intercept subscriptions add --team T024BE7LD --channel C024BE91L daily 08:00 Europe/London
      intercept subscriptions add --team T024BE7LD --channel C024BE91L --watch Tu-160 near Britain
    """
    from bot.cli import subscribing

    subscribing.add(" ".join(words), team=team, channel=channel, watch=watch, database=database)


@subscriptions.command()
def change(which: Which, words: Words, database: Database = None) -> None:
    """Change a subscription; what is not named stays.

    Examples:
      intercept subscriptions change S-3 07:30 in nm
      intercept subscriptions change S-4 at most 5 a day
    """
    from bot.cli import subscribing

    subscribing.change(which, " ".join(words), database=database)


@subscriptions.command()
def preview(which: Which, database: Database = None) -> None:
    """Print the digest that a subscription would post now.

    Examples:
      intercept subscriptions preview S-3
    """
    from bot.cli import subscribing

    subscribing.preview(which, database=database)


@subscriptions.command("now")
def post_now(which: Which, database: Database = None) -> None:
    """Post a digest now, beside those that are scheduled.

    Examples:
      intercept subscriptions now S-3
    """
    from bot.cli import subscribing

    subscribing.post_now(which, database=database)


@subscriptions.command()
def pause(which: Which, database: Database = None) -> None:
    """Pause a subscription.

    Examples:
      intercept subscriptions pause S-3
    """
    from bot.cli import subscribing

    subscribing.turn(which, "pause", database=database)


@subscriptions.command()
def resume(which: Which, database: Database = None) -> None:
    """Go on with a paused one.

    Examples:
      intercept subscriptions resume S-3
    """
    from bot.cli import subscribing

    subscribing.turn(which, "resume", database=database)


@subscriptions.command()
def delete(which: Which, database: Database = None) -> None:
    """End a subscription for good; its history is kept.

    Examples:
      intercept subscriptions delete S-3
    """
    from bot.cli import subscribing

    subscribing.turn(which, "delete", database=database)


@subscriptions.command()
def history(which: Which, as_json: AsJson = False, database: Database = None) -> None:
    """Say what was posted when.

    Examples:
      intercept subscriptions history S-3
    """
    from bot.cli import subscribing

    subscribing.history(which, as_json=as_json, database=database)


@jobs.command("list")
def list_jobs(as_json: AsJson = False, database: Database = None) -> None:
    """List what is scheduled, under way, failed and parked.

    Examples:
      intercept jobs list
    """
    from bot.cli import jobs as work

    work.listed(as_json=as_json, database=database)


@jobs.command()
def retry(key: Key, database: Database = None) -> None:
    """Try a digest again that failed, or whose channel was parked.

    Examples:
      intercept jobs retry digest:S-3:2026-11-22
    """
    from bot.cli import jobs as work

    work.retry(key, database=database)


@jobs.command()
def skip(key: Key, database: Database = None) -> None:
    """Give a digest up that is not out yet.

    Examples:
      intercept jobs skip digest:S-3:2026-11-22
    """
    from bot.cli import jobs as work

    work.skip(key, database=database)
