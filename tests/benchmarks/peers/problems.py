"""The problems that all ways are timed on, as arrays: the same start, the same tasks, the same rates for everybody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from simulator.engine.streams import generator
from simulator.engine.training import bind, draw
from simulator.experiment import Experiment, load_example, parse, set_value, to_document
from simulator.strategies.descent.meta_sgd import parted

Array = NDArray[np.float32]
Batch = tuple[NDArray, NDArray, NDArray, NDArray]  # support inputs and targets, query inputs and targets
BATCHES = 20

SETTINGS: dict[str, tuple[str, dict[str, object]]] = {
    "sine-1": ("sine-maml", {}),
    "sine-5": ("sine-maml", {"strategy.inner_steps": 5}),
    "sine-1-first-order": ("sine-first-order", {}),
    "sine-5-first-order": ("sine-first-order", {"strategy.inner_steps": 5}),
    "sine-meta-sgd": ("sine-meta-sgd", {}),
    "conv-5-way": (
        "glyphs-prototypes",
        {
            "task.side": 28,
            "task.query_shots": 1,
            "learner.filters": 32,
            "strategy.kind": "maml",
            "strategy.inner_lr": 0.1,
            "schedule.meta_batch": 8,
        },
    ),
    "prototypes": ("glyphs-prototypes", {"task.side": 28, "learner.filters": 32, "strategy.joined": 1}),
}


@dataclass(frozen=True)
class Problem:
    """What a way needs to know: `rates` are Meta-SGD's own, by parameter; empty for the others."""

    name: str
    kind: Literal["maml", "meta-sgd", "prototypes"]
    second_order: bool
    steps: int
    inner_lr: float
    outer_lr: float
    theta: dict[str, Array]
    rates: dict[str, Array]
    batches: list[Batch]

    @property
    def pictures(self) -> bool:
        """Whether the network is convolutional; else it is a perceptron."""
        return "filters0" in self.theta


def experiment(name: str) -> Experiment:
    """The problem as an experiment of the simulator."""
    example, values = SETTINGS[name]
    document = to_document(load_example(example))
    for path, value in (values | {"schedule.iterations": 100_000}).items():
        document = set_value(document, path, value)
    return parse(document)


def problem(name: str) -> Problem:
    """The problem of that name; drawn by the simulator's own families, always alike."""
    given = experiment(name)
    bound, strategy = bind(given), given.strategy
    start, rates = parted(strategy.init(bound, generator(given.seed, "initialisation")).theta)
    drawn = [draw(given, bound, "train", "train", given.schedule.meta_batch, index) for index in range(1, BATCHES + 1)]
    return Problem(
        name,
        {"first-order-maml": "maml"}.get(strategy.kind, strategy.kind),
        strategy.kind != "first-order-maml",
        getattr(strategy, "inner_steps", 0),
        getattr(strategy, "inner_lr", 0.0),
        strategy.outer_lr,
        {key: value.numpy().copy() for key, value in start.items()},
        {key: value.numpy().copy() for key, value in rates.items()},
        [
            tuple(
                each.numpy().copy() for each in (b.support.inputs, b.support.targets, b.query.inputs, b.query.targets)
            )
            for b in drawn
        ],
    )
