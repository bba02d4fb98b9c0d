"""Student's t with a whole number of degrees of freedom: its tail, and its points. (scipy takes too long to import.)"""

from __future__ import annotations

import math
from functools import cache

EXACT = 2000  # degrees of freedom up to which the finite series is summed


def two_sided(t: float, freedom: int) -> float:
    """The chance of a value further from zero than `t` (Abramowitz and Stegun 1964, 26.7.3 and 26.7.4)."""
    if math.isnan(t):
        return math.nan
    if freedom > EXACT:  # the normal distribution, with the first term of 26.7.8
        size = abs(t) * (1 - 1 / (4 * freedom)) / math.sqrt(1 + t * t / (2 * freedom))
        return math.erfc(size / math.sqrt(2))
    angle = math.atan(abs(t) / math.sqrt(freedom))
    sine, square = math.sin(angle), math.cos(angle) ** 2
    odd = freedom % 2 == 1
    term = math.cos(angle) if odd else 1.0
    total = term if freedom > 1 else 0.0
    for count in range(3 if odd else 2, freedom - 1, 2):
        term *= square * (count - 1) / count
        total += term
    within = 2 / math.pi * (angle + sine * total) if odd else sine * total
    return max(0.0, 1.0 - within)


@cache
def point(confidence: float, freedom: int) -> float:
    """The value that is exceeded to both sides with a chance of one less `confidence`."""
    low, high = 0.0, 2.0
    while two_sided(high, freedom) > 1 - confidence:
        low, high = high, 2 * high
    for _ in range(80):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if two_sided(middle, freedom) > 1 - confidence else (low, middle)
    return 0.5 * (low + high)
