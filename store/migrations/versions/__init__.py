"""One file for each step, numbered; never edited after a release."""
