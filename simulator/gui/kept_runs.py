"""Runs read back from the database, to be shown or to go on."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulator.declaration import InputError, Sentence, sentence
from simulator.engine import Checkpoint, Progress
from simulator.engine.circumstances import differing, files
from simulator.experiment import Experiment

if TYPE_CHECKING:
    from simulator.store import Recording, Store


@dataclass(frozen=True)
class Kept:
    """A run read back; `without` its files where it says why they cannot be had."""

    number: int
    experiment: Experiment
    progress: Progress
    without: Sentence | None = None


@dataclass(frozen=True)
class GoingOn:
    """A run that is taken up again."""

    experiment: Experiment  # as the run began
    progress: Progress
    checkpoint: Checkpoint | None
    recording: Recording


def read(store: Store, run: int) -> Kept:
    """A run as it is kept. What it needs only to go on may be missing or damaged. Raises `InputError`."""
    experiment, why = _shown(store, run)
    checkpoint: Checkpoint | None = None
    with suppress(InputError):
        checkpoint = store.checkpoint(run)
    progress = Progress.of(store.history(run), checkpoint)
    whole = checkpoint is not None and why is None
    ended = checkpoint.experiment if checkpoint and whole else _changed(experiment, progress)
    return Kept(run, ended, progress, why)


def compare(store: Store, run: int) -> list[Sentence]:
    """What would not be as it was if a run went on here and now. Raises `InputError` where it cannot."""
    checkpoint = store.checkpoint(run)
    if checkpoint is None:
        return []
    return differing(checkpoint.experiment, checkpoint.circumstances)


def _shown(store: Store, run: int) -> tuple[Experiment, Sentence | None]:
    """A run's experiment; where a file that it names is gone, without its files, and why."""
    try:
        experiment = store.experiment(run)
        gone = [file for file in files(experiment).values() if not file.exists()]
        if not gone:
            return experiment, None
        why = sentence("{file} is not there any more.", file=gone[0])
    except InputError as error:
        why = error.message
    from simulator.store.shared.experiment import available

    return available(store.document(run))[0], why


def _changed(experiment: Experiment, progress: Progress) -> Experiment:
    """The experiment as it was at the end of a run, as far as that is known."""
    for change in progress.changes:
        if "." in change.path:  # all but the speed belong to the experiment
            with suppress(InputError):
                experiment = experiment.with_value(change.path, change.new)
    return experiment
