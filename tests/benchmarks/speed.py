"""How fast a meta-iteration is: the engine beside the bare step, and beside a plain loop over tasks. One thread.

All three do the same step of MAML on sine waves (25 tasks, 10 shots, 40-40 network, one second-order inner step,
Adam outside), take turns in one process, and are compared turn by turn. First it is checked that the plain loop
and the batched step give the same gradient. Usage::

    python -m tests.benchmarks.speed [--example sine-maml] [--turns 7] [--iterations 1000]
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Iterator

import torch

from simulator.engine import Finished, run
from simulator.engine.run import bind, draw
from simulator.engine.streams import generator
from simulator.experiment import Experiment, load_example
from simulator.strategies.descent import gradient
from simulator.strategies.descent.exact import exact
from simulator.tasks.base import TaskBatch
from tests.benchmarks.rows import at_least, at_most, verdict
from tests.descent import descending

Parameters = dict[str, torch.Tensor]
FASTER, OVERHEAD, DIFFERENCE = 9, 15, 1e-4  # times the plain loop; % of the bare step; of the largest entry


def plain_gradient(experiment: Experiment, theta: Parameters, batch: TaskBatch) -> Parameters:
    """MAML's outer gradient as one writes it first: a loop over tasks."""
    strategy, total = experiment.strategy, torch.zeros(())
    names = list(theta)
    for task in range(batch.tasks):
        adapted = theta
        for _ in range(strategy.inner_steps):
            loss = _loss(adapted, batch.support.inputs[task], batch.support.targets[task])
            gradients = torch.autograd.grad(loss, [adapted[name] for name in names], create_graph=True)
            adapted = {
                name: adapted[name] - strategy.inner_lr * slope for name, slope in zip(names, gradients, strict=True)
            }
        total = total + _loss(adapted, batch.query.inputs[task], batch.query.targets[task])
    gradients = torch.autograd.grad(total / batch.tasks, [theta[name] for name in names])
    return dict(zip(names, gradients, strict=True))


def _loss(theta: Parameters, inputs: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    layers = len(theta) // 2
    for layer in range(layers):
        inputs = inputs @ theta[f"weight{layer}"] + theta[f"bias{layer}"]
        inputs = torch.relu(inputs) if layer < layers - 1 else inputs
    return torch.nn.functional.mse_loss(inputs, targets)


def plain(experiment: Experiment) -> float:
    """Seconds of a meta-iteration: a loop over tasks, PyTorch's Adam."""
    problem = bind(experiment)
    theta = gradient.leaves(problem.init(generator(experiment.seed, "initialisation")))
    optimizer = torch.optim.Adam(theta.values(), experiment.strategy.outer_lr)
    begun = time.perf_counter()
    for iteration in range(1, experiment.schedule.iterations + 1):
        batch = draw(experiment, problem, "train", "train", experiment.schedule.meta_batch, iteration)
        for name, slope in plain_gradient(experiment, theta, batch).items():
            theta[name].grad = slope
        optimizer.step()
    return (time.perf_counter() - begun) / experiment.schedule.iterations


def bare(experiment: Experiment) -> float:
    """Seconds of a meta-iteration: drawing tasks and the strategy's step, nothing else."""
    problem, strategy = bind(experiment), experiment.strategy
    state = strategy.init(problem, generator(experiment.seed, "initialisation"))
    begun = time.perf_counter()
    for iteration in range(1, experiment.schedule.iterations + 1):
        batch = draw(experiment, problem, "train", "train", experiment.schedule.meta_batch, iteration)
        state, report = strategy.meta_step(problem, state, batch)
        report.loss.item()
    return (time.perf_counter() - begun) / experiment.schedule.iterations


def whole(experiment: Experiment) -> float:
    """Seconds of a meta-iteration in the engine: events, evaluation, reference lines, counting; all but the test."""
    events: Iterator[object] = run(experiment)
    begun = time.perf_counter()
    for event in events:
        if getattr(event, "iteration", 0) == experiment.schedule.iterations and hasattr(event, "scores"):
            break
        assert not isinstance(event, Finished)
    return (time.perf_counter() - begun) / experiment.schedule.iterations


def check_equal_work(experiment: Experiment) -> float:
    """The largest relative difference between the plain and the batched gradient."""
    problem = bind(experiment)
    theta = problem.init(generator(experiment.seed, "initialisation"))
    batch = draw(experiment, problem, "train", "train", experiment.schedule.meta_batch)
    strategy = experiment.strategy
    inner = descending(tuple(theta), strategy.inner_lr)
    _, batched = exact(problem, theta, batch, inner, strategy.inner_steps)
    looped = plain_gradient(experiment, gradient.leaves(theta), batch)
    scale = max(float(value.abs().max()) for value in looped.values())
    return max(float((batched[name] - looped[name]).abs().max()) for name in theta) / scale


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--example", default="sine-maml")
    parser.add_argument("--turns", type=int, default=7)
    parser.add_argument("--iterations", type=int, default=1000)
    options = parser.parse_args()
    torch.set_num_threads(1)
    experiment = load_example(options.example).with_value("schedule.iterations", options.iterations)
    short = experiment.with_value("schedule.iterations", max(20, options.iterations // 10))
    difference = check_equal_work(experiment)
    print(f"plain and batched gradient differ by {difference:.1e} of the largest entry")
    for measure, each in ((plain, short), (bare, short), (whole, short)):
        measure(each)  # warm-up
    rows = []
    for turn in range(options.turns):
        row = (plain(short), bare(experiment), whole(experiment))
        rows.append(row)
        in_ms = [f"{1000 * seconds:.2f}" for seconds in row]
        print(
            f"turn {turn + 1}: plain loop {in_ms[0]} ms, bare step {in_ms[1]} ms, whole engine {in_ms[2]} ms; "
            f"plain / bare {row[0] / row[1]:.1f}, engine / bare {row[2] / row[1]:.3f}"
        )
    faster = statistics.median(row[0] / row[1] for row in rows)
    engine_faster = statistics.median(row[0] / row[2] for row in rows)
    overhead = statistics.median(row[2] / row[1] for row in rows) - 1
    print(f"      the whole engine is {engine_faster:.1f} times the plain loop")
    return verdict(
        [
            at_most("plain and batched gradient, difference over the largest entry", difference, DIFFERENCE),
            at_least("step, times as fast as the plain loop, median", faster, FASTER),
            at_most("engine over the bare step, %, median", 100 * overhead, OVERHEAD),
        ]
    )


if __name__ == "__main__":
    raise SystemExit(main())
