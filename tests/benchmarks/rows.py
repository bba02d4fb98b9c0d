"""The rows in which a benchmark judges: a figure beside its limit, and whether it keeps to it."""

from __future__ import annotations

from collections.abc import Sequence


def at_most(what: str, value: float, limit: float, known: str = "") -> bool:
    """Print one row; returns whether the figure is at most its limit. What is not a number is not."""
    return _show(what, value, f"<= {limit:g}", value <= limit, known)


def at_least(what: str, value: float, limit: float, known: str = "") -> bool:
    """Print one row; returns whether the figure is at least its limit. What is not a number is not."""
    return _show(what, value, f">= {limit:g}", value >= limit, known)


def verdict(met: Sequence[bool]) -> int:
    """Print how many rows kept to their limits; returns the exit status, 1 after a miss."""
    print(f"{sum(met)} of {len(met)} reached")
    return 0 if all(met) else 1


def _show(what: str, value: float, wanted: str, met: bool, known: str) -> bool:
    print(f"{'ok  ' if met else 'MISS'}  {what:<66} {value:8.3f}   {wanted:<9} {known}".rstrip(), flush=True)
    return met
