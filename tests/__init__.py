"""The tests: one folder for each part, and a strict stand-in for Slack."""
