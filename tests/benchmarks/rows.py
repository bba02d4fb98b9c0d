"""The rows in which a benchmark judges: a figure beside its limit, what is known of it, and whether it keeps to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

COUNTED = 100  # what is as large is a count of something: it has no decimals


@dataclass(frozen=True)
class Row:
    """One figure. It counts as true where it keeps to its limit; what is not a number does not."""

    what: str
    value: float
    wanted: str
    met: bool
    known: str = ""  # measured independently of this program
    published: str = ""
    interval: float | None = None  # half the width of the 95% interval over tasks

    def __bool__(self) -> bool:
        return self.met

    @property
    def figure(self) -> str:
        """The figure with its interval."""
        if abs(self.value) >= COUNTED:
            return f"{self.value:,.0f}"
        return f"{self.value:.3f}" + ("" if self.interval is None else f" ± {self.interval:.3f}")


def at_most(
    what: str, value: float, limit: float, known: str = "", *, published: str = "", interval: float | None = None
) -> Row:
    """Print one row; it is met where the figure is at most its limit."""
    return _show(Row(what, value, f"<= {_limit(limit)}", value <= limit, known, published, interval))


def at_least(
    what: str, value: float, limit: float, known: str = "", *, published: str = "", interval: float | None = None
) -> Row:
    """Print one row; it is met where the figure is at least its limit."""
    return _show(Row(what, value, f">= {_limit(limit)}", value >= limit, known, published, interval))


def shown(what: str, value: float, known: str = "", *, published: str = "", interval: float | None = None) -> Row:
    """Print one row that stands beside others and is not judged."""
    return _show(Row(what, value, "", True, known, published, interval))


def verdict(rows: Sequence[Row]) -> int:
    """Print how many rows kept to their limits, of those that have one; returns the exit status, 1 after a miss."""
    judged = [row for row in rows if row.wanted]
    met = sum(bool(row) for row in judged)
    print(f"{met} of {len(judged)} reached")
    return 0 if met == len(judged) else 1


def _limit(limit: float) -> str:
    """A limit as its figures are written: many of them are worked out from other figures, and have any digits."""
    return f"{limit:,.0f}" if abs(limit) >= COUNTED else f"{round(limit, 3):g}"


def _show(row: Row) -> Row:
    known = "  ".join(part for part in (row.known, row.published and f"published {row.published}") if part)
    mark = ("ok  " if row.met else "MISS") if row.wanted else "    "
    print(f"{mark}  {row.what:<66} {row.figure:>8}   {row.wanted:<9} {known}".rstrip(), flush=True)
    return row
