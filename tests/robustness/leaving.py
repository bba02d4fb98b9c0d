"""Stopping and leaving at any moment: each example in the window, in a process of its own.

A person starts a run, stops it, starts another and closes the window: in the middle of training, during the first
evaluation, during the test at the end, while paused, while torch is still being loaded, while another program holds the
database, or in a meta-iteration that does not end. Timed are the stop and the end of the process; then the database is
opened, and each run that was left is continued, unless nothing could be written. Usage::

    python -m tests.robustness.leaving [--times 20] [--seed 0] [--examples NAME ...] [--workers 1]
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import asdict, dataclass
from itertools import cycle
from pathlib import Path
from typing import Any, get_args

from simulator.declaration import InputError
from simulator.engine import Control, Resumed, Stepped, run
from simulator.experiment import example_names
from simulator.store import Store
from tests.benchmarks.rows import at_most, verdict
from tests.robustness.window_child import Moment, Plan

STOP, QUIT, GONE = 1.0, 3.0, 5.0  # seconds that a stop and a quit may take, and after which no process is left
HARD = 240  # seconds after which a process that has not ended is ended
ALLOWED = "This plugin does not support propagateSizeHints()"  # Qt's offscreen platform, whenever a window is shown
ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Left:
    """What happened in one process, and what was found afterwards; times in seconds, None where not measured."""

    plan: Plan
    status: int | None
    said: str
    stopped_in: float | None
    quit_in: float | None
    left_over: tuple[int, ...]  # processes that were still there when they should be gone
    faults: tuple[str, ...]  # what is wrong with the database

    @property
    def clean(self) -> bool:
        return self.status == 0 and not self.said and not self.left_over and not self.faults

    @property
    def complaints(self) -> str:
        """What is wrong, in a line; empty where nothing is."""
        told = [f"status {self.status}"] if self.status != 0 else []
        told += [f"said: {self.said}"] if self.said else []
        told += [f"processes left: {self.left_over}"] if self.left_over else []
        return "; ".join([*told, *self.faults])


def plans(examples: list[str], times: int, chance: random.Random) -> Iterator[Plan]:
    """For each example so many plans, each for another moment until all have had their turn; and a stuck one."""
    for example in examples:
        moments = cycle(chance.sample(get_args(Moment), len(get_args(Moment))))
        for _ in range(times):
            moment = next(moments)
            first = None if moment == "loading" else chance.uniform(0.0, 1.5)
            yield Plan(example, moment, first, chance.uniform(0.0, 0.3 if moment == "first evaluation" else 1.5))
        yield Plan(example, "running", None, chance.uniform(0.0, 1.5), stuck=True)


def leave(plan: Plan) -> Left:
    """Let one process follow a plan, and look at what it leaves."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        process, ended = _watched(plan, folder)
        told = [json.loads(line) for line in (folder / "out").read_text().splitlines() if line.startswith("{")]
        lines = (folder / "err").read_text().splitlines()
        if plan.moment == "locked":  # that nothing can be written is told there too
            lines = []
        said = "\n".join(line for line in lines if line.strip() and line.strip() != ALLOWED)
        closed = next((event["at"] for event in told if event["what"] == "close"), None)
        left_over = _remaining(process.pid, (closed or ended) + GONE)
        quit_in = ended - closed if closed is not None else None
        faults = [] if closed is not None else ["it never came to the closing"]
        if closed is not None:
            faults += _faults(folder, told, written=plan.moment != "locked")
        status = process.returncode
        return Left(plan, status, said, _stop_time(told), quit_in, left_over, tuple(faults))


def _watched(plan: Plan, folder: Path) -> tuple[subprocess.Popen[bytes], float]:
    """The process of a plan, and when it ended. It leads a session of its own, by which its children are known."""
    places = {name: str(folder / name) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")}
    environment = os.environ | places | {"QT_QPA_PLATFORM": "offscreen", "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-X", "faulthandler", "-m", "tests.robustness.window_child", json.dumps(asdict(plan))]
    with (folder / "out").open("wb") as out, (folder / "err").open("wb") as err:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=err, start_new_session=True)
        try:
            process.wait(HARD)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    return process, time.monotonic()


def _stop_time(told: list[dict[str, Any]]) -> float | None:
    """How long the stop took; None where the run had ended before."""
    begun = next((event["at"] for event in told if event["what"] == "stop"), None)
    if begun is None:
        return None
    return next((event["at"] - begun for event in told if event["what"] == "ended" and event["at"] >= begun), None)


def _remaining(session: int, until: float) -> tuple[int, ...]:
    """The processes of a session that are still there at a time, which is waited for while there are any."""
    while (there := _members(session)) and time.monotonic() < until:
        time.sleep(0.05)
    return there


