"""Strategies whose inner loop goes downhill: one composition (`gradient.py`, `rules.py`), one file an entry."""
