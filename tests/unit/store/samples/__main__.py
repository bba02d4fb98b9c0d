"""Makes the sample of today's format: a complete run, one that was stopped, one that diverged."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from simulator.declaration import sentence
from simulator.engine import Control, Finished, Stepped, circumstances, run
from simulator.experiment import Experiment, load_example, parse, set_value, to_document
from simulator.store import Store
from simulator.store.schema import MIGRATIONS
from tests.conftest import SHORT
from tests.unit.store import ready_made
from tests.unit.store.samples import digest, learned, sample

STOPPED_AT = 4


def experiment(**values: object) -> Experiment:
    """A run of milliseconds."""
    document = to_document(load_example("linear-maml"))
    for path, value in (SHORT | values).items():
        document = set_value(document, path, value)
    return parse(document)


def record(store: Store, experiment: Experiment, stop_at: int | None = None) -> int:
    """Run and record; return the number."""
    control, taken = Control(), store.record(experiment)
    for event in run(experiment, control):
        taken.add(event)
        if isinstance(event, Stepped) and event.iteration == stop_at:
            control.stop()
    assert taken.run is not None and taken.safe
    return taken.run


def make(database: Path) -> None:
    """Make the sample, and the file that says what is in it."""
    database.unlink(missing_ok=True)
    circumstances.processor = lambda: "some processor"
    store = Store(database)
    complete = record(store, experiment())
    store.rename(complete, "complete")
    store.annotate(complete, "A note.")
    store.tag(complete, ["one", "two"])
    store.pin(complete, True)
    record(store, experiment(), STOPPED_AT)
    diverged = store.record(experiment())
    for event in ready_made.history(ending=Finished("diverged", sentence("The loss is {loss}.", loss="nan"))):
        diverged.add(event)
    store.keep_draft(experiment(seed=5))
    known = {
        "runs": [
            {name: getattr(each, name) for name in ("id", "uid", "state", "iterations", "name", "note", "tags", "loss")}
            for each in store.runs()
        ],
        "histories": {each.id: digest(store.history(each.id)) for each in store.runs()},
        "states": {
            each.id: {at: learned(store.state(each.id, at)) for at in store.states(each.id)} for each in store.runs()
        },
    }
    store.close()
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA page_size = 1024")
        connection.execute("VACUUM")
    database.with_suffix(".json").write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    make(sample(len(MIGRATIONS)))
