"""The learned parameters themselves: how far each layer has moved from its random start."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.analysis.learned.case import Case, Columns
from simulator.analysis.learned.layers import layers
from simulator.analysis.rounding import percent
from simulator.analysis.task_figure.case import floats
from simulator.declaration import Sentence, sentence
from simulator.engine.events import Floats
from simulator.engine.streams import generator


@dataclass(frozen=True)
class StartFigure:
    """By layer ``[layer]``: the size of the random start, of what was learned, and of the way from one to the other.

    Sizes are root mean squares over the layer's parameters, of which there are `counts`.
    """

    names: tuple[Sentence, ...]
    counts: tuple[int, ...]
    before: Floats
    now: Floats
    moved: Floats

    @property
    def change(self) -> Floats:
        """How far each layer has moved as a share of the size of its random start; infinite from zero, ``[layer]``."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(self.moved > 0, self.moved / self.before, 0.0)

    @property
    def said(self) -> Sentence:
        """What is seen, in words."""
        if not self.moved.any():
            return sentence("Every layer is still where it began: at random.")
        change = self.change
        known = np.where(np.isfinite(change), change, -1.0)
        most, least = int(known.argmax()), int(np.where(known < 0, np.inf, known).argmin())
        if known[most] < 0 or most == least:
            only = int(self.moved.argmax())
            return sentence("Learning moved {layer}.", layer=_with_share(self.names[only], change[only]))
        return sentence(
            "Since its random start {most} has changed most, and {least} least.",
            most=_with_share(self.names[most], change[most]),
            least=_with_share(self.names[least], change[least]),
        )

    def columns(self) -> Columns:
        """The numbers by name, for a table."""
        return {
            "layer": [str(name) for name in self.names],
            "parameters": list(self.counts),
            "size_at_random_start": self.before.tolist(),
            "size_now": self.now.tolist(),
            "moved": self.moved.tolist(),
        }


def start(case: Case) -> StartFigure:
    """The figure of any strategy that learns parameters; rates have a picture of their own, and are left out."""
    begun = case.strategy.init(case.problem, generator(case.experiment.seed, "initialisation")).theta
    rated = case.strategy.rates(case.problem, case.state)
    own = [name for name in case.state.theta if not any(name.endswith(f".{rate}") for rate in rated)]
    kept = layers(own)
    before, now = (
        [np.concatenate([floats(theta[name]).ravel() for name in names]) for _, names in kept.values()]
        for theta in (begun, case.state.theta)
    )
    return StartFigure(
        tuple(title for title, _ in kept.values()),
        tuple(value.size for value in now),
        _sizes(before),
        _sizes(now),
        _sizes([after - at for at, after in zip(before, now, strict=True)]),
    )


def _sizes(values: list[Floats]) -> Floats:
    return np.array([float(np.sqrt(np.mean(value**2))) for value in values])


def _with_share(name: Sentence, change: float) -> Sentence:
    if not np.isfinite(change):
        return sentence("{name} (from zero)", name=name)
    return sentence("{name} (by {share} of its size)", name=name, share=percent(float(change)))
