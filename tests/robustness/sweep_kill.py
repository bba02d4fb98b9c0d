"""Sweeps whose program is killed in the middle: finished cells are kept, and the sweep goes on.

    python -m tests.robustness.sweep_kill [--times 30] [--seed 0]

Each time a program sweeps a new grid on one database, with two workers, and is killed with SIGKILL at a random moment;
now and then one of its workers is killed as well. Its workers must end by themselves. Then the sweep goes on in another
program, which may be killed again, until it is complete: no cell that was finished may be run once more or have
changed, no run may be there twice, and in the end every history must be that of a single run, bit for bit. A program
that ends with an error before it is killed is a miss too. Prints a row, and exits with 1 where something was missed.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from simulator.declaration import InputError
from simulator.engine import Checkpoint, Event, Resumed, run
from simulator.engine.events import Passing
from simulator.experiment import Experiment, load_example, parse, set_value, to_document
from simulator.store import Store
from simulator.store.sweeps import FINISHED
from simulator.sweep import Axis, Cell, Sweep, kept
from tests.robustness.kill import _timeless as timeless
from tests.robustness.kill import digest

RATES = "strategy.inner_lr=0.05,0.1,0.2"
LONGEST = 3.0  # seconds from the first cell to the kill
PATIENCE = 90.0  # seconds that anything may take
WORKER_TOO = 0.3  # of the kills are of a worker first
MOST_LIVES = 3  # kills of one sweep, before it is left to end
MOST_SWEEPS = 5  # for each kill that is asked for


@dataclass
class Tally:
    """What all kills together came to."""

    kills: int = 0
    workers: int = 0
    sweeps: int = 0
    kept: int = 0
    interrupted: int = 0
    misses: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.kills} kills of programs and {self.workers} of workers in {self.sweeps} sweeps: {self.kept} "
            f"finished cells were kept, {self.interrupted} cells were cut short, {len(self.misses)} misses"
        )


def swept(number: int) -> Sweep:
    """A grid of nine short runs; none is like another."""
    document = to_document(load_example("linear-maml"))
    values = {"iterations": 400, "evaluate_every": 100, "evaluation_tasks": 8, "test_tasks": 8}
    for name, value in values.items():
        document = set_value(document, f"schedule.{name}", value)
    experiment: Experiment = parse(document)
    seeds = Axis("seed", tuple(range(3 * number, 3 * number + 3)))
    return Sweep.of(experiment, [Axis.parse(RATES, experiment), seeds])


def begin(database: Path, sweep: Sweep) -> int:
    """Keep a sweep of which nothing was run yet; its number."""
    with closing(Store(database)) as store:
        return kept.begin(store, sweep).number


def program(database: Path, number: int) -> subprocess.Popen[bytes]:
    """A program that goes on with a sweep."""
    command = ["sweep", "--continue", str(number), "--jobs", "2", "--database", str(database), "--quiet"]
    surroundings = os.environ | {"OMP_NUM_THREADS": "1"}
    return subprocess.Popen([sys.executable, "-m", "simulator", *command], env=surroundings, start_new_session=True)


def family(process: int) -> list[int]:
    """The processes of a session that are still there, but the first."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it ended meanwhile
            state, _, _, session = (folder / "stat").read_text().rpartition(")")[2].split()[:4]
            if int(session) == process and state != "Z" and int(folder.name) != process:
                found.append(int(folder.name))
    return found


def kill(database: Path, number: int, dice: random.Random, tally: Tally) -> bool:
    """Let a program live for a moment, and kill it; whether it was still there."""
    child = program(database, number)
    until = time.monotonic() + PATIENCE
    with closing(Store(database)) as store:
        before = len(kept.look(store, number)[1])
        while len(kept.look(store, number)[1]) <= before and child.poll() is None and time.monotonic() < until:
            time.sleep(0.02)
    time.sleep(dice.uniform(0, LONGEST))
    if dice.random() < WORKER_TOO:
        with suppress(ProcessLookupError, IndexError):
            os.kill(dice.choice(family(child.pid)), signal.SIGKILL)
            tally.workers += 1
            time.sleep(dice.uniform(0, 0.5))
    ended = child.poll()
    alive = ended is None
    if ended:  # it may come to its end before the kill, but only to a good one
        tally.misses.append(f"sweep {number} ended with {ended} by itself")
    child.kill()
    child.wait()
    while family(child.pid) and time.monotonic() < until:
        time.sleep(0.02)
    left = family(child.pid)
    if left:
        tally.misses.append(f"{len(left)} workers outlived their program")
        for each in left:
            os.kill(each, signal.SIGKILL)
    tally.kills += alive
    return alive


