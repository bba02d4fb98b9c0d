"""A run's result as one JSON object: what ``run --json`` writes."""

from __future__ import annotations

import math
from typing import Any

from simulator import __version__
from simulator.analysis.statistics import half_width, mean, worst_tenth
from simulator.engine.events import Floats, Scores, Tested
from simulator.engine.progress import Progress
from simulator.experiment.documents import REGISTRIES
from simulator.learners import LEARNERS

FORMAT = 1


def result(progress: Progress, run: int | None = None) -> dict[str, Any]:
    """The result of a run, with its number in the database. Not-a-number and infinities become null.

    In `history`, `train_loss` is the mean training loss since the entry before; `initial` is the
    evaluation before the first meta-iteration. `resumed` are the iterations after which the run went on from a
    checkpoint, each with what differed then from what held before.
    """
    seconds = progress.last_seconds
    history: list[dict[str, Any]] = [
        {"iteration": evaluated.iteration, "train_loss": number(train), "validation": summary(evaluated.scores)}
        | ({"elsewhere": summary(evaluated.elsewhere)} if evaluated.elsewhere else {})
        for evaluated, train in zip(progress.evaluations, progress.train_means, strict=True)
    ]
    return {
        "format": FORMAT,
        "version": __version__,
        "run": run,
        "state": progress.state,
        "message": str(progress.message) if progress.message else None,
        "experiment": progress.document,
        "papers": papers(progress.document),
        "remark": remark(progress.document),
        "iterations": progress.iteration,
        "seconds": round(seconds, 3),
        "iterations_per_second": round(progress.iteration / seconds, 1) if seconds else None,
        "gradient_evaluations": progress.gradient_evaluations,
        "examples": progress.examples,
        "changes": [
            {"iteration": change.iteration, "path": change.path, "old": change.old, "new": change.new}
            for change in progress.changes
        ],
        "resumed": [
            {"iteration": each.iteration, "differences": [str(said) for said in each.differences]}
            for each in progress.resumed
        ],
        "initial": history[0]["validation"] if history else None,
        "history": [entry for entry in history if entry["iteration"] > 0],
        "test": tested(progress.tested) if progress.tested else None,
    }


def papers(document: dict[str, Any]) -> dict[str, str]:
    """Where the parts of an experiment come from, by section, as far as they name a paper."""
    parts = {section: document.get(section, {}).get("kind") for section in REGISTRIES}
    entries = {section: REGISTRIES[section].get(kind) for section, kind in parts.items()}
    return {section: entry.paper for section, entry in entries.items() if entry and entry.paper}


def remark(document: dict[str, Any]) -> str | None:
    """What must be known to read the results, such as that they are transductive."""
    if "learner" not in document:
        return None
    said = LEARNERS.parse(document["learner"]).remark
    return str(said) if said else None


def tested(event: Tested) -> dict[str, Any]:
    """The result on tasks never seen before, with its reference lines; and on the other family, if there is one."""
    scores = event.scores
    tasks = next(values.shape[1] for values in (scores.loss, scores.accuracy) if values is not None)
    baselines = {key: {"title": known.title} | summary(known) for key, known in event.references.items()}
    other = {"elsewhere": tested(event.elsewhere)} if event.elsewhere else {}
    return {"tasks": tasks} | summary(scores) | {"baselines": baselines} | other


def summary(scores: Scores) -> dict[str, Any]:
    """Means over tasks after 0, 1, ... inner steps with half widths of their 95% intervals."""
    return {
        "loss": _means(scores.loss),
        "ci95": _half_widths(scores.loss),
        "accuracy": _means(scores.accuracy),
        "accuracy_ci95": _half_widths(scores.accuracy),
        "log_likelihood": _means(scores.likelihood),
        "log_likelihood_ci95": _half_widths(scores.likelihood),
        "auc": _numbers(scores.auc),
        "calibration_error": _numbers(scores.calibration),
        "worst_tenth_loss": _worst_tenth(scores) if scores.auc is not None else None,
    }


def number(value: float | None) -> float | None:
    """The value as JSON can hold it: null where it is not finite."""
    return value if value is not None and math.isfinite(value) else None


def _numbers(values: Floats | None) -> list[float | None] | None:
    return None if values is None else [number(float(value)) for value in values]


def _worst_tenth(scores: Scores) -> list[float | None] | None:
    """The mean loss of the tenth of the tasks that fare worst, after each step."""
    return None if scores.loss is None else _numbers(worst_tenth(scores.loss))


def _means(values: Floats | None) -> list[float | None] | None:
    return None if values is None else [number(float(value)) for value in mean(values)]


def _half_widths(values: Floats | None) -> list[float | None] | None:
    return None if values is None else [number(float(value)) for value in half_width(values)]
