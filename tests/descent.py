"""Plain gradient descent from a start, as an entry of the composition."""

from __future__ import annotations

from simulator.strategies.descent.gradient import Adaptation, Begin
from simulator.strategies.descent.rules import Descent, Parameters


def descending(names: tuple[str, ...], rate: float) -> Begin:
    """An inner loop in which the parameters `names` follow the gradient."""

    def begin(theta: Parameters) -> Adaptation:
        return Adaptation(theta, names, Descent(rate))

    return begin
