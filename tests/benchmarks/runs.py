"""Running an experiment for a benchmark: the command's own path, and the test result it would write."""

from __future__ import annotations

from functools import cache
from typing import Any

from simulator.analysis.result import result
from simulator.engine import Failed, Progress, run
from simulator.experiment import Experiment, load_example, parse, set_value, to_document


@cache
def tested(experiment: Experiment) -> dict[str, Any]:
    """The test result of an experiment, as ``run --json`` writes it. Raises where the run failed."""
    progress = Progress()
    for event in run(experiment):
        progress.add(event)
        if isinstance(event, Failed):
            raise RuntimeError(event.details)
    found: dict[str, Any] = result(progress)["test"]
    return found


def example(name: str, **values: Any) -> Experiment:
    """A bundled example with values changed by path; two underscores stand for the dot."""
    document = to_document(load_example(name))
    for path, value in values.items():
        document = set_value(document, path.replace("__", "."), value)
    return parse(document)
