"""Events as a run tells them, ready-made: nothing is trained, and torch is not imported."""

from __future__ import annotations

import math
import struct
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np

from simulator.declaration import sentence
from simulator.engine import (
    Changed,
    Checkpoint,
    Evaluated,
    Event,
    Failed,
    Finished,
    Referenced,
    Resumed,
    Started,
    Stepped,
    Stopped,
    Tested,
)
from simulator.engine.circumstances import Circumstances
from simulator.engine.events import Ending, Scores
from simulator.experiment import Experiment, load_example, to_document
from simulator.strategies.base import State

ODD = (math.nan, math.inf, -math.inf, -0.0, 5e-324, 1e308, 0.1)


def experiment() -> Experiment:
    """A bundled one."""
    return load_example("linear-maml")


def scores(seed: int, title: str = "MAML", *, everything: bool = False) -> Scores:
    """Scores on 7 tasks after 0 to 2 steps, odd numbers among them."""
    dice = np.random.default_rng(seed)
    loss, accuracy, likelihood = (np.vstack([ODD, dice.normal(size=(2, len(ODD)))]) for _ in range(3))
    if not everything:
        return Scores(title, loss)
    return Scores(title, loss, accuracy, likelihood, dice.random(3), np.array([math.nan, 0.0, -0.0]))


def stepped(iteration: int, loss: float | None = None) -> Stepped:
    """A meta-iteration."""
    value = math.sin(iteration) if loss is None else loss
    return Stepped(iteration, value, iteration / 700, 8 * iteration, 50 * iteration)


def evaluated(iteration: int, elsewhere: Scores | None = None) -> Evaluated:
    """An evaluation, as it is read back: without the state."""
    return Evaluated(iteration, scores(iteration), None, iteration / 700, 8 * iteration, elsewhere)


def checkpoint(iteration: int) -> Checkpoint:
    """A checkpoint of nothing learned."""
    circumstances = Circumstances("1", "2", "a processor", 1, "cpu")
    return Checkpoint(experiment(), State({}), circumstances, iteration, iteration / 700, evaluated=0)


def history(iterations: int = 30, ending: Ending | None = None) -> list[Event]:
    """A whole run that evaluates every tenth meta-iteration, changes something after the fifteenth, and ends."""
    told: list[Event] = [Started(to_document(experiment())), Referenced({"scratch": scores(1)}), evaluated(0)]
    for iteration in range(1, iterations + 1):
        told.append(stepped(iteration))
        if iteration == 15:
            told.append(Changed(iteration, "strategy.inner_lr", 0.1, 0.05))
        if iteration % 10 == 0:
            told.append(evaluated(iteration))
    return [*told, Tested(scores(2), {"scratch": scores(3)}), ending or Finished("completed")]


def bits(value: Any) -> Any:
    """A value, down to the last bit of every number in it, as something that compares."""
    if isinstance(value, np.ndarray):
        return value.dtype.str, value.shape, value.tobytes()
    if isinstance(value, float):
        return struct.pack("<d", value)
    if is_dataclass(value):
        return type(value).__name__, [bits(getattr(value, each.name)) for each in fields(value)]
    if isinstance(value, dict):
        return [(key, bits(each)) for key, each in value.items()]
    if isinstance(value, list | tuple):
        return type(value).__name__, [bits(each) for each in value]
    return type(value).__name__, value


def of_every_kind() -> list[Event]:
    """Events of every kind that is kept in a row of its own, in every shape that they have."""
    whole, nested = scores(4, "All \N{GREEK SMALL LETTER ALPHA}", everything=True), Scores("none", None)
    inner = sentence("{what} was {then}.", what=sentence("The processor"), then="an \"old\" one, 'slow'")
    values: list[Any] = [0.1, None, True, 3, "text", [1, 2.5]]
    return [
        Started(to_document(experiment())),
        Resumed(7),
        Resumed(7, (inner, sentence("It went on."))),
        Referenced({}),
        Referenced({"a": whole, "b/c": nested}, {"a": nested, "oracle": whole}),
        evaluated(10),
        evaluated(20, elsewhere=whole),
        *(Changed(3, "strategy.inner_lr", value, 0.5) for value in values),
        Tested(whole, {}),
        Tested(nested, {"a": whole}, Tested(whole, {"a": whole, "b": nested})),
        Finished("completed"),
        Finished("target", sentence("Reached {loss}, {deeper}", loss=0.25, deeper=inner)),
        Finished("diverged", inner),
        Stopped(),
        Failed(sentence("It failed: {why}", why="{braces} %s \\ \0"), "Traceback\n  line\n"),
    ]
