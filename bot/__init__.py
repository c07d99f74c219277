"""Intercept Desk: reads reports of air and sea encounters, answers questions about them, posts digests."""
