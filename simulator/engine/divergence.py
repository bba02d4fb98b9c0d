"""Naming why a loss stopped being finite; called once, after the fact, so the loop pays nothing for it.

The meta-iteration that overflowed is made again, on the same batch, from the state with which the run began. If that
overflows too, the inner steps are to blame; if not, it is the outer loop that led to where they do.
"""

from __future__ import annotations

from simulator.declaration import Sentence, sentence
from simulator.deferred import torch
from simulator.strategies import Strategy
from simulator.strategies.base import State
from simulator.strategies.problem import Problem
from simulator.tasks.base import TaskBatch


def explain(
    problem: Problem, strategy: Strategy, start: State, state: State, batch: TaskBatch, iteration: int
) -> Sentence:
    """What overflowed and what to try.

    `start` is the state with which the run began, `state` the last good one; `batch` is where it happened.
    """
    inner, outer = getattr(strategy, "inner_lr", None), getattr(strategy, "outer_lr", None)
    if outer is not None and not _overflows(problem, strategy, start, batch):
        return sentence(
            "The outer learning rate {rate} moves the start to where the loss overflows, at iteration {iteration}. "
            "Try {lower}. The last good state is kept.",
            rate=f"{outer:g}",
            iteration=f"{iteration:,}",
            lower=f"{outer / 10:.1g}",
        )
    step = _first_bad_step(problem, strategy, state, batch) if strategy.adapts_in_training else 0
    if step == 0:
        return sentence(
            "The loss stopped being a finite number at iteration {iteration}, before any inner step. The last good "
            "state is kept.",
            iteration=f"{iteration:,}",
        )
    if inner is None:
        return sentence(
            "The loss stopped being a finite number at iteration {iteration}. The last good state is kept.",
            iteration=f"{iteration:,}",
        )
    blamed = {"rate": f"{inner:g}", "iteration": f"{iteration:,}", "lower": f"{inner / 10:.1g}"}
    if step is None:
        return sentence(
            "The inner learning rate {rate} makes the gradient through {inner_steps} overflow at iteration "
            "{iteration}. Try a value below {lower}. The last good state is kept.",
            inner_steps=_inner_steps(strategy.usual_steps),
            **blamed,
        )
    return sentence(
        "The inner learning rate {rate} makes the loss overflow at inner step {step} of iteration {iteration}. "
        "Try a value below {lower}. The last good state is kept.",
        step=step,
        **blamed,
    )


def _inner_steps(steps: int) -> Sentence:
    return sentence("one inner step") if steps == 1 else sentence("{steps} inner steps", steps=steps)


def _overflows(problem: Problem, strategy: Strategy, start: State, batch: TaskBatch) -> bool:
    """Whether a meta-iteration from `start` does."""
    improved, report = strategy.meta_step(problem, start, batch)
    return not all(bool(value.isfinite().all()) for value in (report.loss, *improved.theta.values()))


def _first_bad_step(problem: Problem, strategy: Strategy, state: State, batch: TaskBatch) -> int | None:
    """The first inner step whose loss is not finite, by adapting to the support sets or, as Reptile does, to all."""
    for adapted_to in (batch.support, batch.support.joined(batch.query)):
        for step, learned in enumerate(strategy.adapt(problem, state, adapted_to, strategy.usual_steps)):
            for examples in (batch.support, batch.query):
                with torch.no_grad():
                    loss = problem.family.loss.mean(learned.predict(examples.inputs), examples.targets)
                if not torch.isfinite(loss):
                    return step
    return None
