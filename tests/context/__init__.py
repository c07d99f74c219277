"""Tests of context: told cases, and every sentence against brute force."""
