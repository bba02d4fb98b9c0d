"""Programs killed in the middle of their work: what was finished is there, the rest goes on from where it was kept.

    python -m tests.robustness.kill [--times 300] [--window-share 0.5] [--seed 0] [--parallel 2]

Children run experiments in the window or on the command line, resume runs, and import them, on one shared database.
They tell on standard output what they were promised, and are killed at random moments, most of them in the middle of
writing. One in ten may live so long that the real time between two checkpoints, and until edits are kept, passes more
than once. After each kill the database must be sound, every run that was shown as complete must be there bit for bit,
every other one must be marked as interrupted, with little lost, and edits must be there too. Prints rows, and exits
with 1 where something was missed.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import signal
import sqlite3
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from simulator.declaration import InputError
from simulator.engine import Checkpoint, Evaluated, Event, Resumed, Stepped, run
from simulator.engine.events import Passing
from simulator.experiment import load_example, parse, set_value, to_document
from simulator.store import Store, place
from simulator.store.event_rows import Row
from simulator.store.shared.file import write

LONGEST = 4.0  # seconds between a child's start and its end
LONG_SHARE, LONG = 0.1, 40.0  # of the children may live so many seconds
CADENCE = 15.0  # seconds between two checkpoints, and within which edits are kept
SLACK = 2.0  # seconds that either may take to be written
RESUMING, IMPORTING = 0.25, 0.25  # of the children without a window resume, and import
WRITING = 0.7  # of the children are killed only after they have begun to train
PATIENCE = 60.0  # seconds until a child that says nothing is killed all the same
SHORT = 300  # meta-iterations of a run that is resumed to its end
RESUME_EVERY = 10  # of so many kills one is followed by a resumption that is compared with an uninterrupted run


@dataclass
class Life:
    """What a child told before it was killed: uids with the digest of what was shown, or with the seconds trained."""

    shown: dict[str, str] = field(default_factory=dict)
    whole: dict[str, str] = field(default_factory=dict)  # imported all, or not at all
    reached: dict[str, float] = field(default_factory=dict)
    longest: float = 0.0  # seconds from one meta-iteration to the next
    edits: list[tuple[str, int, float]] = field(default_factory=list)  # session, seed, when: in seconds since 1970
    cadence: float = CADENCE
    ended: float = 0.0  # when it was killed, in seconds since 1970
    writing: bool = False  # killed after it had begun to train
    crashed: bool = False  # it ended by itself

    def hear(self, line: str) -> None:
        """Take in a line of the child's."""
        match line.split():
            case ["shown", uid, digest]:
                self.shown[uid] = digest
            case ["begun", uid, digest]:
                self.whole[uid] = digest
            case ["at", uid, seconds]:
                if uid in self.reached:
                    self.longest = max(self.longest, float(seconds) - self.reached[uid])
                self.reached[uid] = float(seconds)
            case ["edit", session, seed, when]:
                self.edits.append((session, int(seed), float(when)))


@dataclass
class Tally:
    """What all kills together came to."""

    kills: int = 0
    writing: int = 0
    interrupted: int = 0
    resumed: int = 0
    lost: float = 0.0
    edited: int = 0
    edits_lost: float = 0.0
    shown: dict[str, str] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        return (
            f"{self.kills:4} kills ({', '.join(f'{count} {kind}' for kind, count in self.kinds.items())}), "
            f"{self.writing:4} while writing, {len(self.shown):5} finished runs, {self.interrupted:4} interrupted, "
            f"{self.resumed:3} resumed, at most {self.lost:.1f} s of training lost, and of edits (where there were "
            f"older ones: {self.edited}) {self.edits_lost:.1f} s, {len(self.misses)} misses"
        )


class Digest:
    """Sums up a history bit for bit."""

    def __init__(self) -> None:
        self._sum, self._made = hashlib.sha256(), 0

    def add(self, event: Event) -> None:
        """Take in one event; checkpoints and how far a test is are no part of a history."""
        if isinstance(event, Stepped):
            self._made += 1
            counts = event.iteration, event.gradient_evaluations, event.examples
            self._sum.update(struct.pack("<qqqdd", *counts, event.loss, event.seconds))
        elif not isinstance(event, Checkpoint | Passing):
            self._sum.update(repr(Row.of(self._made, event).columns).encode())

    def __str__(self) -> str:
        return self._sum.hexdigest()


def digest(events: Iterable[Event]) -> str:
    """The sum of a whole history."""
    found = Digest()
    for event in events:
        found.add(event)
    return str(found)


