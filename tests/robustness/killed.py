"""A program that is going to be killed: works on a database, and tells on standard output what it was promised.

python -m tests.robustness.killed DATABASE SHARED

It is asked on standard input for children, a line each: kind, seed, seconds between checkpoints, and whether the child
may live long. A run is told to be ``shown`` once the command line, or the window, shows it as complete.
"""

from __future__ import annotations

import importlib
import itertools
import os
import random
import signal
import sys
import time
import traceback
import uuid
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from simulator.declaration import InputError
from simulator.engine import Event, Stepped, training
from simulator.experiment import Experiment, load_example, parse, set_value, to_document
from simulator.store import Recording, Store
from tests.robustness.kill import Digest, digest

TELL_EVERY = 0.02  # seconds
EDIT_EVERY, IMPORT_EVERY = 0.5, 0.1  # seconds
KEPT_WITHIN = 2 / 3  # of the seconds between checkpoints: when edits are kept
ENDLESS = 10**6  # meta-iterations
FIRST_EDIT = 10**6  # seeds from here on are edits

sums: dict[str, Digest] = {}  # of all recordings of this process
latest: list[str] = []  # their uids, in their order


def listen() -> None:
    """Let every recording of this process say how far it is."""
    real, told = Recording.add, dict[str, float]()

    def add(self: Recording, event: Event) -> None:
        uid = self.uid
        if uid not in latest:
            latest.append(uid)
        sums.setdefault(uid, Digest()).add(event)
        real(self, event)
        if isinstance(event, Stepped) and time.monotonic() - told.get(uid, 0.0) > TELL_EVERY:
            told[uid] = time.monotonic()
            print("at", uid, event.seconds, flush=True)

    Recording.add = add  # type: ignore[method-assign]


def experiment(dice: random.Random, long: bool) -> Experiment:
    """Something that takes between a moment and a few seconds, or longer than anybody waits."""
    document = to_document(load_example(dice.choice(("linear-maml", "sine-maml", "sine-reptile", "digits-anil"))))
    values = {
        "schedule.iterations": ENDLESS if long else dice.choice((50, 300, 3000)),
        "schedule.meta_batch": 4,
        "schedule.evaluate_every": 1000 if long else dice.choice((5, 50)),
        "schedule.compile": "auto" if long else "off",  # what is compared with another run is made in one way
        "schedule.evaluation_tasks": 20,
        "schedule.test_tasks": 20,
        "seed": dice.randrange(1000),
    }
    for path, value in values.items():
        document = set_value(document, path, value)
    return parse(document)


def headless(database: Path, dice: random.Random, long: bool) -> None:
    """``simulator run`` with one experiment after the other, and something about them changed in between."""
    from simulator.cli.running import execute
    from simulator.cli.saving import saving

    for number in itertools.count():
        next_one = experiment(dice, long)
        into = saving(next_one, database)
        progress = execute(next_one, into, quiet=True, tells=False)
        if into.run is None:
            continue
        if progress.state == "completed":
            print("shown", latest[-1], sums[latest[-1]], flush=True)
        with closing(Store(database)) as store:
            store.rename(into.run, f"run {number}")
            store.tag(into.run, ["killed", str(number)])


def resume(database: Path, dice: random.Random, long: bool) -> None:
    """``simulator resume`` with one run after the other that was cut short; a new one where there is none."""
    from simulator.cli.running import execute
    from simulator.cli.saving import Saving

    while True:
        store = Store(database)
        found = [each for each in store.runs() if each.resumable and each.planned < ENDLESS]
        if not found:
            store.close()
            headless_once(database, dice)
            continue
        try:
            begun = store.resume(dice.choice(found).id)
        except InputError:  # another child has taken it up
            store.close()
            continue
        uid = begun.recording.uid
        sums[uid] = Digest()
        for event in begun.told:
            sums[uid].add(event)
        print("resumed", uid, flush=True)
        into = Saving(store, begun.recording)
        progress = execute(begun.experiment, into, quiet=True, tells=False, begun=begun)
        if into.run is not None and progress.state == "completed":
            print("shown", uid, sums[uid], flush=True)


def headless_once(database: Path, dice: random.Random) -> None:
    """A run that is cut short, for somebody to resume."""
    store, control = Store(database), training.Control()
    next_one = experiment(dice, long=False)
    recording = store.record(next_one)
    from simulator.engine import run

    for event in run(next_one, control):
        recording.add(event)
        if isinstance(event, Stepped) and event.iteration == 20:
            control.stop()
    store.close()


def import_(database: Path, dice: random.Random, shared: Path) -> None:
    """``simulator import`` with the same file again and again; each time its runs are others."""
    from simulator.store.shared.file import read, take_in

    with closing(Store(shared.with_suffix(".sqlite"))) as origin:
        known = [digest(origin.history(each.id)) for each in origin.runs()]
    while True:
        found = read(shared)
        runs = tuple(replace(each, uid=uuid.UUID(int=dice.getrandbits(128)).hex) for each in found.runs)
        for each, expected in zip(runs, known, strict=True):
            print("begun", each.uid, expected, flush=True)
        with closing(Store(database)) as store:
            take_in(store, replace(found, runs=runs))
        for each, expected in zip(runs, known, strict=True):
            print("shown", each.uid, expected, flush=True)
        time.sleep(IMPORT_EVERY)  # lest the database grow past what is checked in a moment


def window(database: Path, dice: random.Random, long: bool) -> None:
    """The real window, which runs one experiment after the other, and in which a person edits."""
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QAction

    from simulator.app import create

    application, shown = create(["--database", str(database)], experiment(dice, long))
    shown.show()
    start, edits = shown.findChild(QAction, "runAction") or QAction(), itertools.count(FIRST_EDIT)
    again, editing = QTimer(), QTimer()

    def look() -> None:
        if not shown.session.running:
            start.trigger()

    def edit() -> None:
        store = shown.keeping.store
        if store is not None and shown.model.set("seed", seed := next(edits)):
            print("edit", store._session.name, seed, time.time(), flush=True)

    def ended() -> None:
        run = shown.session.current
        if run is not None and run.progress.state == "completed":
            print("shown", latest[-1], sums[latest[-1]], flush=True)

    shown.session.ended.connect(ended)  # after the views, which were there first
    again.timeout.connect(look)
    again.start(200)
    editing.timeout.connect(edit)
    editing.start(int(1000 * EDIT_EVERY))
    application.exec()


def child(database: Path, shared: Path, kind: str, seed: str, cadence: str, lasting: str, said: str) -> None:
    """Work until killed."""
    sys.stdin.close()
    sys.stdout = open(said, "w", encoding="utf-8")  # noqa: SIM115
    training.CHECKPOINT_EVERY = float(cadence)
    dice, long = random.Random(int(seed)), lasting == "long"
    listen()
    try:
        if kind == "window":
            from simulator.gui import unsaved_edits

            unsaved_edits.KEEP_AFTER = int(1000 * KEPT_WITHIN * float(cadence))
            window(database, dice, long)
        elif kind == "import":
            import_(database, dice, shared)
        else:
            {"headless": headless, "resume": resume}[kind](database, dice, long)
    except BaseException:
        traceback.print_exc()
    os._exit(1)


if __name__ == "__main__":
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for them
    for each in ("torch", "safetensors.torch", "PySide6.QtWidgets", "simulator.cli.running"):
        importlib.import_module(each)
    for line in sys.stdin:
        born = os.fork()
        if not born:
            child(Path(sys.argv[1]), Path(sys.argv[2]), *line.rstrip("\n").split("\t"))
        print(born, flush=True)
