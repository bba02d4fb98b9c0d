"""Exceptions thrown into every strategy, family and learner, wherever a run calls them.

A run that meets one ends as failed, with a sentence and the traceback, after a checkpoint; and once the fault is gone
it goes on from there to the result it would have had. An exception is thrown whenever one method of an entry is called
in one phase of a run; which methods are called in which phases is found out by a run without faults.

    python -m tests.robustness.injected
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import Any
from unittest.mock import patch

from simulator.declaration import Declared, InputError, sentence
from simulator.engine import Checkpoint, Event, Failed, Finished, Started, Stepped, Stopped, Testing, run
from simulator.experiment import Experiment
from simulator.learners import LEARNERS
from simulator.strategies import STRATEGIES, Strategy
from simulator.tasks import FAMILIES
from tests.conformance.catalogue import TOGETHER
from tests.engine.histories import continued, final, history

WANTED = "The run needs more memory than there is. Try a smaller meta-batch or a smaller network."
ALLOCATOR = "[enforce fail at alloc_cpu.cpp:117] err == 0. DefaultCPUAllocator: can't allocate memory"
# how each is made, and what is said of it
ERRORS: dict[str, tuple[Callable[[], Exception], str]] = {
    "RuntimeError": (lambda: RuntimeError("it broke"), "The run failed on an unexpected error: it broke"),
    "MemoryError": (MemoryError, WANTED),
    "torch's allocator": (lambda: RuntimeError(ALLOCATOR), WANTED),
    "InputError": (lambda: InputError(sentence("The file is gone.")), "The file is gone."),
}
METHODS = {
    "strategy": ("init", "adapt", "adapt_to", "meta_step"),
    "task": ("sample", "solution", "baselines"),
    "learner": ("init", "predict", "features", "embed", "differentiated"),
}
ITERATIONS, EVALUATED = 4, 3


@dataclass(frozen=True)
class Place:
    """A method of an entry, and the phase of a run in which its calls fail."""

    entry: type[Declared]
    method: str
    phase: str

    def __str__(self) -> str:
        return f"{self.entry.__name__}.{self.method} in the {self.phase}"


def phase(told: list[Event]) -> str:
    """What a run is about to do after what it told, where that is one of the phases of interest."""
    last = next(event for event in reversed(told) if not isinstance(event, Checkpoint))
    if isinstance(last, Started):
        return "set-up"
    if isinstance(last, Stepped):
        return {2: "third meta-iteration", EVALUATED: "evaluation"}.get(last.iteration, "")
    return "final test" if isinstance(last, Testing) and not last.share else ""


def experiment(section: str, entry: type[Declared]) -> Experiment:
    """A small experiment with an entry, with MAML where it goes with that."""
    fitting = [each for each in TOGETHER if isinstance(each.section(section), entry)]
    chosen = next((each for each in fitting if each.strategy.kind == "maml"), fitting[0])
    values = {"iterations": ITERATIONS, "evaluate_every": EVALUATED}
    return replace(chosen, schedule=chosen.schedule.model_copy(update=values))


def entries() -> Iterator[tuple[str, type[Declared]]]:
    """Every entry of the registries, with the section of an experiment that it stands in."""
    for section, registry in (("strategy", STRATEGIES), ("task", FAMILIES), ("learner", LEARNERS)):
        for entry in registry.values():
            yield section, entry


def lived(
    chosen: Experiment, entry: type[Declared], methods: list[str], called: Callable[[str, str], None]
) -> list[Event]:
    """A run that tells `called` of each call of some methods: which, and in which phase."""
    told: list[Event] = []

    def watched(method: str) -> Callable[..., Any]:
        real = getattr(entry, method)

        def call(self: Any, *given: Any, **named: Any) -> Any:
            called(method, phase(told))
            return real(self, *given, **named)

        return call

    with ExitStack() as patches:
        for method in methods:
            patches.enter_context(patch.object(entry, method, watched(method)))
        for event in run(chosen):
            told.append(event)  # noqa: PERF402, one by one: `phase` looks at it meanwhile
    return told


def places(section: str, entry: type[Declared]) -> tuple[list[Place], list[Event]]:
    """Where calls of an entry can fail, and what a run without faults tells."""
    # what a strategy takes over only hands on to its other methods
    methods = [each for each in METHODS[section] if getattr(entry, each, None) not in (None, Strategy.adapt_to)]
    seen: dict[tuple[str, str], None] = {}
    told = lived(experiment(section, entry), entry, methods, lambda method, now: seen.setdefault((method, now)))
    return [Place(entry, method, now) for method, now in seen if now], told


def complaints(chosen: Experiment, plain: list[Event], place: Place, error: str) -> list[str]:
    """What is wrong with a run into which an exception is thrown, and with how it goes on; should be empty."""
    make, said = ERRORS[error]

    def fail(_: str, now: str) -> None:
        if now == place.phase:
            raise make()

    events = lived(chosen, place.entry, [place.method], fail)
    failed = events[-1]
    if not isinstance(failed, Failed):
        return ["it did not fail"]
    begun = place.phase != "set-up" or len(events) > 2
    again = continued(chosen, events) if begun else list(run(chosen))
    checks = {
        "it ended twice": sum(isinstance(event, Failed | Finished | Stopped) for event in events) == 1,
        f"it said {failed.message}": str(failed.message) == said,
        "no traceback": "Traceback" in failed.details and type(make()).__name__ in failed.details,
        "no checkpoint before it": not begun or isinstance(events[-2], Checkpoint),
        "it had told something else before": history(events[:-1]) == history(plain)[: len(history(events[:-1]))],
        "it went on differently": (history(again), final(again)) == (history(plain), final(plain)),
    }
    return [complaint for complaint, fine in checks.items() if not fine]


def main() -> int:
    """Every exception at every place; prints a row for each entry; the exit status."""
    wrong = count = 0
    begun = time.perf_counter()
    for section, entry in entries():
        chosen = experiment(section, entry)
        found, plain = places(section, entry)
        bad = [
            f"{place}, {error}: {', '.join(said)}"
            for place in found
            for error in ERRORS
            if (said := complaints(chosen, plain, place, error))
        ]
        count, wrong = count + len(found) * len(ERRORS), wrong + len(bad)
        print(f"{section:9} {entry.__name__:20} {len(found):3} places x {len(ERRORS)} errors", *bad, flush=True)
    print(f"{count} exceptions, {wrong} with complaints; {time.perf_counter() - begun:.0f} s")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
