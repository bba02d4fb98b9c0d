"""What a sweep came to: its figure, and one JSON object with all of it, which ``sweep --json`` writes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simulator import __version__
from simulator.analysis.result import number, summary
from simulator.analysis.sweep import Judges, Measure, SweepFigure, SweptAxis, sweep_figure
from simulator.engine.events import Scores
from simulator.experiment import Experiment
from simulator.store.sweeps import FINISHED, Outcome
from simulator.sweep.axis import names, titled
from simulator.sweep.sweep import Sweep

FORMAT = 1


def usual(experiment: Experiment) -> tuple[Measure, int]:
    """What is looked at unless somebody chooses: the measure, and after how many inner steps."""
    loss, schedule = experiment.task.loss, experiment.schedule
    measure: Measure = "accuracy" if loss.classes and not loss.binary else "loss"
    return measure, min(experiment.strategy.usual_steps, schedule.evaluation_steps)


def figure(sweep: Sweep, outcomes: Mapping[int, Outcome], measure: Measure, step: int) -> SweepFigure:
    """The picture of a sweep whose cells came out so, by their position."""
    found = {position: scores_of(outcome) for position, outcome in outcomes.items() if outcome.state in FINISHED}
    failed = [position for position, outcome in outcomes.items() if outcome.state == "failed"]
    return sweep_figure(swept_axes(sweep), len(sweep.seeds), found, measure, step, failed, _judges(outcomes))


def swept_axes(sweep: Sweep) -> list[SweptAxis]:
    """The axes with what a person reads of them."""
    return [
        SweptAxis(axis.path, titled(sweep.experiment, axis.path), axis.values, names(axis.values), axis.log)
        for axis in sweep.axes
    ]


def result(sweep: Sweep, outcomes: Mapping[int, Outcome], kept: int | None, measure: Measure, step: int) -> Any:
    """All of it, as JSON holds it; `kept` is its number in the database. What is not finite becomes null."""
    shown = figure(sweep, outcomes, measure, step)
    columns = shown.columns()
    paths = [axis.path for axis in sweep.axes]
    return {
        "format": FORMAT,
        "version": __version__,
        "sweep": kept,
        "state": "completed" if len(outcomes) == sweep.size else "stopped",
        **{key: value for key, value in sweep.document().items() if key != "format"},
        "measure": measure,
        "step": step,
        "tasks": shown.judges,
        "grid": [
            {"values": {path: columns[path][row] for path in paths}}
            | {"mean": number(float(mean)), "ci95": number(float(band)), "results": int(count)}
            for row, (mean, band, count) in enumerate(
                zip(shown.means.reshape(-1), shown.half_widths.reshape(-1), shown.counts.reshape(-1), strict=True)
            )
        ],
        "said": str(shown.said),
        "cells": [_cell(sweep, position, outcomes.get(position)) for position in range(sweep.size)],
    }


def scores_of(outcome: Outcome) -> Scores | None:
    """A finished cell's scores on test tasks, or else on validation tasks; None where it diverged."""
    return None if outcome.state == "diverged" else outcome.tested or outcome.validated


def _judges(outcomes: Mapping[int, Outcome]) -> Judges:
    """On which tasks the scores of the finished cells are."""
    finished = [outcome for outcome in outcomes.values() if outcome.state == "completed"]
    tested = sum(outcome.tested is not None for outcome in finished)
    if tested == len(finished):
        return "test"
    return "both" if tested else "validation"


def _cell(sweep: Sweep, position: int, outcome: Outcome | None) -> dict[str, Any]:
    *values, seed = sweep.cells[position].values
    cell: dict[str, Any] = {
        "position": position,
        "values": {axis.path: value for axis, value in zip(sweep.axes, values, strict=True)},
        "seed": seed,
    }
    if outcome is None:
        return cell | {"state": None}
    return cell | {
        "state": outcome.state,
        "message": str(outcome.message) if outcome.message else None,
        "run": outcome.run,
        "iterations": outcome.iterations,
        "seconds": round(outcome.seconds, 3),
        "test": summary(outcome.tested) if outcome.tested else None,
        "validation": summary(outcome.validated) if outcome.validated else None,
    }
