"""Tests of asking: questions in, typed queries and answers out."""
