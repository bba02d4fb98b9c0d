"""The parameter plane: its loss surface beside direct evaluation, and beside the quadratic it is known to be.

The surface judges many points at once along the task axis. Here each of 20 random points of it is judged again by
itself, one task after the other, with inner steps written out: the largest difference is shown, as a share of the
loss there. Usage::

    python -m tests.benchmarks.plane [--iterations 50] [--seed 0]
"""

from __future__ import annotations

import argparse
from typing import Any

import numpy as np
import torch

from simulator.analysis.parameters import (
    Ground,
    ParametersFigure,
    Question,
    Surface,
    Survey,
    frame,
    ground,
    parameters_figure,
)
from simulator.engine import Control, Evaluated, run
from simulator.engine.events import Floats
from simulator.engine.run import bind, draw
from simulator.experiment import Experiment
from simulator.strategies.descent.meta_sgd import parted
from simulator.tasks.base import TaskBatch
from tests.benchmarks.rows import Row, at_most, verdict
from tests.benchmarks.runs import example

LIMIT = 10.0  # millionths of the loss
POINTS, TASKS, CELLS = 20, 8, 41
DESCENDING = ("linear-maml", "sine-maml", "sine-first-order", "digits-maml", "students-irt", "digits-anil")
RATED = ("sine-meta-sgd",)
STANDING = ("sine-maml", "sine-cavia", "sine-imaml", "learned-optimizer-2d", "students-bkt")  # before any step


def grounded(experiment: Experiment, tasks: int = TASKS) -> tuple[Ground, ParametersFigure]:
    """Where a run of an experiment ended, and its plane; of so many validation tasks."""
    states = [event for event in run(experiment, Control()) if isinstance(event, Evaluated)]
    problem = bind(experiment)
    batch = draw(experiment, problem, "validation", "validation", tasks)
    grounds = [ground(problem, experiment.strategy, event.state, batch) for event in states]
    now, path = grounds[-1], [(event.iteration, each.start) for event, each in zip(states, grounds, strict=True)]
    steps = min(experiment.strategy.usual_steps, experiment.schedule.evaluation_steps)
    return now, parameters_figure(now, now.ways(now.start, steps), path)


def surface(now: Ground, figure: ParametersFigure, question: Question, cells: int = CELLS) -> Surface:
    """The surface around all that is drawn over it."""
    places = np.concatenate([figure.path, figure.ways.reshape(-1, 2)])
    survey = Survey(now, figure.plane, frame(places), question, cells)
    while survey.done < 1:
        survey.go_on(60)
    return survey.surface()


def judged_directly(now: Ground, point: Floats, question: Question) -> float:
    """The loss at a point ``[number]``: each task by itself, its inner steps written out."""
    tasks = range(now.batch.tasks) if question.task is None else [question.task]
    return float(np.mean([_one(now, point, now.batch.select(task), question) for task in tasks]))


def _one(now: Ground, point: Floats, one: TaskBatch, question: Question) -> float:
    first = next(iter(now.strategy.adapt_to(now.problem, now.state, one, 0)))
    problem: Any = first.problem
    values, at = {}, 0
    for name, like in first.parameters.items():
        numbers = point[at : at + like.numel()]
        values[name] = torch.tensor(numbers, dtype=like.dtype).reshape(like.shape)
        at += like.numel()
    if question.steps:
        rates = _rates(now)
        for _ in range(question.steps):
            moving = {name: values[name].requires_grad_() for name in rates}
            answer = problem.learner.read(values, one.support)
            loss = problem.family.loss.mean(answer, one.support.targets)
            slopes = torch.autograd.grad(loss, list(moving.values()))
            for name, slope in zip(moving, slopes, strict=True):
                values[name] = (values[name] - rates[name] * slope).detach()
    with torch.no_grad():
        if question.examples == "support":
            answer, targets = problem.learner.read(values, one.support), one.support.targets
        else:
            answer, targets = problem.learner.predict(values, one.query.inputs, one.support), one.query.targets
        return float(problem.family.loss.mean(answer, targets))


def _rates(now: Ground) -> dict[str, Any]:
    """The inner learning rate of each parameter that adapts: learned ones, or one number."""
    _, learned = parted(now.state.theta)
    inner: Any = now.strategy
    names = now.problem.learner.head if inner.kind == "anil" else now.problem.learner.adapting
    return learned or dict.fromkeys(names, inner.inner_lr)


def apart(now: Ground, figure: ParametersFigure, question: Question, seed: int = 0, cells: int = CELLS) -> float:
    """The largest difference at random points of the surface, in millionths of the loss there."""
    drawn = surface(now, figure, question, cells)
    random = np.random.default_rng(seed)
    rows, columns = random.integers(0, cells, (2, POINTS))
    ours = drawn.loss[rows, columns]
    places = np.stack([drawn.x[columns], drawn.y[rows]], axis=1)
    direct = np.array([judged_directly(now, point, question) for point in figure.plane.points(places)])
    return float(1e6 * (np.abs(ours - direct) / np.abs(direct)).max())


def off_the_bowl(now: Ground, figure: ParametersFigure, task: int = 0) -> float:
    """The surface of one quadratic bowl less |W theta - y|^2 / rows, in millionths of its mean."""
    drawn = surface(now, figure, Question(task))
    across, up = np.meshgrid(drawn.x, drawn.y)
    theta = figure.plane.points(np.stack([across, up], axis=2))  # [row, column, dimension]
    matrix = now.batch.query.inputs[task].double().numpy()
    y = now.batch.query.targets[task].double().numpy()[:, 0]
    bowl = np.square(theta @ matrix.T - y).mean(axis=2)
    return float(1e6 * np.abs(drawn.loss - bowl).max() / bowl.mean())


def rows(iterations: int = 50, seed: int = 0) -> list[Row]:
    """One row for each example and surface."""
    torch.set_num_threads(1)
    values = {
        "schedule__iterations": iterations,
        "schedule__evaluate_every": max(1, iterations // 5),
        "schedule__evaluation_tasks": TASKS,
        "schedule__test_tasks": 2,
    }
    found = []
    for name in dict.fromkeys((*DESCENDING, *RATED, *STANDING)):
        now, figure = grounded(example(name, seed=seed, **values))
        steps = len(figure.ways) - 1
        asked = [("mean before adapting", Question()), ("task 1, support set", Question(0, "support"))]
        if name not in STANDING or name in DESCENDING:
            asked.append((f"mean after inner step {steps}", Question(None, "query", steps)))
        for what, question in asked:
            found.append(at_most(f"{name}: {what}, millionths apart", apart(now, figure, question, seed), LIMIT))
        if name == "learned-optimizer-2d":
            found.append(at_most(f"{name}: off the quadratic, millionths", off_the_bowl(now, figure), LIMIT))
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--iterations", type=int, default=50)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    return verdict(rows(options.iterations, options.seed))


if __name__ == "__main__":
    raise SystemExit(main())
