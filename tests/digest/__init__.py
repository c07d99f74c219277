"""Tests of the digest: its days, its sentences against brute force, its text."""
