"""Tests of the command line: the contracts, the words, and real processes."""
