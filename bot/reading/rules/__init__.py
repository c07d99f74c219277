"""Phrase rules, one file a field: every rule carries the sentences that prove it."""
