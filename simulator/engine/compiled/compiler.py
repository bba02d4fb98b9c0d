"""Compiles meta-iterations while they are still made the plain way, and finds again what was compiled before."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from simulator.declaration import Sentence, sentence
from simulator.deferred import torch
from simulator.engine.compiled import cache, tracing
from simulator.engine.compiled.building import build
from simulator.engine.compiled.library import Library, LibraryError, available
from simulator.experiment import Experiment, to_document
from simulator.processes import without_script
from simulator.strategies.base import Pace, State
from simulator.tasks.base import TaskBatch


@dataclass(frozen=True)
class CompiledStep:
    """A meta-iteration as compiled code, for states and batches of one shape."""

    library: Library
    layout: tracing.Layout
    shapes: tracing.Shapes

    def __call__(self, state: State, batch: TaskBatch, pace: Pace) -> tuple[State, float, float] | None:
        """The next state, the loss, and the sum of all parameters; None where it was not made for batches like that.

        Raises `LibraryError` where the code fails.
        """
        examples = tracing.examples(batch)
        if tracing.shapes(examples) != self.shapes:
            return None
        *improved, told = self.library([*self.layout.packed(state), torch.tensor(pace), *examples])
        loss, total = told.tolist()
        return self.layout.state(improved, state.count + 1), loss, total


class Compilation:
    """One meta-iteration on its way to compiled code; `why` says why there will be none."""

    def __init__(
        self,
        experiment: Experiment,
        state: State,
        batch: TaskBatch,
        folder: Path,
        device: str = "cpu",
        threads: int = 1,
    ) -> None:
        self.why: Sentence | None = objection(device)
        self._layout, self._shapes = tracing.Layout.of(state), tracing.shapes(tracing.examples(batch))
        self._folder = folder
        shapes = [*tracing.shapes(self._layout.packed(state)), *self._shapes]
        self.path = folder / (cache.name(experiment, shapes, threads) + cache.ENDING)
        self._experiment, self._threads = experiment, threads
        self._process: Any = None
        self._answer: Any = None

    def begin(self) -> None:
        """Start to compile, in a process of its own, unless that was done before."""
        if self.why is not None or self._process is not None or cache.used(self.path):
            return
        context = multiprocessing.get_context("spawn")
        self._answer, answer = context.Pipe(duplex=False)
        arguments = (to_document(self._experiment), self._shapes, self._threads, str(self.path), answer)
        self._process = context.Process(target=build, args=arguments, name="compiling", daemon=True)
        try:
            with without_script():
                self._process.start()
        except OSError as error:
            self._process, self.why = None, _failed(error)
        answer.close()

    def step(self) -> CompiledStep | None:
        """The compiled code, once it is there."""
        self._listen()
        if self.why is not None or self._process is not None or not cache.used(self.path):
            return None
        try:
            return CompiledStep(Library(self.path), self._layout, self._shapes)
        except LibraryError as error:
            with suppress(OSError):
                self.path.unlink()
            self.why = _failed(error)
            return None

    def close(self) -> None:
        """End the process, and the compiler that it called, if it is still at work."""
        process, self._process = self._process, None
        if process is not None and process.is_alive():
            with suppress(OSError):  # where it has not begun yet, it called nobody
                os.killpg(process.pid, signal.SIGKILL)
            process.kill()
            process.join(1.0)
            for left in self._folder.glob(f"{cache.making(process.pid)}*"):
                shutil.rmtree(left, ignore_errors=True)

    def _listen(self) -> None:
        """Take in what the process has said."""
        if self._process is None or not self._answer.poll():
            return
        try:
            told = self._answer.recv()
        except EOFError:
            told = "its process died"
        self._process.join(1.0)
        self._process = None
        self._answer.close()
        if told:
            self.why = _failed(told)
        else:
            cache.tidy(self._folder)


def objection(device: str = "cpu") -> Sentence | None:
    """Why nothing can be compiled on this machine for a device, in one sentence; None where it can."""
    if device != "cpu":
        return sentence("Meta-iterations are compiled for the processor only so far.")
    if not available():
        return sentence("This version of torch cannot call compiled code.")
    if not sys.platform.startswith("linux"):
        return sentence("Compiling is supported on Linux only so far.")
    if not any(map(shutil.which, (os.environ.get("CXX") or "g++", "g++", "clang++"))):
        return sentence("There is no C++ compiler on this machine.")
    return None


def _failed(why: object) -> Sentence:
    return sentence("The meta-iteration could not be compiled: {why}", why=why)
