"""Opening an experiment by whatever a person names: a file, a file that was shared, or a bundled example."""

from __future__ import annotations

from pathlib import Path

from simulator.declaration import Sentence
from simulator.experiment import Experiment
from simulator.experiment.files import load_any

SHARED = ".learnsim"


def open_noted(name: str) -> tuple[Experiment, tuple[Sentence, ...]]:
    """The experiment in a file or shared file, or of a bundled example; and a sentence for each file left behind.

    The `path` in such a sentence is that of the parameter, which was emptied. Raises `InputError` where there is none.
    """
    if not name.lower().endswith(SHARED):
        return load_any(name), ()
    from simulator.store.shared.file import read

    shared = read(Path(name))
    return shared.experiment, shared.notes
