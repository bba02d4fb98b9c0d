"""How many digits a figure is written with, everywhere the same.

A figure with an interval is written as the field does: two significant digits of the half width, and the value to the
same decimals, in powers of ten from a million upwards. So text and tables agree, and what is subtracted comes out. A
half width that is not zero is never written as zero. A figure without one has two significant digits, three from 1
upwards.
"""

from __future__ import annotations

import math

from simulator.declaration import Sentence, sentence

DIGITS = 2  # significant ones of a half width
FEW = 1e-4  # a loss below this is as good as none
LIMIT = sentence("below 0.0001")  # what is written then, where there is an interval
OVERFLOWN = sentence("too large")  # where the learner's numbers were, so that there is no loss
LARGE = 1e6  # from here on a figure with an interval is in powers of ten
MOST = 6  # decimals
EVEN = 1.15  # times the shorter side of an interval that is written with one number for both
FINEST = 2  # decimals of a percentage
_RAISED = str.maketrans("-0123456789", "\u207b\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079")


def significant(value: float) -> str:
    """A loss as it is read aloud: two significant digits, three from 1 upwards; no exponent below a million."""
    if abs(value) < FEW:
        return "0"
    rounded = float(f"{value:.3g}" if abs(value) >= 1 else f"{value:.2g}")
    return f"{rounded:,.0f}" if 1000 <= abs(rounded) < LARGE else f"{rounded:.3g}"


def percent(share: float) -> str:
    """A share as a whole percentage."""
    return f"{100 * share:.0f}%"


def times(ratio: float) -> str:
    """How many times as much, from 1 upwards: two significant digits without an exponent."""
    rounded = float(f"{ratio:.2g}")
    return f"{rounded:,.0f}" if rounded >= 10 else f"{rounded:g}"


def amount(value: float) -> str:
    """A figure of its own that may be small or large: as `significant`, but in powers of ten as with an interval."""
    if not (0 < abs(value) < FEW or LARGE <= abs(value) < math.inf):
        return significant(value)
    mantissa, _, exponent = f"{value:.1e}".partition("e")
    return f"{mantissa} {_power(int(exponent))}"


def decimals(half: float) -> int:
    """After how many decimals a half width has its significant digits; below zero those before the point.

    0.0123 has them after 3, 45 after 0 and 450 after -1.
    """
    if not math.isfinite(half) or half <= 0:
        return MOST
    return min(DIGITS - 1 - int(f"{half:.{DIGITS - 1}e}".partition("e")[2]), MOST)


def fixed(value: float, places: int) -> str:
    """A value to so many decimals; below zero, to tens, hundreds, and so on."""
    return f"{round(value, places) + 0.0:,.{max(places, 0)}f}"  # 0.0 is added since -0 is no number of the field


def uncertain_loss(value: float, half: float) -> str | Sentence:
    """A loss with half the width of its interval, as in ``0.233 +- 0.012``; without one where there is none."""
    if not math.isfinite(value):
        return OVERFLOWN
    if not math.isfinite(half):
        return amount(value) if abs(value) >= FEW else significant(value)
    largest = max(abs(value), half)
    if largest < FEW:
        return LIMIT
    if largest >= LARGE:
        exponent = math.floor(math.log10(largest))
        return f"({_symmetric(_over(value, exponent), _over(half, exponent))}) {_power(exponent)}"
    return _symmetric(value, half)


def uncertain_share(value: float, half: float) -> str:
    """A share with half the width of its interval, as in ``61.3% +- 1.8%``; without one where there is none."""
    if not math.isfinite(half):
        return percent(value)
    if half == 0:
        return f"{percent(value)} \N{PLUS-MINUS SIGN} 0%"
    places = min(decimals(100 * half), FINEST)
    return f"{fixed(100 * value, places)}% \N{PLUS-MINUS SIGN} {_width(100 * half, places)}%"


def alone(written: str | Sentence) -> str | Sentence:
    """The value of what `uncertain_loss` or `uncertain_share` wrote, without its half width."""
    if isinstance(written, Sentence):
        return written
    value, _, half = written.partition(" \N{PLUS-MINUS SIGN} ")
    power = half.partition(") ")[2]
    return f"{value.removeprefix('(')} {power}" if power else value


def interval(value: float, low: float, high: float) -> str | Sentence:
    """A value with its interval: ``0.120 +- 0.011``, or with both ends where these are not as far away.

    Digits are added where an end that is not zero would look like it. Below `FEW` and from `LARGE` on all is in powers
    of ten.
    """
    largest = max(abs(value), abs(low), abs(high))
    if 0 < largest < FEW or LARGE <= largest < math.inf:
        exponent = math.floor(math.log10(largest))
        figures = interval(*(_over(each, exponent) for each in (value, low, high)))
        return sentence("({figures}) {power}", figures=figures, power=_power(exponent))
    down, up = value - low, high - value
    longer, shorter = max(down, up), min(down, up)
    if longer < 0.5 * 10**-MOST:
        return _symmetric(value, longer)
    places = wanted = decimals(math.sqrt(down * up) if shorter > 0 else longer)
    while places < min(wanted + 2, MOST) and any(end and not round(end, places) for end in (low, high)):
        places += 1
    if longer <= EVEN * shorter:
        return f"{fixed(value, places)} \N{PLUS-MINUS SIGN} {_width(longer, places)}"
    ends = {"low": fixed(low, places), "high": fixed(high, places)}
    return sentence("{value} ({low} to {high})", value=fixed(value, places), **ends)


def _symmetric(value: float, half: float) -> str:
    if half == 0:
        return f"{significant(value)} \N{PLUS-MINUS SIGN} 0"
    places = decimals(half)
    return f"{fixed(value, places)} \N{PLUS-MINUS SIGN} {_width(half, places)}"


def _width(half: float, places: int) -> str:
    """A half width to so many decimals, and one of the last of them at least: rounded to zero it would claim to be."""
    return fixed(max(half, 10.0**-places), places)


def _over(value: float, exponent: int) -> float:
    """A value over a power of ten, which may be too small to be a number itself."""
    return value / 10.0 ** (exponent // 2) / 10.0 ** (exponent - exponent // 2)


def _power(exponent: int) -> str:
    return f"\N{MULTIPLICATION SIGN} 10{str(exponent).translate(_RAISED)}"
