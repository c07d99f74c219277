"""Tests of the vocabulary: the data and the finding of nouns."""
