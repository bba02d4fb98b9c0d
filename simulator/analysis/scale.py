"""Nice numbers: where axes end, where their ticks and names stand, and how numbers are written."""

from __future__ import annotations

import math
from collections.abc import Sequence

_STEPS = (1.0, 2.0, 5.0, 10.0)
LEAST = 1e-300  # what is smaller has no power of ten that a number can hold, and counts as nothing


def nice_above(value: float) -> float:
    """The smallest of 1, 2, 5 times a power of ten that is not below `value`, so that axes move in steps."""
    if not math.isfinite(value) or value < LEAST:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in _STEPS if step * power >= value * (1 - 1e-9))


def nice_below(value: float) -> float:
    """The largest of 1, 2, 5 times a power of ten that is not above `value`."""
    if not math.isfinite(value) or value < LEAST:
        return 1e-3
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in reversed(_STEPS) if step * power <= value * (1 + 1e-9))


def framed(low: float, high: float) -> tuple[float, float]:
    """From where to where an axis goes that shows `low` to `high`, both positive.

    It begins at zero, unless all lies in the upper half: then at a round number, and so that no less than a quarter
    of `high` is shown, lest noise look large.
    """
    if low < 0.5 * high:
        return 0.0, nice_above(1.02 * high)
    step = nice_above(max(high - low, 0.25 * high) / 4)
    return math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step


def spread(wanted: Sequence[float], height: float, low: float, high: float) -> list[float]:
    """Places for names that are `height` high, as near as can be to the wanted ones, in their order, from `low` to
    `high`; where there is no room for all, from `low` upwards.
    """
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    groups: list[list[float]] = []  # of names that touch: the lowest place each of them would give the group
    for index in order:
        groups.append([wanted[index]])
        while len(groups) > 1 and _lowest(groups[-2]) + len(groups[-2]) * height > _lowest(groups[-1]):
            above, below = groups.pop(), groups.pop()
            groups.append([*below, *(each - len(below) * height for each in above)])
    stacked = [_lowest(group) + place * height for group in groups for place in range(len(group))]
    for place in reversed(range(len(stacked))):
        stacked[place] = min(stacked[place], high - (len(stacked) - place) * height)
    for place in range(len(stacked)):
        stacked[place] = max(stacked[place], low + place * height)
    places = dict(zip(order, stacked, strict=True))
    return [places[index] for index in range(len(wanted))]


def _lowest(group: list[float]) -> float:
    return sum(group) / len(group)


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
