"""The folder that compiled code is kept in between starts, and by what it is found again."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from contextlib import suppress
from pathlib import Path

from simulator import __version__
from simulator.declaration.whole_file import write_whole
from simulator.deferred import torch
from simulator.engine.circumstances import processor
from simulator.engine.compiled.tracing import Shapes
from simulator.experiment import Experiment, to_document

KEPT = 32  # files, of about two megabytes each
ENDING, MAKING = ".compiled", "making-"
DIGEST = 32  # bytes of a SHA-256
FORMAT = 2  # of how the code is made and called


def usual_folder() -> Path:
    """The user's cache folder."""
    from platformdirs import user_cache_path

    return user_cache_path("learning-strategy-simulator", appauthor=False) / "compiled"


def name(experiment: Experiment, shapes: Shapes, threads: int) -> str:
    """A digest of all that compiled code depends on: parts of the experiment, the machine, the shapes of tensors."""
    document = to_document(experiment)
    strategy = {key: value for key, value in document["strategy"].items() if key not in experiment.strategy.paced}
    depends = {
        "parts": [document["task"], document["learner"], strategy],
        "threads": threads,
        "recompute": experiment.schedule.recompute,
        "tensors": shapes,
        "format": FORMAT,
        "made by": [__version__, str(torch.__version__), processor()],
    }
    return hashlib.sha256(json.dumps(depends, sort_keys=True, default=str).encode()).hexdigest()[:32]


def keep(code: bytes, path: Path) -> None:
    """Write compiled code into the cache, whole or not at all: its SHA-256 follows it, which its loader passes over."""
    write_whole(path, code + hashlib.sha256(code).digest())


def used(path: Path) -> bool:
    """Whether that file is there and whole; it counts as used now. A damaged one is removed."""
    with suppress(OSError):
        content = path.read_bytes()
        if hashlib.sha256(content[:-DIGEST]).digest() == content[-DIGEST:]:
            os.utime(path)
            return True
        path.unlink()
    return False


def making(process: int) -> str:
    """How the folder begins in which a process compiles: another program may compile beside it."""
    return f"{MAKING}{process}-"


def tidy(folder: Path) -> None:
    """Keep only the files that were used last, and nothing of processes that were ended while they compiled."""
    for left in folder.glob(MAKING + "*"):
        process = left.name.removeprefix(MAKING).partition("-")[0]
        if process.isdecimal() and not _runs(int(process)):
            shutil.rmtree(left, ignore_errors=True)
    with suppress(OSError):
        files = sorted(folder.glob("*" + ENDING), key=lambda path: path.stat().st_mtime, reverse=True)
        for old in files[KEPT:]:
            old.unlink()


def _runs(process: int) -> bool:
    """Whether a process of this number is there."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True  # of somebody else
    return True
