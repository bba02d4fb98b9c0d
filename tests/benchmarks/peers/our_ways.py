"""The simulator's own ways: the plain step, and the compiled one."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import Any

import torch

from simulator.engine.compiled.compiler import Compilation
from simulator.engine.steps import plain as plain_step
from simulator.engine.streams import generator
from simulator.engine.training import bind, draw
from tests.benchmarks.peers.problems import Problem, experiment


def _prepared(problem: Problem) -> Any:
    given = experiment(problem.name)
    bound = bind(given)
    start = given.strategy.init(bound, generator(given.seed, "initialisation"))
    tasks = given.schedule.meta_batch  # as a run draws them, which is how compiled code takes them
    batches = [draw(given, bound, "train", "train", tasks, index + 1) for index in range(len(problem.batches))]
    return given, bound, start, batches


def plain(problem: Problem) -> Any:
    """One tensor operation after the other."""
    given, bound, start, batches = _prepared(problem)

    def run(iterations: int) -> dict[str, torch.Tensor]:
        state = start
        for iteration in range(iterations):
            state = plain_step(bound, given.strategy, state, batches[iteration % len(batches)]).state
        return state.theta

    return run


def compiled(problem: Problem) -> Any:
    """The whole meta-iteration as compiled code."""
    given, bound, start, batches = _prepared(problem)
    folder = Path(tempfile.gettempdir()) / "simulator-peers"
    compilation = Compilation(given, start, batches[0], folder)
    compilation.begin()
    while (step := compilation.step()) is None:
        if compilation.why is not None:
            raise RuntimeError(str(compilation.why))
        time.sleep(0.1)
    strategy = given.strategy

    def run(iterations: int) -> dict[str, torch.Tensor]:
        state = start
        for iteration in range(iterations):
            pace = strategy.pace(bound, state)
            state, _, _ = step(state, batches[iteration % len(batches)], pace)
        return state.theta

    return run
