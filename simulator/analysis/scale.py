"""Nice numbers: where axes end, where their ticks stand, and how numbers are written."""

from __future__ import annotations

import math

_STEPS = (1.0, 2.0, 5.0, 10.0)


def nice_above(value: float) -> float:
    """The smallest of 1, 2, 5 times a power of ten that is not below `value`, so that axes move in steps."""
    if not math.isfinite(value) or value <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in _STEPS if step * power >= value * (1 - 1e-9))


def nice_below(value: float) -> float:
    """The largest of 1, 2, 5 times a power of ten that is not above `value`."""
    if not math.isfinite(value) or value <= 0:
        return 1e-3
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in reversed(_STEPS) if step * power <= value * (1 + 1e-9))


def ticks(low: float, high: float, most: int = 6) -> list[float]:
    """At most `most` round numbers from `low` to `high`."""
    if not high > low:
        return [low]
    step = nice_above((high - low) / most)
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    while last - first + 1 > most:
        step = nice_above(step * 1.5)
        first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [index * step for index in range(first, last + 1)]


def log_ticks(low: float, high: float, most: int = 6) -> list[float]:
    """At most `most` of 1, 2, 5 times powers of ten from `low` to `high`, both positive."""
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    for steps in ((1.0, 2.0, 5.0), (1.0, 3.0), (1.0,)):
        found = [step * 10.0**power for power in powers for step in steps]
        found = [value for value in found if low * (1 - 1e-9) <= value <= high * (1 + 1e-9)]
        if len(found) <= most:
            return found
    return found[:: math.ceil(len(found) / most)]


def written(value: float) -> str:
    """A number as a tick is written: 0.01, 1.5, 20k, 3M."""
    size = abs(value)
    for limit, unit in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if size >= limit:
            return f"{value / limit:.4g}{unit}"
    if size and size < 1e-4:
        return f"{value:.0e}"
    return f"{value:.4g}"
