"""Tasks that a person drew: they are kept with the experiment as they are, change nothing of a run, and are bounded."""

from dataclasses import replace
from typing import Any

import pytest

from simulator.declaration import InputError
from simulator.engine import Checkpoint, Evaluated, run
from simulator.experiment import Experiment, from_text, load, load_example, parse, save, set_value, to_document, to_text
from simulator.experiment.compatibility import misfit
from simulator.experiment.drawn import drawn_tasks
from simulator.store.shared.file import read, write

POINTS = {"name": "Two points", "kind": "points", "inputs": [[0.5], [1]], "targets": [1, -2.5]}
CLASSES = {"name": "In the plane", "kind": "classes", "inputs": [[0.5, 1], [1, 2.0]], "labels": [0, 1]}
IMAGES = {"name": 'A "hook"', "kind": "images", "classes": [[[[[0, 0.5], [1, 1]], [[0.25, 0.25]]]], [[[[0, 1]]]]]}
ANSWERS = {"name": "Zoé", "kind": "answers", "items": [3, 1], "right": [True, False]}
ALL = [POINTS, CLASSES, IMAGES, ANSWERS]


def with_drawn(listed: list[dict[str, Any]], example: str = "linear-maml") -> Experiment:
    return replace(load_example(example), drawn=drawn_tasks(listed))


def test_drawn_tasks_are_read_from_a_file_and_written_back_as_they_were(tmp_path):
    experiment = with_drawn(ALL)
    save(experiment, tmp_path / "mine.toml")
    read_back = load(tmp_path / "mine.toml")
    assert read_back == experiment
    assert to_document(read_back)["drawn"] == ALL
    assert from_text(to_text(experiment)) == experiment
    assert "targets = [1, -2.5]\n" in to_text(experiment)  # on one line


def test_drawn_tasks_go_along_with_a_shared_file(tmp_path):
    experiment = with_drawn(ALL)
    write(tmp_path / "mine.learnsim", experiment)
    assert read(tmp_path / "mine.learnsim").experiment == experiment


def test_drawn_tasks_have_no_part_in_a_run_or_in_what_goes_with_what(small):
    plain = small("linear-maml")
    drawn = replace(plain, drawn=drawn_tasks(ALL))
    assert misfit(drawn) is None
    assert drawn.undrawn == plain
    losses = [
        [event.scores.loss.tolist() for event in run(each) if isinstance(event, Evaluated)] for each in (plain, drawn)
    ]
    assert losses[0] == losses[1]


def test_a_run_goes_on_from_a_checkpoint_made_with_other_drawn_tasks(small):
    plain = small("linear-maml")
    found = [event for event in run(plain) if isinstance(event, Checkpoint)]
    went_on = list(run(replace(plain, drawn=drawn_tasks(ALL)), checkpoint=found[0]))
    assert type(went_on[-1]).__name__ == "Finished"


def test_drawn_tasks_can_be_set_as_one_value():
    document = set_value(to_document(load_example("linear-maml")), "drawn", [POINTS])
    assert to_document(parse(document))["drawn"] == [POINTS]


def changed(task: dict[str, Any], **values: Any) -> dict[str, Any]:
    return {key: value for key, value in (task | values).items() if value is not None}


