"""Runs that are interrupted at random and go on from their saved bytes equal the uninterrupted ones, bit for bit.

Every strategy, with a family and a learner that go with it, and every bundled example; each at several places: a stop
that is noticed at any of the moments at which a run asks for one (in reference lines, in an evaluation, between two
meta-iterations, in the final test), or a cut, after which only the last checkpoint is left. One live parameter changes
on the way where there is one. Compared are all that was told but the seconds, and all that was learned.

    python -m tests.robustness.exact_resume [--points 5]
"""

from __future__ import annotations

import argparse
import hashlib
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from simulator.engine import Checkpoint, Control, Event, Resumed, Stepped, Stopped, run, training
from simulator.engine.checkpoint import from_bytes, to_bytes
from simulator.experiment import Experiment, example_names, load_example
from simulator.strategies import STRATEGIES
from tests.conformance.catalogue import TOGETHER, name
from tests.engine.histories import final, history

ITERATIONS = 12
CHANGED_AT = 5  # the meta-iteration after which a live parameter is halved
SCHEDULE = {
    "iterations": ITERATIONS,
    "evaluate_every": 4,
    "evaluation_tasks": 6,
    "test_tasks": 6,
    "evaluation_steps": 2,
}
FRESH = ("maml", "search", "neural-process")  # strategies that go on in a process of their own too
MORE_THREADS = ("sine-maml", "digits-anil", "gp-neural-process")


class StopsAt(Control):
    """Is stopped from the `place`-th time on that the run asks; counts how often it did."""

    def __init__(self, place: int | None = None) -> None:
        super().__init__()
        self.place, self.asked = place, 0

    @property
    def stopped(self) -> bool:
        """Whether the place is reached."""
        self.asked += 1
        return self.place is not None and self.asked > self.place


def of_strategies() -> dict[str, Experiment]:
    """One small experiment for each strategy, with a family and a learner drawn from those it goes with."""
    chance = random.Random(4)
    found = {}
    for kind in STRATEGIES:
        chosen = chance.choice([each for each in TOGETHER if each.strategy.kind == kind])
        found[kind] = _scheduled(chosen)
    return found


def of_examples() -> dict[str, Experiment]:
    """The bundled examples, made short."""
    return {each: _scheduled(load_example(each), meta_batch=8) for each in example_names()}


def _scheduled(experiment: Experiment, **values: object) -> Experiment:
    schedule = experiment.schedule.model_copy(update=SCHEDULE | {"target_loss": None, "target_step": 0} | values)
    return replace(experiment, schedule=schedule)


def lived(experiment: Experiment, control: Control, checkpoint: Checkpoint | None = None) -> Iterator[Event]:
    """A run in which a live parameter of the strategy, if it has one, is halved after a certain meta-iteration."""
    live = next((each.name for each in experiment.strategy.parameters().values() if each.live), None)

    def change() -> None:
        if live:
            path = f"strategy.{live}"
            control.change(path, experiment.value(path) / 2)

    if checkpoint is not None and checkpoint.iteration == CHANGED_AT:
        change()  # it was asked for, and may not have been taken on
    for event in run(experiment, control, checkpoint):
        yield event
        if isinstance(event, Stepped) and event.iteration == CHANGED_AT:
            change()


def stopped(experiment: Experiment, place: int) -> tuple[list[Event], Checkpoint]:
    """What a run told until it was stopped, and where it stands."""
    *told, checkpoint, ending = lived(experiment, StopsAt(place))
    assert isinstance(ending, Stopped), ending
    assert isinstance(checkpoint, Checkpoint)
    return told, checkpoint


def cut(experiment: Experiment, place: int) -> tuple[list[Event], Checkpoint]:
    """What a run told until its last checkpoint before its `place`-th event, when it was cut off; and that one."""
    told: list[Event] = []
    known: tuple[list[Event], Checkpoint] | None = None
    for event in lived(experiment, Control()):
        if isinstance(event, Checkpoint):
            known = [*told], event
        told.append(event)
        if known and len(told) >= place:
            break
    assert known
    return known


def interruptions(experiment: Experiment, seed: str, points: int) -> Iterator[tuple[list[Event], Checkpoint]]:
    """A run, interrupted at random places, by turns with and without its knowledge."""
    chance, counting = random.Random(seed), StopsAt()
    told = len(list(lived(experiment, counting)))
    for point in range(points):
        if (point + len(seed)) % 2:
            yield stopped(experiment, chance.randrange(counting.asked))
        else:
            yield cut(experiment, chance.randrange(told))


def differing(experiment: Experiment, seed: str, points: int) -> list[int]:
    """After how many meta-iterations a run was interrupted that then went on in another way; should be empty."""
    usual, training.CHECKPOINT_EVERY = training.CHECKPOINT_EVERY, -1.0  # one before each meta-iteration
    try:
        plain = list(lived(experiment, Control()))
        wrong = []
        for told, checkpoint in interruptions(experiment, seed, points):
            again = [*told, *lived(experiment, Control(), from_bytes(to_bytes(checkpoint)))]
            if (history(again), final(again)) != (history(plain), final(plain)):
                wrong.append(checkpoint.iteration)
        return wrong
    finally:
        training.CHECKPOINT_EVERY = usual


def digest(events: list[Event]) -> str:
    """Of all that is compared."""
    return hashlib.sha256(repr((history(events), final(events))).encode()).hexdigest()


def in_a_fresh_process(experiment: Experiment) -> bool:
    """Whether a run goes on there as it does here."""
    _, checkpoint = stopped(experiment, random.Random(name(experiment)).randrange(5, 20))
    here = [event for event in run(checkpoint.experiment, None, checkpoint) if not isinstance(event, Resumed)]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "checkpoint"
        file.write_bytes(to_bytes(checkpoint))
        command = [sys.executable, "-m", "tests.robustness.exact_resume", "--child", str(file)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout.strip() == digest(here)


def with_threads(example: str, threads: int = 2) -> Experiment:
    """An example with work enough for several threads."""
    experiment = _scheduled(load_example(example), meta_batch=25, threads=threads)
    hidden = {"hidden": (256, 256)} if "hidden" in experiment.learner.parameters() else {}
    return replace(experiment, learner=experiment.learner.model_copy(update=hidden))


def report(points: int) -> int:
    """Print a row for each experiment; the exit status."""
    failed, begun = 0, time.perf_counter()

    def row(title: str, what: str, count: int, wrong: list[int]) -> None:
        nonlocal failed
        failed += bool(wrong)
        print(f"{title:24} {what:44} {count - len(wrong):3} of {count} equal", wrong or "", flush=True)

    for kind, experiment in of_strategies().items():
        row(kind, name(experiment), points, differing(experiment, kind, points))
    for example, experiment in of_examples().items():
        row(example, "bundled example", points, differing(experiment, example, points))
    for example in MORE_THREADS:
        row(example, "on 2 threads", points, differing(with_threads(example), example, points))
    for kind in FRESH:
        experiment = of_strategies()[kind]
        row(kind, "in a fresh process", 1, [] if in_a_fresh_process(experiment) else [0])
    print(f"{failed} differ; {time.perf_counter() - begun:.0f} s")
    return 1 if failed else 0


def main() -> int:
    """Read the command line; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--points", type=int, default=5, help="interruptions of each experiment")
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child:
        checkpoint = from_bytes(given.child.read_bytes())
        rest = list(run(checkpoint.experiment, None, checkpoint))
        print(digest([event for event in rest if not isinstance(event, Resumed)]))
        return 0
    return report(given.points)


if __name__ == "__main__":
    sys.exit(main())
