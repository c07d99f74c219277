"""`python -m bot` and the `intercept` command."""

from bot.cli.commands import app


def main() -> None:
    """Run the command line; exits with 0, 1 for an error told in one sentence, or 2 for wrong usage."""
    app(prog_name="intercept")


if __name__ == "__main__":
    main()