class Nursery:
    """A process whose children train on a database until they are killed; it has done the slow imports for them."""

    def __init__(self, database: Path, shared: Path) -> None:
        self._database, self._asking = database, threading.Lock()
        folders = {f"XDG_{name}_HOME": str(database.parent.parent) for name in ("DATA", "CONFIG", "STATE", "CACHE")}
        quiet = {"QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "*.warning=false", "OMP_NUM_THREADS": "1"}
        surroundings = os.environ | folders | quiet
        command = [sys.executable, "-m", "tests.robustness.killed", str(database), str(shared)]
        self._process = subprocess.Popen(
            command, env=surroundings, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def live(self, dice: random.Random, kind: str) -> Life:
        """A child's life, to its violent end."""
        seed, long = dice.randrange(10**6), dice.random() < LONG_SHARE
        cadence, most = (CADENCE, LONG) if long else (dice.choice((0.5, CADENCE)), LONGEST)
        with tempfile.NamedTemporaryFile() as output:
            said = Path(output.name)
            child = self._born(kind, seed, cadence, "long" if long else "short", said)
            if dice.random() < WRITING:
                until = time.monotonic() + PATIENCE
                while not said.stat().st_size and time.monotonic() < until:
                    time.sleep(0.01)
            time.sleep(dice.uniform(0, most))
            life = Life(cadence=cadence, writing=said.stat().st_size > 0, ended=time.time())
            try:
                os.kill(child, signal.SIGKILL)
            except ProcessLookupError:
                life.crashed = True
            while _is_there(child):
                time.sleep(0.01)
            for line in said.read_text(encoding="utf-8").splitlines(keepends=True):
                if line.endswith("\n"):  # a line that was cut off says nothing
                    life.hear(line)
        return life

    def close(self) -> None:
        """No more children."""
        self._process.kill()
        self._process.communicate()

    def _born(self, *asked: object) -> int:
        assert self._process.stdin is not None and self._process.stdout is not None
        with self._asking:
            print(*asked, sep="\t", file=self._process.stdin, flush=True)
            return int(self._process.stdout.readline())


def _is_there(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def check(database: Path, life: Life, tally: Tally, exactly: bool) -> None:
    """Hold what is in the database against what the child was told."""
    tally.kills, tally.writing = tally.kills + 1, tally.writing + life.writing
    tally.shown |= life.shown
    if life.crashed:
        tally.misses.append("a program ended by itself")
    with closing(sqlite3.connect(database)) as connection:
        (verdict,) = connection.execute("PRAGMA integrity_check").fetchone()
    if verdict != "ok":
        tally.misses.append(f"the database is damaged: {verdict}")
    store = Store(database)
    try:
        there = {each.uid for each in store.runs()}
        tally.misses += _missing(store, life.shown | {uid: sum_ for uid, sum_ in life.whole.items() if uid in there})
        _check_edits(store, life, tally)
        for uid in life.reached.keys() - life.shown.keys():
            exactly = _check_cut(store, uid, life, tally, exactly)
    finally:
        store.close()


def _check_cut(store: Store, uid: str, life: Life, tally: Tally, exactly: bool) -> bool:
    """A run that was going on; whether one is still to be resumed and compared with an uninterrupted one."""
    tally.interrupted += 1
    found = next((each for each in store.runs() if each.uid == uid), None)
    at = store.checkpoint(found.id) if found is not None else None
    lost = life.reached[uid] - (at.seconds if at is not None else 0.0)
    tally.lost = max(tally.lost, lost)
    if lost > life.cadence + SLACK + life.longest:
        tally.misses.append(f"run {uid} had trained {life.reached[uid]:.1f} s, of which {lost:.1f} s are lost")
    if found is None:
        return exactly
    # It may be safe, though the child did not come to say so; or another child has taken it up just now.
    if found.state not in ("interrupted", "completed", "stopped", "running"):
        tally.misses.append(f"run {uid} is said to be {found.state}")
    if found.state == "interrupted" and found.iterations != _steps(store, found.id):
        tally.misses.append(f"run {uid} says {found.iterations} iterations and has another number")
    if found.state == "interrupted" and not _fits(store, found.id):
        tally.misses.append(f"what run {uid} had learned is not that of its evaluations")
    if exactly and found.state == "interrupted" and found.planned <= SHORT:
        with suppress(InputError):  # taken up meanwhile
            _resume(store, found.id, tally)
            return False
    return exactly


def _check_edits(store: Store, life: Life, tally: Tally) -> None:
    """Edits that were made long enough before the end must be kept, or newer ones in their place."""
    due = [edit for edit in life.edits if edit[2] <= life.ended - life.cadence - SLACK]
    if not due:
        return
    tally.edited += 1
    session, seed, _ = due[-1]
    kept = [draft.document.get("seed", 0) for draft in store.drafts() if draft.session == session]
    made = {seed: when for _, seed, when in life.edits}
    if not kept or kept[0] < seed:
        tally.misses.append(f"edits {len(due)} of {len(life.edits)} should be kept and there is {kept or 'nothing'}")
    if kept and kept[0] in made:
        after = [when for when in made.values() if when > made[kept[0]]]
        tally.edits_lost = max(tally.edits_lost, life.ended - min(after, default=life.ended))


def _missing(store: Store, expected: dict[str, str]) -> list[str]:
    """What is wrong with runs that are there for certain."""
    listed, misses = {each.uid: each for each in store.runs()}, []
    for uid, sum_ in expected.items():
        found = listed.get(uid)
        if found is None:
            misses.append(f"the finished run {uid} is missing")
        elif found.state not in ("completed", "stopped") or digest(store.history(found.id)) != sum_:
            misses.append(f"the finished run {uid} is {found.state} and not as it was told")
    return misses


def _steps(store: Store, number: int) -> int:
    return sum(isinstance(event, Stepped) for event in store.history(number))


def _fits(store: Store, number: int) -> bool:
    """Whether the states that are kept are those of its evaluations, the newest too; an imported run has none."""
    judged = [event.iteration for event in store.history(number) if isinstance(event, Evaluated)]
    states = store.states(number)
    if states:
        store.state(number, states[-1])  # raises where it is damaged
    return not states or (set(states) <= set(judged) and states[-1] == judged[-1])


def _resume(store: Store, number: int, tally: Tally) -> None:
    """Take a run up again; its history must be that of a run that was never interrupted."""
    resumption = store.resume(number)
    for event in run(resumption.experiment, checkpoint=resumption.checkpoint):
        resumption.recording.add(event)
    whole = [event for event in run(resumption.experiment) if not isinstance(event, Checkpoint | Passing)]
    parts = [event for event in store.history(number) if not isinstance(event, Resumed)]
    tally.resumed += 1
    if [_timeless(event) for event in whole] != [_timeless(event) for event in parts]:
        tally.misses.append(f"run {number} went on in another way than an uninterrupted one")


def _timeless(event: Event) -> object:
    """What of an event must be the same again: all but its seconds, and the learned state, which is no part of it."""
    if isinstance(event, Stepped):
        return event.iteration, event.loss.hex(), event.gradient_evaluations, event.examples
    row = Row.of(0, event)
    arrays = {name: values.tobytes() for name, values in row.arrays.items()}
    return row.kind, {key: value for key, value in row.document.items() if key != "seconds"}, arrays


def to_import(folder: Path) -> Path:
    """A shared file with a few runs; the database with them is beside it."""
    path, document = folder / "shared.learnsim", to_document(load_example("linear-maml"))
    for name, value in {"iterations": 300, "evaluation_tasks": 20, "test_tasks": 20}.items():
        document = set_value(document, f"schedule.{name}", value)
    with closing(Store(path.with_suffix(".sqlite"))) as store:
        for _ in range(3):
            recording = store.record(parse(document))
            for event in run(parse(document)):
                recording.add(event)
        write(path, parse(document), store, [each.id for each in store.runs()])
    return path


def kind_of(dice: random.Random, window_share: float) -> str:
    """What a child does."""
    if dice.random() < window_share:
        return "window"
    return dice.choices(("headless", "resume", "import"), (1 - RESUMING - IMPORTING, RESUMING, IMPORTING))[0]


def kill(database: Path, times: int, window_share: float, seed: int, parallel: int) -> Tally:
    """Kill so many children on one database, and check after each."""
    dice, tally, checking = random.Random(seed), Tally(), threading.Lock()
    plans = [(random.Random(dice.random()), kind_of(dice, window_share)) for _ in range(times)]
    database.parent.mkdir(parents=True, exist_ok=True)
    nursery = Nursery(database, to_import(database.parent))

    def one(plan: tuple[random.Random, str]) -> None:
        life = nursery.live(*plan)
        with checking:
            tally.kinds[plan[1]] += 1
            check(database, life, tally, exactly=tally.resumed * RESUME_EVERY <= tally.kills)
            if tally.kills % 25 == 0:
                print(tally, flush=True)

    try:
        with ThreadPoolExecutor(parallel) as pool:
            list(pool.map(one, plans))
    finally:
        nursery.close()
    store = Store(database)
    tally.misses += _missing(store, tally.shown)  # what the first child finished outlived all others
    store.close()
    return tally


def main() -> int:
    """Kill, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=300)
    parser.add_argument("--window-share", type=float, default=0.5)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--parallel", type=int, default=2)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / place.NAME / "runs.sqlite"
        tally = kill(database, asked.times, asked.window_share, asked.seed, asked.parallel)
        left = list(database.parent.glob("*.lock"))
    print(tally)
    print(f"{len(left)} locks are left")
    for miss in tally.misses:
        print("MISS", miss)
    return 1 if tally.misses else 0


if __name__ == "__main__":
    sys.exit(main())
