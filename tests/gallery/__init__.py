"""The gallery: every main message as the real bot sends it, over the demo ledger, for pictures and for looking at."""
