"""How much the gradients of tasks agree, and what one inner step does to each layer.

`agreement` compares the gradients of some tasks by their cosines: of the support loss where adaptation begins, or of
the query loss after adaptation, as the outer loop averages them. `layer_effects` takes one inner step in a single layer
and judges it exactly, once for each layer.

A layer is one parameter tensor. Where each task begins at random numbers of its own, all of them are asked at those of
the first task: gradients at different places do not compare.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from simulator.analysis.gradients import flat, inner_loop, task_gradients
from simulator.analysis.task_figure.case import floats
from simulator.declaration import Sentence, sentence
from simulator.deferred import torch
from simulator.engine.events import Floats
from simulator.engine.intervals import t95
from simulator.strategies import Strategy
from simulator.strategies.at_once.amortised import Amortised
from simulator.strategies.at_once.metric import Metric
from simulator.strategies.base import Fitted, State
from simulator.strategies.descent import gradient
from simulator.strategies.descent.es_maml import EsMaml
from simulator.strategies.descent.exact import exact
from simulator.strategies.descent.learned_start import LearnedStart
from simulator.strategies.descent.reptile import Reptile
from simulator.strategies.descent.rules import Parameters, optimizer
from simulator.strategies.problem import Problem
from simulator.tasks.base import TaskBatch

if TYPE_CHECKING:
    from torch import Tensor

Of = Literal["support", "query"]
MUCH, STRONG, LITTLE = 0.5, 0.3, 0.1  # cosines: 60, 73 and 84 degrees
SEVERAL, MANY = 0.1, 0.25  # of all pairs: what is worth a word, and what the mean may not hide
WHOLLY = 1  # a meta-iteration in which no strategy hides a part of a support set from its only task


@dataclass(frozen=True)
class Agreement:
    """The cosines ``[task, task]`` between the gradients of `tasks` ``[task]``, similar ones side by side.

    `about` and `lengths` ``[task]`` are of the tasks and their gradients in the same order. `notes` say what is to be
    known of the gradients.
    """

    of: Of
    cosines: Floats
    tasks: NDArray[np.int64]
    about: tuple[Sentence, ...]
    lengths: Floats
    notes: tuple[Sentence, ...] = ()

    @property
    def mean(self) -> float:
        """The mean cosine over all pairs of different tasks; not-a-number with fewer than two tasks."""
        return _mean_pair(self.cosines)

    @property
    def error(self) -> float:
        """Half the 95% interval of the mean over tasks, by leaving each out in turn (Efron's jackknife)."""
        count = len(self.cosines)
        if count < 3:
            return float("nan")
        left = [_mean_pair(np.delete(np.delete(self.cosines, out, 0), out, 1)) for out in range(count)]
        return t95(count - 1) * float(np.sqrt((count - 1) * np.var(left)))

    @property
    def same(self) -> float:
        """The share of pairs that pull the same way, by a cosine above `STRONG`."""
        return _mean_pair((self.cosines > STRONG).astype(float))

    @property
    def against(self) -> float:
        """The share of pairs that pull against each other, by a cosine below minus `STRONG`."""
        return _mean_pair((self.cosines < -STRONG).astype(float))

    @property
    def in_camps(self) -> bool:
        """Whether tasks fall into two camps: of one mind within, of the opposite mind between them.

        The camps are the signs of the leading eigenvector. With the gradients of one of them turned round, the mean
        cosine is that of tasks that agree; with directions at random in a plane it would be 4 / pi^2.
        """
        sides = np.where(np.linalg.eigh(self.cosines)[1][:, -1] < 0, -1.0, 1.0)
        return self.against >= SEVERAL and _mean_pair(self.cosines * np.outer(sides, sides)) >= MUCH

    @property
    def said(self) -> Sentence:
        """The mean in words, and what it hides where pairs differ."""
        if not np.isfinite(self.error):
            return sentence("It takes three tasks to say how far gradients agree.")
        shares = {"same": f"{self.same:.0%}", "against": f"{self.against:.0%}"}
        values = {"mean": f"{round(self.mean, 2) + 0:.2f}", "error": f"{self.error:.2f}"}
        if self.mean >= max(MUCH, self.error):
            return sentence("Mean {mean} ± {error}: a step for one task is mostly a step for the others too.", **values)
        if self.in_camps:
            said = sentence(
                "Mean {mean} ± {error}, but tasks fall into camps: {same} of the pairs want the same, {against} the "
                "opposite. A step for one task helps its camp and harms the other.",
                **(values | shares),
            )
        elif min(self.same, self.against) >= SEVERAL and self.same + self.against >= MANY:
            said = sentence(
                "Mean {mean} ± {error}, but pairs differ: {same} of them pull the same way, {against} against each "
                "other. A step for one task helps some and harms others.",
                **(values | shares),
            )
        elif self.mean > max(LITTLE, self.error):
            said = sentence("Mean {mean} ± {error}: tasks agree in part; a step for one helps others a bit.", **values)
        elif self.mean >= -max(LITTLE, self.error):
            said = sentence("Mean {mean} ± {error}: what one task wants says little about the others.", **values)
        else:
            said = sentence("Mean {mean} ± {error}: tasks pull in opposite directions.", **values)
        return said

    def columns(self) -> dict[str, list[object]]:
        """The matrix by task, for a table."""
        columns: dict[str, list[object]] = {
            "task": (self.tasks + 1).tolist(),
            "about": [str(about) for about in self.about],
            "gradient_length": self.lengths.tolist(),
        }
        return columns | {
            f"cosine_with_{task + 1}": self.cosines[:, at].tolist() for at, task in enumerate(self.tasks.tolist())
        }


@dataclass(frozen=True)
class LayerEffects:
    """One inner step, layer by layer ``[layer]``; means over tasks.

    `relative` is the length of the step over that of the parameters before it, not-a-number where these are zero;
    `support` and `query` are how far each loss falls if that layer alone takes the step; `whole` if all take it.
    """

    names: tuple[str, ...]
    relative: Floats
    support: Floats
    query: Floats
    whole: tuple[float, float]
    before: tuple[float, float]

    def columns(self) -> dict[str, list[object]]:
        """The effects by layer, for a table; the last row is of all layers."""
        return {
            "layer": [*self.names, "all"],
            "step_relative_to_parameters": [*self.relative.tolist(), None],
            "support_loss_falls_by": [*self.support.tolist(), self.whole[0]],
            "query_loss_falls_by": [*self.query.tolist(), self.whole[1]],
        }


def offered(strategy: Strategy, start: object) -> tuple[Of, ...]:
    """The gradients that can be compared; `start` are the strategy's learners before the first inner step."""
    inner: tuple[Of, ...] = ("support",) if isinstance(start, Fitted) else ()
    outer: tuple[Of, ...] = ("query",) if isinstance(strategy, LearnedStart | Reptile | Metric | Amortised) else ()
    return inner + outer


def starts(problem: Problem, strategy: Strategy, state: State, batch: TaskBatch) -> object:
    """The learners before the first inner step."""
    return next(iter(strategy.adapt_to(problem, state, batch, 0)))


def agreement(problem: Problem, strategy: Strategy, state: State, batch: TaskBatch, of: Of) -> Agreement | None:
    """The gradients of the tasks of `batch` compared; None where the strategy has none of that kind."""
    start = starts(problem, strategy, state, batch)
    if of not in offered(strategy, start):
        return None
    notes: tuple[Sentence, ...] = ()
    if of == "support":
        assert isinstance(start, Fitted)
        names = inner_loop(problem, strategy, state, start).names
        same = {name: value[:1].expand_as(value) for name, value in start.parameters.items()}
        found = flat(task_gradients(start.problem, same, names, batch.support))
        if any(not torch.equal(value, start.parameters[name]) for name, value in same.items()):
            notes = (sentence("Tasks begin at random numbers; here all of them at the same ones."),)
    else:
        if isinstance(strategy, EsMaml):
            notes = (sentence("These are the exact gradients, of which evolution makes estimates."),)
        found = outer_gradients(problem, strategy, state, batch)
    cosines = cosines_of(found)
    order = similar(cosines)
    return Agreement(
        of,
        cosines[np.ix_(order, order)],
        order,
        tuple(problem.family.describe(batch, task) for task in order.tolist()),
        np.linalg.norm(found, axis=1)[order],
        notes,
    )


def layer_effects(problem: Problem, strategy: Strategy, state: State, batch: TaskBatch) -> LayerEffects | None:
    """What the first inner step on each task of `batch` does, layer by layer; None where no parameters adapt."""
    stages = list(strategy.adapt_to(problem, state, batch, 1))
    start, end = stages[0], stages[-1]
    if not (isinstance(start, Fitted) and isinstance(end, Fitted)):
        return None
    names = inner_loop(problem, strategy, state, start).names
    judge = partial(_losses, start, batch)
    with torch.no_grad():
        before, whole = judge({}), judge(end.parameters)
        falls = np.array([before - judge({name: end.parameters[name]}) for name in names])  # [layer, 2]
        relative = [_relative(start.parameters[name], end.parameters[name]) for name in names]
    fall = before - whole
    return LayerEffects(
        names,
        np.array(relative),
        falls[:, 0],
        falls[:, 1],
        (float(fall[0]), float(fall[1])),
        (float(before[0]), float(before[1])),
    )


def outer_gradients(problem: Problem, strategy: Strategy, state: State, batch: TaskBatch) -> Floats:
    """The part of each task in the outer gradient, ``[task, number]``."""
    if isinstance(strategy, Reptile):
        everything = gradient.Adaptation(
            state.theta, tuple(state.theta), optimizer(strategy.optimizer, strategy.inner_lr)
        )
        end = gradient.adapted(problem, everything, batch.support.joined(batch.query), strategy.inner_steps)
        return flat({name: state.theta[name] - end[name] for name in end})
    rows = [_outer_gradient(problem, strategy, state, batch.select(task)) for task in range(batch.tasks)]
    return np.concatenate([flat({name: value.unsqueeze(0) for name, value in row.items()}) for row in rows])


def cosines_of(vectors: Floats) -> Floats:
    """The cosines ``[task, task]`` between vectors ``[task, number]``; one of no finite length agrees with none."""
    vectors = np.where(np.isfinite(vectors).all(1, keepdims=True), vectors, 0.0)
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit = np.divide(vectors, length, out=np.zeros_like(vectors), where=length > 0)
    cosines = np.clip(unit @ unit.T, -1.0, 1.0)
    np.fill_diagonal(cosines, 1.0)
    return np.asarray(cosines)


def similar(cosines: Floats) -> NDArray[np.int64]:
    """An order of the tasks in which similar ones are neighbours.

    They are ordered by their angle in the plane of the two leading eigenvectors, which is cut at its widest gap.
    """
    if len(cosines) < 3:
        return np.arange(len(cosines))
    values, vectors = np.linalg.eigh(cosines)
    plane = vectors[:, -2:] * np.sqrt(np.maximum(values[-2:], 0.0))
    angle = np.arctan2(plane[:, 0], plane[:, 1])
    order = np.argsort(angle, kind="stable")
    ordered = angle[order]
    gaps = np.diff(ordered, append=ordered[0] + 2 * np.pi)
    return np.roll(order, -(int(np.argmax(gaps)) + 1))


def _mean_pair(cosines: Floats) -> float:
    count = len(cosines)
    if count < 2:
        return float("nan")
    return float((cosines.sum() - np.trace(cosines)) / (count * (count - 1)))


def _outer_gradient(problem: Problem, strategy: Strategy, state: State, one: TaskBatch) -> Parameters:
    """The outer gradient of a single task; where the strategy only estimates it, the exact one."""
    if isinstance(strategy, EsMaml):
        begin = partial(strategy.adaptation, problem)
        return exact(problem, state.theta, one, begin, strategy.inner_steps)[1]
    if isinstance(strategy, LearnedStart):
        return strategy.outer_gradient(problem, state, one)[1]
    meta = gradient.leaves(state.theta)
    if isinstance(strategy, Amortised):
        return gradient.gradient_of(strategy.objective(problem, meta, one, WHOLLY)[0], meta)
    *_, learned = strategy.adapt(problem, State(meta, state.moments, state.count), one.support, 1)
    loss = problem.family.loss.mean(learned.predict(one.query.inputs), one.query.targets)
    return gradient.gradient_of(loss, meta)


def _losses(start: Fitted, batch: TaskBatch, changed: Parameters) -> Floats:
    """The mean support and query loss with some of the parameters changed, ``[2]``."""
    parameters = start.parameters | changed
    support = start.problem.mean_loss(parameters, batch.support)
    return np.array([float(support), float(start.problem.mean_loss(parameters, batch.query, batch.support))])


def _relative(start: Tensor, end: Tensor) -> float:
    """The mean over tasks of a step's length over that of the parameters, ``[task, ...]`` each."""
    before, step = floats(start.reshape(len(start), -1)), floats((end - start).reshape(len(start), -1))
    sizes = np.linalg.norm(before, axis=1)
    return float(np.mean(np.linalg.norm(step, axis=1) / sizes)) if (sizes > 0).all() else float("nan")