def _members(session: int) -> tuple[int, ...]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has just ended
        if int(fields[3]) == session and fields[0] != "Z":
            found.append(int(stat.parent.name))
    return tuple(found)


def _faults(folder: Path, told: list[dict[str, Any]], written: bool = True) -> list[str]:
    """What is wrong with the database that a process left, and with going on from there if it could be `written`."""
    databases = list(folder.rglob("runs.sqlite"))
    begun = sum(event["what"] == "ended" for event in told if event.get("iterations"))
    if not databases:
        return ["there is no database, though a run was made"] if begun else []
    faults = []
    with closing(sqlite3.connect(databases[0])) as connection:
        (sound,) = connection.execute("PRAGMA integrity_check").fetchone()
        if sound != "ok":
            faults.append(f"the database is damaged: {sound}")
    if not written:
        return faults
    store = Store(databases[0])
    try:
        runs = store.runs()
        if begun > len(runs):
            faults.append(f"{begun} runs were made and {len(runs)} kept")
        for each in runs:
            if each.state == "completed" or (each.state == "failed" and not each.resumable):
                continue
            if each.state not in ("stopped", "interrupted"):
                faults.append(f"run {each.id} is kept as {each.state}")
            elif each.iterations and (why := _not_resumed(store, each.id)):  # else there is nothing to go on from
                faults.append(f"run {each.id}, left at iteration {each.iterations}: {why}")
    finally:
        store.close()
    return faults


def _not_resumed(store: Store, number: int) -> str:
    """Why a run cannot go on from its checkpoint; empty where it does, which one more meta-iteration shows."""
    try:
        resumed = store.resume(number)
        if resumed.checkpoint is None:
            return "it has no checkpoint"
        made, control = resumed.checkpoint.iteration, Control()
        events = run(resumed.experiment, control, resumed.checkpoint)
        went_on = False
        for event in events:
            resumed.recording.add(event)
            if isinstance(event, Stepped):
                control.stop()
                if event.iteration != made + 1:
                    return f"it went on at {event.iteration} instead of {made + 1}"
            went_on |= isinstance(event, Resumed)
        return "" if went_on else "it began anew"
    except InputError as error:
        return str(error)


def report(made: list[Left]) -> int:
    """Print the times of each example and the verdict on all; returns the exit status."""
    print(f"\n{'example':<26}{'stop: median':>14}{'worst':>8}{'quit: median':>14}{'worst':>8}  seconds")
    for example in dict.fromkeys(each.plan.example for each in made):
        own = [each for each in made if each.plan.example == example]
        times = [figures([each.stopped_in for each in own]), figures([each.quit_in for each in own])]
        print(f"{example:<26}{times[0][0]:>14.2f}{times[0][1]:>8.2f}{times[1][0]:>14.2f}{times[1][1]:>8.2f}")
    rows = [
        at_most("stop, s, worst", figures([each.stopped_in for each in made])[1], STOP),
        *(
            at_most(f"quit{what}, s, worst", figures([each.quit_in for each in made if wanted(each.plan)])[1], QUIT)
            for what, wanted in _QUITS.items()
            if any(wanted(each.plan) for each in made)
        ),
        at_most(f"of {len(made)}, processes left after {GONE:g} s", sum(len(each.left_over) for each in made), 0),
        at_most(f"of {len(made)}, unclean ends", sum(not each.clean for each in made), 0),
    ]
    return verdict(rows)


_QUITS: dict[str, Callable[[Plan], bool]] = {
    "": lambda plan: not plan.stuck and plan.moment != "locked",
    " under a locked database": lambda plan: plan.moment == "locked",
    " in a meta-iteration that does not end": lambda plan: plan.stuck,
}


def figures(times: list[float | None]) -> tuple[float, float]:
    """Median and worst of what was measured; not a number where nothing was."""
    known = [each for each in times if each is not None]
    return (statistics.median(known), max(known)) if known else (float("nan"), float("nan"))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=20, help="processes for each example")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--examples", nargs="+", default=list(example_names()))
    parser.add_argument("--workers", type=int, default=1, help="processes at once; they slow each other down")
    options = parser.parse_args()
    made = []
    with ThreadPoolExecutor(options.workers) as pool:
        for left in pool.map(leave, plans(options.examples, options.times, random.Random(options.seed))):
            made.append(left)
            times = f"stop {_seconds(left.stopped_in)}, quit {_seconds(left.quit_in)}"
            moment = "stuck" if left.plan.stuck else left.plan.moment
            print(f"{left.plan.example:<26}{moment:<18}{times}  {left.complaints}".rstrip(), flush=True)
    return report(made)


def _seconds(time: float | None) -> str:
    return "   -  " if time is None else f"{time:5.2f}s"


if __name__ == "__main__":
    raise SystemExit(main())
