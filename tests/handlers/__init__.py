"""The Slack edge, against the strict stand-in with the real SDK, and the views over hostile text."""