def finished(store: Store, number: int) -> dict[int, tuple[int | None, str]]:
    """The runs of the finished cells with the sums of their histories."""
    _, outcomes = kept.look(store, number)
    return {
        position: (outcome.run, _digest(store, outcome.run))
        for position, outcome in outcomes.items()
        if outcome.state in FINISHED and outcome.run is not None
    }


def _digest(store: Store, number: int) -> str:
    try:
        return digest(store.history(number))
    except InputError as damage:
        return str(damage)


def live(database: Path, sweep: Sweep, dice: random.Random, tally: Tally) -> None:
    """A sweep from its beginning to its end, with its deaths."""
    number, known = begin(database, sweep), dict[int, tuple[int | None, str]]()
    for _ in range(dice.randint(1, MOST_LIVES)):
        if not kill(database, number, dice, tally):
            break
        with closing(Store(database)) as store:
            _, outcomes = kept.look(store, number)
            tally.interrupted += sum(outcome.state == "interrupted" for outcome in outcomes.values())
            known |= _compare(store, number, known, tally)
    status = program(database, number).wait(PATIENCE * 4)
    if status:
        tally.misses.append(f"sweep {number} ended with {status} when it went on")
    with closing(Store(database)) as store:
        known |= _compare(store, number, known, tally)
        check(store, number, sweep, tally)
    tally.sweeps += 1


def check(store: Store, number: int, sweep: Sweep, tally: Tally) -> None:
    """A sweep that has come to its end: every cell once, each as if it had been run alone."""
    _, outcomes = kept.look(store, number)
    if sorted(outcomes) != list(range(sweep.size)) or {each.state for each in outcomes.values()} != {"completed"}:
        tally.misses.append(f"sweep {number} has not all its cells")
        return
    tagged = [each.id for each in store.runs() if f"sweep {number}" in each.tags]
    if sorted(tagged) != sorted(each.run for each in outcomes.values() if each.run is not None):
        tally.misses.append(f"sweep {number} has {len(tagged)} runs for {sweep.size} cells")
    for cell in sweep.cells:
        if not same(store, outcomes[cell.position].run, cell):
            tally.misses.append(f"cell {cell.position} of sweep {number} is not as a single run")


def same(store: Store, number: int | None, cell: Cell) -> bool:
    """Whether a run's history is that of its cell alone, bit for bit."""
    assert number is not None
    try:
        there = [timeless(event) for event in store.history(number) if not isinstance(event, Resumed)]
    except InputError:  # it is damaged
        return False
    return there == [timeless(event) for event in _told(cell)]


def _told(cell: Cell) -> list[Event]:
    return [event for event in run(cell.experiment) if not isinstance(event, Checkpoint | Passing)]


def _compare(
    store: Store, number: int, known: dict[int, tuple[int | None, str]], tally: Tally
) -> dict[int, tuple[int | None, str]]:
    """What is finished now, of which nothing that was finished before may have changed."""
    now = finished(store, number)
    for position, told in known.items():
        if now.get(position) != told:
            tally.misses.append(f"the finished cell {position} of sweep {number} is not as it was")
    tally.kept += len(known)
    return now


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=30)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    dice, tally = random.Random(asked.seed), Tally()
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "runs.sqlite"
        for number in range(MOST_SWEEPS * asked.times):
            if tally.kills >= asked.times:
                break
            live(database, swept(number), dice, tally)
            print(tally, flush=True)
        else:
            tally.misses.append("too many programs came to their end before they could be killed")
    for miss in tally.misses:
        print("  ", miss)
    return 1 if tally.misses else 0


if __name__ == "__main__":
    sys.exit(main())
