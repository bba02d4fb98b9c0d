"""A file to share, ``.learnsim``: an experiment and, if wanted, runs with all that they told.

It is a zip of text and numbers: ``experiment.toml``, for each run a folder ``runs/<uid>`` (see `run`), and
``manifest.json`` with the SHA-256 of each. `archive` is the zip and its dangers. Reading runs nothing and writes
nothing; the run database is changed by `take_in` alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

from simulator.declaration import InputError, Sentence
from simulator.declaration.whole_file import write_whole
from simulator.experiment import Experiment, to_text
from simulator.experiment.documents import Document
from simulator.experiment.files import text_document
from simulator.store.reading import Reader
from simulator.store.shared import run as shared_run
from simulator.store.shared.archive import Archive, Packing, damaged, opened
from simulator.store.shared.experiment import available, left_behind
from simulator.store.shared.run import SharedRun
from simulator.store.store import Store

__all__ = ["Shared", "SharedRun", "left_behind", "read", "take_in", "write"]

EXPERIMENT = "experiment.toml"


@dataclass(frozen=True)
class Shared:
    """What a shared file holds. `notes` say what the experiment lacks here: data files do not travel with it."""

    experiment: Experiment
    runs: tuple[SharedRun, ...] = ()
    notes: tuple[Sentence, ...] = ()


def write(path: Path, experiment: Experiment | Document, store: Reader | None = None, runs: Sequence[int] = ()) -> None:
    """Write an experiment, and runs of a database by their numbers; what was at `path` stays until all is written.

    As a document the experiment may name data that is not here.

    Raises `InputError` where it cannot be written or is too large. `left_behind` tells what is not in it.
    """

    def content(file: BinaryIO) -> None:
        with Packing(file) as packing:
            packing.add(EXPERIMENT, to_text(experiment).encode())
            for run in dict.fromkeys(runs):
                assert store is not None, "runs are kept in a store"
                uid, members = store.look(partial(shared_run.members, run=run))
                for name, data in members.items():
                    packing.add(f"runs/{uid}/{name}", data)

    write_whole(path, content)


def read(path: Path) -> Shared:
    """What a shared file holds, all of it checked. Raises `InputError` with one sentence for anything else."""
    with opened(path) as archive:
        if EXPERIMENT not in archive.names:
            raise damaged(path, EXPERIMENT)
        experiment, notes = available(text_document(archive.read(EXPERIMENT), EXPERIMENT))
        uids = dict.fromkeys(match[1] for name in archive.names if (match := re.match(r"runs/([^/]*)/", name)))
        return Shared(experiment, tuple(_run(archive, path, uid) for uid in uids), tuple(notes))


def take_in(store: Store, shared: Shared) -> list[int]:
    """Put the runs into a database, each whole or not at all; their numbers, those of runs that were there included.

    Raises `StoreError` where they cannot be written.
    """
    return [store.change(run.insert) for run in shared.runs]


def _run(archive: Archive, path: Path, uid: str) -> SharedRun:
    names = set(archive.names)

    def member(name: str) -> bytes | None:
        full = f"runs/{uid}/{name}"
        return archive.read(full) if full in names else None

    try:
        return shared_run.from_members(uid, member)
    except InputError:
        raise
    except (ValueError, LookupError, TypeError, ArithmeticError, AttributeError, RecursionError) as error:
        raise damaged(path, f"runs/{uid}") from error