@pytest.mark.parametrize(
    ("listed", "said"),
    [
        (3, "drawn is 3; each drawn task must be a section of its own that begins with [[drawn]]."),
        ([3], "drawn is [3]; each drawn task must be a section"),
        (POINTS, "drawn is a single table; each drawn task must be a section of its own that begins with [[drawn]]."),
        ([POINTS, 3], "drawn is a list with tables in it; each drawn task must be a section"),
        ([changed(POINTS, targets={"a": 1})], "drawn[1].targets ('Two points') is a single table; it must be a number"),
        ([changed(ANSWERS, name=POINTS)], "drawn[1].name is a single table; it must be text of 1 to 60 characters"),
        ([changed(POINTS, name=f"{n}") for n in range(21)], "drawn has 21 tasks; there may be at most 20."),
        ([POINTS, POINTS], "drawn[2].name is 'Two points', as another drawn task is called."),
        (
            [changed(POINTS, kind="curve")],
            "drawn[1].kind ('Two points') is 'curve'; it must be 'points', 'classes', 'images' or 'answers'.",
        ),
        ([changed(POINTS, target=[1])], "drawn[1].target ('Two points') is not known; did you mean drawn[1].targets?"),
        ([POINTS, changed(CLASSES, labels=None)], "drawn[2].labels ('In the plane') is missing."),
        ([changed(POINTS, name=" x")], "drawn[1].name is ' x'; it must be text of 1 to 60 characters"),
        ([changed(POINTS, name="a\nb")], "drawn[1].name is 'a\\nb'; it must be text"),
        ([changed(POINTS, name="n" * 61)], "it must be text of 1 to 60 characters"),
        (
            [changed(POINTS, inputs=[[float("nan")], [1]])],
            "drawn[1].inputs ('Two points') is [[nan], [1]]; it must be 1 to 200 lists",
        ),
        ([changed(POINTS, inputs=[[1e7], [1]])], "numbers from -1,000,000 to 1,000,000."),
        (
            [changed(POINTS, inputs=[[1], [1, 2]])],
            "drawn[1].inputs ('Two points') is [[1], [1, 2]]; it must be 1 to 200 lists",
        ),
        ([changed(POINTS, inputs=[[0]] * 201, targets=[0] * 201)], "it must be 1 to 200 lists of the same"),
        ([changed(POINTS, targets=[1])], "drawn[1].targets ('Two points') is [1]; it must be a number from"),
        (
            [changed(POINTS, targets=[True, 1])],
            "drawn[1].targets ('Two points') is [True, 1]; it must be a number from",
        ),
        (
            [changed(CLASSES, labels=[0, 20])],
            "drawn[1].labels ('In the plane') is [0, 20]; it must be a whole number from 0 to 19",
        ),
        ([changed(CLASSES, inputs=[[1], [2]])], "it must be 1 to 200 pairs of numbers"),
        ([changed(IMAGES, classes=[[[[[0, 1.5]]]]] * 2)], "points [x, y] from 0 to 1."),
        ([changed(IMAGES, classes=[[[[[0, 1]]]]])], "it must be 2 to 10 classes of up to 20 pictures"),
        (
            [changed(ANSWERS, items=[0, 1])],
            "drawn[1].items ('Zoé') is [0, 1]; it must be 1 to 200 whole numbers from 1 to",
        ),
        (
            [changed(ANSWERS, right=[1, 0])],
            "drawn[1].right ('Zoé') is [1, 0]; it must be true or false for each of the items.",
        ),
    ],
)
def test_a_wrong_drawn_task_is_refused_in_one_sentence_that_names_task_and_key(listed, said):
    with pytest.raises(InputError) as refused:
        parse(to_document(load_example("linear-maml")) | {"drawn": listed})
    assert said in str(refused.value)
    assert refused.value.path.startswith("drawn")


def test_a_drawn_task_and_all_of_them_together_are_bounded_in_bytes():
    stroke = [[0.123456789, 0.987654321]] * 200
    large = {"kind": "images", "classes": [[[stroke] * 5], [[stroke] * 4]]}
    with pytest.raises(InputError, match=r"^drawn\[1\] takes \d\d,\d\d\d bytes; .* at most 64,000\.$"):
        drawn_tasks([{"name": "a", "kind": "images", "classes": [[[stroke] * 8], [[stroke] * 8]]}])
    with pytest.raises(InputError, match=r"The drawn tasks take \d+,\d\d\d bytes together; .* at most 128,000"):
        drawn_tasks([{"name": name, **large} for name in "abc"])
