"""Naming where a loss stopped being finite; called once, after the fact, so the loop pays nothing for it."""

from __future__ import annotations

from simulator.declaration import Sentence, sentence
from simulator.deferred import torch
from simulator.strategies import Strategy
from simulator.strategies.base import State
from simulator.strategies.problem import Problem
from simulator.tasks.base import TaskBatch


def explain(problem: Problem, strategy: Strategy, state: State, batch: TaskBatch, iteration: int) -> Sentence:
    """What overflowed and what to try, from the last good state and the batch on which it happened."""
    step = _first_bad_step(problem, strategy, state, batch)
    rate = getattr(strategy, "inner_lr", None)
    if step == 0 or rate is None:
        return sentence(
            "The loss stopped being a finite number at iteration {iteration}, before any inner step: the outer "
            "learning rate may be too large. Try a smaller one. The last good state is kept.",
            iteration=f"{iteration:,}",
        )
    if step is None:
        return sentence(
            "The inner learning rate {rate} makes the gradient through {steps} inner steps overflow at iteration "
            "{iteration}. Try a value below {lower}. The last good state is kept.",
            rate=f"{rate:g}",
            steps=strategy.usual_steps,
            iteration=f"{iteration:,}",
            lower=f"{rate / 10:.1g}",
        )
    return sentence(
        "The inner learning rate {rate} makes the loss overflow at inner step {step} of iteration {iteration}. "
        "Try a value below {lower}. The last good state is kept.",
        rate=f"{rate:g}",
        step=step,
        iteration=f"{iteration:,}",
        lower=f"{rate / 10:.1g}",
    )


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
