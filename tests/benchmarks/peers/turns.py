"""A way in a process of its own, which takes a turn when it is told to."""

from __future__ import annotations

import importlib
import multiprocessing
import os
import time
from multiprocessing.connection import Connection
from typing import Any

import numpy as np

from tests.benchmarks.peers.problems import problem

WAYS = {
    "loop": ("torch_ways", "loop"),
    "higher": ("torch_ways", "higher"),
    "vmap": ("torch_ways", "functional"),
    "jit": ("jax_ways", "jit"),
    "scan": ("jax_ways", "scan"),
    "plain": ("our_ways", "plain"),
    "compiled": ("our_ways", "compiled"),
}
ROUND = 20  # meta-iterations: a scan makes whole rounds only
SECONDS = 1.0  # that a turn of a way should take


def work(way: str, name: str, threads: int, connection: Connection) -> None:
    """What happens in the process of a way: prepare, then answer how long so many meta-iterations take."""
    import torch

    torch.set_num_threads(threads)
    module, function = WAYS[way]
    given = problem(name)
    try:
        run = getattr(importlib.import_module(f"tests.benchmarks.peers.{module}"), function)(given)
    except ImportError as error:
        run = None
        print(f"      {way}: {error}")
    connection.send(run is not None)
    while run is not None and (iterations := connection.recv()):
        begun = time.perf_counter()
        theta = run(iterations)
        seconds = time.perf_counter() - begun
        connection.send((seconds, {key: np.asarray(value) for key, value in theta.items()}))


class Way:
    """A way in its process."""

    def __init__(self, name: str, way: str, threads: int) -> None:
        os.environ["OMP_NUM_THREADS"] = str(threads)
        os.environ["XLA_FLAGS"] = (
            f"--xla_cpu_multi_thread_eigen={str(threads > 1).lower()} intra_op_parallelism_threads={threads}"
        )
        self.name = way
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=work, args=(way, name, threads, theirs))
        self._process.start()
        theirs.close()
        self.iterations = ROUND
        self.times: list[float] = []

    def ready(self) -> bool:
        """Whether it can take part."""
        try:
            return bool(self._connection.recv())
        except EOFError:
            return False

    def run(self, iterations: int) -> tuple[float, Any]:
        """Seconds of so many meta-iterations, and the parameters they lead to."""
        self._connection.send(iterations)
        found: tuple[float, Any] = self._connection.recv()
        return found

    def turn(self) -> None:
        """Take a turn."""
        seconds, _ = self.run(self.iterations)
        self.times.append(1000 * seconds / self.iterations)

    def settle(self) -> None:
        """Warm up, and find out how many meta-iterations a turn should have."""
        self.run(ROUND)
        seconds, _ = self.run(ROUND)
        self.iterations = max(1, round(SECONDS / seconds)) * ROUND

    def close(self) -> None:
        """End the process."""
        self._process.terminate()
        self._process.join()
