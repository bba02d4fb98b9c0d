"""The result object: every field that scripts rely on, its numbers, and strictly valid JSON."""

import json
import math
import re
from typing import Any

import numpy as np
import pytest

from simulator import __version__
from simulator.analysis.report import lines
from simulator.analysis.result import number, papers, remark, result, summary
from simulator.analysis.statistics import half_width
from simulator.engine import Changed, Control, Evaluated, Progress, Stepped, run
from simulator.engine import Tested as OnUnseenTasks
from simulator.engine.events import Scores
from simulator.experiment import set_value, to_document


def followed(experiment, control: Control | None = None) -> tuple[Progress, list[Any]]:
    progress, events = Progress(), []
    for event in run(experiment, control):
        progress.add(event)
        events.append(event)
    return progress, events


def strictly(written: Any) -> Any:
    """What another program reads: no NaN, no infinity."""
    return json.loads(json.dumps(written, allow_nan=False), parse_constant=pytest.fail)


def test_every_documented_field_is_there(small):
    experiment = small("digits-maml")
    written = strictly(result(followed(experiment)[0]))
    assert set(written) >= {
        "format",
        "version",
        "run",
        "state",
        "experiment",
        "iterations",
        "seconds",
        "iterations_per_second",
        "gradient_evaluations",
        "history",
        "test",
    }
    assert (written["format"], written["version"], written["run"]) == (1, __version__, None)
    assert written["state"] == "completed"
    assert written["experiment"] == strictly(to_document(experiment))
    assert [entry["iteration"] for entry in written["history"]] == [3, 6]
    assert all(set(entry) == {"iteration", "train_loss", "validation"} for entry in written["history"])
    assert set(written["history"][0]["validation"]) >= {"loss", "ci95", "accuracy"}
    assert set(written["test"]) >= {"tasks", "loss", "ci95", "accuracy", "auc", "baselines"}
    assert set(written["test"]["baselines"]) == {"scratch", "nearest-mean"}
    assert all("loss" in known for known in written["test"]["baselines"].values())


def test_its_numbers_are_those_of_the_events(small):
    progress, events = followed(small("sine-maml"))
    written = strictly(result(progress))
    steps = [event for event in events if isinstance(event, Stepped)]
    first, middle, last = (event for event in events if isinstance(event, Evaluated))
    (tested,) = (event for event in events if isinstance(event, OnUnseenTasks))
    assert written["iterations"] == 6
    assert written["gradient_evaluations"] == steps[-1].gradient_evaluations == 6 * 4 * 2
    assert written["examples"] == 6 * 4 * 20
    assert written["seconds"] == round(steps[-1].seconds, 3)
    assert written["iterations_per_second"] == round(6 / steps[-1].seconds, 1)
    means = [np.mean([step.loss for step in half]) for half in (steps[:3], steps[3:])]
    assert [entry["train_loss"] for entry in written["history"]] == pytest.approx(means)
    for entry, event in zip(written["history"], (middle, last), strict=True):
        assert entry["validation"]["loss"] == event.scores.loss.mean(1).tolist()
        assert entry["validation"]["ci95"] == half_width(event.scores.loss).tolist()
        assert entry["validation"]["accuracy"] is None
    assert written["initial"]["loss"] == first.scores.loss.mean(1).tolist()
    assert written["test"]["tasks"] == 8
    assert written["test"]["loss"] == tested.scores.loss.mean(1).tolist()
    assert written["test"]["baselines"]["scratch"]["loss"] == tested.references["scratch"].loss.mean(1).tolist()
    assert written["test"]["baselines"]["oracle"]["loss"] == [0.0]


def test_a_live_change_is_written_down(small):
    control = Control()
    control.change("strategy.inner_lr", 0.05)
    progress, events = followed(small(), control)
    assert any(isinstance(event, Changed) for event in events)
    assert strictly(result(progress))["changes"] == [
        {"iteration": 0, "path": "strategy.inner_lr", "old": 0.1, "new": 0.05}
    ]


def test_a_diverged_run_is_still_strictly_valid_json(small):
    progress, events = followed(small("linear-maml", {"strategy.inner_lr": 10.0, "strategy.inner_steps": 50}))
    written = strictly(result(progress))
    assert (written["state"], written["test"], written["history"]) == ("diverged", None, [])
    assert written["message"] == str(events[-1].message)


def test_a_stopped_run_keeps_what_was_done(small):
    control, progress = Control(), Progress()
    for event in run(small(), control):
        progress.add(event)
        if isinstance(event, Stepped) and event.iteration == 4:
            control.stop()
    written = strictly(result(progress))
    assert (written["state"], written["iterations"], written["test"]) == ("stopped", 4, None)
    assert [entry["iteration"] for entry in written["history"]] == [3]


def test_what_is_not_finite_is_null():
    assert [number(value) for value in (1.5, None, math.nan, math.inf, -math.inf)] == [1.5, None, None, None, None]
    written = summary(Scores("ours", np.array([[1.0, math.inf], [math.nan, 1.0], [1.0, 3.0]])))
    assert written["loss"] == [None, None, 2.0]
    assert written["ci95"][:2] == [None, None]
    assert written["accuracy"] is None
    assert strictly(written) == written


def test_a_run_that_made_no_step_has_a_result_too():
    written = strictly(result(Progress()))
    assert (written["iterations"], written["iterations_per_second"], written["history"]) == (0, None, [])


def test_the_report_shows_the_test_beside_its_references(small):
    experiment = small("digits-maml")
    progress, _ = followed(experiment)
    told = lines(progress, experiment)
    assert told[0].startswith("MAML reads real handwriting: completed after 6 meta-iterations, ")
    assert told[1].startswith("MAML: Finn et al. 2017, ")
    assert told[3].split() == ["On", "8", "unseen", "tasks,", "after", "0", "1", "2"]
    assert [re.split(r"\s{2,}", line)[0] for line in told[4:9]] == [
        "MAML, loss",
        "MAML, accuracy",
        "from scratch, loss",
        "from scratch, accuracy",
        "nearest class mean on raw pixels, accuracy",
    ]
    assert len({len(line) for line in told[3:9]}) == 1
    assert told[-1].startswith("After 2 steps ")


def test_a_change_of_speed_is_written_down_too():
    progress = Progress()
    progress.add(Changed(2, "speed", 10.0, None))
    assert strictly(result(progress))["changes"] == [{"iteration": 2, "path": "speed", "old": 10.0, "new": None}]


def test_a_result_names_the_papers_and_says_what_must_be_known_to_read_it(small):
    document = to_document(small("glyphs-prototypes"))
    assert papers(document)["strategy"] == "Snell et al. 2017, Prototypical Networks for Few-shot Learning"
    assert remark(document) is None
    together = set_value(document, "learner.normalisation", "transductive")
    assert remark(together).endswith("so these results are transductive.")
    assert (papers({}), remark({})) == ({}, None)


def test_a_run_whose_file_cannot_be_read_is_reported_without_asking_the_file_again(small):
    experiment = small("students-class", {"task.path": "nothere.csv"})
    progress = Progress()
    for event in run(experiment):
        progress.add(event)
    assert progress.state == "failed"
    assert len(lines(progress, experiment)) == 2  # what was run, and its paper
