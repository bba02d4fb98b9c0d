"""Drawn tasks that are not of the experiment's family: each is named in one sentence, which says what does not fit."""

from dataclasses import replace
from typing import Any

import pytest

from simulator.experiment import Experiment, load_example, misfits
from simulator.experiment.drawn import drawn_tasks

CURVE = {"name": "P", "kind": "points", "inputs": [[0.5], [1]], "targets": [1, -2.5]}
SURFACE = CURVE | {"inputs": [[0.5, 1], [1, 0]]}
CLASSES = {"name": "C", "kind": "classes", "inputs": [[0.5, 1], [1, 2.0]], "labels": [0, 1]}
ANSWERS = {"name": "Zoé", "kind": "answers", "items": [3, 20], "right": [True, False]}


def images(classes: int) -> dict[str, Any]:
    return {"name": "I", "kind": "images", "classes": [[[[[0.1 * number, 0.5]]]] for number in range(classes)]}


def with_drawn(example: str, *tables: dict[str, Any]) -> Experiment:
    return replace(load_example(example), drawn=drawn_tasks(tables))


@pytest.mark.parametrize(
    ("example", "table"),
    [
        ("sine-maml", CURVE),
        ("sine-maml", CURVE | {"inputs": [[0.1 * n] for n in range(33)], "targets": [0] * 33}),  # more than its shots
        ("shapes-matching", CLASSES),
        ("glyphs-prototypes", images(2)),
        ("glyphs-prototypes", images(5)),
        ("digits-maml", images(10)),
        ("digits-maml", images(3)),  # the others can be filled in
        ("students-irt", ANSWERS),
        ("students-class", ANSWERS),
    ],
)
def test_of_a_task_that_fits_nothing_is_said(example, table):
    assert misfits(with_drawn(example, table)) == ()


@pytest.mark.parametrize(
    ("example", "table", "why"),
    [
        ("shapes-matching", CURVE, "the kind is 'points', not 'classes'"),
        ("sine-maml", SURFACE, "each input has 2 numbers, not 1"),
        (
            "shapes-matching",
            CLASSES | {"labels": [0, 2]},
            "it has 3 classes, and no more than 2 can be told apart",
        ),
        ("glyphs-prototypes", images(6), "it has 6 classes, and no more than 5 can be told apart"),
        (
            "students-irt",
            ANSWERS | {"items": [3, 21]},
            "it answers item 21, and there are 20 items",
        ),
    ],
)
def test_a_task_that_does_not_fit_is_named_with_what_does_not(example, table, why):
    experiment = with_drawn(example, table)
    said = f"The drawn task {table['name']!r} does not fit {experiment.task.title}: {why}. It is left out."
    assert [str(each) for each in misfits(experiment)] == [said]


def test_where_tasks_cannot_be_made_by_hand_that_is_said_and_those_that_fit_are_not_named():
    linear = with_drawn("linear-maml", CURVE, CLASSES).with_value("task.inputs", 2)
    names = [dict(each.values)["name"] for each in misfits(linear)]
    assert names == ["'P'", "'C'"]
    assert str(misfits(linear)[0]).endswith("Linear functions: its tasks cannot be made by hand. It is left out.")
    assert len(misfits(with_drawn("linear-maml", CURVE, CLASSES))) == 1


def test_where_the_familys_file_cannot_be_read_nothing_is_said(tmp_path):
    experiment = with_drawn("students-class", ANSWERS)
    gone = experiment.task.model_copy(update={"path": str(tmp_path / "gone.csv")})
    assert misfits(replace(experiment, task=gone)) == ()
