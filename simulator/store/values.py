"""What a database holds where it should hold a value of a kind: a stranger may have put anything there."""

from __future__ import annotations

import math

LATEST = 3.2e10  # seconds since 1970; what comes much later no calendar of every system can show
LONGEST_TIME = 1e10  # seconds


def text(value: object, longest: int) -> str:
    """A text, cut to what is shown of it. Raises `ValueError` for anything else."""
    if not isinstance(value, str):
        raise ValueError("not a text")
    return value if len(value) <= longest else value[:longest]


def count(value: object) -> int:
    """A count. Raises `ValueError` for anything else."""
    if type(value) is not int or value < 0:
        raise ValueError("not a count")
    return value


def moment(value: object) -> float:
    """A time in seconds since 1970, within what a calendar can show. Raises `ValueError` for anything else."""
    return min(max(_number(value), 0.0), LATEST)


def duration(value: object) -> float:
    """Seconds, of which nobody spends more. Raises `ValueError` for anything else."""
    return min(max(_number(value), 0.0), LONGEST_TIME)


def figure(value: object) -> float | None:
    """A number, or None where there is none or it is not finite. Raises `ValueError` for anything else."""
    if value is None:
        return None
    number = _number(value)
    return number if math.isfinite(number) else None


def _number(value: object) -> float:
    if type(value) not in (int, float):
        raise ValueError("not a number")
    number = float(value)  # type: ignore[arg-type]
    if math.isnan(number):
        raise ValueError("not a number")
    return number
