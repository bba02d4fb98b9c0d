"""Thousands of files that were changed at random, and hand-made ones, read under watch.

    python -m tests.robustness.mutations [--count 10000] [--seed 0] [--only experiments|shared|checkpoints]

Prints a table with a row for each kind of change, and exits with 1 where something crashed, took longer than a second
or more than 200 MB, did what reading must not do, or where a damaged tensor file went unnoticed.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from simulator.engine import Control, run
from simulator.engine.checkpoint import Checkpoint, to_bytes
from simulator.experiment import Experiment, load_example, parse, set_value, to_document
from simulator.experiment.files import example_path
from simulator.store import Store
from simulator.store.shared.file import write
from tests.robustness import handmade, mutating
from tests.robustness.mutating import Mutant
from tests.robustness.reading import BYTES, SECONDS, Outcome, Watch, judged, traced

KINDS = ("experiments", "shared", "checkpoints")
EXAMPLES = ("sine-maml", "formula-maml", "digits-anil", "glyphs-to-digits", "students-class", "search-tpe")
RUNS = ("linear-maml", "glyphs-to-digits", "students-irt", "search-tpe")
SHORT = {
    "schedule.iterations": 6,
    "schedule.meta_batch": 3,
    "schedule.evaluate_every": 3,
    "schedule.evaluation_tasks": 4,
    "schedule.evaluation_steps": 2,
    "schedule.test_tasks": 4,
}


@dataclass
class Tally:
    """What came of the cases of one kind of change."""

    accepted: int = 0
    refused: int = 0
    crashed: int = 0
    slowest: float = 0.0
    memory: int = 0
    damaged: int = 0
    noticed: int = 0
    misses: list[str] = field(default_factory=list)

    def add(self, outcome: Outcome, name: str, damaged: bool = False) -> None:
        """Count one case; `damaged` ones must be refused."""
        setattr(self, outcome.verdict, getattr(self, outcome.verdict) + 1)
        self.slowest, self.memory = max(self.slowest, outcome.seconds), max(self.memory, outcome.memory)
        self.damaged += damaged
        self.noticed += damaged and outcome.verdict == "refused"
        if outcome.verdict == "crashed":
            self.misses.append(f"{name}: {outcome.said}")
        elif damaged and outcome.verdict != "refused":
            self.misses.append(f"{name}: the damage was not noticed")
        if outcome.seconds > SECONDS:
            self.misses.append(f"{name}: {outcome.seconds:.2f} s, {outcome.said}")
        if outcome.memory > BYTES:
            self.misses.append(f"{name}: {outcome.memory / 2**20:.0f} MB, {outcome.said}")

    def row(self) -> str:
        found = f"{self.noticed} of {self.damaged}" if self.damaged else "-"
        cells = f"{self.accepted:8,}{self.refused:8,}{self.crashed:8,}"
        return f"{cells}{1000 * self.slowest:9.1f} ms{self.memory / 2**20:8.1f} MB  {found}"


def mutated(kind: str, count: int, seed: int, watch: Watch) -> dict[str, Tally]:
    """Read so many changed files of a kind; what came of it by the kind of change."""
    found: dict[str, Tally] = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"x{_ENDINGS[kind]}"
        _warm(kind, path, watch)
        for number in range(count):
            mutant = case(kind, number, seed)
            path.write_bytes(mutant.data)
            tally = found.setdefault(mutant.how, Tally())
            tally.add(judged(kind, path, watch), f"{kind} {number} ({mutant.how})", mutant.damaged)
    return found


def case(kind: str, number: int, seed: int) -> Mutant:
    """One changed file: a function of its number and the seed."""
    return _MUTATIONS[kind](random.Random(f"{seed} {kind} {number}"), originals(kind))


def made_by_hand(kind: str, watch: Watch, *, twice: bool = True) -> dict[str, Tally]:
    """Read the hand-made files of a kind, and once more to count what Python allocates; what came of each."""
    found = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _warm(kind, folder / f"warm{_ENDINGS[kind]}", watch)
        for made in handmade.files(kind, originals(kind)):
            path = folder / f"x{_ENDINGS[kind]}"
            path = made.make(path) or path
            tally = found[f"by hand: {made.name}"] = Tally()
            outcome = judged(kind, path, watch)
            if twice and outcome.verdict != "crashed":
                outcome = replace(outcome, memory=max(outcome.memory, traced(kind, path)))
            tally.add(outcome, f"{kind} {made.name}")
            if made.refused and outcome.verdict == "accepted":
                tally.misses.append(f"{kind} {made.name}: it was accepted")
            handmade.clear(folder)
    return found


@cache
def originals(kind: str) -> list[bytes]:
    """Good files of a kind."""
    if kind == "experiments":
        return [example_path(name).read_bytes() for name in EXAMPLES]
    with tempfile.TemporaryDirectory() as folder, closing(Store(Path(folder) / "runs.sqlite")) as store:
        kept = [_recorded(store, _short(name), stop) for name, stop in zip(RUNS, (0, 4, 0, 3), strict=True)]
        if kind == "checkpoints":
            return [to_bytes(checkpoint) for _, checkpoint in kept]
        path, files = Path(folder) / "x.learnsim", []
        for numbers in ((), (kept[0][0],), (kept[1][0],), (kept[2][0], kept[3][0])):
            write(path, _short("sine-maml"), store, numbers)
            files.append(path.read_bytes())
        return files


def _short(name: str) -> Experiment:
    document = to_document(load_example(name))
    for path, value in SHORT.items():
        document = set_value(document, path, value)
    return parse(document)


def _recorded(store: Store, experiment: Experiment, stop: int) -> tuple[int, Checkpoint]:
    """Run an experiment into a store, to its end or to `stop` meta-iterations; its number and last checkpoint."""
    control, recording = Control(), store.record(experiment)
    last = None
    for event in run(experiment, control):
        recording.add(event)
        last = event if isinstance(event, Checkpoint) else last
        if stop and getattr(event, "iteration", 0) == stop:
            control.stop()
    assert recording.run is not None and last is not None
    return recording.run, last


def _warm(kind: str, path: Path, watch: Watch) -> None:
    """Read good files first, so that what is loaded on first use is not counted."""
    for data in originals(kind):
        path.write_bytes(data)
        outcome = judged(kind, path, watch)
        assert outcome.verdict == "accepted", outcome.said
    watch.offences.clear()


def main(arguments: list[str] | None = None) -> int:
    """Run what the command line asks for; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", choices=KINDS)
    given = parser.parse_args(arguments)
    watch, misses = Watch(), list[str]()
    for kind in [given.only] if given.only else KINDS:
        began = time.perf_counter()
        rows = mutated(kind, given.count, given.seed, watch) | made_by_hand(kind, watch)
        print(f"\n{kind:42}accepted refused crashed   slowest      memory  damage noticed")
        for name, tally in (*sorted(rows.items()), ("all", together(rows.values()))):
            print(f"{name:42}{tally.row()}", flush=True)
        print(f"{time.perf_counter() - began:.0f} s")
        misses += [miss for tally in rows.values() for miss in tally.misses]
    misses += [f"done while reading: {offence}" for offence in watch.offences]
    for miss in misses[:50]:
        print(miss[:1000], file=sys.stderr)
    print(f"\n{len(misses)} misses")
    return 1 if misses else 0


def together(tallies: Iterator[Tally] | object) -> Tally:
    """All of them as one."""
    total = Tally()
    for each in tallies:  # type: ignore[attr-defined]
        for name in ("accepted", "refused", "crashed", "damaged", "noticed"):
            setattr(total, name, getattr(total, name) + getattr(each, name))
        total.slowest, total.memory = max(total.slowest, each.slowest), max(total.memory, each.memory)
        total.misses += each.misses
    return total


_ENDINGS = {"experiments": ".toml", "shared": ".learnsim", "checkpoints": ".bin"}
_MUTATIONS: dict[str, Callable[[random.Random, list[bytes]], Mutant]] = {
    "experiments": mutating.of_experiment,
    "shared": mutating.of_shared,
    "checkpoints": mutating.of_checkpoint,
}

if __name__ == "__main__":
    sys.exit(main())
