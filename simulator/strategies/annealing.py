"""How an outer learning rate falls over a run, so that training settles: along half a cosine.

Loshchilov and Hutter 2017, "SGDR: Stochastic Gradient Descent with Warm Restarts", equation 5, without restarts.
"""

from __future__ import annotations

import math


def cosine(count: int, planned: int) -> float:
    """What is left of the rate after `count` of `planned` updates: from 1 down to 0, where it stays."""
    return 0.5 * (1 + math.cos(math.pi * min(1.0, count / planned)))
