"""A program that saves on a bad disk, and tells on standard output what it was promised. See `faults`.

python -m tests.robustness.saving DATABASE
"""

from __future__ import annotations

import ctypes
import logging
import os
import sys
import time
import traceback
from dataclasses import replace
from pathlib import Path

from simulator.engine import Checkpoint, Evaluated
from simulator.store import Recording, Store, StoreError, recording, states, writer
from simulator.strategies.base import State
from tests.robustness.kill import digest
from tests.unit.store import ready_made

FINISHED, VICTIM, RENAMED = "finished", "to be deleted", "renamed"
CHECKPOINT = bytes(range(256)) * 100
LEARNED = CHECKPOINT[:9000]
PATIENCE = 1.0  # seconds until a run that is not safe is given up


def prepare(database: Path) -> Path:
    """A database with a finished run, and one that will be deleted."""
    store = Store(database)
    for name in (FINISHED, VICTIM):
        taken = store.record(ready_made.experiment())
        for event in ready_made.history():
            taken.add(event)
        assert taken.run is not None
        store.rename(taken.run, name)
    store.close()
    return database


def save(database: Path) -> None:
    """Record a run, rename it, delete another one, keep a draft, leave; what goes wrong is said in sentences."""
    try:
        store = Store(database)
    except StoreError as error:
        print("sentence", error)
        return
    print("opened")
    taken = store.record(ready_made.experiment())
    print("uid", taken.uid)
    told = ready_made.history()
    for place, event in enumerate(told):
        if place == len(told) // 2:
            taken.add(ready_made.checkpoint(15))
            store.keep_draft(ready_made.experiment())
            time.sleep(3 * writer.EVERY)
        taken.add(replace(event, state=State({})) if isinstance(event, Evaluated) else event)
    _wait(taken)
    if taken.safe:
        print("safe", digest(told))
    try:
        if taken.run is not None:
            store.rename(taken.run, RENAMED)
            print("renamed", RENAMED)
        store.delete(next(each.id for each in store.runs() if each.name == VICTIM))
        print("deleted")
    except StoreError as error:
        print("sentence", error)
    store.close()


def _wait(taken: Recording) -> None:
    until = time.monotonic() + PATIENCE
    said = ""
    while not taken.safe and time.monotonic() < until:
        if taken.trouble is not None and str(taken.trouble) != said:
            said = str(taken.trouble)
            print("sentence", said)
        time.sleep(0.005)


def as_it_is(kept: Checkpoint | State) -> bytes:
    """Bytes in place of a checkpoint or a state: torch is not needed here."""
    return CHECKPOINT if isinstance(kept, Checkpoint) else LEARNED


def child(database: str, at: str, error: str, times: str) -> None:
    """Save with this fault; never returns."""
    os.environ |= {"FAULT_AT": at, "FAULT_ERROR": error, "FAULT_TIMES": times}
    os.environ["FAULT_FOLDER"] = str(Path(database).parent)
    status = 1
    with open(said_in(database), "w", encoding="utf-8") as said:
        sys.stdout = sys.stderr = said
        try:
            save(Path(database))
            print("calls", ctypes.CDLL(None).fault_calls())
            status = 0
        except BaseException:
            traceback.print_exc()
    os._exit(status)


def said_in(database: str) -> str:
    """The file in which the child says something: not below the folder on the bad disk."""
    return str(Path(database).parent.with_name("said.txt"))


if __name__ == "__main__":
    logging.disable()
    writer.EVERY = 0.03
    recording.to_bytes = states.to_bytes = as_it_is  # type: ignore[attr-defined,assignment]
    for line in sys.stdin:
        born = os.fork()
        if not born:
            child(*line.rstrip("\n").split("\t"))
        print(os.waitstatus_to_exitcode(os.waitpid(born, 0)[1]), flush=True)
