"""How fast the bot is, as ratios against named peers measured in the same run."""
